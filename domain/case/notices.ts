/** Who is told of what happens to a case, beside what any kind's ladder says. */
import { BUREAU_HEAD, HEADS } from '../roles.ts';
import { TIER_LABELS } from '../vocabulary.ts';
import type { CaseKind } from './types.ts';

export const caseNotices: CaseKind['notices'] = (event) => {
  if (event.type !== 'TransferProposed') return [];
  const { to, toUnit, reasons } = event.data;
  const text = `提请提级到“${TIER_LABELS[to]}”，请答复：${reasons}`;
  return [toUnit ? { text, people: [], roles: HEADS, units: [toUnit.id] } : { text, people: [], roles: [BUREAU_HEAD], units: null }];
};
