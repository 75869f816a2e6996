-- Lists between draft and publication: which published version a draft was made from, and what its check found.
ALTER TABLE "list_version" ADD COLUMN "base" TEXT;
ALTER TABLE "list_version" ADD COLUMN "check_result" JSONB;

-- A published version stays as it is: decisions name it. Only its last day is written, once, when the next one is
-- published. Drafts may be thrown away.
CREATE FUNCTION keep_list_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'published' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.effective_until IS NULL
    AND to_jsonb(NEW) - 'effective_until' = to_jsonb(OLD) - 'effective_until' THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% of list version % refused: a published list is never altered', TG_OP, OLD.id USING ERRCODE = 'CL100';
END $$;
CREATE TRIGGER list_version_keep BEFORE UPDATE OR DELETE ON list_version FOR EACH ROW EXECUTE FUNCTION keep_list_version();
CREATE TRIGGER list_version_no_truncate BEFORE TRUNCATE ON list_version EXECUTE FUNCTION refuse_change();
ALTER TABLE list_version ENABLE ALWAYS TRIGGER list_version_keep;
ALTER TABLE list_version ENABLE ALWAYS TRIGGER list_version_no_truncate;

CREATE FUNCTION keep_list_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_ids text[] := '{}';
BEGIN
  IF TG_OP <> 'INSERT' THEN v_ids := v_ids || OLD.version_id; END IF;
  IF TG_OP <> 'DELETE' THEN v_ids := v_ids || NEW.version_id; END IF;
  IF EXISTS (SELECT FROM list_version v WHERE v.id = ANY (v_ids) AND v.status = 'published') THEN
    RAISE EXCEPTION '% of a row of a published list refused: it is never altered', TG_OP USING ERRCODE = 'CL100';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER list_row_keep BEFORE INSERT OR UPDATE OR DELETE ON list_row FOR EACH ROW EXECUTE FUNCTION keep_list_row();
CREATE TRIGGER list_row_no_truncate BEFORE TRUNCATE ON list_row EXECUTE FUNCTION refuse_change();
ALTER TABLE list_row ENABLE ALWAYS TRIGGER list_row_keep;
ALTER TABLE list_row ENABLE ALWAYS TRIGGER list_row_no_truncate;

-- Every process keeps the published lists in memory and reads them anew when it hears of a publication.
CREATE FUNCTION tell_list_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('caselight_lists', json_build_object('list', NEW.list, 'version', NEW.version)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER list_version_tell AFTER INSERT OR UPDATE ON list_version
  FOR EACH ROW WHEN (NEW.status = 'published') EXECUTE FUNCTION tell_list_published();
