/**
 * Database, Temporal namespace and evidence store of one installation know each other: the same id, and a tick that all
 * three exchange every twenty seconds. Compared, they tell another installation's store from one that came back from an older
 * copy. Pure: who reads and writes the three is in installation/.
 */
import { instantOrNull, parseInstant, toShanghaiText } from './terms/instant.ts';
import type { IsoInstant } from './terms/model.ts';

export const INSTALLATION_WORKFLOW = 'installationWorkflow';
export const INSTALLATION_WORKFLOW_ID = 'caselight-installation';
export const TICK_UPDATE = 'tick';
export const TICK_QUERY = 'tick';
/** Key of the workflow's memo: what a process can read before any worker runs. */
export const TICK_MEMO = 'installation';

export const STORES = ['postgres', 'temporal', 'evidence'] as const;
export type Store = (typeof STORES)[number];

export const STORE_LABELS: Record<Store, string> = { postgres: '数据库', temporal: '办案引擎', evidence: '证据库' };

/** The highest numbers of the registers: `case/2026`, `penalty/2026`, `no-penalty/2026`. */
export type Marks = Record<string, number>;

/** What each store keeps. */
export interface Tick {
  installationId: string;
  /** From 1 where all three are bound; a database that is not bound yet has 0. */
  tick: number;
  at: IsoInstant;
  marks: Marks;
}

export function isTick(value: unknown): value is Tick {
  const { installationId, tick, at, marks } = (value ?? {}) as Partial<Record<keyof Tick, unknown>>;
  return (
    typeof installationId === 'string' &&
    installationId !== '' &&
    Number.isSafeInteger(tick) &&
    typeof at === 'string' &&
    instantOrNull(at) !== null &&
    typeof marks === 'object' &&
    marks !== null &&
    Object.values(marks).every((n) => Number.isSafeInteger(n))
  );
}

/** Null where the store has nothing. */
export interface Copies {
  postgres: Tick;
  temporal: Tick | null;
  evidence: Tick | null;
}

export interface StoreFault {
  store: Store;
  /** `lost`: the store is empty. `older`: it stands at an earlier tick than another one. */
  what: 'lost' | 'older';
  /** Tick of the store and of the one that knows most. */
  tick: number;
  newest: number;
  /** When the store stood at its tick; null where it is empty. */
  at: IsoInstant | null;
  newestAt: IsoInstant;
}

export type Verdict =
  /** Nothing is bound yet, or the binding was broken off. */
  | { kind: 'new' }
  | { kind: 'well' }
  /** A store belongs to another installation: nothing is served. */
  | { kind: 'foreign'; stores: Store[]; own: string; other: string }
  /** A database that was made anew, beside stores that know each other. */
  | { kind: 'database-new'; own: string; other: string }
  /** Ours, but lost or older: what only reads is served. */
  | { kind: 'older'; faults: StoreFault[] };

/** An exchange that was broken off leaves the stores this far apart. */
const APART = 1;

export function judge({ postgres, temporal, evidence }: Copies): Verdict {
  const own = postgres.installationId;
  const others = (
    [
      ['temporal', temporal],
      ['evidence', evidence],
    ] as const
  ).flatMap(([store, copy]) => (copy !== null && copy.installationId !== own ? [{ store, other: copy.installationId }] : []));
  const [first, second] = others;
  if (first) {
    const lost = postgres.tick === 0 && second?.other === first.other;
    return lost
      ? { kind: 'database-new', own, other: first.other }
      : { kind: 'foreign', stores: others.map(({ store }) => store), own, other: first.other };
  }
  if (postgres.tick === 0) return { kind: 'new' };
  const copies: [Store, Tick | null][] = [
    ['postgres', postgres],
    ['temporal', temporal],
    ['evidence', evidence],
  ];
  const newest = copies.reduce((most, [, copy]) => (copy !== null && copy.tick > most.tick ? copy : most), postgres);
  const faults = copies.flatMap(([store, copy]): StoreFault[] => {
    const told = { store, newest: newest.tick, newestAt: newest.at };
    if (copy === null) return [{ ...told, what: 'lost', tick: 0, at: null }];
    return copy.tick < newest.tick - APART ? [{ ...told, what: 'older', tick: copy.tick, at: copy.at }] : [];
  });
  return faults.length > 0 ? { kind: 'older', faults } : { kind: 'well' };
}

/** The greater of each register's numbers. */
export function mergeMarks(...all: Marks[]): Marks {
  const merged: Marks = {};
  for (const marks of all) {
    for (const [register, n] of Object.entries(marks)) merged[register] = Math.max(merged[register] ?? 0, n);
  }
  return merged;
}

// ---------------------------------------------------------------- in words

/** Why nothing is served; null where this installation's stores are its own. */
export function foreignText(verdict: Verdict): string | null {
  switch (verdict.kind) {
    case 'foreign': {
      const stores = verdict.stores.map((store) => STORE_LABELS[store]).join('、');
      return (
        `${stores}属于另一个案灯（安装编号 ${verdict.other}），本数据库的安装编号是 ${verdict.own}。` +
        '不提供服务，没有写入任何内容：请改正 DATABASE_URL、TEMPORAL_ADDRESS、TEMPORAL_NAMESPACE 或 CASELIGHT_DATA，每个案灯使用自己的命名空间和数据目录。'
      );
    }
    case 'database-new':
      return (
        `办案引擎和证据库属于案灯 ${verdict.other}，数据库却是新建的（安装编号 ${verdict.own}）。` +
        '不提供服务，没有写入任何内容：连错了数据库请改正 DATABASE_URL；数据库丢失请先从备份恢复；' +
        '备份早于安装编号的，恢复后执行 npm run reconcile -- --adopt。'
      );
    case 'new':
    case 'well':
    case 'older':
      return null;
  }
}

const WHAT: Record<Store, Record<StoreFault['what'], string>> = {
  postgres: { lost: '数据库是空的', older: '数据库是较早的备份' },
  temporal: { lost: '办案引擎的数据丢失', older: '办案引擎的数据是较早的备份' },
  evidence: { lost: '证据库不在或者丢失', older: '证据库是较早的备份' },
};

const TODO: Record<Store, string> = {
  postgres: '请运维执行 npm run reconcile -- --repair：由办案引擎补写缺失的记录，并登记已用的案号、文号',
  temporal: '请运维执行 npm run reconcile -- --restart：由核验过的记录重建案件的流程',
  evidence: '请运维接回原来的证据目录或者恢复较新的备份；确认只能如此时执行 npm run reconcile -- --accept-evidence',
};

export interface StoreWords {
  store: Store;
  text: string;
  todo: string;
}

const minuteOf = (at: IsoInstant): string => toShanghaiText(parseInstant(at)).slice(0, 'YYYY-MM-DD hh:mm'.length);

/** What is wrong with each store and what to do, for the board and for whoever supervises; none where all is well. */
export function faultWords(verdict: Verdict): StoreWords[] {
  if (verdict.kind !== 'older') return [];
  return verdict.faults.map(({ store, what, tick, newest, at, newestAt }) => ({
    store,
    text:
      what === 'lost'
        ? `${WHAT[store].lost}（其他存储最近对时于 ${minuteOf(newestAt)}）`
        : `${WHAT[store].older}：停在 ${at === null ? '' : minuteOf(at)}（第${tick}次对时），其他存储已到 ${minuteOf(newestAt)}（第${newest}次）`,
    todo: TODO[store],
  }));
}
