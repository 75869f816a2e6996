import type { WorkFile } from '../../../domain/work/file.ts';
import { opened } from '../case/scenes.ts';
import { units } from '../case/people.ts';
import { unopenedScene } from './item-kit.ts';

const AT = '2026-03-02T09:00:00+08:00';

/** One item of each kind as it was just opened; a new kind is added here. */
const BEGUN: Record<string, () => WorkFile> = {
  case: () => opened().file,
  dispute: () =>
    unopenedScene('dispute', AT).told({ kind: 'case', id: 'case-1', title: '一件案件' }, 'RaiseDispute', {
      caseId: 'case-1',
      title: '一件案件',
      sides: [units.qingshi, units.water],
      raisedAt: AT,
      reason: '有争议',
      failedAt: null,
    }).file,
  whistle: () =>
    unopenedScene('whistle', AT).did(
      'BlowWhistle',
      { title: '河道倾倒', urgency: 'daily', unitId: 'bureau', place: '滨河路', text: '拦不住', fromId: null },
      'townhead',
    ).file,
};

export function itemBegun(kind: string): WorkFile {
  const begin = BEGUN[kind];
  if (!begin) throw new Error(`test/domain/work/item-begun.ts opens no ${kind}`);
  return begin();
}
