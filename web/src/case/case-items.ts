import type { CaseFile } from '../../../domain/case/state.ts';
import type { TermView } from '../../../domain/terms/view.ts';
import { localTime } from '../lights/remaining.ts';

type Items = Record<string, { value: string; label: string }[]>;

/** What of this case a form's field may name, by the field's name; the newest first. */
export function caseItems(command: string, file: CaseFile, terms: TermView[]): Items {
  const opinions = file.review?.returns.at(-1)?.opinions.filter((opinion) => opinion.answer === null) ?? [];
  const items: Items = {
    correctionId: file.corrections.map((order) => ({ value: order.id, label: `${localTime(order.at, false)} ${order.requirement}（限${order.dueOn}）` })).reverse(),
    preservationId: file.preservations.filter((one) => !one.resolution)
      .map((one) => ({ value: one.id, label: `${localTime(one.at)} ${one.items.map((item) => item.name).join('、')}` })),
    appraisalId: file.appraisals.filter((one) => !one.result).map((one) => ({ value: one.id, label: `${localTime(one.requestedAt, false)} ${one.body}` })),
    recusalId: file.recusals.filter((one) => !one.decided).map((one) => ({ value: one.id, label: `${localTime(one.at)} ${one.reason}` })),
    urgeId: file.urges.filter((one) => !one.answeredAt).map((one) => ({ value: one.id, label: `${localTime(one.at)} ${one.text}` })),
    supervisionId: file.supervisions.filter((one) => !one.answeredAt).map((one) => ({ value: one.id, label: `${localTime(one.at)} ${one.text}` })),
    term: terms.filter((term) => term.open).map((term) => ({ value: term.term, label: term.label })),
    custody: [
      ...file.evidence.map(({ id, title }) => ({ value: id, label: `证据 ${title}` })),
      ...file.preservations.filter((one) => !one.resolution)
        .map((one) => ({ value: one.id, label: `先行登记保存 ${one.items.map((item) => item.name).join('、')}` })),
    ],
  };
  if (command === 'AnswerOpinions') items.id = opinions.map((opinion) => ({ value: opinion.id, label: opinion.text }));
  return items;
}
