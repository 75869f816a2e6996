/** What happens to a case by itself on a day, beside its terms: a public notice counts as served. */
import { dayOf, dayStart } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import type { Dated } from '../work/kind.ts';
import type { CaseEvent } from './events.ts';
import type { CaseFile } from './state.ts';

// 民事诉讼法 95: thirty days after the public notice the paper counts as served.
const BASIS = ['《民事诉讼法》第九十五条'];
const WHY = '公告送达期满';

const startOf = (date: LegalDate) => dayStart(dayOf(date));

const servedByNotice = ({ served }: CaseFile): Dated<CaseEvent>[] =>
  served
    .filter(({ tookEffectAt }) => tookEffectAt === null)
    .map(({ id, document, effectiveOn }) => ({
      at: startOf(effectiveOn),
      why: WHY,
      events: [{ type: 'ServiceTookEffect', data: { id, document, effectiveOn }, basis: BASIS }],
    }));

/** A public notice of what is proposed, that still runs. */
function announced({ stage, notice }: CaseFile): Dated<CaseEvent>[] {
  if (stage !== 'decision' || notice?.announced?.endedAt !== null) return [];
  const { until } = notice.announced;
  return [{ at: startOf(until), why: WHY, events: [{ type: 'NoticeTookEffect', data: { effectiveOn: until }, basis: BASIS }] }];
}

export const datedInCase = (file: CaseFile): Dated<CaseEvent>[] => [...servedByNotice(file), ...announced(file)];
