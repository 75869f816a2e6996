-- One version under one calendar may stand in other names, and with the working hours that a running case began under: its
-- content tells them apart.
DROP INDEX "policy_version_policy_id_version_calendar_version_key";
CREATE INDEX "policy_version_policy_id_version_calendar_version_idx" ON "policy_version"("policy_id", "version", "calendar_version");
