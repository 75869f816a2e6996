-- A case may be written down for the first time when it is dispatched or closed already: a finished paper case, or one
-- that ended while PostgreSQL was away. Its channel hears of it then; a row that is only written again (reconcile) tells
-- nothing twice.
CREATE FUNCTION report_case_first_seen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state #>> '{dispatch,unit,name}' IS NOT NULL
    AND NOT EXISTS (SELECT FROM channel_report WHERE case_id = NEW.id AND kind = 'case-dispatched')
  THEN
    PERFORM report_case(NEW.id, 'case-dispatched', NEW.version, jsonb_build_object('unit', NEW.state #>> '{dispatch,unit,name}'));
  END IF;
  IF NEW.closed_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM channel_report WHERE case_id = NEW.id AND kind = 'case-closed')
  THEN
    PERFORM report_case(
      NEW.id, 'case-closed', NEW.version,
      jsonb_build_object('number', NEW.number, 'outcome', NEW.outcome, 'unit', (SELECT name FROM unit WHERE id = NEW.unit_id))
    );
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER case_view_report_first_seen AFTER INSERT ON case_view
  FOR EACH ROW WHEN (NEW.lead_id IS NOT NULL) EXECUTE FUNCTION report_case_first_seen();

-- As before, and of a case that was closed before its lead counted as accepted the channel hears that too.
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
      FROM case_view c JOIN unit u ON u.id = c.state #>> '{dispatch,unit,id}' WHERE c.id = NEW.case_id;
    PERFORM report_lead(NEW.id, 'case-closed', NEW.case_id, c.version, jsonb_build_object(
        'number', c.number, 'outcome', c.outcome, 'unit', (SELECT name FROM unit WHERE id = c.unit_id)
      ))
      FROM case_view c WHERE c.id = NEW.case_id AND c.closed_at IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
