-- The record refuses to be altered, also by the tables' owner. Triggers are ENABLE ALWAYS, so that
-- session_replication_role does not switch them off. Whoever may drop a trigger can still do so; that is what the
-- chain of anchors is for.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % refused: the record is never altered', TG_OP, TG_TABLE_NAME USING ERRCODE = 'CL100';
END $$;

-- Only an event that is not yet known durable in Temporal may leave the record, and it leaves for orphaned_event,
-- whoever deletes it.
CREATE FUNCTION orphan_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  settled integer;
BEGIN
  SELECT settled_seq INTO settled FROM case_view WHERE id = OLD.case_id;
  IF OLD.seq <= settled THEN
    RAISE EXCEPTION 'DELETE of event % of case % refused: the record is never altered', OLD.seq, OLD.case_id
      USING ERRCODE = 'CL100';
  END IF;
  INSERT INTO orphaned_event (case_id, seq, hash, body, replaced_by)
  VALUES (OLD.case_id, OLD.seq, OLD.hash, to_jsonb(OLD), coalesce(current_setting('caselight.replaced_by', true), ''));
  RETURN OLD;
END $$;

-- What is settled stays settled, and the row that says so stays. A case of which nothing is settled was perhaps never
-- opened in Temporal; its events leave first, for orphaned_event.
CREATE FUNCTION keep_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.settled_seq = 0 AND NOT EXISTS (SELECT FROM case_event WHERE case_id = OLD.id) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'DELETE of case_view % refused: its record stands', OLD.id USING ERRCODE = 'CL100';
  ELSIF NEW.id <> OLD.id OR NEW.settled_seq < OLD.settled_seq OR NEW.version < OLD.settled_seq THEN
    RAISE EXCEPTION 'case_view % cannot go back behind its settled event %', OLD.id, OLD.settled_seq
      USING ERRCODE = 'CL100';
  END IF;
  RETURN NEW;
END $$;

-- A stored history may be replaced once, by the one that holds the run's end too.
CREATE FUNCTION complete_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.complete OR NEW.case_id <> OLD.case_id OR NEW.run_id <> OLD.run_id OR NEW.ordinal <> OLD.ordinal THEN
    RAISE EXCEPTION 'UPDATE of case_history refused: the record is never altered' USING ERRCODE = 'CL100';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event FOR EACH ROW EXECUTE FUNCTION orphan_event();
CREATE TRIGGER case_event_no_truncate BEFORE TRUNCATE ON case_event EXECUTE FUNCTION refuse_change();
ALTER TABLE case_event ENABLE ALWAYS TRIGGER case_event_no_update;
ALTER TABLE case_event ENABLE ALWAYS TRIGGER case_event_no_delete;
ALTER TABLE case_event ENABLE ALWAYS TRIGGER case_event_no_truncate;

CREATE TRIGGER orphaned_event_no_change BEFORE UPDATE OR DELETE ON orphaned_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER orphaned_event_no_truncate BEFORE TRUNCATE ON orphaned_event EXECUTE FUNCTION refuse_change();
ALTER TABLE orphaned_event ENABLE ALWAYS TRIGGER orphaned_event_no_change;
ALTER TABLE orphaned_event ENABLE ALWAYS TRIGGER orphaned_event_no_truncate;

CREATE TRIGGER record_anchor_no_change BEFORE UPDATE OR DELETE ON record_anchor FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_anchor_no_truncate BEFORE TRUNCATE ON record_anchor EXECUTE FUNCTION refuse_change();
ALTER TABLE record_anchor ENABLE ALWAYS TRIGGER record_anchor_no_change;
ALTER TABLE record_anchor ENABLE ALWAYS TRIGGER record_anchor_no_truncate;

CREATE TRIGGER case_history_no_update BEFORE UPDATE ON case_history FOR EACH ROW EXECUTE FUNCTION complete_history();
CREATE TRIGGER case_history_no_delete BEFORE DELETE ON case_history FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_history_no_truncate BEFORE TRUNCATE ON case_history EXECUTE FUNCTION refuse_change();
ALTER TABLE case_history ENABLE ALWAYS TRIGGER case_history_no_update;
ALTER TABLE case_history ENABLE ALWAYS TRIGGER case_history_no_delete;
ALTER TABLE case_history ENABLE ALWAYS TRIGGER case_history_no_truncate;

CREATE TRIGGER case_view_keep_settled BEFORE UPDATE OR DELETE ON case_view FOR EACH ROW EXECUTE FUNCTION keep_settled();
CREATE TRIGGER case_view_no_truncate BEFORE TRUNCATE ON case_view EXECUTE FUNCTION refuse_change();
ALTER TABLE case_view ENABLE ALWAYS TRIGGER case_view_keep_settled;
ALTER TABLE case_view ENABLE ALWAYS TRIGGER case_view_no_truncate;
