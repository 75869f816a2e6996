/**
 * The case's own view of payment: what falls due when, what is overdue, and the surcharge 加处罚款 on it
 * (行政处罚法 66, 67, 72, 73(3); 行政强制法 45). Money in yuan, dates are legal dates.
 */
import { surcharge } from '../../discretion/surcharge.ts';
import { addDays } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import { ordered, servedDecision } from './ordered.ts';
import type { CaseFile } from '../state.ts';
import { type CountedBy, lastDayOf } from '../terms-of.ts';

/** 行政处罚法 67: within 15 natural days from receipt. */
const PAYMENT_DAYS = 15;

const cents = (yuan: number): number => Math.round(yuan * 100);

/** One part of the debt: due on a day, paid on a day or not yet. */
interface Part {
  dueOn: LegalDate;
  paidOn: LegalDate | null;
  cents: number;
}

/**
 * The last day to pay without time granted: the day of the term, which moves on where it is a holiday; under earlier rules
 * the fifteenth day itself.
 */
const plainDueOn = (file: CaseFile, effectiveOn: LegalDate, by: CountedBy): LegalDate =>
  lastDayOf(file, by, 'fine-payment', ({ record }) => !record.fixed) ?? addDays(effectiveOn, PAYMENT_DAYS);

/** The last day to pay everything under a decision that was served with effect from that day. */
export const payableUntil = (file: CaseFile, effectiveOn: LegalDate, by: CountedBy): LegalDate =>
  file.execution.instalments?.until ?? plainDueOn(file, effectiveOn, by);

/** The last day to pay everything; null while the decision is not served. */
export const paymentDueOn = (file: CaseFile, by: CountedBy): LegalDate | null => {
  const served = servedDecision(file);
  return served ? payableUntil(file, served.effectiveOn, by) : null;
};

/** Once an instalment was missed the rest falls due with it, where the grant said so. */
function restFallsDue(found: readonly Part[], on: LegalDate): Part[] {
  let missed: LegalDate | null = null;
  return found.map((part) => {
    if (missed !== null && part.dueOn > missed) return { ...part, dueOn: missed };
    if (part.dueOn < on && (part.paidOn === null || part.paidOn > part.dueOn)) missed ??= part.dueOn;
    return part;
  });
}

/** When the next instalment is due; null where there is no plan, nothing is left to pay, or something was missed by that day. */
export function nextInstalment(file: CaseFile, on: LegalDate, by: CountedBy): LegalDate | null {
  if (!file.execution.instalments?.restFallsDue) return null;
  const open = parts(file, on, by).filter(({ paidOn }) => paidOn === null);
  const first = open[0];
  return first && first.dueOn >= on ? first.dueOn : null;
}

/** The debt in parts: what each payment covered, oldest due first. */
function parts(file: CaseFile, on: LegalDate, by: CountedBy): Part[] {
  const served = servedDecision(file);
  if (!served) return [];
  const plain = plainDueOn(file, served.effectiveOn, by);
  const plan = file.execution.instalments?.plan ?? [];
  let debt = cents(ordered(file));
  const planned = plan.reduce((all, step) => all + cents(step.amount), 0);
  const dues: { dueOn: LegalDate; cents: number }[] = [];
  const owe = (dueOn: LegalDate, amount: number) => {
    const taken = Math.min(debt, amount);
    if (taken > 0) dues.push({ dueOn, cents: taken });
    debt -= taken;
  };
  // What was paid before the plan was granted fell due as the law says.
  owe(plain, Math.max(0, debt - planned));
  for (const step of plan) owe(step.dueOn, cents(step.amount));

  const payments = file.execution.paid
    .filter(({ forSurcharge }) => !forSurcharge)
    .map((one) => ({ on: one.paidOn, cents: cents(one.amount) }));
  const found: Part[] = [];
  for (const due of dues) {
    let left = due.cents;
    while (left > 0) {
      const payment = payments[0];
      const taken = Math.min(left, payment?.cents ?? left);
      found.push({ dueOn: due.dueOn, paidOn: payment?.on ?? null, cents: taken });
      left -= taken;
      if (!payment) continue;
      payment.cents -= taken;
      if (payment.cents === 0) payments.shift();
    }
  }
  return file.execution.instalments?.restFallsDue ? restFallsDue(found, on) : found;
}

