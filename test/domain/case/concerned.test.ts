import { describe, expect, test } from 'vitest';
import { concernedUnits } from '../../../domain/case/concerned.ts';
import type { CaseFile } from '../../../domain/case/state.ts';

const unit = (id: string) => ({ id, name: id, kind: 'town' as const });
const file = (part: Partial<CaseFile>) => ({ assistingUnits: [], jurisdiction: null, transfer: null, ...part }) as unknown as CaseFile;
const dispute = (settledAt: string | null) => ({ with: unit('liulin'), settledAt }) as unknown as CaseFile['jurisdiction'];

describe('who must see a case beside its own unit', () => {
  test('the other side of a dispute, until it is settled', () => {
    expect(concernedUnits(file({ jurisdiction: dispute(null) }))).toEqual(['liulin']);
    expect(concernedUnits(file({ jurisdiction: dispute('2026-03-02T01:00:00.000Z') }))).toEqual([]);
  });

  test('the unit a transfer is proposed to, and those that assist, each once', () => {
    const transfer = { toUnit: unit('bureau') } as unknown as CaseFile['transfer'];
    expect(concernedUnits(file({ assistingUnits: [unit('bureau'), unit('baisha')], transfer }))).toEqual(['bureau', 'baisha']);
  });
});
