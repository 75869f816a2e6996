-- Two records of one party made one, with who did it, why and on what evidence. `from_id` stays as a record of its own
-- and points to `into_id` for good.
CREATE TABLE "party_merge" (
    "id" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "into_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "party_merge_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "party_merge_into_id_idx" ON "party_merge"("into_id");
CREATE INDEX "party_merge_from_id_idx" ON "party_merge"("from_id");
CREATE INDEX "party_merged_into_id_idx" ON "party"("merged_into_id");
CREATE INDEX "party_name_trgm" ON "party" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "case_view_matter_code_closed_at_idx" ON "case_view"("matter_code", "closed_at" DESC);

CREATE TRIGGER party_merge_no_change BEFORE UPDATE OR DELETE ON party_merge FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One record a party: by its number where it has one; without one, a record of this case alone until a person merges it.
-- Runs in the projection's own transaction, so that a case and its parties appear together.
CREATE FUNCTION find_party() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_id text;
BEGIN
  IF NEW.identifier IS NOT NULL THEN
    INSERT INTO party (id, kind, name, identifier) VALUES (gen_random_uuid()::text, NEW.kind, NEW.name, NEW.identifier)
      ON CONFLICT (identifier) DO NOTHING;
    SELECT id INTO v_id FROM party WHERE identifier = NEW.identifier;
  ELSIF NEW.party_id IS NOT NULL AND EXISTS (SELECT FROM party WHERE id = NEW.party_id) THEN
    v_id := NEW.party_id;
  ELSE
    v_id := md5(NEW.case_id || '/' || NEW.kind || '/' || NEW.name);
    INSERT INTO party (id, kind, name) VALUES (v_id, NEW.kind, NEW.name) ON CONFLICT (id) DO NOTHING;
  END IF;
  NEW.party_id := v_id;
  RETURN NEW;
END $$;

CREATE TRIGGER case_party_find_party BEFORE INSERT ON case_party FOR EACH ROW EXECUTE FUNCTION find_party();

-- What a case says of a party beyond its name is kept with the party, newest first to speak.
CREATE FUNCTION note_party_particulars() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE party AS p SET
      birth_date = coalesce(q.said ->> 'birthDate', p.birth_date),
      address = coalesce(q.said ->> 'address', p.address),
      phone = coalesce(q.said ->> 'phone', p.phone)
    FROM (
      SELECT c.party_id, v.state -> 'parties' -> c.ordinal AS said
        FROM case_party c JOIN case_view v ON v.id = c.case_id WHERE c.case_id = NEW.case_id AND c.ordinal = NEW.ordinal
    ) AS q
    WHERE p.id = q.party_id AND (
      p.birth_date IS DISTINCT FROM coalesce(q.said ->> 'birthDate', p.birth_date)
      OR p.address IS DISTINCT FROM coalesce(q.said ->> 'address', p.address)
      OR p.phone IS DISTINCT FROM coalesce(q.said ->> 'phone', p.phone)
    );
  RETURN NULL;
END $$;

CREATE TRIGGER case_party_particulars AFTER INSERT ON case_party FOR EACH ROW EXECUTE FUNCTION note_party_particulars();

-- The parties of cases that were there before.
CREATE TEMPORARY TABLE moved AS SELECT case_id, ordinal, party_id, identifier, name, kind FROM case_party;
DELETE FROM case_party;
INSERT INTO case_party (case_id, ordinal, party_id, identifier, name, kind)
  SELECT case_id, ordinal, party_id, identifier, name, kind FROM moved;
DROP TABLE moved;
