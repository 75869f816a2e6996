-- A paper case comes in by two people: it is typed into a draft, compared with the scan, and only then a case (docs/adr/0058).

-- ---------------------------------------------------------------- what the record says of an act that came from paper

ALTER TABLE "work_event" ADD COLUMN "entered" JSONB;

-- As it stands, with one column more: whatever else it has learned meanwhile stays.
DO $patch$
DECLARE
  v_now text := pg_get_functiondef('project_work(jsonb)'::regprocedure);
  v_new text := v_now;
BEGIN
  v_new := replace(v_new, 'terms, basis, hash)
    SELECT v_kind, v_id,', 'terms, basis, entered, hash)
    SELECT v_kind, v_id,');
  v_new := replace(v_new, 'n.terms, n.basis, n.hash', 'n.terms, n.basis, n.entered, n.hash');
  v_new := replace(v_new, 'terms jsonb, basis text[], hash text)', 'terms jsonb, basis text[], entered jsonb, hash text)');
  IF length(v_new) <> length(v_now) + length(' entered,') + length(' n.entered,') + length(' entered jsonb,') THEN
    RAISE EXCEPTION 'project_work is not what this migration knows';
  END IF;
  EXECUTE v_new;
END $patch$;

-- What was done on paper was told on paper: no channel hears of it now.
DROP TRIGGER work_event_report_dispatched ON work_event;
CREATE TRIGGER work_event_report_dispatched AFTER INSERT ON work_event
  FOR EACH ROW WHEN (NEW.kind = 'case' AND NEW.type = 'CaseDispatched' AND NEW.entered IS NULL) EXECUTE FUNCTION report_case_dispatched();

-- Nothing but what came from paper, and what the system had to say of it.
CREATE FUNCTION is_only_entered(p_id text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM work_event WHERE work_id = p_id AND seq = 1 AND entered IS NOT NULL)
    AND NOT EXISTS (SELECT FROM work_event WHERE work_id = p_id AND entered IS NULL AND actor ->> 'id' <> 'system');
$$;

DROP TRIGGER case_detail_report_first_seen ON case_detail;
CREATE TRIGGER case_detail_report_first_seen AFTER INSERT ON case_detail
  FOR EACH ROW WHEN (NEW.lead_id IS NOT NULL AND NOT is_only_entered(NEW.id)) EXECUTE FUNCTION report_case_first_seen();

-- ---------------------------------------------------------------- drafts

CREATE TABLE "paper_draft" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "reference_key" TEXT,
    "same_elsewhere" TEXT,
    "reason" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "acts" JSONB NOT NULL DEFAULT '[]',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'drafting',
    "entered_by" TEXT NOT NULL,
    "origin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checks" JSONB NOT NULL DEFAULT '[]',
    "checked_by" TEXT,
    "go_live_on" TEXT,
    "confirming_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "paper_draft_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "paper_draft_status" CHECK ("status" IN ('drafting', 'submitted', 'returned', 'confirming', 'entered', 'discarded')),
    CONSTRAINT "paper_draft_checked" CHECK ("checked_by" <> "entered_by"),
    CONSTRAINT "paper_draft_confirmed" CHECK ("status" NOT IN ('confirming', 'entered') OR ("checked_by" IS NOT NULL AND "go_live_on" IS NOT NULL))
);
CREATE UNIQUE INDEX "paper_draft_case_id_key" ON "paper_draft"("case_id");
-- A paper file is brought in once; a draft that was thrown away gives its reference back (null).
CREATE UNIQUE INDEX "paper_draft_unit_id_reference_key_key" ON "paper_draft"("unit_id", "reference_key");
CREATE INDEX "paper_draft_reference_key_idx" ON "paper_draft"("reference_key");
CREATE INDEX "paper_draft_status_updated_at_idx" ON "paper_draft"("status", "updated_at");

CREATE TABLE "paper_file" (
    "draft_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "paper_file_pkey" PRIMARY KEY ("draft_id", "hash"),
    CONSTRAINT "paper_file_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "paper_draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "paper_file_hash_fkey" FOREIGN KEY ("hash") REFERENCES "evidence_file"("hash") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What became of a draft, by whom and why; never altered.
CREATE TABLE "paper_step" (
    "id" BIGSERIAL NOT NULL,
    "draft_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "text" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "paper_step_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "paper_step_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "paper_draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "paper_step_draft_id_id_idx" ON "paper_step"("draft_id", "id");

-- What somebody who is named says against what was entered; it stands on the case also after its end.
CREATE TABLE "paper_objection" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "by_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "paper_objection_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "paper_objection_case_id_ordinal_key" ON "paper_objection"("case_id", "ordinal");

CREATE TRIGGER paper_step_no_change BEFORE UPDATE OR DELETE ON paper_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER paper_step_no_truncate BEFORE TRUNCATE ON paper_step EXECUTE FUNCTION refuse_change();
CREATE TRIGGER paper_objection_no_change BEFORE UPDATE OR DELETE ON paper_objection FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER paper_objection_no_truncate BEFORE TRUNCATE ON paper_objection EXECUTE FUNCTION refuse_change();
ALTER TABLE paper_step ENABLE ALWAYS TRIGGER paper_step_no_change;
ALTER TABLE paper_step ENABLE ALWAYS TRIGGER paper_step_no_truncate;
ALTER TABLE paper_objection ENABLE ALWAYS TRIGGER paper_objection_no_change;
ALTER TABLE paper_objection ENABLE ALWAYS TRIGGER paper_objection_no_truncate;

-- What two people confirmed stays as they confirmed it.
CREATE FUNCTION keep_paper_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.status IN ('entered', 'discarded') THEN
    RAISE EXCEPTION '% of paper draft % refused: it has ended', TG_OP, OLD.id USING ERRCODE = 'CL100';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER paper_draft_keep BEFORE UPDATE OR DELETE ON paper_draft FOR EACH ROW EXECUTE FUNCTION keep_paper_draft();
ALTER TABLE paper_draft ENABLE ALWAYS TRIGGER paper_draft_keep;
