-- Cases that nothing will move on without a person: found by a watcher in the API, shown on the supervisor's board, gone
-- when healed.
CREATE TABLE "case_alarm" (
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_alarm_pkey" PRIMARY KEY ("case_id","kind")
);