/** Since when something has been due and unpaid on that day; null where nothing is. */
export function overdueSince(file: CaseFile, on: LegalDate, by: CountedBy): LegalDate | null {
  const late = parts(file, on, by).filter((part) => part.dueOn < on && (part.paidOn === null || part.paidOn > on));
  return late.length === 0 ? null : late.map(({ dueOn }) => dueOn).reduce((a, b) => (a < b ? a : b));
}

export interface CaseSurcharge {
  /** Yuan, on that day. */
  amount: number;
  lines: { text: string; basis?: string }[];
}

/**
 * The surcharge that has come about by `on`. It is counted on the fine alone; payments are set against the fine first.
 * Throws where the recorded dates do not fit each other: they were checked on their way in.
 */
export function surchargeOf(file: CaseFile, on: LegalDate, by: CountedBy): CaseSurcharge {
  const decision = file.decision;
  if (!decision || decision.revokedOn !== null || decision.kind !== 'penalty') return { amount: 0, lines: [] };
  const standstill = file.litigation.map(({ startedOn, endedOn }) => ({ from: startedOn, to: endedOn }));
  let fineLeft = cents(decision.money.fine);
  let total = 0;
  const lines: CaseSurcharge['lines'] = [];
  for (const part of parts(file, on, by)) {
    const base = Math.min(fineLeft, part.cents);
    fineLeft -= base;
    const until = part.paidOn !== null && part.paidOn < on ? part.paidOn : on;
    if (base === 0 || until <= part.dueOn) continue;
    const answer = surcharge({ fine: base / 100, dueOn: part.dueOn, paidOn: until, standstill });
    if (!answer.ok) throw new Error(`surcharge of a recorded case: ${answer.message}`);
    total += cents(answer.amount);
    lines.push(...answer.lines);
  }
  return relieved(file, { amount: total / 100, lines }, on);
}

/**
 * What the body need not charge (行政处罚法 72(1) “可以”), and what an execution agreement leaves of it (行政强制法 42): as
 * long as the agreement is kept; one that was broken brings the whole back.
 */
function relieved(file: CaseFile, whole: CaseSurcharge, on: LegalDate): CaseSurcharge {
  const { surchargeWaiver: waiver, agreement } = file.execution;
  if (waiver) {
    const text = `${waiver.decidedOn}决定不加处罚款：${waiver.reason}`;
    return { amount: 0, lines: [...whole.lines, { text, basis: '行政处罚法第七十二条第一款（“可以”）' }] };
  }
  if (!agreement || !agreementKept(file, on) || whole.amount <= agreement.surcharge) return whole;
  const text = `${agreement.agreedOn}执行协议减免后为${agreement.surcharge}元，须在${agreement.performBy}前履行`;
  return { amount: agreement.surcharge, lines: [...whole.lines, { text, basis: '行政强制法第四十二条第一款' }] };
}

/** 行政强制法 42(2): whether the agreement is kept, by that day: all of it was paid in time, or its time still runs. */
export function agreementKept(file: CaseFile, on: LegalDate): boolean {
  const { agreement, paid } = file.execution;
  if (!agreement) return false;
  if (on <= agreement.performBy) return true;
  const inTime = (forSurcharge: boolean): number =>
    paid
      .filter((one) => one.forSurcharge === forSurcharge && one.paidOn <= agreement.performBy)
      .reduce((sum, one) => sum + cents(one.amount), 0);
  return inTime(false) >= cents(ordered(file)) && inTime(true) >= cents(agreement.surcharge);
}
