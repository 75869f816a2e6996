/**
 * What was done and what was seen, one JSON line each, in the order it happened here. The checker believes nothing
 * else. `at` and `asked` are milliseconds since the storm began; what was asked at `asked` was answered at `at`.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** One command of one client under one key, through all its attempts: `op`. */
export interface Invoke {
  t: 'invoke';
  at: number;
  op: string;
  attempt: number;
  client: string;
  /** Null while it opens a case whose id it does not know. */
  case: string | null;
  do: string;
  key: string | null;
  api: string;
  ifMatch?: number;
  /** Stands in the payload's own words, so that its effect is known again in the record. */
  marked: boolean;
  /** `yes`: the rules have nothing against it, so a refusal is a fault. `no`: they must refuse it. */
  expect: 'yes' | 'no' | 'either';
}

export interface Acknowledged {
  t: 'ok';
  at: number;
  op: string;
  attempt: number;
  case: string | null;
  version: number | null;
  events: { seq: number; type: string }[];
  /** The answer said that every query shows it. */
  readable: boolean;
}

export interface Refused {
  t: 'refused';
  at: number;
  op: string;
  attempt: number;
  status: number;
  code: string;
  detail: string;
}

/** No answer, or one that leaves open whether it was done. */
export interface Unknown {
  t: 'unknown';
  at: number;
  op: string;
  attempt: number;
  status: number | null;
  code: string;
  /** A 503 that did not say when to come back. */
  unpromised?: boolean;
}

export interface Read {
  t: 'read';
  at: number;
  asked: number;
  by: string;
  /** `record`: straight from PostgreSQL, as anybody's next query would see it. */
  what: 'events' | 'page' | 'list' | 'record';
  case: string;
  version: number;
  /** Hash of the last event that was shown; null where the answer has none. */
  head: string | null;
  /** The last events of a list, `[seq, type, hash]`; each hash holds all before it. */
  tail?: [number, string, string][];
  /** What is wrong with the answer in itself: a gap, a page that does not fit its own record. */
  fault?: string;
}

/** A read that was not answered with 200. */
export interface ReadFailed {
  t: 'read-failed';
  at: number;
  asked: number;
  by: string;
  what: string;
  case: string | null;
  status: number | null;
  code: string;
}

export interface Upload {
  t: 'upload';
  at: number;
  asked: number;
  by: string;
  case: string;
  hash: string;
  size: number;
  status: number | null;
  code: string;
  detail: string;
  diskFull: boolean;
}

export interface FaultEntry {
  t: 'fault';
  at: number;
  n: number;
  phase: 'begin' | 'end';
  kind: string;
  text: string;
}

/** Something that must not happen, said by whoever was there. */
export interface Broken {
  t: 'broken';
  at: number;
  kind: 'crash' | 'life' | 'harness';
  case: string | null;
  text: string;
}

/** What the checker said in the end. */
export interface Verdict {
  t: 'verdict';
  at: number;
  kind: string;
  case: string | null;
  text: string;
}

export interface Remark {
  t: 'remark';
  at: number;
  text: string;
}

export type Entry = Invoke | Acknowledged | Refused | Unknown | Read | ReadFailed | Upload | FaultEntry | Broken | Remark | Verdict;

/** `at` is filled in. */
export type NewEntry = Entry extends infer Each ? (Each extends Entry ? Omit<Each, 'at'> : never) : never;

export interface History {
  readonly file: string;
  readonly entries: readonly Entry[];
  now(): number;
  write(entry: NewEntry): void;
  /** Everything written so far is in the file. */
  flush(): void;
}

export function openHistory(file: string): History {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  const began = performance.now();
  const entries: Entry[] = [];
  let flushed = 0;
  const now = (): number => Math.round((performance.now() - began) * 10) / 10;
  const flush = (): void => {
    if (flushed === entries.length) return;
    appendFileSync(
      file,
      entries
        .slice(flushed)
        .map((entry) => `${JSON.stringify(entry)}\n`)
        .join(''),
    );
    flushed = entries.length;
  };
  return {
    file,
    entries,
    now,
    flush,
    write: (entry) => {
      entries.push({ ...entry, at: now() } as Entry);
      if (entries.length - flushed >= 200) flush();
    },
  };
}
