-- A key is never a person (docs/adr/0053): it has an owner, a purpose, an end and secrets of its own; two people grant it.
-- Nothing is taken from a key any more but leads, so that what was granted beyond that goes. Whom it acted for before
-- stays to be read (`acts_as_id`), and means nothing.

ALTER TABLE "api_key"
  ADD COLUMN "purpose" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "owner_id" TEXT,
  ADD COLUMN "area" TEXT,
  ADD COLUMN "addresses" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "per_minute" INTEGER NOT NULL DEFAULT 120,
  ADD COLUMN "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + interval '365 days'),
  ADD COLUMN "approved" BOOLEAN,
  ADD COLUMN "decided_by" TEXT,
  ADD COLUMN "decided_at" TIMESTAMPTZ(3),
  ADD COLUMN "decided_reason" TEXT,
  ADD COLUMN "revoked_by" TEXT,
  ADD COLUMN "last_used_at" TIMESTAMPTZ(3),
  ADD COLUMN "last_used_from" TEXT,
  ALTER COLUMN "key_hash" DROP NOT NULL;

ALTER TABLE "api_key" ALTER COLUMN "expires_at" DROP DEFAULT;

CREATE TABLE "api_key_secret" (
    "id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "issued_by" TEXT,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_secret_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_key_secret_hash_key" ON "api_key_secret"("hash");
CREATE INDEX "api_key_secret_key_id_idx" ON "api_key_secret"("key_id");
ALTER TABLE "api_key_secret" ADD CONSTRAINT "api_key_secret_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How often a key was used within the present minute; gone after a crash of the database, which costs nothing.
CREATE UNLOGGED TABLE "api_key_minute" (
    "key_id" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "requests" INTEGER NOT NULL,

    CONSTRAINT "api_key_minute_pkey" PRIMARY KEY ("key_id")
);

-- Keys from before go on within what a key may be: they were granted by one person, and are told apart by that.
INSERT INTO "api_key_secret" ("id", "key_id", "hash", "issued_by", "issued_at")
  SELECT "id", "id", "key_hash", "created_by", "created_at" FROM "api_key" WHERE "key_hash" IS NOT NULL;
UPDATE "api_key" SET "approved" = true, "owner_id" = "created_by",
  "decided_reason" = CASE WHEN "acts_as_id" IS NULL THEN '升级前发放' ELSE '升级前发放；不再代表任何人' END,
  "scopes" = array_remove("scopes", 'cases:write');

-- Who brought it: a person's id, or `key:` and the key's.
ALTER TABLE "lead" ADD COLUMN "taken_by" TEXT;
ALTER TABLE "lead_supplement" ADD COLUMN "taken_by" TEXT;
CREATE INDEX "lead_taken_by_idx" ON "lead"("taken_by");
