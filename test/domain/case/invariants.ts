/** What must hold for a case whatever happened to it: said again, independently of the rules that see to it. */
import type { CaseFile } from '../../../domain/case/state.ts';
import { foldLedger } from '../../../domain/terms/ledger.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import type { Instant } from '../../../domain/terms/model.ts';

type Check = [claim: string, holds: (file: CaseFile) => boolean];

const at = (file: CaseFile, ...stages: CaseFile['stage'][]): boolean => stages.includes(file.stage);
const cents = (yuan: number): number => Math.round(yuan * 100);
const orderedCents = ({ decision }: CaseFile): number => cents((decision?.money.fine ?? 0) + (decision?.money.confiscation ?? 0));
const paid = ({ execution }: CaseFile): number =>
  cents(execution.paid.filter(({ forSurcharge }) => !forSurcharge).reduce((all, { amount }) => all + amount, 0));

const CHECKS: readonly Check[] = [
  ['the ordinary stages stand on a filing (行政处罚法 54)', (file) => !at(file, 'evidence', 'review', 'decision') || file.filing !== null],
  ['execution stands on a decision', (file) => !at(file, 'execution') || file.decision !== null],
  ['review and decision stand on a conclusion, or wait for one', (file) => !at(file, 'review') || file.review !== null],
  ['nobody decides without a passed review (58)', ({ decision, review }) => !decision || decision.onTheSpot || review?.passed != null],
  [
    'nobody is penalised without notice of what is proposed now (44, 62)',
    ({ decision, notice, conclusion }) =>
      decision?.kind !== 'penalty' ||
      decision.onTheSpot ||
      (notice !== null && conclusion !== null && notice.at >= conclusion.at && notice.at <= decision.at),
  ],
  [
    'nobody is penalised unheard (45)',
    ({ decision, notice, statements }) => {
      if (decision?.kind !== 'penalty' || decision.onTheSpot || !notice) return true;
      const said = statements.filter(({ at: when }) => when >= notice.at && when <= decision.at);
      // Given up, or said and looked into; nothing said only once its time was over.
      return said.some(
        ({ kind, points }) =>
          kind === 'waiver' || points.length > 0 || (kind === 'no-answer' && decision.decidedOn > notice.statementUntil),
      );
    },
  ],
  [
    'nobody is penalised while a recusal waits (43)',
    ({ decision, recusals }) =>
      !decision || recusals.every((one) => one.at > decision.at || (one.decided !== null && one.decided.at <= decision.at)),
  ],
  [
    'what was heard was reviewed before the decision (58)',
    ({ decision, hearing, review }) =>
      decision?.kind !== 'penalty' ||
      !hearing?.record ||
      hearing.waived ||
      (review?.afterHearing != null && review.afterHearing.at <= decision.at),
  ],
  [
    'nobody is penalised harder than notified (45)',
    ({ decision, notice }) =>
      decision?.kind !== 'penalty' ||
      decision.onTheSpot ||
      (notice !== null && cents(decision.money.fine) <= cents(notice.proposed.money.fine)),
  ],
  [
    'nobody decides or reviews what they handled (58)',
    ({ decision, review, everHandled }) =>
      (!decision || decision.onTheSpot || !everHandled.includes(decision.by.id)) &&
      (!review?.passed || !everHandled.includes(review.passed.by.id)),
  ],
  [
    'a hearing asked for was held or waived before a penalty (63)',
    ({ decision, hearing }) => decision?.kind !== 'penalty' || !hearing?.requestedOn || hearing.waived || hearing.record !== null,
  ],
  ['the chair did not investigate (64)', ({ hearing, everHandled }) => !hearing?.record || !everHandled.includes(hearing.record.chair.id)],
  [
    'on the spot stays within 200 and 3,000 yuan (51)',
    ({ decision, parties }) =>
      !decision?.onTheSpot || decision.money.fine <= (parties.every(({ kind }) => kind === 'organisation') ? 3000 : 200),
  ],
  [
    'handlers are known and none is recused (43)',
    ({ handlers, everHandled, recusals }) =>
      handlers.every(({ id }) => everHandled.includes(id)) &&
      !recusals.some((one) => one.decided?.granted && handlers.some(({ id }) => id === one.personId)),
  ],
  ['handlers are not named twice', ({ handlers }) => new Set(handlers.map(({ id }) => id)).size === handlers.length],
  [
    'a suspected crime is not closed as anything else (8, 27)',
    ({ stage, criminalSuspected, ending }) =>
      !(stage === 'closed' || stage === 'archived') || !criminalSuspected || ending?.outcome === 'transferred-police',
  ],
  ['a closed case says how it ended', (file) => !at(file, 'closed', 'archived') || file.ending !== null],
  ['a running case has no ending', (file) => at(file, 'closed', 'archived') || file.ending === null],
  ['an archived case has its file', (file) => !at(file, 'archived') || file.archive !== null],
  [
    'a penalty closed as executed was served, and paid or its execution ended (66; 行政强制法 40)',
    (file) =>
      !at(file, 'closed', 'archived') ||
      file.ending?.outcome !== 'penalty' ||
      file.execution.court?.ended != null ||
      (file.served.length > 0 && file.execution.ended !== null) ||
      (file.served.length > 0 && paid(file) >= orderedCents(file)),
  ],
  [
    'nothing closed stays preserved (56)',
    (file) =>
      !at(file, 'closed', 'archived') ||
      !['penalty', 'no-penalty', 'not-established', 'terminated'].includes(file.ending?.outcome ?? '') ||
      file.preservations.every(({ resolution }) => resolution !== null),
  ],
  ['suspension and its ground go together', ({ suspension, pausedBy }) => !suspension || pausedBy.includes(suspension.ground)],
  [
    'a transfer leads upwards',
    ({ transfer, tier }) =>
      !transfer ||
      ['town-closes', 'bureau-reviews', 'bureau-closes'].indexOf(transfer.to) >
        ['town-closes', 'bureau-reviews', 'bureau-closes'].indexOf(tier),
  ],
  [
    'no money is below zero',
    ({ execution, decision }) => execution.paid.every(({ amount }) => amount > 0) && (decision?.money.fine ?? 0) >= 0,
  ],
  [
    'no receipt is counted twice (70)',
    ({ execution }) => new Set(execution.paid.map(({ receipt }) => receipt)).size === execution.paid.length,
  ],
];

/** Claims that do not hold; empty for a lawful case. */
export function broken(file: CaseFile, policy: CasePolicy, now: Instant): string[] {
  const failed = CHECKS.filter(([, holds]) => !holds(file)).map(([claim]) => claim);
  const { records } = foldLedger(file.ledger);
  const open = records.filter(({ end }) => end === null).map(({ key, ref }) => `${key}/${ref ?? ''}`);
  if (new Set(open).size < open.length)
    failed.push(`a term runs twice: ${open.filter((one, index) => open.indexOf(one) !== index).join()}`);
  for (const view of deriveTerms(policy, file.ledger, now)) {
    if (view.consumed > view.total) failed.push(`${view.term} used more than it has`);
  }
  return failed;
}
