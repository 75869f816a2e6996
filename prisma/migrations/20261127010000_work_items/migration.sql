-- One record and one read model for every kind of work item 工作事项. `work_event` and `work_view` hold what every kind has;
-- what only one kind has lies in a narrow table of its own, `<kind>_detail`. The case 案件 is the first kind, and all that is
-- there belongs to it. Nothing is copied but the case's own columns: the tables keep their rows, guards and triggers.

-- ---------------------------------------------------------------- the record

ALTER TABLE "case_event" RENAME TO "work_event";
ALTER TABLE "work_event" RENAME COLUMN "case_id" TO "work_id";
ALTER TABLE "work_event" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'case';
-- Who writes from now on says the kind.
ALTER TABLE "work_event" ALTER COLUMN "kind" DROP DEFAULT;
ALTER INDEX "case_event_pkey" RENAME TO "work_event_pkey";
ALTER INDEX "case_event_recorded_at_idx" RENAME TO "work_event_recorded_at_idx";
ALTER INDEX "case_event_linked" RENAME TO "work_event_linked";
ALTER TRIGGER case_event_no_update ON work_event RENAME TO work_event_no_update;
ALTER TRIGGER case_event_no_delete ON work_event RENAME TO work_event_no_delete;
ALTER TRIGGER case_event_no_truncate ON work_event RENAME TO work_event_no_truncate;
ALTER TRIGGER case_event_untell ON work_event RENAME TO work_event_untell;

-- ---------------------------------------------------------------- the read model

DROP TRIGGER case_view_report_closed ON case_view;
DROP TRIGGER case_view_report_first_seen ON case_view;

ALTER TABLE "case_view" RENAME TO "work_view";
ALTER INDEX "case_view_pkey" RENAME TO "work_view_pkey";
ALTER INDEX "case_view_opened_at_id_idx" RENAME TO "work_view_opened_at_id_idx";
ALTER INDEX "case_view_town_id_opened_at_id_idx" RENAME TO "work_view_town_id_opened_at_id_idx";
ALTER INDEX "case_view_unit_id_opened_at_id_idx" RENAME TO "work_view_unit_id_opened_at_id_idx";
ALTER INDEX "case_view_stage_opened_at_id_idx" RENAME TO "work_view_stage_opened_at_id_idx";
ALTER INDEX "case_view_red_at_idx" RENAME TO "work_view_red_at_idx";
ALTER INDEX "case_view_yellow_at_idx" RENAME TO "work_view_yellow_at_idx";
ALTER INDEX "case_view_stage_entered_at_id_idx" RENAME TO "work_view_stage_entered_at_id_idx";
ALTER INDEX "case_view_handler_ids_idx" RENAME TO "work_view_handler_ids_idx";
ALTER INDEX "case_view_board" RENAME TO "work_view_board";
ALTER INDEX "case_view_open_unit" RENAME TO "work_view_open_unit";
ALTER INDEX "case_view_wake_up" RENAME TO "work_view_wake_up";
ALTER TRIGGER case_view_keep_settled ON work_view RENAME TO work_view_keep_settled;
ALTER TRIGGER case_view_no_truncate ON work_view RENAME TO work_view_no_truncate;

ALTER TABLE "work_view" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "work_view" ALTER COLUMN "kind" DROP DEFAULT;
ALTER TABLE "work_view" ADD COLUMN "state_version" INTEGER NOT NULL DEFAULT 1;
-- Units and people beside the responsible one that must see it.
ALTER TABLE "work_view" RENAME COLUMN "assisting_ids" TO "concerned_unit_ids";
ALTER INDEX "case_view_assisting_ids_idx" RENAME TO "work_view_concerned_unit_ids_idx";
ALTER TABLE "work_view" ADD COLUMN "concerned_person_ids" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "work_view" ALTER COLUMN "concerned_person_ids" DROP NOT NULL, ALTER COLUMN "concerned_person_ids" DROP DEFAULT;
-- Nothing comes of it any more: it is off boards and desks. `closed_at` is before that, when its work was done.
ALTER TABLE "work_view" ADD COLUMN "ended" BOOLEAN NOT NULL DEFAULT true;
-- What a desk chooses it by beside stage and unit, in the kind's own words: a state is too large to be looked into for each.
ALTER TABLE "work_view" ADD COLUMN "marks" TEXT[] NOT NULL DEFAULT '{}';
CREATE FUNCTION case_marks(p_state jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN jsonb_typeof(p_state -> 'dispatch') IS DISTINCT FROM 'object' THEN 'undispatched' END,
    CASE WHEN jsonb_typeof(p_state -> 'transfer') = 'object' THEN 'transfer' END,
    CASE WHEN jsonb_typeof(p_state -> 'jurisdiction') = 'object' THEN 'jurisdiction' END
  ], NULL)
