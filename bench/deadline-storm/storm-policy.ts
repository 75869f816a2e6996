import { createHash } from 'node:crypto';
import { countyPolicy } from '../../prisma/seed/policy.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Cases are reported so long before they are entered: a term of days, as those are that end for many at one instant. */
export const REPORTED_BEFORE_MINUTES = 2 * 24 * 60;

/** The county's policy with one term, two days and `minutes` from the report, whose ladder acts at any hour. */
export function stormPolicy(minutes: number, version: number): CasePolicy {
  return sealPolicy(
    {
      ...countyPolicy,
      version,
      terms: [
        {
          key: 'storm',
          label: '测量用期限',
          effect: 'internal',
          length: REPORTED_BEFORE_MINUTES + minutes,
          unit: 'minute',
          roll: 'none',
          pausedBy: [],
          extensions: [],
          armedBy: [{ event: 'CaseOpened', anchor: 'data.source.receivedAt' }],
          metBy: [{ event: 'CaseClosed' }],
          cancelledBy: [],
          yellow: { share: 1, remaining: 0 },
          ladder: 'storm',
          duty: 'handler',
          basis: '测量',
        },
      ],
      pauseTriggers: [],
      ladders: [
        {
          key: 'storm',
          label: '测量',
          rungs: [{ action: 'notify-supervisor', at: 'red', after: { length: 0, unit: 'workHour' }, anyHour: true, basis: '测量' }],
        },
      ],
    },
    sha256,
  );
}
