/** Every command did what its client was told, once, in the order it was told. */
import { caseOf, named, type Op, type Trial, type Truth, type Violation } from './trial.ts';

type Judge = (op: Op, truth: Truth, telling: ReadonlySet<string>) => Violation[];

export function commands({ history }: Trial, truth: Truth, ops: ReadonlyMap<string, Op>): Violation[] {
  // A command whose words are kept by the record at all must find its mark there.
  const telling = new Set([...ops.values()].filter(({ op }) => truth.effectsOf(op).length > 0).map(({ invokes }) => invokes[0]?.do ?? ''));
  const versions = witnessedVersions(history);
  const judges: Judge[] = [lost, doubled, otherAnswer, wronglyRefused, wronglyAccepted, dishonest];
  const each = [...ops.values()].flatMap((op) => judges.flatMap((judge) => judge(op, truth, telling)));
  return [...each, ...[...ops.values()].flatMap((op) => refusedAndDone(op, truth, versions)), ...reordered(ops, truth)];
}

const violation = (kind: Violation['kind'], op: Op, text: string): Violation => ({
  kind,
  caseId: caseOf(op),
  text: `${named(op)}: ${text}`,
});

function lost(op: Op, truth: Truth, telling: ReadonlySet<string>): Violation[] {
  const violations: Violation[] = [];
  for (const ok of op.oks) {
    if (!ok.case) continue;
    const events = truth.of(ok.case);
    if (!events) return [violation('lost', op, `was answered with case ${ok.case}, which does not exist`)];
    const missing = ok.events.find(({ seq, type }) => events[seq - 1]?.type !== type);
    if (missing) {
      violations.push(
        violation(
          'lost',
          op,
          `was answered with event ${missing.seq} ${missing.type}, there is ${events[missing.seq - 1]?.type ?? 'none'}`,
        ),
      );
    } else if ((ok.version ?? 0) > events.length) {
      violations.push(violation('lost', op, `was answered with version ${ok.version}, the workflow has ${events.length}`));
    } else if (op.invokes[0]?.marked && telling.has(op.invokes[0].do) && ok.events.length > 0) {
      const seqs = new Set(ok.events.map(({ seq }) => seq));
      const there = truth.effectsOf(op.op).some(({ caseId, seq }) => caseId === ok.case && seqs.has(seq));
      if (!there) violations.push(violation('lost', op, `was answered with events ${[...seqs].join(', ')}, none of which is its own`));
    }
  }
  return violations.slice(0, 1);
}

/** The same kind of event twice for one command, in one case or in two. */
function doubled(op: Op, truth: Truth): Violation[] {
  const byType = new Map<string, string[]>();
  for (const { caseId, seq, type } of truth.effectsOf(op.op)) byType.set(type, [...(byType.get(type) ?? []), `${caseId}/${seq}`]);
  return [...byType]
    .filter(([, places]) => places.length > 1)
    .map(([type, places]) => violation('doubled', op, `${type} at ${places.join(' and ')}`));
}

function otherAnswer(op: Op): Violation[] {
  if (op.invokes[0]?.key == null) return [];
  const answers = new Set(op.oks.map(({ case: caseId, version, events }) => JSON.stringify([caseId, version, events])));
  return answers.size > 1 ? [violation('other-answer', op, `was answered ${[...answers].join(' and then ')}`)] : [];
}

function wronglyRefused(op: Op, truth: Truth): Violation[] {
  const [first] = op.invokes;
  const refusal = op.refusals[0];
  if (!refusal || !first) return [];
  if (refusal.code === 'stale-version' && first.ifMatch !== undefined) {
    const now = truth.of(caseOf(op) ?? '')?.length ?? 0;
    return now > first.ifMatch
      ? []
      : [violation('wrongly-refused', op, `If-Match ${first.ifMatch} was called stale, the workflow has ${now}`)];
  }
  if (first.expect === 'no') return [];
  // A key that was used for nothing else, a case that was opened: no rule says so.
  const never = ['key-reused', 'case-not-found'].includes(refusal.code);
  if (first.expect === 'either' && !never) return [];
  return [violation('wrongly-refused', op, `${refusal.status} ${refusal.code} ${refusal.detail} at attempt ${refusal.attempt}`)];
}

