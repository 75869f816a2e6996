-- What a ticket said after it was first taken in; the lead itself stays as it came.
CREATE TABLE "lead_supplement" (
    "lead_id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_supplement_pkey" PRIMARY KEY ("lead_id","content_hash")
);

-- Where a channel wants to hear what became of its tickets.
CREATE TABLE "channel_webhook" (
    "channel" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_webhook_pkey" PRIMARY KEY ("channel")
);

-- The outbox: one row a change of a ticket's fate, written by the transaction that changes it.
CREATE TABLE "channel_report" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "ticket" TEXT NOT NULL,
    "lead_id" TEXT NOT NULL,
    "case_id" TEXT,
    "case_seq" INTEGER,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "channel_report_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "api_key" ADD COLUMN "created_by" TEXT;

CREATE INDEX "channel_report_status_next_attempt_at_idx" ON "channel_report"("status", "next_attempt_at");
CREATE INDEX "channel_report_channel_ticket_id_idx" ON "channel_report"("channel", "ticket", "id");
CREATE INDEX "channel_report_case_id_idx" ON "channel_report"("case_id");
CREATE INDEX "lead_case_id_idx" ON "lead"("case_id");
CREATE INDEX "lead_merged_into_id_idx" ON "lead"("merged_into_id");

-- A report for this lead's ticket and for every ticket that was merged into it, where its channel wants to hear.
CREATE FUNCTION report_lead(p_lead text, p_kind text, p_case text, p_seq integer, p_data jsonb) RETURNS void LANGUAGE sql AS $$
  WITH RECURSIVE tickets AS (
    SELECT id, channel, ticket FROM lead WHERE id = p_lead
    UNION
    SELECT l.id, l.channel, l.ticket FROM lead l JOIN tickets t ON l.merged_into_id = t.id
  )
  INSERT INTO channel_report (channel, ticket, lead_id, case_id, case_seq, kind, data)
    SELECT t.channel, t.ticket, t.id, p_case, p_seq, p_kind, p_data
      FROM tickets t JOIN channel_webhook w ON w.channel = t.channel AND w.active
      WHERE t.ticket IS NOT NULL;
$$;

-- A lead is decided once: accepted, merged or rejected.
CREATE FUNCTION report_lead_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM report_lead(NEW.id, 'lead-' || NEW.status, CASE WHEN NEW.status = 'accepted' THEN NEW.case_id END, NULL,
    jsonb_build_object(
      'reason', NEW.decided_reason, 'department', NEW.department,
      'mergedInto', (SELECT ticket FROM lead WHERE id = NEW.merged_into_id)
    ));
  -- The case was dispatched before its lead counted as accepted; the channel hears of both in this order.
  IF NEW.status = 'accepted' THEN
    PERFORM report_lead(NEW.id, 'case-dispatched', NEW.case_id, c.version, jsonb_build_object('unit', u.name))
      FROM case_view c JOIN unit u ON u.id = c.state #>> '{dispatch,unit,id}' WHERE c.id = NEW.case_id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER lead_report_decided AFTER UPDATE OF status ON lead
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status <> 'new') EXECUTE FUNCTION report_lead_decided();

CREATE FUNCTION report_case(p_case text, p_kind text, p_seq integer, p_data jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_lead text;
BEGIN
  FOR v_lead IN
    SELECT l.id FROM lead l
      WHERE l.status = 'accepted' AND (l.case_id = p_case OR l.id = (SELECT c.lead_id FROM case_view c WHERE c.id = p_case))
  LOOP
    PERFORM report_lead(v_lead, p_kind, p_case, p_seq, p_data);
  END LOOP;
END $$;

-- The unit that the case was sent to, by the event itself.
CREATE FUNCTION report_case_dispatched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM report_case(NEW.case_id, 'case-dispatched', NEW.seq, jsonb_build_object('unit', NEW.data #>> '{unit,name}'));
  RETURN NULL;
END $$;

CREATE TRIGGER case_event_report_dispatched AFTER INSERT ON case_event
  FOR EACH ROW WHEN (NEW.type = 'CaseDispatched') EXECUTE FUNCTION report_case_dispatched();

-- An event of a lost workflow task leaves the record; what it wanted told and nobody has heard yet is not told.
CREATE FUNCTION untell_orphan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM channel_report
    WHERE case_id = OLD.case_id AND case_seq = OLD.seq AND status = 'waiting' AND attempts = 0;
  RETURN NULL;
END $$;

CREATE TRIGGER case_event_untell AFTER DELETE ON case_event FOR EACH ROW EXECUTE FUNCTION untell_orphan();

-- Closed, with its outcome; or open again.
CREATE FUNCTION report_case_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM report_case(
    NEW.id, CASE WHEN NEW.closed_at IS NULL THEN 'case-reopened' ELSE 'case-closed' END, NEW.version,
    jsonb_build_object('number', NEW.number, 'outcome', NEW.outcome, 'unit', (SELECT name FROM unit WHERE id = NEW.unit_id))
  );
  RETURN NULL;
END $$;

CREATE TRIGGER case_view_report_closed AFTER UPDATE ON case_view
  FOR EACH ROW WHEN ((OLD.closed_at IS NULL) IS DISTINCT FROM (NEW.closed_at IS NULL)) EXECUTE FUNCTION report_case_closed();
