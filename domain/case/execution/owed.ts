/**
 * What a case still owes before it may be closed, each with the words for the reader. Pure; dates are legal dates.
 */
import { decisionInEffect, ordered } from './ordered.ts';
import { forced, orderOfDecision, performedByParty } from '../coercion/standing.ts';
import { type CaseSurcharge, surchargeOf } from './surcharge.ts';
import type { CaseFile } from '../state.ts';
import type { CountedBy } from '../terms-of.ts';
import type { LegalDate } from '../../terms/model.ts';

export interface Owed {
  key: 'order' | 'service' | 'report' | 'money' | 'surcharge' | 'other-penalty' | 'correction' | 'preservation';
  /** What to do about it: a need of the refusal to close. */
  need: string;
  /** Yuan, where it is money. */
  amount: number | null;
}

/** Penalties that nobody has to perform: fulfilled by serving the decision (行政处罚法 9(1)), or paid as money. */
const NOTHING_TO_PERFORM = /警告|通报批评|没收违法所得/;

const cents = (yuan: number): number => Math.round(yuan * 100);

const sum = (file: CaseFile, forSurcharge: boolean): number =>
  file.execution.paid.filter((one) => one.forSurcharge === forSurcharge).reduce((total, one) => total + cents(one.amount), 0) / 100;

/** Yuan paid towards fine and confiscation. */
export const paidSum = (file: CaseFile): number => sum(file, false);
export const surchargePaid = (file: CaseFile): number => sum(file, true);

/** Yuan of fine and confiscation still to be paid. */
export const outstanding = (file: CaseFile): number => Math.max(0, cents(ordered(file)) - cents(paidSum(file))) / 100;

/** Yuan of surcharge still to be paid on that day. */
export const outstandingSurcharge = (file: CaseFile, on: LegalDate, by: CountedBy): number =>
  Math.max(0, cents(surchargeOf(file, on, by).amount) - cents(surchargePaid(file))) / 100;

/** Penalties beside money that somebody has yet to perform. */
export function unperformed(file: CaseFile): string[] {
  const decision = file.decision;
  if (!decision || decision.revokedOn !== null || decision.kind !== 'penalty') return [];
  return decision.others.filter(
    (other) =>
      !NOTHING_TO_PERFORM.test(other) &&
      !file.execution.performed.some((done) => done.what === other && done.complete) &&
      !(other === '限期拆除' && forced(file)),
  );
}

/** Orders to correct that nobody has looked at again, and those found not corrected. */
export function corrections(file: CaseFile): { unchecked: string[]; uncorrected: string[] } {
  const unchecked: string[] = [];
  const uncorrected: string[] = [];
  for (const { requirement, checks } of file.corrections) {
    const last = checks.at(-1);
    if (!last) unchecked.push(requirement);
    else if (!last.corrected) uncorrected.push(requirement);
  }
  return { unchecked, uncorrected };
}

/** What a served decision still asks for in money, as a person reads it. */
export interface Debt {
  /** Yuan of fine and confiscation still to be paid. */
  fine: number;
  /** Yuan of surcharge still to be paid on that day. */
  surcharge: number;
  /** How the surcharge came about. */
  lines: CaseSurcharge['lines'];
}

/** Null where nothing is owed, or nothing yet. */
export function debtOf(file: CaseFile, on: LegalDate, by: CountedBy): Debt | null {
  if (file.decision?.revokedOn !== null || decisionInEffect(file, on) === null) return null;
  const fine = outstanding(file);
  const surcharge = outstandingSurcharge(file, on, by);
  return fine === 0 && surcharge === 0 ? null : { fine, surcharge, lines: surchargeOf(file, on, by).lines };
}

const short = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** Everything the decision still asks for on that day. */
export function owedOnDecision(file: CaseFile, today: LegalDate, by: CountedBy): Owed[] {
  const owed: Owed[] = [];
  const decision = file.decision;
  if (!decision || decision.revokedOn !== null) return owed;
  if (decisionInEffect(file, today) === null) owed.push({ key: 'service', need: '送达决定书', amount: null });
  // 行政处罚法 52(3).
  if (file.onTheSpot && !file.onTheSpot.reported) owed.push({ key: 'report', need: '当场处罚报所属机关备案', amount: null });
  const money = outstanding(file);
  if (money > 0) owed.push({ key: 'money', need: `缴清罚没款，尚欠${money}元`, amount: money });
  const surcharge = outstandingSurcharge(file, today, by);
  if (surcharge > 0) owed.push({ key: 'surcharge', need: `缴清加处罚款，尚欠${surcharge}元`, amount: surcharge });
  // 行政强制法 34: what was ordered is done, by the party or by force.
  const order = decision.kind === 'order' ? orderOfDecision(file) : null;
  if (order && !performedByParty(order) && !forced(file)) {
    owed.push({ key: 'order', need: `当事人履行或者强制执行：${short(order.requirement)}`, amount: null });
  }
  for (const other of unperformed(file)) owed.push({ key: 'other-penalty', need: `登记“${other}”的履行情况`, amount: null });
  return owed;
}

// 行政处罚法 28: what was ordered to be put right has been looked at again.
export const owedCorrections = (file: CaseFile): Owed[] =>
  corrections(file).unchecked.map((requirement) => ({ key: 'correction', need: `复查改正情况：${short(requirement)}`, amount: null }));

// 行政处罚法 56: nothing stays preserved.
export const owedPreservations = (file: CaseFile): Owed[] =>
  file.preservations
    .filter(({ resolution }) => resolution === null)
    .map(({ items }) => ({
      key: 'preservation',
      need: `对先行登记保存的${short(items.map(({ name }) => name).join('、'))}作出处理决定`,
      amount: null,
    }));
