/** Nothing was ever shown that did not happen, and nothing that was shown went away again. */
import type { Read } from '../history.ts';
import type { Trial, Truth, Violation } from './trial.ts';

const isRead = (entry: { t: string }): entry is Read => entry.t === 'read';

/** Each event that was shown must be the workflow's own at that place; a hash holds everything before it. */
export function ghosts({ history }: Trial, truth: Truth): Violation[] {
  const found = new Map<string, { caseId: string; text: string; times: number; first: Read }>();
  const blame = (read: Read, seq: number, text: string): void => {
    const key = `${read.case}/${text}`;
    const known = found.get(key);
    if (known) known.times += 1;
    else found.set(key, { caseId: read.case, text: `event ${seq} ${text}`, times: 1, first: read });
  };
  for (const read of history.filter(isRead)) {
    const events = truth.of(read.case);
    if (!events) {
      if (read.version > 0) blame(read, read.version, 'belongs to a case that does not exist');
      continue;
    }
    const shown: [number, string, string | null][] = [[read.version, '', read.head || null], ...(read.tail ?? [])];
    const seen = new Set<number>();
    for (const [seq, type, hash] of shown.reverse()) {
      if (seq < 1 || seen.has(seq)) continue;
      seen.add(seq);
      const real = events[seq - 1];
      const what = type === '' ? '' : ` (${type})`;
      if (!real) blame(read, seq, `was shown${what} and the workflow has ${events.length}`);
      else if (hash !== null && hash !== real.hash) blame(read, seq, `was shown${what} with another hash than it has (${real.type})`);
    }
  }
  return [...found.values()].map(({ caseId, text, times, first }) => ({
    kind: 'ghost',
    caseId,
    text: `${text}; seen ${times} times, first by ${first.by} (${first.what}) at ${first.at} ms`,
  }));
}

/** Pages and lists stand on the view, events on the record: each by itself never goes back. */
const sourceOf: Record<Read['what'], string> = { events: 'record', record: 'record', page: 'page', list: 'list' };

export function wentBack({ history }: Trial): Violation[] {
  interface Look {
    at: number;
    asked: number;
    source: string | null;
    version: number;
    by: string;
  }
  const looks = new Map<string, Look[]>();
  const add = (caseId: string, look: Look): void => void looks.set(caseId, [...(looks.get(caseId) ?? []), look]);
  for (const entry of history) {
    if (isRead(entry))
      add(entry.case, {
        at: entry.at,
        asked: entry.asked,
        source: sourceOf[entry.what],
        version: entry.version,
        by: `${entry.by} (${entry.what})`,
      });
    // Promised to every query: no source of its own.
    else if (entry.t === 'ok' && entry.readable && entry.case && entry.version !== null) {
      add(entry.case, { at: entry.at, asked: entry.at, source: null, version: entry.version, by: `the answer to ${entry.op}` });
    }
  }
  const violations: Violation[] = [];
  for (const [caseId, all] of looks) {
    for (const source of ['record', 'page', 'list']) {
      const worst = firstStepBack(
        all.filter((look) => look.source === source || look.source === null),
        source,
      );
      if (worst) violations.push({ kind: 'went-back', caseId, text: worst });
    }
  }
  return violations;
}

/** Sorted by when they were asked, each is held against the highest that had been answered by then. */
function firstStepBack(
  looks: { at: number; asked: number; source: string | null; version: number; by: string }[],
  source: string,
): string | null {
  const answered = [...looks].sort((a, b) => a.at - b.at);
  let next = 0;
  let highest = { version: 0, by: '', at: 0 };
  for (const look of looks.filter((each) => each.source === source).sort((a, b) => a.asked - b.asked)) {
    for (; next < answered.length && answered[next]!.at < look.asked; next += 1) {
      const { version, by, at } = answered[next]!;
      if (version > highest.version) highest = { version, by, at };
    }
    if (look.version < highest.version) {
      return `${look.by} showed version ${look.version} when asked at ${look.asked} ms, ${highest.by} had shown or promised ${highest.version} at ${highest.at} ms`;
    }
  }
  return null;
}

export const readFaults = ({ history }: Trial): Violation[] =>
  history
    .filter(isRead)
    .flatMap(({ fault, what, by, at, case: caseId }): Violation[] =>
      fault === undefined ? [] : [{ kind: 'page', caseId, text: `${what} for ${by} at ${at} ms: ${fault}` }],
    );
