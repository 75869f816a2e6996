-- A county's settings by their days: what it began with stands in `county`, every change since is a row.
CREATE TABLE "county_change" (
    "id" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "effective_on" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'proposed',
    "seq" BIGSERIAL NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_reason" TEXT,
    "ordinal" BIGINT,

    CONSTRAINT "county_change_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "county_change_seq_key" ON "county_change"("seq");
CREATE UNIQUE INDEX "county_change_ordinal_key" ON "county_change"("ordinal");
CREATE INDEX "county_change_status_proposed_at_idx" ON "county_change"("status", "proposed_at");
CREATE SEQUENCE "county_ordinal";

CREATE TABLE "county_logo" (
    "seq" BIGSERIAL NOT NULL,
    "hash" TEXT,
    "type" TEXT,
    "content" BYTEA,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "county_logo_pkey" PRIMARY KEY ("seq")
);

-- History is neither rewritten nor removed; a proposal is decided once.
CREATE FUNCTION county_change_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'proposed'
    AND (OLD.id, OLD.part, OLD.data, OLD.reason, OLD.seq, OLD.proposed_by, OLD.proposed_at)
      = (NEW.id, NEW.part, NEW.data, NEW.reason, NEW.seq, NEW.proposed_by, NEW.proposed_at)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'county_change is a history: % is not possible', TG_OP;
END $$;
CREATE TRIGGER "county_change_stands" BEFORE UPDATE OR DELETE ON "county_change" FOR EACH ROW EXECUTE FUNCTION county_change_stands();
CREATE TRIGGER "county_change_stays" BEFORE TRUNCATE ON "county_change" FOR EACH STATEMENT EXECUTE FUNCTION county_change_stands();
