-- Who was recused from an item reads it no more, whatever their unit. Kept beside the read model, so that lists ask a table of a
-- few rows and not the state of every item.

CREATE TABLE "work_barred" (
    "person_id" TEXT NOT NULL,
    "work_id" TEXT NOT NULL,

    CONSTRAINT "work_barred_pkey" PRIMARY KEY ("person_id", "work_id")
);
CREATE INDEX "work_barred_work_id_idx" ON "work_barred"("work_id");
ALTER TABLE "work_barred" ADD CONSTRAINT "work_barred_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work_view"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION recused_people(p_state jsonb) RETURNS TABLE (person_id text) LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT r ->> 'personId' FROM jsonb_path_query(p_state, '$.recusals[*] ? (@.decided.granted == true)') AS r
$$;

CREATE FUNCTION keep_work_barred() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM work_barred WHERE work_id = NEW.id;
  INSERT INTO work_barred (person_id, work_id) SELECT person_id, NEW.id FROM recused_people(NEW.state);
  RETURN NULL;
END $$;

CREATE TRIGGER work_view_barred_first AFTER INSERT ON work_view FOR EACH ROW
  WHEN (NEW.state @? '$.recusals[*] ? (@.decided.granted == true)') EXECUTE FUNCTION keep_work_barred();
CREATE TRIGGER work_view_barred AFTER UPDATE OF state ON work_view FOR EACH ROW
  WHEN (OLD.state -> 'recusals' IS DISTINCT FROM NEW.state -> 'recusals') EXECUTE FUNCTION keep_work_barred();

INSERT INTO work_barred (person_id, work_id)
SELECT p.person_id, w.id FROM work_view w CROSS JOIN LATERAL recused_people(w.state) p
WHERE w.state @? '$.recusals[*] ? (@.decided.granted == true)';
