/** Rules that a decision has to pass; each one a small function, its article above it. */
import { type LeftOut, leftOutFits, mandatoryGiven } from '../../discretion/companions.ts';
import { ALL_REVIEWED } from '../internal-rules.ts';
import { checkProposed } from '../../discretion/proposed.ts';
import { refuse, type Refusal } from '../../result.ts';
import { TIER_LABELS } from '../../vocabulary.ts';
import { legalDateOf, parseInstant } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { CommandContext } from '../context.ts';
import { today } from '../../work/days.ts';
import { clauseKinds, deriveForCase } from '../evidence/derivation.ts';
import { describeEarlier, finesForSameAct } from '../earlier.ts';
import { collectiveNeeded } from './hearing-right.ts';
import type { CaseFile, Derivation, Money } from '../state.ts';
import { recordedDerivation } from '../evidence/derivation.ts';
import { tierEvents } from '../transfer/tier-hook.ts';
import { currentDiscussion, currentNotice } from './notice.ts';

export interface Verdict {
  money: Money;
  others: string[];
}

const cents = (yuan: number): number => Math.round(yuan * 100);

export type Conclusion = NonNullable<CaseFile['conclusion']>;

// 行政处罚法 57: the head decides on a concluded investigation.
export const concludedFirst = (file: CaseFile): Conclusion | Refusal =>
  file.conclusion ?? refuse('not-concluded', '调查尚未终结', ['先完成调查终结报告'], ['《行政处罚法》第五十七条']);

// 行政处罚法 58(1): without a passed review there is no decision in the cases it names; the county asks it of all others.
export const reviewedFirst = ({ review }: CaseFile): Refusal | null =>
  review?.passed
    ? null
    : refuse(
        'review-not-passed',
        '未经法制审核或者审核未通过，不得作出决定',
        ['先通过法制审核'],
        review?.mandatory.some((ground) => ground.includes('《行政处罚法》第五十八条')) ? ['《行政处罚法》第五十八条第一款'] : ALL_REVIEWED,
      );

// 行政处罚法 40, 46: the facts stand on evidence that was verified, none of it illegally obtained.
export function evidenceStands(file: CaseFile, { evidenceIds }: Conclusion): Refusal | null {
  const basis = ['《行政处罚法》第四十条', '《行政处罚法》第四十六条'];
  const relied = file.evidence.filter(({ id }) => evidenceIds.includes(id));
  const excluded = relied.find((item) => item.excluded);
  if (excluded) {
    return refuse('evidence-excluded', `认定事实所依据的证据“${excluded.title}”已被排除`, ['退回补充调查，重新认定事实'], basis);
  }
  const unverified = relied.find((item) => !item.verified);
  if (unverified) return refuse('evidence-not-verified', `证据“${unverified.title}”尚未查证属实`, ['退回补充调查，核实证据'], basis);
  return relied.length > 0 ? null : refuse('no-evidence', '没有经查证属实的证据，不能给予处罚', ['退回补充调查'], basis);
}

// 行政处罚法 57(2): complex cases and heavy penalties for major violations are decided by the heads together.
export function discussedTogether(file: CaseFile, verdict: Verdict, context: CommandContext): Refusal | null {
  const { required, why } = collectiveNeeded(file, verdict, context.policy);
  return !required || currentDiscussion(file)
    ? null
    : refuse(
        'collective-discussion-required',
        `${why.join('；')}，应当由负责人集体讨论决定`,
        ['先集体讨论并记录'],
        ['《行政处罚法》第五十七条第二款'],
      );
}

// 行政处罚法 45(2): never heavier because the party defended itself; what is to be heavier is notified anew.
export function notHeavierThanNotified(file: CaseFile, { money, others }: Verdict): Refusal | null {
  const basis = ['《行政处罚法》第四十五条第二款'];
  const notice = currentNotice(file);
  if (!notice) return null;
  const { proposed } = notice;
  const needs = ['按不重于告知的内容决定', '或者退回补充调查，重新告知'];
  if (cents(money.fine) > cents(proposed.money.fine)) {
    return refuse('heavier-than-notified', `罚款${money.fine}元高于告知的${proposed.money.fine}元`, needs, basis);
  }
  if (cents(money.confiscation) > cents(proposed.money.confiscation)) {
    return refuse('heavier-than-notified', `没收${money.confiscation}元高于告知的${proposed.money.confiscation}元`, needs, basis);
  }
  const added = others.find((other) => !proposed.others.includes(other));
  return added === undefined ? null : refuse('heavier-than-notified', `“${added}”没有告知当事人`, needs, basis);
}

// 行政处罚法 28(1): every penalty comes with an order to put things right, unless that was ordered or done before.
export function correctionOrdered(file: CaseFile, ordered: boolean): Refusal | null {
  const before = file.corrections.length > 0 || file.stopActions.some(({ corrected }) => corrected);
  return ordered || before
    ? null
    : refuse(
        'order-to-correct-missing',
        '实施行政处罚时，应当责令当事人改正或者限期改正违法行为',
        ['填写责令改正的要求和期限'],
        ['《行政处罚法》第二十八条第一款'],
      );
}

