-- Nobody is told of what they did themselves. A notice is addressed to roles of a unit, and a head may do what handlers may do
-- too; so it is asked here, of the record, whoever writes the notice and of whatever kind the item is.
-- What others entered in somebody's name from paper he is told.
CREATE FUNCTION tell_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM work_event WHERE work_id = NEW.case_id AND seq = NEW.seq AND kind = NEW.work_kind AND actor ->> 'id' = NEW.person_id
      AND entered IS NULL
  ) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER notification_tell_others BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION tell_others();
