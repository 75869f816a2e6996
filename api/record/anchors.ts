/** One item's standing in the county's chain of anchors. */
import type { AnyKind } from '../../domain/work/kind.ts';
import type { Database } from '../database/database.ts';
import { type Check, check, unknown } from './check.ts';
import { anchorsOf, lengthOfChain, walkChain, WHOLE } from './county-chain.ts';
import { endWord } from './end-word.ts';
import { witnessed } from './witness.ts';

/** Up to so many anchors the whole chain is walked for every item; beyond, the item's own links and their neighbours. */
const WALK_WHOLE_UP_TO = 2_000;

/** Anchoring follows archiving by itself; longer than this it does not take while everything runs. */
const ANCHORED_WITHIN_MS = 10 * 60_000;

export interface AnchorQuestion {
  kind: AnyKind;
  id: string;
  events: readonly { hash: string }[];
  /** When it was last at its end; null where it never was. */
  endedAt: string | null;
  /** Where the copies are kept. */
  folder: string;
  /** Epoch milliseconds. */
  now: number;
}

/** None where the item never came to its end. */
export async function checkAnchors(database: Database, { kind, id, events, endedAt, folder, now }: AnchorQuestion): Promise<Check[]> {
  const name = '归档锚定';
  const own = await anchorsOf(database, id);
  const last = own.at(-1);
  if (!last) {
    if (endedAt === null) return [];
    return now - Date.parse(endedAt) < ANCHORED_WITHIN_MS
      ? [unknown(name, `刚刚${endWord(kind)}，正在锚定`)]
      : [check(name, false, `${kind.label}已经${endWord(kind)}，却没有锚定`)];
  }
  const broken = own.find((anchor) => events[anchor.length - 1]?.hash !== anchor.head);
  const copies = await Promise.all(own.map((anchor) => witnessed(folder, anchor, now)));
  const differing = own.find((_, index) => copies[index] === 'other' || copies[index] === 'missing');
  const numbers = own.map(({ n }) => n).join('、');
  const total = await lengthOfChain(database);
  const stretches = total <= WALK_WHOLE_UP_TO ? [WHOLE] : own.map(({ n }) => ({ from: n, to: n + 1 }));
  const walks = await Promise.all(stretches.map((stretch) => walkChain(database, folder, now, stretch)));
  const fault = walks.flatMap(({ faults }) => faults)[0];
  return [
    check(
      name,
      broken === undefined,
      broken ? `全县第${broken.n}号锚定的哈希与现有记录不一致` : `${endWord(kind)}时的末条哈希已锚定为全县第${numbers}号，与记录一致`,
    ),
    check(
      '库外留存',
      differing === undefined,
      differing
        ? `全县第${differing.n}号锚定与库外留存的副本不一致，或者没有副本`
        : `全县第${numbers}号锚定在数据库之外留有副本，与库中一致`,
    ),
    check(
      '全县锚定链',
      fault === undefined,
      fault?.reason ??
        (total <= WALK_WHOLE_UP_TO
          ? `全县${total}个锚定前后相接，与库外留存一致`
          : `${kind.own}的锚定与前后各号相接，与库外留存一致（全县共${total}个）`),
    ),
  ];
}
