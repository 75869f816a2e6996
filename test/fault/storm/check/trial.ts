/** What the checker judges: the history of the storm, and everything as it lies afterwards. */
import type { RecordedEvent } from '../../../../domain/work/record.ts';
import type { Acknowledged, Entry, Invoke, Refused, Unknown } from '../history.ts';
import { marksIn } from '../mark.ts';

/** The workflow's own word; `none`: Temporal knows no such workflow, `no-answer`: it is there and cannot be asked. */
export type Workflow = { version: number; hash: string; stage: string } | 'none' | 'no-answer';

/** One case in its three copies. */
export interface Copies {
  workflow: Workflow;
  record: { version: number; hash: string | null };
  view: { version: number; head: string; stage: string } | null;
}

export interface CaseEnd {
  caseId: string;
  /** Once nothing moved any more, before anything new was asked of it. */
  rest: Copies;
  /** After it was asked for one more command. */
  end: Copies;
  events: RecordedEvent[];
  /** Why it did not take a new command; null where it did, or is archived and said so. */
  wedged: string | null;
  /** Pages that did not answer as they must. */
  pages: { page: string; fault: string }[];
}

export interface Report {
  id: string;
  ticket: string;
  caseId: string | null;
  kind: string;
}

export interface StoredFile {
  caseId: string;
  hash: string;
  /** What is wrong with it; null where the whole content came back. */
  fault: string | null;
}

export interface Aftermath {
  cases: CaseEnd[];
  /** Rows that were in the record and had to leave it. */
  orphans: { caseId: string; seq: number }[];
  reports: Report[];
  heard: { id: string; ticket: string; status: string }[];
  /** What the uploads' cases list. */
  files: StoredFile[];
  /** Commands that nobody ever answered. */
  unanswered: { op: string; caseId: string | null }[];
}

export interface Trial extends Aftermath {
  history: readonly Entry[];
}

export type ViolationKind =
  /** Shown, and never happened. */
  | 'ghost'
  /** Acknowledged, and not there. */
  | 'lost'
  /** One key, two effects. */
  | 'doubled'
  /** Acknowledged before the other was sent, and recorded after it. */
  | 'reordered'
  | 'wrongly-refused'
  | 'wrongly-accepted'
  /** Told no, and done. */
  | 'refused-and-done'
  /** A repeated key was told something else. */
  | 'other-answer'
  /** An unknown outcome that was not called so. */
  | 'dishonest'
  /** A later look showed less than an earlier one, or than an answer had promised. */
  | 'went-back'
  | 'wedged'
  | 'page'
  /** Workflow, record and read model differ. */
  | 'copies'
  | 'orphan'
  | 'channel'
  | 'number'
  | 'file'
  | 'crash'
  | 'life';

export interface Violation {
  kind: ViolationKind;
  caseId: string | null;
  text: string;
}

/** One command through all its attempts. */
export interface Op {
  op: string;
  invokes: Invoke[];
  oks: Acknowledged[];
  refusals: Refused[];
  unknowns: Unknown[];
}

export interface Found {
  caseId: string;
  seq: number;
  type: string;
}

/** What truly happened: a case's record as far as its workflow confirms it. */
export interface Truth {
  of(caseId: string): readonly RecordedEvent[] | undefined;
  /** Every event whose words bear the command's mark. */
  effectsOf(op: string): readonly Found[];
}

export function truthOf(cases: readonly CaseEnd[]): Truth {
  const events = new Map<string, RecordedEvent[]>();
  const effects = new Map<string, Found[]>();
  for (const { caseId, end, events: recorded } of cases) {
    const known =
      typeof end.workflow === 'string' ? recorded : recorded.filter(({ seq }) => seq <= (end.workflow as { version: number }).version);
    events.set(caseId, known);
    for (const { seq, type, data } of known) {
      for (const op of marksIn(JSON.stringify(data))) effects.set(op, [...(effects.get(op) ?? []), { caseId, seq, type }]);
    }
  }
  return { of: (caseId) => events.get(caseId), effectsOf: (op) => effects.get(op) ?? [] };
}

export function opsOf(history: readonly Entry[]): Map<string, Op> {
  const ops = new Map<string, Op>();
  for (const entry of history) {
    if (entry.t !== 'invoke' && entry.t !== 'ok' && entry.t !== 'refused' && entry.t !== 'unknown') continue;
    let op = ops.get(entry.op);
    if (!op) ops.set(entry.op, (op = { op: entry.op, invokes: [], oks: [], refusals: [], unknowns: [] }));
    if (entry.t === 'invoke') op.invokes.push(entry);
    else if (entry.t === 'ok') op.oks.push(entry);
    else if (entry.t === 'refused') op.refusals.push(entry);
    else op.unknowns.push(entry);
  }
  return ops;
}

/** The case that a command was for, as sent or as answered. */
export const caseOf = ({ invokes, oks }: Op): string | null => oks[0]?.case ?? invokes[0]?.case ?? null;

export const named = ({ op, invokes }: Op): string => `${invokes[0]?.do ?? '?'} ${op}`;
