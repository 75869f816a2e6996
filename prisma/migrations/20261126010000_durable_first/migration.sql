-- The record is written after Temporal holds it, by whoever got the answer. What such a writer left undone when it died is
-- found by these marks and by nothing else, so one is set before a command is sent, unless there is one of the last five
-- minutes. None is taken away before it is ten minutes old, so whoever relied on one finds his command looked after.
CREATE TABLE "case_touch" (
    "case_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "check_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_touch_pkey" PRIMARY KEY ("case_id")
);

CREATE INDEX "case_touch_check_at_idx" ON "case_touch"("check_at");

-- What an update was answered, written with its events: its repetition is known for longer than the workflow remembers.
CREATE TABLE "case_receipt" (
    "case_id" TEXT NOT NULL,
    "update_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "receipt" JSONB NOT NULL,

    CONSTRAINT "case_receipt_pkey" PRIMARY KEY ("case_id","update_id")
);

-- As before; and a number that this case has reserved for the decision it is about to take becomes the decision's.
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
    ELSIF v_n IS NULL THEN
      INSERT INTO decision_number AS r (series, year, n, case_id, seq) VALUES (p_series, p_year, p_n, p_case, p_seq)
        ON CONFLICT (series, year, n) DO UPDATE SET case_id = p_case, seq = p_seq WHERE r.case_id IS NULL;
      v_n := p_n;
    END IF;
  END IF;
  RETURN jsonb_build_object('series', p_series, 'year', p_year, 'n', v_n);
END $$;

-- A number for a decision that is about to be sent; `seq` comes with its event. The same case gets the same number again.
CREATE FUNCTION reserve_decision_number(p_case text, p_series text, p_year integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_n integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('caselight:decision_number:' || p_series), p_year);
  SELECT min(n) INTO v_n FROM decision_number WHERE series = p_series AND year = p_year AND case_id = p_case AND seq IS NULL;
  IF v_n IS NULL THEN
    UPDATE decision_number SET case_id = p_case
      WHERE series = p_series AND year = p_year
        AND n = (SELECT min(n) FROM decision_number WHERE series = p_series AND year = p_year AND case_id IS NULL)
      RETURNING n INTO v_n;
  END IF;
  IF v_n IS NULL THEN
    INSERT INTO decision_number (series, year, n, case_id, seq)
      SELECT p_series, p_year, coalesce(max(n), 0) + 1, p_case, NULL
        FROM decision_number WHERE series = p_series AND year = p_year
      RETURNING n INTO v_n;
  END IF;
  RETURN v_n;
END $$;

-- What was reserved and is not in the record is free again. Only for a case of which it is known that nothing is under way.
CREATE FUNCTION release_numbers(p_case text) RETURNS void LANGUAGE sql AS $$
  UPDATE case_number SET case_id = NULL
    WHERE case_id = p_case AND NOT EXISTS (SELECT FROM case_event WHERE case_id = p_case AND type = 'CaseFiled');
  UPDATE decision_number SET case_id = NULL WHERE case_id = p_case AND seq IS NULL;
$$;

-- As before; and `answered` {updateId, receipt} keeps what the update was answered.
CREATE OR REPLACE FUNCTION project_case(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb := project_case_record(p);
BEGIN
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

-- Rows of lost workflow tasks, from before writing waited for Temporal, that no later event has replaced: taken out of the
-- record, for orphaned_event. What is settled is refused by the table's own trigger.
CREATE FUNCTION drop_unsettled(p_case text, p_version integer, p_head text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_dropped integer;
BEGIN
  PERFORM FROM case_view WHERE id = p_case FOR UPDATE;
  PERFORM set_config('caselight.replaced_by', p_head, true);
  DELETE FROM case_event WHERE case_id = p_case AND seq > p_version;
  GET DIAGNOSTICS v_dropped = ROW_COUNT;
  PERFORM set_config('caselight.replaced_by', '', true);
  DELETE FROM notification WHERE case_id = p_case AND seq > p_version;
  RETURN v_dropped;
END $$;
