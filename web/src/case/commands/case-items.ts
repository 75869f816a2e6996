import type { CaseFile } from '../../../../domain/case/state.ts';
import { atSea, cashUnderWay } from '../../../../domain/case/enforcement/cash.ts';
import { costLeft, costOpen, costUndecided } from '../../../../domain/case/substitution-cost/owed.ts';
import { isHeld, seizedWords } from '../../../../domain/case/seizure/held.ts';
import type { CommandName } from '../../../../domain/case/catalogue.ts';
import type { TermView } from '../../../../domain/terms/view.ts';
import type { Option } from '../../forms/choice-controls.tsx';
import type { FormSurroundings } from '../../forms/control-of.tsx';
import { actItems, option } from '../../item/commands/act-form.ts';
import { localTime } from '../../lights/remaining.ts';
import { shortened, yuan } from '../../parts/words.ts';

const listed = ({ items }: CaseFile['preservations'][number]): string =>
  items.map(({ name, quantity }) => `${name} ${quantity}`).join('、');

export const evidenceOf = (file: CaseFile): Option[] =>
  file.evidence.map(({ id, title, verified, excluded }) =>
    option(id, `${title}${excluded ? '（已排除）' : verified ? '（已查证）' : '（待查证）'}`),
  );

/** Which of the seizures a command is about. */
function seizureFor(command: CommandName): (one: CaseFile['seizures'][number]) => boolean {
  switch (command) {
    case 'ApproveSeizure':
      return ({ answer, resolution }) => answer === null && resolution === null;
    case 'SealOrDetain':
      return ({ answer, carriedOut }) => answer?.approved === true && carriedOut === null;
    default:
      return isHeld;
  }
}

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
    seizureId: file.seizures.filter(seizureFor(command)).map((one) => option(one.id, seizedWords(one))),
    opinionId: file.procuratorOpinions
      .filter(({ answered }) => answered === null)
      .map(({ id, number, demand }) => option(id, `${number} ${shortened(demand, 30)}`)),
    costId: file.substitutionCosts
      .filter((one) => command === 'RecordSubstitutionCostRemedy' || costOpen(one))
      .map((one) => option(one.costId, `${one.documentNumber}（尚欠 ${yuan(costLeft(one))}）`)),
    substitutionId: (command === 'DecideSubstitutionCost'
      ? costUndecided(file)
      : (file.coercion?.substitutions ?? []).filter(({ performed }) => performed === null)
    ).map(({ id, performOn, object }) => option(id, `${performOn} ${shortened(object, 30)}`)),
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
  if (command === 'AnswerDemandComment') {
    items.id = file.execution.comments
      .filter(({ answer }) => answer === null)
      .map(({ id, receivedOn, text }) => option(id, `${receivedOn} ${shortened(text, 30)}`));
  }
  if (command === 'RecordLanding') {
    items.receipt = file.execution.paid
      .filter(atSea)
      .map(({ receipt, amount, paidOn }) => option(receipt, `${receipt}（${paidOn}收缴 ${yuan(amount)}）`));
  }
  const cash = cashUnderWay(file);
  // Payments from before it was kept how they were made are named by their receipt alone.
  if (command === 'HandOverCash' && cash.length > 0) {
    items.receipt = cash.map(({ receipt, amount, paidOn }) => option(receipt, `${receipt}（${paidOn}收缴 ${yuan(amount)}）`));
  }
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