$$;
-- Most cases are archived: only the others' rows are written anew.
UPDATE "work_view" SET "ended" = false, "marks" = case_marks("state") WHERE "stage" <> 'archived';
ALTER TABLE "work_view" ALTER COLUMN "ended" DROP DEFAULT;
ALTER TABLE "work_view" ALTER COLUMN "marks" DROP NOT NULL, ALTER COLUMN "marks" DROP DEFAULT;
-- Rules that it runs under; what was there before says it with its next event.
ALTER TABLE "work_view" ADD COLUMN "rules" INTEGER;
-- A kind may have no graded handling 分级办理.
ALTER TABLE "work_view" ALTER COLUMN "tier" DROP NOT NULL;

-- ---------------------------------------------------------------- what only a case has

CREATE TABLE "case_detail" (
    "id" TEXT NOT NULL,
    "number" TEXT,
    "procedure" TEXT,
    "channel" TEXT NOT NULL,
    "lead_id" TEXT,
    "party_name" TEXT,
    "matter_code" TEXT,
    "matter_name" TEXT,
    "outcome" TEXT,
    "fine" DECIMAL(14,2),
    "decided_on" TEXT,
    "closed_on" TEXT,

    CONSTRAINT "case_detail_pkey" PRIMARY KEY ("id")
);
INSERT INTO "case_detail" ("id", "number", "procedure", "channel", "lead_id", "party_name", "matter_code", "matter_name", "outcome", "fine", "decided_on", "closed_on")
  SELECT "id", "number", "procedure", "channel", "lead_id", "party_name", "matter_code", "matter_name", "outcome", "fine", "decided_on",
    to_char("closed_at" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')
  FROM "work_view";
ALTER TABLE "case_detail" ADD CONSTRAINT "case_detail_id_fkey" FOREIGN KEY ("id") REFERENCES "work_view"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "case_detail_number_idx" ON "case_detail"("number");
CREATE INDEX "case_detail_lead_id_idx" ON "case_detail"("lead_id");
CREATE INDEX "case_detail_matter_code_closed_on_idx" ON "case_detail"("matter_code", "closed_on" DESC);
CREATE INDEX "case_detail_decided" ON "case_detail"("decided_on") WHERE decided_on IS NOT NULL;
CREATE INDEX "case_detail_exempted" ON "case_detail"("closed_on") WHERE outcome = 'exempted';

-- ---------------------------------------------------------------- what an item is searched by

-- Apart from the read model: what is searched changes seldom, and its index is too large to be written with every stage and term.
CREATE TABLE "work_search" (
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "work_search_pkey" PRIMARY KEY ("id")
);
INSERT INTO "work_search" ("id", "text") SELECT "id", "search_text" FROM "work_view";
ALTER TABLE "work_search" ADD CONSTRAINT "work_search_id_fkey" FOREIGN KEY ("id") REFERENCES "work_view"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Their indexes go with them.
ALTER TABLE "work_view" DROP COLUMN "search_text", DROP COLUMN "number", DROP COLUMN "procedure", DROP COLUMN "channel", DROP COLUMN "lead_id", DROP COLUMN "party_name",
  DROP COLUMN "matter_code", DROP COLUMN "matter_name", DROP COLUMN "outcome", DROP COLUMN "fine", DROP COLUMN "decided_on";

-- ---------------------------------------------------------------- of which kind it is, wherever an item is named

ALTER TABLE "orphaned_event" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "notification" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "case_alarm" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "accepted_loss" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "case_touch" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "case_receipt" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "record_anchor" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "case_history" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "case_upload" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';
ALTER TABLE "calendar_revision_case" ADD COLUMN "work_kind" TEXT NOT NULL DEFAULT 'case';

-- ---------------------------------------------------------------- guards, by their new names

CREATE OR REPLACE FUNCTION orphan_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  settled integer;
BEGIN
  SELECT settled_seq INTO settled FROM work_view WHERE id = OLD.work_id;
  IF OLD.seq <= settled THEN
    RAISE EXCEPTION 'DELETE of event % of % % refused: the record is never altered', OLD.seq, OLD.kind, OLD.work_id
      USING ERRCODE = 'CL100';
  END IF;
  INSERT INTO orphaned_event (work_kind, case_id, seq, hash, body, replaced_by)
  VALUES (OLD.kind, OLD.work_id, OLD.seq, OLD.hash, to_jsonb(OLD), coalesce(current_setting('caselight.replaced_by', true), ''));
  RETURN OLD;
END $$;

-- As before; and an item stays of its kind.
CREATE OR REPLACE FUNCTION keep_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.settled_seq = 0 AND NOT EXISTS (SELECT FROM work_event WHERE work_id = OLD.id) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'DELETE of work_view % refused: its record stands', OLD.id USING ERRCODE = 'CL100';
  ELSIF NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.settled_seq < OLD.settled_seq OR NEW.version < OLD.settled_seq THEN
    RAISE EXCEPTION 'work_view % cannot go back behind its settled event %', OLD.id, OLD.settled_seq
      USING ERRCODE = 'CL100';
  END IF;
  RETURN NEW;
END $$;

-- A row beside the item goes with it and with nothing else: by the foreign key, when the item is gone already.
CREATE FUNCTION keep_detail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM work_view WHERE id = OLD.id) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND NEW.id = OLD.id THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% of % refused: it stands with its item', TG_OP, TG_TABLE_NAME USING ERRCODE = 'CL100';
END $$;