const wronglyAccepted = (op: Op): Violation[] =>
  op.invokes[0]?.expect === 'no' && op.oks.length > 0 ? [violation('wrongly-accepted', op, 'the rules forbid it')] : [];

function dishonest(op: Op): Violation[] {
  const bad = op.unknowns.find(({ status, unpromised }) => unpromised || (status !== null && status !== 503 && status !== 429));
  return bad ? [violation('dishonest', op, `was answered ${bad.status} ${bad.code}${bad.unpromised ? ' without Retry-After' : ''}`)] : [];
}

type Versions = Map<string, { at: number; version: number }[]>;

/** Which version of a case somebody had been shown or told, and when. */
function witnessedVersions(history: Trial['history']): Versions {
  const versions: Versions = new Map();
  for (const entry of history) {
    if ((entry.t !== 'read' && entry.t !== 'ok') || !entry.case || entry.version === null) continue;
    versions.set(entry.case, [...(versions.get(entry.case) ?? []), { at: entry.at, version: entry.version }]);
  }
  return versions;
}

/**
 * Told no, although it was done. Where an earlier attempt had no answer that one may still have been on its way, and
 * done later: then it counts only if somebody had seen the effect before the refused attempt was sent.
 */
function refusedAndDone(op: Op, truth: Truth, versions: Versions): Violation[] {
  const [effect] = truth.effectsOf(op.op);
  if (!effect) return [];
  for (const refusal of op.refusals) {
    const sent = op.invokes.find(({ attempt }) => attempt === refusal.attempt)?.at ?? refusal.at;
    const open = op.unknowns.some(({ attempt }) => attempt < refusal.attempt);
    const seen = (versions.get(effect.caseId) ?? []).some(({ at, version }) => at < sent && version >= effect.seq);
    if (!open || seen) {
      return [violation('refused-and-done', op, `${refusal.code} at attempt ${refusal.attempt}, and it is event ${effect.seq}`)];
    }
  }
  return [];
}

/** Whatever was acknowledged before a command was sent stands before it in the record. */
function reordered(ops: ReadonlyMap<string, Op>, truth: Truth): Violation[] {
  interface Placed {
    op: Op;
    sent: number;
    told: number;
    seq: number;
  }
  const placed = new Map<string, Placed[]>();
  for (const op of ops.values()) {
    const ok = op.oks[0];
    const effect = truth.effectsOf(op.op)[0];
    const seq = ok && ok.events.length > 0 ? Math.min(...ok.events.map((event) => event.seq)) : effect?.seq;
    const caseId = ok?.case ?? effect?.caseId;
    const sent = op.invokes[0]?.at;
    if (seq === undefined || !caseId || sent === undefined) continue;
    placed.set(caseId, [...(placed.get(caseId) ?? []), { op, sent, told: ok?.at ?? Infinity, seq }]);
  }
  const violations: Violation[] = [];
  for (const all of placed.values()) {
    const told = [...all].sort((a, b) => a.told - b.told);
    let next = 0;
    let latest: Placed | null = null;
    for (const one of [...all].sort((a, b) => a.sent - b.sent)) {
      for (; next < told.length && told[next]!.told < one.sent; next += 1) {
        if (!latest || told[next]!.seq > latest.seq) latest = told[next]!;
      }
      if (latest && one.seq <= latest.seq) {
        violations.push(
          violation(
            'reordered',
            one.op,
            `is event ${one.seq}, ${named(latest.op)} was acknowledged before it was sent and is event ${latest.seq}`,
          ),
        );
      }
    }
  }
  return violations;
}
