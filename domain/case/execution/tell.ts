/** How the record tells what execution knows. */
import { lengthText } from '../../terms/words.ts';
import type { Said } from '../../work/tell.ts';
import type { CourtPath } from './court-window.ts';
import type { Remedies } from './remedies.ts';

/** `自2026-03-02起，先经过不服复议决定起诉的期限（15日）`. */
export const courtPathTold: Said<CourtPath> = {
  title: '申请法院强制执行',
  say: ({ of, from, steps }) =>
    [
      of === 'judgment' ? `判决自${from}送达，二年内可以申请执行` : `自${from}起`,
      ...steps.map(({ what, length, unit }) => `先经过${what}（${lengthText(length, unit)}）`),
    ].join('，'),
};

/** `先复议后诉讼；起诉期限15日`. */
export const remediesTold: Said<Remedies> = {
  title: '救济途径',
  say: ({ reviewFirst, suitDays }) =>
    [
      reviewFirst ? '先申请行政复议，不服再起诉' : '可以申请行政复议，也可以直接起诉',
      ...(suitDays === null ? [] : [`起诉期限${suitDays}日`]),
    ].join('；'),
};