// 行政处罚法 28(2): illegal gains are confiscated, but for what has to be paid back.
export function gainsTaken({ proposed }: Conclusion, money: Money, reason: string | null): Refusal | null {
  const gains = proposed.factors['illegalGainsYuan'];
  return typeof gains !== 'number' || cents(money.confiscation) >= cents(gains) || reason !== null
    ? null
    : refuse(
        'gains-not-confiscated',
        `查明的违法所得${gains}元应当没收`,
        ['填写没收金额', '依法退赔的，写明理由'],
        ['《行政处罚法》第二十八条第二款'],
      );
}

// 行政处罚法 29: one act is not fined twice; the register's hint is answered in words.
export function oneFineForOneAct(file: CaseFile, verdict: Verdict, reason: string | null, context: CommandContext): Refusal | null {
  const earlier = finesForSameAct(file, context.lookups.history);
  return verdict.money.fine === 0 || earlier.length === 0 || reason !== null
    ? null
    : refuse(
        'same-act-fined',
        `当事人可能已因同一违法行为被罚款：${earlier.map(describeEarlier).join('、')}`,
        ['核实是否同一违法行为', '不是同一违法行为的，写明理由', '是同一违法行为的，不再罚款'],
        ['《行政处罚法》第二十九条'],
      );
}

// 行政处罚法 34, 37: inside the clause and the benchmark as they stand on the day of the decision, the lighter law first.
export function withinRange(
  file: CaseFile,
  { proposed }: Conclusion,
  verdict: Verdict,
  leftOut: readonly LeftOut[],
  context: CommandContext,
  lawNote: string | null,
): { ok: true; derivation: Derivation } | Refusal {
  const stage = proposed.derivation?.stage ?? 'direct';
  const derived = deriveForCase(file, proposed.factors, stage, today(context), context);
  if (!derived.ok) return derived;
  const checked = checkProposed({
    derivation: derived.derivation,
    proposed: { fine: verdict.money.fine, kinds: clauseKinds(verdict.others), deviation: proposed.deviation },
  });
  if (!checked.ok) return checked;
  const { unknown } = derived.derivation.law;
  if (unknown !== null && lawNote === null) {
    return refuse(
      'law-note-missing',
      unknown,
      ['查明行为时的规定，在“行为时法律的说明”中写明'],
      ['《行政处罚法》第四条', '《行政处罚法》第三十七条'],
    );
  }
  // What the clause shall give beside the fine is not dropped on the way to the decision; on paper it was decided as it was.
  const said = [...leftOut, ...(proposed.leftOut ?? [])];
  if (context.rules >= 4 && !context.paper) {
    const kept = said.filter(({ kind }) => !verdict.others.includes(kind));
    const refusal = leftOutFits(derived.derivation, verdict.others, leftOut) ?? mandatoryGiven(derived.derivation, verdict.others, kept);
    if (refusal) return refusal;
  }
  return { ok: true, derivation: recordedDerivation(derived.derivation, derived.versions.benchmarks ?? null) };
}

// 三级分级办案: what the graded list gives to a higher tier is not decided below it.
export function rightTier(file: CaseFile, verdict: Verdict, context: CommandContext): Refusal | null {
  const { fine, confiscation } = verdict.money;
  const events = tierEvents(file, context, { proposed: { fine, confiscation, others: verdict.others } });
  for (const event of events) {
    if (event.type !== 'TransferProposed' && event.type !== 'TierReassessed') continue;
    return refuse('tier-too-low', `按分级办案清单，本案应当“${TIER_LABELS[event.data.to]}”`, ['提请提级'], event.basis ?? []);
  }
  return null;
}

/** A penalty penalises something. */
export const somethingImposed = ({ money, others }: Verdict): Refusal | null =>
  money.fine > 0 || money.confiscation > 0 || others.length > 0
    ? null
    : refuse(
        'nothing-imposed',
        '处罚决定没有任何处罚内容',
        ['填写罚款、没收或者其他处罚', '或者作出不予处罚的决定'],
        ['《行政处罚法》第九条'],
      );

/** Only a penalty penalises. */
export const nothingImposed = ({ money, others }: Verdict): Refusal | null =>
  money.fine > 0 || money.confiscation > 0 || others.length > 0
    ? refuse(
        'imposed-without-penalty',
        '该种决定不能同时给予处罚',
        ['清空罚款、没收和其他处罚', '或者选择给予行政处罚'],
        ['《行政处罚法》第五十七条'],
      )
    : null;

/** The day that what follows on a conclusion cannot come before. */
export const concludedOn = ({ at }: Conclusion): { date: LegalDate; what: string } => ({
  date: legalDateOf(parseInstant(at)),
  what: '调查终结日期',
});
