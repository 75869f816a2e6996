-- The audit trail: what no case's record tells. Nothing in it is altered; what is older than half a year may leave for an
-- archive, once the segment that holds it is written down with the hash that the next entry follows.

CREATE TABLE "audit_entry" (
    "n" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "actor_id" TEXT,
    "key_id" TEXT,
    "session_id" TEXT,
    "request_id" TEXT,
    "address" TEXT,
    "subject" TEXT,
    "detail" JSONB NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("n")
);
CREATE INDEX "audit_entry_actor_id_n_idx" ON "audit_entry"("actor_id", "n");
CREATE INDEX "audit_entry_subject_n_idx" ON "audit_entry"("subject", "n");
CREATE INDEX "audit_entry_what_n_idx" ON "audit_entry"("what", "n");
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

CREATE TABLE "audit_segment" (
    "from_n" BIGINT NOT NULL,
    "until_n" BIGINT NOT NULL,
    "follows" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_by" TEXT NOT NULL,

    CONSTRAINT "audit_segment_pkey" PRIMARY KEY ("from_n")
);

CREATE FUNCTION keep_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at < now() - interval '6 months' AND EXISTS (SELECT FROM audit_segment WHERE OLD.n BETWEEN from_n AND until_n) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'DELETE of audit_entry % refused: it is kept for six months, and until it is archived', OLD.n USING ERRCODE = 'CL100';
END $$;

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION keep_audit_entry();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_no_update;
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_no_delete;
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_no_truncate;

CREATE TRIGGER audit_segment_no_change BEFORE UPDATE OR DELETE ON audit_segment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_segment_no_truncate BEFORE TRUNCATE ON audit_segment EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_segment ENABLE ALWAYS TRIGGER audit_segment_no_change;
ALTER TABLE audit_segment ENABLE ALWAYS TRIGGER audit_segment_no_truncate;
