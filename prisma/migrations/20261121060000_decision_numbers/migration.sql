-- The register of decision numbers (决定书文号): gapless by series and year. A case decided anew after its decision was
-- revoked gets another number; `seq` is the event that decided. A paper decision keeps its own.
CREATE TABLE "decision_number" (
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "case_id" TEXT,
    "seq" INTEGER,

    CONSTRAINT "decision_number_pkey" PRIMARY KEY ("series","year","n")
);

CREATE UNIQUE INDEX "decision_number_case_id_seq_key" ON "decision_number"("case_id", "seq");

-- The same decision asking again gets the same number; one whose decision never became durable is given again, smallest
-- first. p_n enters the number of a paper decision.
CREATE FUNCTION allot_decision_number(p_case text, p_seq integer, p_series text, p_year integer, p_n integer)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_n integer;
BEGIN
  SELECT n INTO v_n FROM decision_number
    WHERE case_id = p_case AND seq = p_seq AND series = p_series AND year = p_year AND n = coalesce(p_n, n);
  IF v_n IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('caselight:decision_number:' || p_series), p_year);
    UPDATE decision_number SET case_id = NULL, seq = NULL WHERE case_id = p_case AND seq = p_seq;
    IF p_n IS NULL THEN
      UPDATE decision_number SET case_id = p_case, seq = p_seq
        WHERE series = p_series AND year = p_year
          AND n = (SELECT min(n) FROM decision_number WHERE series = p_series AND year = p_year AND case_id IS NULL)
        RETURNING n INTO v_n;
      IF v_n IS NULL THEN
        INSERT INTO decision_number (series, year, n, case_id, seq)
          SELECT p_series, p_year, coalesce(max(n), 0) + 1, p_case, p_seq
            FROM decision_number WHERE series = p_series AND year = p_year
          RETURNING n INTO v_n;
      END IF;
    ELSE
      INSERT INTO decision_number AS r (series, year, n, case_id, seq) VALUES (p_series, p_year, p_n, p_case, p_seq)
        ON CONFLICT (series, year, n) DO UPDATE SET case_id = p_case, seq = p_seq WHERE r.case_id IS NULL;
      v_n := p_n;
    END IF;
  END IF;
  RETURN jsonb_build_object('series', p_series, 'year', p_year, 'n', v_n);
END $$;

-- A decision of a lost workflow task leaves the record and gives its number back.
CREATE FUNCTION release_decision_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE decision_number SET case_id = NULL, seq = NULL WHERE case_id = OLD.case_id AND seq = OLD.seq;
  RETURN NULL;
END $$;

CREATE TRIGGER case_event_release_decision_number AFTER DELETE ON case_event
  FOR EACH ROW WHEN (OLD.type IN ('Decided', 'PenaltyDecidedOnTheSpot')) EXECUTE FUNCTION release_decision_number();

-- What a batch asks of this register beside the other: `decision` {seq, series, year, n} or null. The case's number comes
-- first and the decision's last, in this order for all: two queues of the whole county, never crossed.
ALTER FUNCTION project_case(jsonb) RENAME TO project_case_record;

CREATE FUNCTION project_case(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb := project_case_record(p);
BEGIN
  IF jsonb_typeof(p -> 'decision') <> 'object' THEN
    RETURN v_answer || jsonb_build_object('decision', NULL);
  END IF;
  RETURN v_answer || jsonb_build_object('decision', allot_decision_number(
    p ->> 'caseId', (p #>> '{decision,seq}')::integer, p #>> '{decision,series}',
    (p #>> '{decision,year}')::integer, (p #>> '{decision,n}')::integer
  ));
END $$;
