-- Cases that people have accepted as not to be mended, after a store was lost: they stay alarms, and the stores are no longer
-- called older because of them.
CREATE TABLE "accepted_loss" (
    "case_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accepted_loss_pkey" PRIMARY KEY ("case_id")
);
