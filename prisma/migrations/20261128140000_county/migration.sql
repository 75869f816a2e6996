-- Which county this installation is for; what pages, papers and lists call it.
CREATE TABLE "county" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "go_live_on" TEXT NOT NULL,

    CONSTRAINT "county_pkey" PRIMARY KEY ("only"),
    CONSTRAINT "county_only_one" CHECK ("only")
);
-- What ran before counties were named: called after its county unit.
INSERT INTO county (name, title, go_live_on)
SELECT replace(name, '人民政府', ''), replace(name, '人民政府', '') || '综合行政执法', to_char(CURRENT_TIMESTAMP AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')
  FROM unit WHERE kind = 'county' ORDER BY id LIMIT 1;
