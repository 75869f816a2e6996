import type { CaseFile } from './state.ts';

/**
 * Ids of the units beside the responsible one that must see the case: those that assist, the other side of an open
 * dispute over jurisdiction (行政处罚法 25), the one a transfer is proposed to. Without sight nobody can answer.
 */
export function concernedUnits(file: Pick<CaseFile, 'assistingUnits' | 'jurisdiction' | 'transfer'>): string[] {
  const units = [
    ...file.assistingUnits,
    ...(file.jurisdiction && file.jurisdiction.settledAt === null ? [file.jurisdiction.with] : []),
    ...(file.transfer?.toUnit ? [file.transfer.toUnit] : []),
  ];
  return [...new Set(units.map(({ id }) => id))];
}