-- ---------------------------------------------------------------- what a kind has to bring, made from its narrow table

-- A kind's migration creates `<kind>_detail` (id, and the kind's own columns) and calls this. Name and columns are told by the
-- table alone: guards and writer are made from it, and made again when it is called after a change of the table.
--   write_<kind>_detail(id, detail)   puts the narrow row; rows that say the same are not written
--   write_<kind>(p, shown, replaced)  what project_work leaves to the kind; made here where the kind has none of its own
CREATE FUNCTION narrow_table(p_kind text) RETURNS void LANGUAGE plpgsql AS $make$
DECLARE
  v_name text := replace(p_kind, '-', '_');
  v_table regclass := v_name || '_detail';
  v_columns text;
  v_sets text;
BEGIN
  IF p_kind !~ '^[a-z]+(-[a-z]+)*$' THEN RAISE EXCEPTION 'no name of a kind: %', p_kind; END IF;
  SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum), string_agg(format('%1$I = excluded.%1$I', attname), ', ' ORDER BY attnum)
    INTO v_columns, v_sets
    FROM pg_attribute WHERE attrelid = v_table AND attnum > 0 AND NOT attisdropped AND attname <> 'id';
  EXECUTE format($sql$
    CREATE OR REPLACE FUNCTION write_%1$s_detail(p_id text, p_detail jsonb) RETURNS void LANGUAGE plpgsql AS $body$
    #variable_conflict use_column
    BEGIN
      INSERT INTO %2$s AS was (id, %3$s)
        SELECT p_id, %3$s FROM jsonb_populate_record(NULL::%2$s, p_detail - 'id')
        ON CONFLICT (id) DO UPDATE SET %4$s WHERE was.* IS DISTINCT FROM excluded.*;
    END $body$
  $sql$, v_name, v_table, v_columns, v_sets);
  IF to_regproc('write_' || v_name) IS NULL THEN
    EXECUTE format($sql$
      CREATE FUNCTION write_%1$s(p jsonb, p_shown boolean, p_replaced boolean) RETURNS jsonb LANGUAGE plpgsql AS $body$
      BEGIN
        IF p_shown THEN PERFORM write_%1$s_detail(p ->> 'id', p -> 'detail'); END IF;
        RETURN '{}';
      END $body$
    $sql$, v_name);
  END IF;
  EXECUTE format('CREATE OR REPLACE TRIGGER %1$s_keep BEFORE UPDATE OR DELETE ON %1$s FOR EACH ROW EXECUTE FUNCTION keep_detail()', v_table);
  EXECUTE format('CREATE OR REPLACE TRIGGER %1$s_no_truncate BEFORE TRUNCATE ON %1$s EXECUTE FUNCTION refuse_change()', v_table);
  EXECUTE format('ALTER TABLE %1$s ENABLE ALWAYS TRIGGER %1$s_keep', v_table);
  EXECUTE format('ALTER TABLE %1$s ENABLE ALWAYS TRIGGER %1$s_no_truncate', v_table);
END $make$;

-- ---------------------------------------------------------------- writing

