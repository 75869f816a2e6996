/** What may be appended to a ledger, and what not: each guard answers with the entries or a refusal. */
import { refuse, type Refusal } from '../result.ts';
import { momentOrNull, parseInstant, toShanghaiIso, toShanghaiText } from './instant.ts';
import { extendedBy, foldLedger, openGround } from './ledger.ts';
import { PAUSE_GROUND_LABELS, PAUSE_GROUNDS, type TermPolicy, type IsoInstant, type LedgerEntry, type PauseGround } from './model.ts';
import { instantsOf } from './instants.ts';
import { lengthText } from './words.ts';

export type Entries = { ok: true; entries: LedgerEntry[] };

export function isPauseGround(value: unknown): value is PauseGround {
  return typeof value === 'string' && (PAUSE_GROUNDS as readonly string[]).includes(value);
}

export interface PauseRequest {
  ground: PauseGround;
  at: IsoInstant;
  why: string;
  ref?: string | null;
}

const refPart = (ref: string | null | undefined) => (ref === null || ref === undefined ? {} : { ref });

/** Lets a ground begin to stand for the whole case. Refused while the same one stands, or inside an earlier one. */
export function pauseTerms(ledger: readonly LedgerEntry[], request: PauseRequest): Entries | Refusal {
  const at = momentOrNull(request.at);
  const label = PAUSE_GROUND_LABELS[request.ground];
  if (at === null) return refuse('pause-instant-invalid', `中止时刻“${request.at}”不是有效的日期或时刻。`, ['改正中止时刻']);
  const ref = request.ref ?? null;
  const same = foldLedger(ledger).pauses.filter((pause) => pause.ground === request.ground && pause.ref === ref);
  const open = same.find(({ to }) => to === null);
  if (open) {
    return refuse('pause-already-standing', `“${label}”自${toShanghaiText(open.from)}起已中止计时，不能重复中止。`, ['先恢复计时']);
  }
  const over = same.find(({ to }) => to !== null && at < to);
  if (over) {
    return refuse('pause-overlaps', `中止时刻${toShanghaiText(at)}落在前一次“${label}”中止期间（至${toShanghaiText(over.to!)}）内。`, [
      '中止时刻须不早于前一次恢复时刻',
    ]);
  }
  const { ground, why } = request;
  return { ok: true, entries: [{ op: 'paused', term: '*', at: toShanghaiIso(at), ground, why, ...refPart(ref) }] };
}

/** Ends a standing ground. Refused when it does not stand, or earlier than it began. */
export function resumeTerms(ledger: readonly LedgerEntry[], request: PauseRequest): Entries | Refusal {
  const at = momentOrNull(request.at);
  const label = PAUSE_GROUND_LABELS[request.ground];
  if (at === null) return refuse('resume-instant-invalid', `恢复时刻“${request.at}”不是有效的日期或时刻。`, ['改正恢复时刻']);
  const ref = request.ref ?? null;
  const { ground, why } = request;
  const open = openGround(ledger, ground, ref);
  if (!open) return refuse('resume-without-pause', `当前没有“${label}”的中止，不能恢复计时。`, ['先中止，后恢复']);
  if (at < open.from) {
    return refuse('resume-before-pause', `恢复时刻${toShanghaiText(at)}早于中止时刻${toShanghaiText(open.from)}。`, ['改正恢复时刻']);
  }
  return { ok: true, entries: [{ op: 'resumed', term: '*', at: toShanghaiIso(at), ground, why, ...refPart(ref) }] };
}

export interface ExtensionRequest {
  /** `key#n`, or the key alone for its last open term. */
  term: string;
  /** In the term's own unit. */
  length: number;
  approver: string;
  basis: string;
  why: string;
  at: IsoInstant;
}

const APPROVER_LABELS: Record<string, string> = { head: '行政机关负责人', collective: '负责人集体讨论' };

