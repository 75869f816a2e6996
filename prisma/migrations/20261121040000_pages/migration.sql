-- Pages of the open cases, at a county's million of archived ones. Nothing here changes with a command that moves neither
-- stage, terms nor people, so that such a command's row is still updated in place.

-- The board counts stage, tier, town and light of what is open without touching a row.
CREATE INDEX "case_view_board" ON "case_view"("stage", "tier", "town_id", "paused", "red_at", "yellow_at")
  WHERE stage <> 'archived';

-- A head's desk: what is open in the unit, the most urgent first.
CREATE INDEX "case_view_open_unit" ON "case_view"("unit_id", "red_at") WHERE stage <> 'archived';

-- What runs and has nothing due, or should long have acted.
CREATE INDEX "case_view_wake_up" ON "case_view"("next_wake_up_at") WHERE stage NOT IN ('closed', 'archived');

CREATE INDEX "case_view_stage_entered_at_id_idx" ON "case_view"("stage_entered_at" DESC, "id");
CREATE INDEX "case_view_handler_ids_idx" ON "case_view" USING GIN ("handler_ids");
CREATE INDEX "case_view_assisting_ids_idx" ON "case_view" USING GIN ("assisting_ids");
