-- What each comparison of workflows, record and read model came to: the supervisor's board shows the last one.
CREATE TABLE "reconciliation" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "compared" INTEGER NOT NULL,
    "differences" INTEGER NOT NULL,
    "remaining" INTEGER NOT NULL,
    "repaired" BOOLEAN NOT NULL,

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("id")
);
