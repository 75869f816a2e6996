-- Pages of all kinds, at a million items of which most have ended. What is open is a small part: boards, desks and forecasts walk
-- indexes of what is open. Nothing here changes with a command that moves neither stage, terms nor people, so that such a
-- command's row is still updated in place.

DROP INDEX "work_view_opened_at_id_idx";
DROP INDEX "work_view_town_id_opened_at_id_idx";
DROP INDEX "work_view_unit_id_opened_at_id_idx";
DROP INDEX "work_view_stage_opened_at_id_idx";
DROP INDEX "work_view_stage_entered_at_id_idx";
DROP INDEX "work_view_red_at_idx";
DROP INDEX "work_view_yellow_at_idx";
DROP INDEX "work_view_handler_ids_idx";
DROP INDEX "work_view_concerned_unit_ids_idx";
DROP INDEX "work_view_board";
DROP INDEX "work_view_open_unit";
DROP INDEX "work_view_wake_up";

-- Key and id in one direction, as the pages go on: a page begins where the one before it ended by one condition of the index.
CREATE INDEX "work_view_opened_at_id_idx" ON "work_view"("opened_at", "id");
CREATE INDEX "work_view_town_id_opened_at_id_idx" ON "work_view"("town_id", "opened_at", "id");
CREATE INDEX "work_view_unit_id_opened_at_id_idx" ON "work_view"("unit_id", "opened_at", "id");
CREATE INDEX "work_view_kind_stage_opened_at_id_idx" ON "work_view"("kind", "stage", "opened_at", "id");
CREATE INDEX "work_view_stage_entered_at_id_idx" ON "work_view"("stage_entered_at", "id");
CREATE INDEX "work_view_handler_ids_concerned_unit_ids_concerned_person_i_idx" ON "work_view" USING GIN ("handler_ids", "concerned_unit_ids", "concerned_person_ids");

-- Orders by what is due; only what is open has it.
CREATE INDEX "work_view_red" ON "work_view"("red_at", "id") WHERE red_at IS NOT NULL;
CREATE INDEX "work_view_yellow" ON "work_view"("yellow_at", "id") WHERE yellow_at IS NOT NULL;
-- What is open without: the end of these orders.
CREATE INDEX "work_view_undated" ON "work_view"("id") WHERE NOT ended AND (red_at IS NULL OR yellow_at IS NULL);
CREATE INDEX "work_view_paused" ON "work_view"("opened_at", "id") WHERE paused;

-- The board counts what is open by kind, stage, tier, town and light without touching a row; the forecast by handler, too. An item
-- has 20 handlers at the most, so that its entry stays far below what an index can hold.
CREATE INDEX "work_view_board" ON "work_view"("kind", "stage", "tier", "town_id", "unit_id", "paused", "red_at", "yellow_at") INCLUDE ("handler_ids") WHERE NOT ended;
-- All that is open, in its own order, with the policy that it runs under.
CREATE INDEX "work_view_open" ON "work_view"("id") INCLUDE ("kind", "policy_hash") WHERE NOT ended;
CREATE INDEX "work_view_open_unit" ON "work_view"("unit_id", "red_at") WHERE NOT ended;
-- What the bureau reviews or closes, most urgent first: its head's desk. Such cases may all be due late, behind every other.
CREATE INDEX "work_view_open_bureau" ON "work_view"("red_at", "id") WHERE NOT ended AND tier <> 'town-closes';
CREATE INDEX "work_view_open_people" ON "work_view" USING GIN ("handler_ids", "concerned_unit_ids", "concerned_person_ids") WHERE NOT ended;
CREATE INDEX "work_view_open_marks" ON "work_view" USING GIN ("marks") WHERE NOT ended;

-- What runs and should long have acted, or has nothing due and no reason.
CREATE INDEX "work_view_wake_up" ON "work_view"("next_wake_up_at") WHERE closed_at IS NULL AND next_wake_up_at IS NOT NULL;
CREATE INDEX "work_view_nothing_due" ON "work_view"("id") WHERE closed_at IS NULL AND next_wake_up_at IS NULL AND waiting IS NULL;

-- Counting without touching rows needs pages that are known to be seen by all, on a table of which a small part changes all the time.
ALTER TABLE "work_view" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);

-- What a search looks for: every sign of a text, every two and every three in a row; none over a space. A word of two Chinese signs
-- is found at once, and a longer one by its threes, compared with the text afterwards. The index over it
-- (`work_search_tokens`) takes minutes on a large county and is made after the migrations, beside running work.
CREATE FUNCTION search_tokens(p_text text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_remove(array_agg(a) || array_agg(a || b) || array_agg(a || b || c), NULL)
    FROM (SELECT string_to_array(p_text, NULL, ' ') AS signs) AS t, unnest(signs, signs[2:], signs[3:]) AS s (a, b, c)
$$;
