import type { CaseFile } from '../../../../domain/case/state.ts';
import { isHeld, seizedWords } from '../../../../domain/case/seizure/held.ts';
import type { CommandName } from '../../../../domain/case/catalogue.ts';
import type { TermView } from '../../../../domain/terms/view.ts';
import type { Option } from '../../forms/choice-controls.tsx';
import type { FormSurroundings } from '../../forms/control-of.tsx';
import { actItems, option } from '../../item/commands/act-form.ts';
import { localTime } from '../../lights/remaining.ts';
import { shortened } from '../../parts/words.ts';

const listed = ({ items }: CaseFile['preservations'][number]): string =>
  items.map(({ name, quantity }) => `${name} ${quantity}`).join('、');

export const evidenceOf = (file: CaseFile): Option[] =>
  file.evidence.map(({ id, title, verified, excluded }) =>
    option(id, `${title}${excluded ? '（已排除）' : verified ? '（已查证）' : '（待查证）'}`),
  );

/** What of this case a form's field may name, by the field's name; the newest first. */
export function caseItems(command: CommandName, file: CaseFile, terms: readonly TermView[]): FormSurroundings['items'] {
  const open = file.preservations.filter(({ resolution }) => resolution === null);
  const preservation = (one: CaseFile['preservations'][number]) => option(one.id, `${localTime(one.at)} ${listed(one)}`);
  const items: FormSurroundings['items'] = {
    ...actItems(file, terms),
    correctionId: file.corrections
      .map(({ id, at, requirement, dueOn }) => option(id, `${localTime(at, false)} ${shortened(requirement, 30)}（限${dueOn}）`))
      .reverse(),
    preservationId: open.map(preservation),
    seizureId: file.seizures.filter(({ resolution }) => resolution === null).map((one) => option(one.id, seizedWords(one))),
    substitutionId: (file.coercion?.substitutions ?? [])
      .filter(({ performed }) => performed === null)
      .map(({ id, performOn, object }) => option(id, `${performOn} ${shortened(object, 30)}`)),
    appraisalId: file.appraisals
      .filter(({ result }) => result === null)
      .map(({ id, requestedAt, body, subject }) => option(id, `${localTime(requestedAt, false)} ${body}：${shortened(subject, 30)}`)),
    custody: [
      ...evidenceOf(file),
      ...open.map((one) => option(one.id, `先行登记保存：${listed(one)}`)),
      ...file.seizures.filter(isHeld).map((one) => option(one.id, seizedWords(one))),
    ],
  };
  if (command === 'ReferToPolice') items.evidenceId = evidenceOf(file);
  return items;
}

/** Lists whose rows the case itself sets. */
export function fixedRows(command: CommandName, file: CaseFile): FormSurroundings['fixedRows'] {
  const labels = (entries: [string, string][]) => ({ key: 'id', labels: Object.fromEntries(entries) });
  switch (command) {
    case 'AnswerOpinions': {
      const opinions = (file.review?.returns ?? []).flatMap((round) => round.opinions);
      return { answers: labels(opinions.map(({ id, text }) => [id, text])) };
    }
    case 'ConcludeInvestigation':
      return { openPreservations: labels(file.preservations.map((one) => [one.id, listed(one)])) };
    default:
      return {};
  }
}
