-- The second and third kind of work item: what only they have. The rest is in work_view.

CREATE TABLE "dispute_detail" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "other_side" TEXT NOT NULL,
    "how" TEXT,

    CONSTRAINT "dispute_detail_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "dispute_detail" ADD CONSTRAINT "dispute_detail_id_fkey" FOREIGN KEY ("id") REFERENCES "work_view"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "dispute_detail_case_id_idx" ON "dispute_detail"("case_id");
SELECT narrow_table('dispute');

CREATE TABLE "whistle_detail" (
    "id" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "caller_id" TEXT NOT NULL,
    "arrived_at" TIMESTAMPTZ(3),

    CONSTRAINT "whistle_detail_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "whistle_detail" ADD CONSTRAINT "whistle_detail_id_fkey" FOREIGN KEY ("id") REFERENCES "work_view"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "whistle_detail_caller_id_idx" ON "whistle_detail"("caller_id");
SELECT narrow_table('whistle');