/** Lengthens a term by its next lawful step: bounded, by the right approver, before its end. */
export function extendTerm(
  policy: Pick<TermPolicy, 'terms' | 'calendar'>,
  ledger: readonly LedgerEntry[],
  request: ExtensionRequest,
): Entries | Refusal {
  const { records, pauses } = foldLedger(ledger);
  const named = records.filter(({ term, key }) => term === request.term || key === request.term);
  const record = named.filter(({ end }) => end === null).at(-1) ?? named.at(-1);
  if (!record) return refuse('extension-term-unknown', `没有正在计算的期限“${request.term}”。`, ['选择一个正在计算的期限']);
  const definition = policy.terms.find(({ key }) => key === record.key);
  const label = definition?.label ?? record.key;
  if (!definition || definition.extensions.length === 0) {
    return refuse('extension-not-allowed', `“${label}”没有可以延长的规定。`, [], definition ? [definition.basis] : undefined);
  }
  if (record.end !== null) {
    return refuse('extension-after-end', `“${label}”已于${toShanghaiText(record.end.at)}结束，不能延长。`);
  }
  const at = momentOrNull(request.at);
  if (at === null) return refuse('extension-instant-invalid', `延长时刻“${request.at}”不是有效的日期或时刻。`, ['改正延长时刻']);
  const { redAt, deadline } = instantsOf(definition, record, pauses, policy.calendar);
  if (redAt !== null && at >= redAt) {
    return refuse('extension-after-deadline', `“${label}”已于${toShanghaiText(deadline!.at)}届满，届满后不能延长。`, [
      '须在届满前批准延长',
    ]);
  }
  const inUnit = (length: number) => lengthText(length, definition.unit);
  const step = record.extensions.length;
  const rule = definition.extensions[step];
  if (!rule) {
    return refuse(
      'extension-exhausted',
      `“${label}”已延长${step}次（共${inUnit(extendedBy(record))}），没有再次延长的规定。`,
      [],
      definition.extensions.map(({ basis }) => basis),
    );
  }
  if (!Number.isInteger(request.length) || request.length < 1) {
    return refuse('extension-length-invalid', '延长的长度须为正整数。', ['填写延长的天数或时数'], [rule.basis]);
  }
  if (rule.maxLength !== null && request.length > rule.maxLength) {
    return refuse(
      'extension-beyond-bound',
      `“${label}”第${step + 1}次延长最多${inUnit(rule.maxLength)}，不能延长${inUnit(request.length)}。`,
      [`延长不超过${inUnit(rule.maxLength)}`],
      [rule.basis],
    );
  }
  if (request.approver !== rule.approver) {
    const needed = APPROVER_LABELS[rule.approver] ?? rule.approver;
    return refuse(
      'extension-approver',
      `“${label}”第${step + 1}次延长须经${needed}${rule.approver === 'head' ? '批准' : '决定'}。`,
      [`由${needed}${rule.approver === 'head' ? '批准' : '决定'}`],
      [rule.basis],
    );
  }
  const { length, approver, why } = request;
  const basis = request.basis.trim() === '' ? rule.basis : request.basis;
  return {
    ok: true,
    entries: [{ op: 'extended', term: record.term, at: toShanghaiIso(at), length, step: step + 1, approver, basis, why }],
  };
}

/** Moves a term's start, with its reason. Refused for a term that is not open. */
export function reanchorTerm(
  ledger: readonly LedgerEntry[],
  request: { term: string; anchor: string; at: IsoInstant; why: string },
): Entries | Refusal {
  const record = foldLedger(ledger)
    .records.filter(({ term, key }) => term === request.term || key === request.term)
    .at(-1);
  if (!record || record.end !== null) {
    return refuse('reanchor-term-not-open', `没有正在计算的期限“${request.term}”。`, ['选择一个正在计算的期限']);
  }
  const anchor = momentOrNull(request.anchor);
  if (anchor === null) {
    return refuse('term-anchor-invalid', `起算时刻“${request.anchor}”不是有效的日期或时刻。`, ['改正起算日期']);
  }
  const at = toShanghaiIso(parseInstant(request.at));
  const { why } = request;
  return { ok: true, entries: [{ op: 'reanchored', term: record.term, at, anchor: toShanghaiIso(anchor), why }] };
}
