import type { IsoInstant } from '../terms/model.ts';

/** What a kind tells of an item after its last event: enough for lists, boards and desks, whatever it is. */
export interface Face {
  title: string;
  stage: string;
  /** Nothing comes of it any more: off boards and desks. */
  ended: boolean;
  /** Null for a kind without graded handling. */
  tier: string | null;
  townId: string;
  unitId: string;
  handlerIds: string[];
  /** Units and people beside the responsible ones that must see it. */
  concernedUnitIds: string[];
  concernedPersonIds: string[];
  emergency: boolean;
  openedAt: IsoInstant;
  stageEnteredAt: IsoInstant;
  /** When its work was done; null while it runs. */
  closedAt: IsoInstant | null;
  /** What a desk chooses it by beside stage and unit, in the kind's own words; empty once it has ended. */
  marks?: string[];
  /** What it is searched by. */
  words: (string | null | undefined)[];
  /** The row of its kind's narrow table, by column. */
  detail: Record<string, unknown>;
}

/** The columns that lists of any kind have in common, as the read model names them. */
export const faceColumns = (face: Face) => ({
  title: face.title,
  stage: face.stage,
  ended: face.ended,
  tier: face.tier,
  town_id: face.townId,
  unit_id: face.unitId,
  handler_ids: face.handlerIds,
  concerned_unit_ids: face.concernedUnitIds,
  concerned_person_ids: face.concernedPersonIds,
  emergency: face.emergency,
  opened_at: face.openedAt,
  stage_entered_at: face.stageEnteredAt,
  closed_at: face.closedAt,
});
