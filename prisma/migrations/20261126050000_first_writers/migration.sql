-- A case's row in the read model orders those who write it down; before there is one, two of them saw nothing of each other,
-- and the slower one, with fewer events, was refused by the row's own guard. A lock of their own stands in for the row.
-- And `receipts` [{updateId, receipt}] keeps what updates were answered for these events, whoever writes them.
CREATE OR REPLACE FUNCTION project_case(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb;
BEGIN
  IF NOT EXISTS (SELECT FROM case_view WHERE id = p ->> 'caseId') THEN
    PERFORM pg_advisory_xact_lock(hashtext('caselight:first-writer'), hashtext(p ->> 'caseId'));
  END IF;
  v_answer := project_case_record(p);
  INSERT INTO case_receipt (case_id, update_id, at, receipt)
    SELECT p ->> 'caseId', r ->> 'updateId', coalesce((r #>> '{receipt,at}')::timestamptz, now()), r -> 'receipt'
      FROM jsonb_array_elements(CASE jsonb_typeof(p -> 'receipts') WHEN 'array' THEN p -> 'receipts' ELSE '[]' END) AS r
    ON CONFLICT (case_id, update_id) DO NOTHING;
  -- As processes of the release before send it.
  IF jsonb_typeof(p -> 'answered') = 'object' THEN
    INSERT INTO case_receipt (case_id, update_id, receipt)
      VALUES (p ->> 'caseId', p #>> '{answered,updateId}', p #> '{answered,receipt}')
      ON CONFLICT (case_id, update_id) DO NOTHING;
  END IF;
  IF jsonb_typeof(p -> 'decision') <> 'object' THEN
    RETURN v_answer || jsonb_build_object('decision', NULL);
  END IF;
  RETURN v_answer || jsonb_build_object('decision', allot_decision_number(
    p ->> 'caseId', (p #>> '{decision,seq}')::integer, p #>> '{decision,series}',
    (p #>> '{decision,year}')::integer, (p #>> '{decision,n}')::integer
  ));
END $$;

-- The smallest number that nobody bears, or the next one: for a decision (`p_seq`), or reserved for one (null). The register
-- is locked by whoever calls.
CREATE FUNCTION take_decision_number(p_case text, p_seq integer, p_series text, p_year integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_n integer;
BEGIN
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
  RETURN v_n;
END $$;

-- As before, both by that.
CREATE OR REPLACE FUNCTION allot_decision_number(p_case text, p_seq integer, p_series text, p_year integer, p_n integer)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_n integer;
BEGIN
  SELECT n INTO v_n FROM decision_number
    WHERE case_id = p_case AND seq = p_seq AND series = p_series AND year = p_year AND n = coalesce(p_n, n);
  IF v_n IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('caselight:decision_number:' || p_series), p_year);
    UPDATE decision_number SET case_id = NULL, seq = NULL WHERE case_id = p_case AND seq = p_seq;
    UPDATE decision_number SET seq = p_seq
      WHERE series = p_series AND year = p_year AND case_id = p_case AND seq IS NULL AND n = coalesce(p_n, n)
      RETURNING n INTO v_n;
    IF v_n IS NULL AND p_n IS NULL THEN
      v_n := take_decision_number(p_case, p_seq, p_series, p_year);
    ELSIF v_n IS NULL THEN
      INSERT INTO decision_number AS r (series, year, n, case_id, seq) VALUES (p_series, p_year, p_n, p_case, p_seq)
        ON CONFLICT (series, year, n) DO UPDATE SET case_id = p_case, seq = p_seq WHERE r.case_id IS NULL;
      v_n := p_n;
    END IF;
  END IF;
  RETURN jsonb_build_object('series', p_series, 'year', p_year, 'n', v_n);
END $$;

CREATE OR REPLACE FUNCTION reserve_decision_number(p_case text, p_series text, p_year integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_n integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('caselight:decision_number:' || p_series), p_year);
  SELECT min(n) INTO v_n FROM decision_number WHERE series = p_series AND year = p_year AND case_id = p_case AND seq IS NULL;
  RETURN coalesce(v_n, take_decision_number(p_case, NULL, p_series, p_year));
END $$;
