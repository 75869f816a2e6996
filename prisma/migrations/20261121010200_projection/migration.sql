-- A paper case keeps the number it has, and two paper files may bear the same one by mistake: that must never keep the
-- record from being written. The register's own numbers are unique in case_number.
DROP INDEX "case_view_number_key";
CREATE INDEX "case_view_number_idx" ON "case_view"("number");

-- Most commands change no indexed column; with room in its page such a row is updated without touching an index.
ALTER TABLE case_view SET (fillfactor = 70);

-- Writes what a case's workflow has decided since the last time: record, read model, parties, notices, case number and
-- the announcement to those who watch. One statement, one commit.
--
-- p: {caseId, previous, events, settled, durable, view, parties, notices, filing}
--   previous   hash of the event before the first of `events`
--   settled    last event known durable in Temporal: from here back nothing is ever replaced
--   durable    `events` themselves are durable in Temporal: only such a batch replaces rows
--   view       the case after the last event; null in all but the last part of a batch that was too large for one
--   parties    null where they have not changed
--   filing     {year, n}: the batch files the case; n is the number of a paper file, null asks for the next
-- Answers {version, head, replaced, number: {year, n} | null}.
--
-- CL001 the record does not continue at `previous`; CL002 rows differ that only a durable batch may replace; CL003
-- settled rows differ: PostgreSQL and Temporal contradict each other and a person must look.
CREATE FUNCTION project_case(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_case text := p ->> 'caseId';
  v_events jsonb := p -> 'events';
  v_durable boolean := (p ->> 'durable')::boolean;
  v_first integer := (v_events -> 0 ->> 'seq')::integer;
  v_last integer := (v_events -> -1 ->> 'seq')::integer;
  v_head text := v_events -> -1 ->> 'hash';
  v_settled integer := 0;
  v_recorded integer;
  v_differs integer;
  v_number jsonb;
BEGIN
  -- The row's lock orders the projections of one case.
  SELECT settled_seq INTO v_settled FROM case_view WHERE id = v_case FOR UPDATE;
  v_settled := coalesce(v_settled, 0);
  SELECT max(seq) INTO v_recorded FROM case_event WHERE case_id = v_case;
  v_recorded := coalesce(v_recorded, 0);

  IF v_first > 1 AND NOT EXISTS (
    SELECT FROM case_event WHERE case_id = v_case AND seq = v_first - 1 AND hash = p ->> 'previous'
  ) THEN
    RAISE EXCEPTION 'the record of case % does not continue at event %', v_case, v_first USING ERRCODE = 'CL001';
  END IF;

  IF v_recorded >= v_first THEN
    SELECT min(n.seq) INTO v_differs
      FROM jsonb_to_recordset(v_events) AS n (seq integer, hash text)
      JOIN case_event e ON e.case_id = v_case AND e.seq = n.seq
      WHERE e.hash <> n.hash;
    IF v_differs <= v_settled THEN
      RAISE EXCEPTION 'event % of case % is settled and differs', v_differs, v_case USING ERRCODE = 'CL003';
    ELSIF v_differs IS NOT NULL AND NOT v_durable THEN
      RAISE EXCEPTION 'event % of case % differs', v_differs, v_case USING ERRCODE = 'CL002';
    ELSIF v_differs IS NOT NULL THEN
      -- The rows of a workflow task that never became durable; the table's own trigger keeps them.
      PERFORM set_config('caselight.replaced_by', (
        SELECT n.hash FROM jsonb_to_recordset(v_events) AS n (seq integer, hash text) WHERE n.seq = v_differs
      ), true);
      DELETE FROM case_event WHERE case_id = v_case AND seq >= v_differs;
      PERFORM set_config('caselight.replaced_by', '', true);
      DELETE FROM notification WHERE case_id = v_case AND seq >= v_differs;
    END IF;
  END IF;

  INSERT INTO case_event (case_id, seq, type, at, actor, data, terms, basis, hash)
    SELECT v_case, n.seq, n.type, n.at, n.actor, n.data, n.terms, n.basis, n.hash
      FROM jsonb_to_recordset(v_events)
        AS n (seq integer, type text, at timestamptz, actor jsonb, data jsonb, terms jsonb, basis text[], hash text)
    ON CONFLICT (case_id, seq) DO NOTHING;

  IF v_differs IS NOT NULL THEN
    UPDATE case_number SET case_id = NULL
      WHERE case_id = v_case
        AND NOT EXISTS (SELECT FROM case_event WHERE case_id = v_case AND type = 'CaseFiled');
  END IF;

  -- A late copy of a batch that others have followed says nothing new of the case.
  IF jsonb_typeof(p -> 'view') = 'object' AND (v_last >= v_recorded OR v_differs IS NOT NULL) THEN
    INSERT INTO case_view AS c (
      id, number, title, stage, tier, procedure, town_id, unit_id, handler_ids, assisting_ids, party_name, matter_code,
      matter_name, channel, lead_id, emergency, opened_at, stage_entered_at, closed_at, outcome, fine, decided_on,
      yellow_at, red_at, paused, terms, next_wake_up_at, waiting, version, head, settled_seq, policy_hash, state,
      search_text, updated_at
    )
    SELECT
      v_case, v.number, v.title, v.stage, v.tier, v.procedure, v.town_id, v.unit_id, v.handler_ids, v.assisting_ids,
      v.party_name, v.matter_code, v.matter_name, v.channel, v.lead_id, v.emergency, v.opened_at, v.stage_entered_at,
      v.closed_at, v.outcome, v.fine, v.decided_on, v.yellow_at, v.red_at, v.paused, v.terms, v.next_wake_up_at,
      v.waiting, v_last, v_head, CASE WHEN v_durable THEN v_last ELSE (p ->> 'settled')::integer END, v.policy_hash,
      v.state, v.search_text, now()
      FROM jsonb_to_record(p -> 'view') AS v (
        number text, title text, stage text, tier text, procedure text, town_id text, unit_id text, handler_ids text[],
        assisting_ids text[], party_name text, matter_code text, matter_name text, channel text, lead_id text,
        emergency boolean, opened_at timestamptz, stage_entered_at timestamptz, closed_at timestamptz, outcome text,
        fine numeric, decided_on text, yellow_at timestamptz, red_at timestamptz, paused boolean, terms jsonb,
        next_wake_up_at timestamptz, waiting text, policy_hash text, state jsonb, search_text text
      )
    ON CONFLICT (id) DO UPDATE SET
      number = excluded.number, title = excluded.title, stage = excluded.stage, tier = excluded.tier,
      procedure = excluded.procedure, town_id = excluded.town_id, unit_id = excluded.unit_id,
      handler_ids = excluded.handler_ids, assisting_ids = excluded.assisting_ids, party_name = excluded.party_name,
      matter_code = excluded.matter_code, matter_name = excluded.matter_name, channel = excluded.channel,
      lead_id = excluded.lead_id, emergency = excluded.emergency, opened_at = excluded.opened_at,
      stage_entered_at = excluded.stage_entered_at, closed_at = excluded.closed_at, outcome = excluded.outcome,
      fine = excluded.fine, decided_on = excluded.decided_on, yellow_at = excluded.yellow_at, red_at = excluded.red_at,
      paused = excluded.paused, terms = excluded.terms, next_wake_up_at = excluded.next_wake_up_at,
      waiting = excluded.waiting, version = excluded.version, head = excluded.head,
      settled_seq = greatest(c.settled_seq, excluded.settled_seq), policy_hash = excluded.policy_hash,
      state = excluded.state, search_text = excluded.search_text, updated_at = excluded.updated_at;

    IF jsonb_typeof(p -> 'parties') = 'array' THEN
      DELETE FROM case_party WHERE case_id = v_case;
      INSERT INTO case_party (case_id, ordinal, party_id, identifier, name, kind)
        SELECT v_case, q.ordinal, q.party_id, q.identifier, q.name, q.kind
          FROM jsonb_to_recordset(p -> 'parties')
            AS q (ordinal integer, party_id text, identifier text, name text, kind text);
    END IF;

    INSERT INTO notification (id, person_id, case_id, seq, kind, text, at)
      SELECT gen_random_uuid()::text, who.id, v_case, n.seq, n.kind, n.text, n.at
        FROM jsonb_to_recordset(p -> 'notices')
          AS n (seq integer, kind text, text text, at timestamptz, people text[], roles text[], units text[])
        JOIN person AS who
          ON who.id = ANY (n.people) OR (who.active AND who.roles && n.roles AND (n.units IS NULL OR who.unit_id = ANY (n.units)))
      ON CONFLICT (case_id, seq, person_id) DO NOTHING;

    PERFORM pg_notify('caselight_case', json_build_object(
      'caseId', v_case, 'version', v_last, 'townId', p -> 'view' ->> 'town_id', 'unitId', p -> 'view' ->> 'unit_id'
    )::text);
  END IF;

  -- Last, because the register is one queue for the whole county.
  IF jsonb_typeof(p -> 'filing') = 'object' THEN
    v_number := allot_case_number(v_case, (p #>> '{filing,year}')::integer, (p #>> '{filing,n}')::integer);
  END IF;

  RETURN jsonb_build_object(
    'version', v_last, 'head', v_head, 'replaced', v_differs IS NOT NULL, 'number', v_number
  );
END $$;

-- The register of case numbers (立案登记): gapless by year. A number whose filing never became durable is given again,
-- smallest first. The same case asking again gets the same number. p_n enters the number of a paper file.
CREATE FUNCTION allot_case_number(p_case text, p_year integer, p_n integer) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_n integer;
BEGIN
  SELECT n INTO v_n FROM case_number WHERE case_id = p_case AND year = p_year AND n = coalesce(p_n, n);
  IF v_n IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('caselight:case_number'), p_year);
    UPDATE case_number SET case_id = NULL WHERE case_id = p_case;
    IF p_n IS NULL THEN
      UPDATE case_number SET case_id = p_case
        WHERE year = p_year AND n = (SELECT min(n) FROM case_number WHERE year = p_year AND case_id IS NULL)
        RETURNING n INTO v_n;
      IF v_n IS NULL THEN
        INSERT INTO case_number (year, n, case_id)
          SELECT p_year, coalesce(max(n), 0) + 1, p_case FROM case_number WHERE year = p_year
          RETURNING n INTO v_n;
      END IF;
    ELSE
      INSERT INTO case_number AS r (year, n, case_id) VALUES (p_year, p_n, p_case)
        ON CONFLICT (year, n) DO UPDATE SET case_id = p_case WHERE r.case_id IS NULL;
      v_n := p_n;
    END IF;
  END IF;
  RETURN jsonb_build_object('year', p_year, 'n', v_n);
END $$;