-- Writes what an item's workflow has sealed since the last time: record, read model, the kind's own, notices, receipts and the
-- announcement to those who watch. One statement, one commit.
--
-- p: {kind, id, previous, events, settled, durable, view, detail, notices, receipts}, and what the kind's own writer reads.
--   previous   hash of the event before the first of `events`
--   settled    last event known durable in Temporal: from here back nothing is ever replaced
--   durable    `events` themselves are durable in Temporal: only such a batch replaces rows
--   view       the item after the last event, the columns of every kind; null in all but the last part of a batch that was
--              too large for one
--   detail     the narrow row; null with `view`
--   receipts   [{updateId, receipt}]: what updates were answered for these events, whoever writes them
-- Answers {version, head, replaced} and what the kind's own writer answers.
--
-- CL001 the record does not continue at `previous`; CL002 rows differ that only a durable batch may replace; CL003
-- settled rows differ: PostgreSQL and Temporal contradict each other and a person must look; CL004 no such kind, or the id
-- belongs to an item of another.
CREATE FUNCTION project_work(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_kind text := p ->> 'kind';
  v_id text := p ->> 'id';
  v_events jsonb := p -> 'events';
  v_durable boolean := (p ->> 'durable')::boolean;
  v_first integer := (v_events -> 0 ->> 'seq')::integer;
  v_last integer := (v_events -> -1 ->> 'seq')::integer;
  v_head text := v_events -> -1 ->> 'hash';
  v_writer text := 'write_' || replace(v_kind, '-', '_');
  v_known text;
  v_settled integer := 0;
  v_recorded integer;
  v_differs integer;
  v_shown boolean;
  v_own jsonb;
BEGIN
  IF v_kind IS NULL OR v_kind !~ '^[a-z]+(-[a-z]+)*$' OR to_regproc(v_writer) IS NULL THEN
    RAISE EXCEPTION 'no kind of work item is called %', v_kind USING ERRCODE = 'CL004';
  END IF;
  -- An item's row in the read model orders those who write it down; before there is one, a lock of their own stands in.
  IF NOT EXISTS (SELECT FROM work_view WHERE id = v_id) THEN
    PERFORM pg_advisory_xact_lock(hashtext('caselight:first-writer'), hashtext(v_id));
  END IF;
  SELECT settled_seq, kind INTO v_settled, v_known FROM work_view WHERE id = v_id FOR UPDATE;
  IF v_known <> v_kind THEN
    RAISE EXCEPTION '% is a %, not a %', v_id, v_known, v_kind USING ERRCODE = 'CL004';
  END IF;
  v_settled := coalesce(v_settled, 0);
  SELECT max(seq) INTO v_recorded FROM work_event WHERE work_id = v_id;
  v_recorded := coalesce(v_recorded, 0);

  IF v_first > 1 AND NOT EXISTS (
    SELECT FROM work_event WHERE work_id = v_id AND seq = v_first - 1 AND hash = p ->> 'previous' AND kind = v_kind
  ) THEN
    RAISE EXCEPTION 'the record of % % does not continue at event %', v_kind, v_id, v_first USING ERRCODE = 'CL001';
  END IF;

  IF v_recorded >= v_first THEN
    SELECT min(n.seq) INTO v_differs
      FROM jsonb_to_recordset(v_events) AS n (seq integer, hash text)
      JOIN work_event e ON e.work_id = v_id AND e.seq = n.seq
      WHERE e.hash <> n.hash OR e.kind <> v_kind;
    IF v_differs <= v_settled THEN
      RAISE EXCEPTION 'event % of % % is settled and differs', v_differs, v_kind, v_id USING ERRCODE = 'CL003';
    ELSIF v_differs IS NOT NULL AND NOT v_durable THEN
      RAISE EXCEPTION 'event % of % % differs', v_differs, v_kind, v_id USING ERRCODE = 'CL002';
    ELSIF v_differs IS NOT NULL THEN
      -- The rows of a workflow task that never became durable; the table's own trigger keeps them.
      PERFORM set_config('caselight.replaced_by', (
        SELECT n.hash FROM jsonb_to_recordset(v_events) AS n (seq integer, hash text) WHERE n.seq = v_differs
      ), true);
      DELETE FROM work_event WHERE work_id = v_id AND seq >= v_differs;
      PERFORM set_config('caselight.replaced_by', '', true);
      DELETE FROM notification WHERE case_id = v_id AND seq >= v_differs;
    END IF;
  END IF;

  INSERT INTO work_event (kind, work_id, seq, type, at, actor, data, terms, basis, hash)
    SELECT v_kind, v_id, n.seq, n.type, n.at, n.actor, n.data, n.terms, n.basis, n.hash
      FROM jsonb_to_recordset(v_events)
        AS n (seq integer, type text, at timestamptz, actor jsonb, data jsonb, terms jsonb, basis text[], hash text)
    ON CONFLICT (work_id, seq) DO NOTHING;

  -- A late copy of a batch that others have followed says nothing new of the item.
  v_shown := jsonb_typeof(p -> 'view') = 'object' AND (v_last >= v_recorded OR v_differs IS NOT NULL);
  IF v_shown THEN
    INSERT INTO work_view AS c (
      kind, id, title, stage, ended, tier, town_id, unit_id, handler_ids, concerned_unit_ids, concerned_person_ids, emergency, opened_at,
      stage_entered_at, closed_at, yellow_at, red_at, paused, terms, next_wake_up_at, waiting, version, head, settled_seq, policy_hash,
      state, state_version, marks, rules, updated_at
    )
    SELECT
      v_kind, v_id, v.title, v.stage, v.ended, v.tier, v.town_id, v.unit_id, v.handler_ids, v.concerned_unit_ids, v.concerned_person_ids,
      v.emergency, v.opened_at, v.stage_entered_at, v.closed_at, v.yellow_at, v.red_at, v.paused, v.terms, v.next_wake_up_at, v.waiting,
      v_last, v_head, CASE WHEN v_durable THEN v_last ELSE (p ->> 'settled')::integer END, v.policy_hash, v.state,
      coalesce(v.state_version, 1), v.marks, v.rules, now()
      FROM jsonb_to_record(p -> 'view') AS v (
        title text, stage text, ended boolean, tier text, town_id text, unit_id text, handler_ids text[], concerned_unit_ids text[],
        concerned_person_ids text[], emergency boolean, opened_at timestamptz, stage_entered_at timestamptz, closed_at timestamptz,
        yellow_at timestamptz, red_at timestamptz, paused boolean, terms jsonb, next_wake_up_at timestamptz, waiting text,
        policy_hash text, state jsonb, state_version integer, marks text[], rules integer
      )
    ON CONFLICT (id) DO UPDATE SET
      title = excluded.title, stage = excluded.stage, ended = excluded.ended, tier = excluded.tier, town_id = excluded.town_id,
      unit_id = excluded.unit_id, handler_ids = excluded.handler_ids, concerned_unit_ids = excluded.concerned_unit_ids,
      concerned_person_ids = excluded.concerned_person_ids, emergency = excluded.emergency, opened_at = excluded.opened_at,
      stage_entered_at = excluded.stage_entered_at, closed_at = excluded.closed_at, yellow_at = excluded.yellow_at,
      red_at = excluded.red_at, paused = excluded.paused, terms = excluded.terms, next_wake_up_at = excluded.next_wake_up_at,
      waiting = excluded.waiting, version = excluded.version, head = excluded.head,
      settled_seq = greatest(c.settled_seq, excluded.settled_seq), policy_hash = excluded.policy_hash, state = excluded.state,
      state_version = excluded.state_version, marks = excluded.marks, rules = coalesce(excluded.rules, c.rules), updated_at = excluded.updated_at;

    INSERT INTO work_search AS was (id, text) VALUES (v_id, p #>> '{view,search_text}')
      ON CONFLICT (id) DO UPDATE SET text = excluded.text WHERE was.text <> excluded.text;

    INSERT INTO notification (id, person_id, work_kind, case_id, seq, kind, text, at)
      SELECT gen_random_uuid()::text, who.id, v_kind, v_id, n.seq, n.kind, n.text, n.at
        FROM jsonb_to_recordset(p -> 'notices')
          AS n (seq integer, kind text, text text, at timestamptz, people text[], roles text[], units text[])
        JOIN person AS who
          ON who.id = ANY (n.people) OR (who.active AND who.roles && n.roles AND (n.units IS NULL OR who.unit_id = ANY (n.units)))
      ON CONFLICT (case_id, seq, person_id) DO NOTHING;

    PERFORM pg_notify('caselight_work', json_build_object(
      'kind', v_kind, 'id', v_id, 'version', v_last, 'townId', p -> 'view' ->> 'town_id', 'unitId', p -> 'view' ->> 'unit_id'
    )::text);
    IF v_kind = 'case' THEN
      -- As processes of the release before listen for it.
      PERFORM pg_notify('caselight_case', json_build_object(
        'caseId', v_id, 'version', v_last, 'townId', p -> 'view' ->> 'town_id', 'unitId', p -> 'view' ->> 'unit_id'
      )::text);
    END IF;
  END IF;

  INSERT INTO case_receipt (work_kind, case_id, update_id, at, receipt)
    SELECT v_kind, v_id, r ->> 'updateId', coalesce((r #>> '{receipt,at}')::timestamptz, now()), r -> 'receipt'
      FROM jsonb_array_elements(CASE jsonb_typeof(p -> 'receipts') WHEN 'array' THEN p -> 'receipts' ELSE '[]' END) AS r
    ON CONFLICT (case_id, update_id) DO NOTHING;

  -- Last, because a register of numbers is one queue for the whole county.
  EXECUTE format('SELECT %I($1, $2, $3)', v_writer) INTO v_own USING p, v_shown, v_differs IS NOT NULL;
  RETURN jsonb_build_object('version', v_last, 'head', v_head, 'replaced', v_differs IS NOT NULL) || v_own;
END $$;

-- The case's own: narrow row, parties and the two registers. Reads of `p` beside `detail`:
--   parties    null where they have not changed
--   filing     {year, n}: the batch files the case; n is the number of a paper file, null asks for the next
--   decision   {seq, series, year, n}: the batch decides it
-- Answers {number: {year, n} | null, decision: {series, year, n} | null}. The case's number comes first and the decision's last,
-- in this order for all: two queues of the whole county, never crossed.
CREATE FUNCTION write_case(p jsonb, p_shown boolean, p_replaced boolean) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_case text := p ->> 'id';
  v_number jsonb;
  v_decision jsonb;
BEGIN
  IF p_shown THEN
    PERFORM write_case_detail(v_case, p -> 'detail');
    IF jsonb_typeof(p -> 'parties') = 'array' THEN
      DELETE FROM case_party WHERE case_id = v_case;
      INSERT INTO case_party (case_id, ordinal, party_id, identifier, name, kind)
        SELECT v_case, q.ordinal, q.party_id, q.identifier, q.name, q.kind
          FROM jsonb_to_recordset(p -> 'parties')
            AS q (ordinal integer, party_id text, identifier text, name text, kind text);
    END IF;
  END IF;
  IF p_replaced THEN
    UPDATE case_number SET case_id = NULL
      WHERE case_id = v_case
        AND NOT EXISTS (SELECT FROM work_event WHERE work_id = v_case AND type = 'CaseFiled');
  END IF;
  IF jsonb_typeof(p -> 'filing') = 'object' THEN
    v_number := allot_case_number(v_case, (p #>> '{filing,year}')::integer, (p #>> '{filing,n}')::integer);
  END IF;
  IF jsonb_typeof(p -> 'decision') = 'object' THEN
    v_decision := allot_decision_number(
      v_case, (p #>> '{decision,seq}')::integer, p #>> '{decision,series}', (p #>> '{decision,year}')::integer, (p #>> '{decision,n}')::integer
    );
  END IF;
  RETURN jsonb_build_object('number', v_number, 'decision', v_decision);
END $$;

SELECT narrow_table('case');

CREATE TRIGGER work_search_keep BEFORE UPDATE OR DELETE ON work_search FOR EACH ROW EXECUTE FUNCTION keep_detail();
CREATE TRIGGER work_search_no_truncate BEFORE TRUNCATE ON work_search EXECUTE FUNCTION refuse_change();
ALTER TABLE work_search ENABLE ALWAYS TRIGGER work_search_keep;
ALTER TABLE work_search ENABLE ALWAYS TRIGGER work_search_no_truncate;

CREATE OR REPLACE FUNCTION release_numbers(p_case text) RETURNS void LANGUAGE sql AS $$
  UPDATE case_number SET case_id = NULL
    WHERE case_id = p_case AND NOT EXISTS (SELECT FROM work_event WHERE work_id = p_case AND type = 'CaseFiled');
  UPDATE decision_number SET case_id = NULL WHERE case_id = p_case AND seq IS NULL;
$$;

CREATE OR REPLACE FUNCTION drop_unsettled(p_case text, p_version integer, p_head text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_dropped integer;
BEGIN
  PERFORM FROM work_view WHERE id = p_case FOR UPDATE;
  PERFORM set_config('caselight.replaced_by', p_head, true);
  DELETE FROM work_event WHERE work_id = p_case AND seq > p_version;
  GET DIAGNOSTICS v_dropped = ROW_COUNT;
  PERFORM set_config('caselight.replaced_by', '', true);
  DELETE FROM notification WHERE case_id = p_case AND seq > p_version;
  RETURN v_dropped;
END $$;

-- A decision of a lost workflow task leaves the record and gives its number back.
CREATE OR REPLACE FUNCTION release_decision_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE decision_number SET case_id = NULL, seq = NULL WHERE case_id = OLD.work_id AND seq = OLD.seq;
  RETURN NULL;
END $$;
DROP TRIGGER case_event_release_decision_number ON work_event;
CREATE TRIGGER work_event_release_decision_number AFTER DELETE ON work_event
  FOR EACH ROW WHEN (OLD.kind = 'case' AND OLD.type IN ('Decided', 'PenaltyDecidedOnTheSpot')) EXECUTE FUNCTION release_decision_number();

-- ---------------------------------------------------------------- what a case's channel and its parties are told

CREATE OR REPLACE FUNCTION note_party_particulars() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE party AS p SET
      birth_date = coalesce(q.said ->> 'birthDate', p.birth_date),
      address = coalesce(q.said ->> 'address', p.address),
      phone = coalesce(q.said ->> 'phone', p.phone)
    FROM (
      SELECT c.party_id, v.state -> 'parties' -> c.ordinal AS said
        FROM case_party c JOIN work_view v ON v.id = c.case_id WHERE c.case_id = NEW.case_id AND c.ordinal = NEW.ordinal
    ) AS q
    WHERE p.id = q.party_id AND (
      p.birth_date IS DISTINCT FROM coalesce(q.said ->> 'birthDate', p.birth_date)
      OR p.address IS DISTINCT FROM coalesce(q.said ->> 'address', p.address)
      OR p.phone IS DISTINCT FROM coalesce(q.said ->> 'phone', p.phone)
    );
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION report_case(p_case text, p_kind text, p_seq integer, p_data jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_lead text;
BEGIN
  FOR v_lead IN
    SELECT l.id FROM lead l
      WHERE l.status = 'accepted' AND (l.case_id = p_case OR l.id = (SELECT d.lead_id FROM case_detail d WHERE d.id = p_case))
  LOOP
    PERFORM report_lead(v_lead, p_kind, p_case, p_seq, p_data);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION report_case_dispatched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM report_case(NEW.work_id, 'case-dispatched', NEW.seq, jsonb_build_object('unit', NEW.data #>> '{unit,name}'));
  RETURN NULL;
END $$;
DROP TRIGGER case_event_report_dispatched ON work_event;
CREATE TRIGGER work_event_report_dispatched AFTER INSERT ON work_event
  FOR EACH ROW WHEN (NEW.kind = 'case' AND NEW.type = 'CaseDispatched') EXECUTE FUNCTION report_case_dispatched();

CREATE OR REPLACE FUNCTION untell_orphan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM channel_report
    WHERE case_id = OLD.work_id AND case_seq = OLD.seq AND status = 'waiting' AND attempts = 0;
  RETURN NULL;
END $$;

CREATE FUNCTION report_case_ending(p_case text, p_kind text) RETURNS void LANGUAGE sql AS $$
  SELECT report_case(p_case, p_kind, c.version, jsonb_build_object('number', d.number, 'outcome', d.outcome, 'unit', u.name))
    FROM work_view c JOIN case_detail d ON d.id = c.id LEFT JOIN unit u ON u.id = c.unit_id WHERE c.id = p_case;
$$;

CREATE OR REPLACE FUNCTION report_case_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM report_case_ending(NEW.id, CASE WHEN NEW.closed_on IS NULL THEN 'case-reopened' ELSE 'case-closed' END);
  RETURN NULL;
END $$;
-- The narrow row is written after the item's own, so that what is told is whole.
CREATE TRIGGER case_detail_report_closed AFTER UPDATE ON case_detail
  FOR EACH ROW WHEN ((OLD.closed_on IS NULL) IS DISTINCT FROM (NEW.closed_on IS NULL)) EXECUTE FUNCTION report_case_closed();

CREATE OR REPLACE FUNCTION report_case_first_seen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_version integer;
  v_unit text;
BEGIN
  SELECT version, state #>> '{dispatch,unit,name}' INTO v_version, v_unit FROM work_view WHERE id = NEW.id;
  IF v_unit IS NOT NULL
    AND NOT EXISTS (SELECT FROM channel_report WHERE case_id = NEW.id AND kind = 'case-dispatched')
  THEN
    PERFORM report_case(NEW.id, 'case-dispatched', v_version, jsonb_build_object('unit', v_unit));
  END IF;
  IF NEW.closed_on IS NOT NULL
    AND NOT EXISTS (SELECT FROM channel_report WHERE case_id = NEW.id AND kind = 'case-closed')
  THEN
    PERFORM report_case_ending(NEW.id, 'case-closed');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER case_detail_report_first_seen AFTER INSERT ON case_detail
  FOR EACH ROW WHEN (NEW.lead_id IS NOT NULL) EXECUTE FUNCTION report_case_first_seen();

CREATE OR REPLACE FUNCTION report_lead_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM report_lead(NEW.id, 'lead-' || NEW.status, CASE WHEN NEW.status = 'accepted' THEN NEW.case_id END, NULL,
    jsonb_build_object(
      'reason', NEW.decided_reason, 'department', NEW.department,
      'mergedInto', (SELECT ticket FROM lead WHERE id = NEW.merged_into_id)
    ));
  -- The case was dispatched before its lead counted as accepted; the channel hears of both in this order.
  IF NEW.status = 'accepted' THEN
    PERFORM report_lead(NEW.id, 'case-dispatched', NEW.case_id, c.version, jsonb_build_object('unit', u.name))
      FROM work_view c JOIN unit u ON u.id = c.state #>> '{dispatch,unit,id}' WHERE c.id = NEW.case_id;
    PERFORM report_lead(NEW.id, 'case-closed', NEW.case_id, c.version, jsonb_build_object(
        'number', d.number, 'outcome', d.outcome, 'unit', (SELECT name FROM unit WHERE id = c.unit_id)
      ))
      FROM work_view c JOIN case_detail d ON d.id = c.id WHERE c.id = NEW.case_id AND c.closed_at IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

-- ---------------------------------------------------------------- for processes of the release before, and for who reads cases

CREATE VIEW "case_event" AS
  SELECT work_id AS case_id, seq, type, at, actor, data, terms, basis, hash, recorded_at FROM work_event WHERE kind = 'case';

CREATE VIEW "case_view" AS
  SELECT c.id, d.number, c.title, c.stage, c.tier, d.procedure, c.town_id, c.unit_id, c.handler_ids, c.concerned_unit_ids AS assisting_ids,
    d.party_name, d.matter_code, d.matter_name, d.channel, d.lead_id, c.emergency, c.opened_at, c.stage_entered_at, c.closed_at, d.outcome,
    d.fine, d.decided_on, c.yellow_at, c.red_at, c.paused, c.terms, c.next_wake_up_at, c.waiting, c.version, c.head, c.settled_seq,
    c.policy_hash, c.state, s.text AS search_text, c.updated_at
  FROM work_view c JOIN case_detail d ON d.id = c.id JOIN work_search s ON s.id = c.id;

-- What is settled was said by an update of the row.
CREATE FUNCTION settle_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE work_view SET settled_seq = NEW.settled_seq WHERE id = OLD.id;
  RETURN NEW;
END $$;
CREATE TRIGGER case_view_settle INSTEAD OF UPDATE ON case_view FOR EACH ROW EXECUTE FUNCTION settle_case();

DROP FUNCTION project_case(jsonb);
DROP FUNCTION project_case_record(jsonb);

-- As the release before sends it: one row of both tables, under the names that they had.
CREATE FUNCTION project_case(p jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT project_work(p || jsonb_build_object('kind', 'case', 'id', p -> 'caseId') || CASE jsonb_typeof(p -> 'view')
    WHEN 'object' THEN jsonb_build_object(
      'view', p -> 'view' || jsonb_build_object(
        'concerned_unit_ids', p #> '{view,assisting_ids}', 'concerned_person_ids', '[]'::jsonb, 'ended', p #>> '{view,stage}' = 'archived',
        'marks', case_marks(p #> '{view,state}')
      ),
      'detail', p -> 'view' || jsonb_build_object(
        'closed_on', to_char((p #>> '{view,closed_at}')::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')
      )
    )
    ELSE '{}' END);
$$;

ANALYZE "work_view";
ANALYZE "case_detail";
ANALYZE "work_search";
