import type { CommandContext } from './context.ts';
import { clauseLabel } from '../lists/fields.ts';
import type { CaseFile, MatterRef } from './state.ts';

/** The looked-up matter as the case keeps it, with the list version it was read from; null where none was found. */
export function matterRefOf(context: CommandContext): MatterRef | null {
  const found = context.lookups.matter;
  if (!found) return null;
  const { code, name, major, penalties, suitTerm, reviewFirst, enforcement } = found.row;
  // 责令改正，给予警告；拒不改正的，处罚款: the warning needs no order first, so the case may be filed; the fine's own
  // stage guards the fine.
  const warnsFirst = penalties.some((row) => row.isPenalty && row.stage === 'direct');
  const orderToCorrectFirst = found.row.orderToCorrectFirst && !warnsFirst;
  const ways =
    context.rules >= 4
      ? {
          clause: clauseLabel(found.row.penaltyClause),
          ...(suitTerm ? { suitTerm } : {}),
          ...(reviewFirst ? { reviewFirst } : {}),
          ...(enforcement ? { enforcement } : {}),
        }
      : {};
  return { code, name, listVersion: found.versions.matters, orderToCorrectFirst, major, ...ways };
}

/** The matter's own clause, where the case keeps it: 「责令改正，拒不改正的……」 is said there and not in 行政处罚法 28. */
export const ownClause = ({ matter }: Pick<CaseFile, 'matter'>): string[] => [matter?.clause ?? `“${matter?.name ?? '该事项'}”的处罚条款`];
