-- One policy under several calendars: publishing a calendar makes each policy in use again with it. The record of a case
-- names the pair by its hash.
ALTER TABLE "policy_version" ADD COLUMN "calendar_version" TEXT;
UPDATE "policy_version" SET "calendar_version" = "body" #>> '{calendar,version}';
ALTER TABLE "policy_version" ALTER COLUMN "calendar_version" SET NOT NULL;
ALTER TABLE "policy_version" ADD COLUMN "note" TEXT;
ALTER TABLE "policy_version" ADD COLUMN "dry_run" JSONB;
DROP INDEX "policy_version_policy_id_version_key";
CREATE UNIQUE INDEX "policy_version_policy_id_version_calendar_version_key" ON "policy_version"("policy_id", "version", "calendar_version");

-- A published policy stays as it is; only a draft may be thrown away.
CREATE FUNCTION keep_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.status IN ('draft', 'checked') THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND NEW.hash = OLD.hash AND NEW.body = OLD.body
    AND (OLD.status IN ('draft', 'checked') OR NEW.status IN ('published', 'derived')) THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% of policy % refused: a published policy is never altered', TG_OP, OLD.hash USING ERRCODE = 'CL100';
END $$;
CREATE TRIGGER policy_version_keep BEFORE UPDATE OR DELETE ON policy_version FOR EACH ROW EXECUTE FUNCTION keep_policy();
ALTER TABLE policy_version ENABLE ALWAYS TRIGGER policy_version_keep;

-- The walk over all open cases that follows the publication of a calendar.
CREATE TABLE "calendar_revision" (
    "id" TEXT NOT NULL,
    "calendar_version" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "total" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_revision_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "calendar_revision_calendar_version_key" ON "calendar_revision"("calendar_version");

CREATE TABLE "calendar_revision_case" (
    "revision_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "seq" INTEGER,
    "code" TEXT,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_revision_case_pkey" PRIMARY KEY ("revision_id","case_id")
);
ALTER TABLE "calendar_revision_case" ADD CONSTRAINT "calendar_revision_case_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "calendar_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
