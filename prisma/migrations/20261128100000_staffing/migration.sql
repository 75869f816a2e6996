-- Units and people by their days: every change is a row, and what stands today is made from those that were approved.
-- `unit` and `person` keep today's standing, for the many queries that ask nothing else.

ALTER TABLE "unit" ADD COLUMN "ended_on" TEXT;
ALTER TABLE "person" ADD COLUMN "part_id" TEXT;
ALTER TABLE "person" ADD COLUMN "home_unit_id" TEXT;
ALTER TABLE "person" ADD COLUMN "next_turn_on" TEXT;
CREATE INDEX "person_next_turn_on_idx" ON "person"("next_turn_on");

CREATE TABLE "staffing_change" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "effective_on" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "grants" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'proposed',
    "seq" BIGSERIAL NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_reason" TEXT,
    "ordinal" BIGINT,

    CONSTRAINT "staffing_change_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "staffing_change_seq_key" ON "staffing_change"("seq");
CREATE UNIQUE INDEX "staffing_change_ordinal_key" ON "staffing_change"("ordinal");
CREATE INDEX "staffing_change_subject_id_idx" ON "staffing_change"("subject_id");
CREATE INDEX "staffing_change_status_proposed_at_idx" ON "staffing_change"("status", "proposed_at");
CREATE SEQUENCE "staffing_ordinal";

-- History is neither rewritten nor removed; a proposal is decided once.
CREATE FUNCTION staffing_change_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'proposed'
    AND (OLD.id, OLD.subject, OLD.subject_id, OLD.kind, OLD.data, OLD.reason, OLD.grants, OLD.seq, OLD.proposed_by, OLD.proposed_at)
      = (NEW.id, NEW.subject, NEW.subject_id, NEW.kind, NEW.data, NEW.reason, NEW.grants, NEW.seq, NEW.proposed_by, NEW.proposed_at)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'staffing_change is a history: % is not possible', TG_OP;
END $$;
CREATE TRIGGER "staffing_change_stands" BEFORE UPDATE OR DELETE ON "staffing_change" FOR EACH ROW EXECUTE FUNCTION staffing_change_stands();
CREATE TRIGGER "staffing_change_stays" BEFORE TRUNCATE ON "staffing_change" FOR EACH STATEMENT EXECUTE FUNCTION staffing_change_stands();

-- Who stands in the tables without a change: taken over as they are, from the first day on which anything could be recorded. The
-- same takes over what a seed has put there.
CREATE FUNCTION staffing_take_over() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH RECURSIVE tree AS (
    SELECT id, name, kind, parent_id, 0 AS depth FROM unit WHERE parent_id IS NULL
    UNION ALL SELECT u.id, u.name, u.kind, u.parent_id, depth + 1 FROM unit u JOIN tree t ON u.parent_id = t.id
  )
  INSERT INTO staffing_change (id, subject, subject_id, kind, effective_on, data, reason, grants, status, proposed_by, decided_by, decided_at, ordinal)
  SELECT 'taken-over-unit-' || id, 'unit', id, 'found', '2020-01-01',
         jsonb_build_object('name', name, 'kind', kind, 'parentId', parent_id), '接管原有单位', true, 'approved', 'caselight', 'caselight',
         CURRENT_TIMESTAMP, nextval('staffing_ordinal')
    FROM (SELECT * FROM tree ORDER BY depth, id) t WHERE NOT EXISTS (SELECT FROM staffing_change WHERE subject_id = t.id AND subject = 'unit');

  INSERT INTO staffing_change (id, subject, subject_id, kind, effective_on, data, reason, grants, status, proposed_by, decided_by, decided_at, ordinal)
  SELECT 'taken-over-' || p.id || '-' || role_no, 'person', p.id, CASE role_no WHEN 1 THEN 'hire' ELSE 'assign' END, '2020-01-01',
         jsonb_build_object('unitId', p.unit_id, 'post', post, 'principal', p.principal AND post = 'head')
           || CASE role_no WHEN 1 THEN jsonb_build_object(
                'name', p.name, 'username', p.username, 'enteredOn', NULL, 'legalQualification', p.legal_qualification,
                'certificate', CASE WHEN p.certificate_number IS NOT NULL AND p.certificate_from IS NOT NULL AND p.certificate_until IS NOT NULL
                  THEN jsonb_build_object('number', p.certificate_number, 'field', NULL, 'validFrom', p.certificate_from, 'validUntil', p.certificate_until)
                  END)
              ELSE jsonb_build_object('until', NULL) END,
         '接管原有人员', true, 'approved', 'caselight', 'caselight', CURRENT_TIMESTAMP, nextval('staffing_ordinal')
    FROM (
      SELECT p.*, r.role_no, CASE r.role
          WHEN 'handler' THEN 'enforcement' WHEN 'bureau-handler' THEN 'enforcement'
          WHEN 'town-reviewer' THEN 'legal-review' WHEN 'bureau-reviewer' THEN 'legal-review'
          WHEN 'town-head' THEN 'head' WHEN 'bureau-head' THEN 'head'
          WHEN 'dispatcher' THEN 'dispatch' WHEN 'supervisor' THEN 'supervision' WHEN 'auditor' THEN 'oversight'
          WHEN 'list-admin' THEN 'lists' WHEN 'sys-admin' THEN 'system' WHEN 'security-admin' THEN 'security'
          WHEN 'audit-admin' THEN 'trail' ELSE 'assistant' END AS post
        FROM person p CROSS JOIN LATERAL unnest(CASE WHEN p.roles = '{}' THEN ARRAY['assistant'] ELSE p.roles END) WITH ORDINALITY r (role, role_no)
       WHERE NOT EXISTS (SELECT FROM staffing_change WHERE subject_id = p.id AND subject = 'person')
    ) p ORDER BY p.id, role_no;

  INSERT INTO staffing_change (id, subject, subject_id, kind, effective_on, data, reason, grants, status, proposed_by, decided_by, decided_at, ordinal)
  SELECT 'taken-over-' || id || '-left', 'person', id, 'leave', to_char(CURRENT_TIMESTAMP AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), '{}',
         '接管时已经停用', false, 'approved', 'caselight', 'caselight', CURRENT_TIMESTAMP, nextval('staffing_ordinal')
    FROM person p WHERE NOT active
     AND NOT EXISTS (SELECT FROM staffing_change WHERE subject_id = p.id AND kind = 'leave') ORDER BY id;
END $$;
SELECT staffing_take_over();

-- A unit that has ended gives its name back.
DROP INDEX "unit_name_key";
CREATE INDEX "unit_name_idx" ON "unit"("name");
