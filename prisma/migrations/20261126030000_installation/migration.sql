-- Which installation this database belongs to, and the last tick that it exchanged with the Temporal namespace and the
-- evidence store. A store that comes back from an older copy knows an older tick than the others. `marks`: the highest
-- numbers of the registers at that tick. One row; tick 0 until all three are bound.
CREATE TABLE "installation" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tick" INTEGER NOT NULL DEFAULT 0,
    "ticked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "marks" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "installation_pkey" PRIMARY KEY ("only")
);
ALTER TABLE "installation" ADD CONSTRAINT "installation_one_row" CHECK ("only");
