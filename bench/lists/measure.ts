/** One page: its answer held against the one by hand, its plans looked into, then both asked in turn. */
import type pg from 'pg';
import type { Queries } from '../../api/database/database.ts';
import { median, quantile, timed } from '../shared/figures.ts';
import type { ListsApp } from './app.ts';
import type { MeasuredPage } from './pages.ts';
import { readWhole } from './plans.ts';
import type { Reader } from './reader.ts';

export interface Measured {
  api: number;
  p95: number;
  sql: number;
  ratio: number;
  /** The same without what every request costs that answers nothing. */
  own: number;
  /** Large tables that it read whole. */
  whole: string[];
  /** How the answer differs from the one by hand; null where it does not. */
  differs: string | null;
}

export interface Measuring {
  app: ListsApp;
  sql: Queries;
  explaining: pg.Client;
  warmUps: number;
  times: number;
}

/** Answers who is signed in: what any request costs over HTTP, with its sign-in looked up. */
const NOTHING = '/session';

export async function measure({ app, sql, explaining, warmUps, times }: Measuring, page: MeasuredPage, reader: Reader): Promise<Measured> {
  const statements = await app.statementsOf(() => reader.read(page.path));
  const whole = new Set<string>();
  for (const statement of statements) for (const table of await readWhole(explaining, statement)) whole.add(table);
  let differs = await difference(sql, page, reader);
  // A light may have changed between the two.
  for (let again = 0; differs !== null && again < 2; again += 1) differs = await difference(sql, page, reader);
  const [api, byHand, nothing] = [[] as number[], [] as number[], [] as number[]];
  for (let n = 0; n < warmUps + times; n += 1) {
    const { milliseconds } = await reader.read(page.path);
    const alone = await timed(() => page.byHand(sql));
    const { milliseconds: empty } = await reader.read(NOTHING);
    if (n < warmUps) continue;
    api.push(milliseconds);
    byHand.push(alone);
    nothing.push(empty);
  }
  const [took, alone] = [median(api), median(byHand)];
  return {
    api: took,
    p95: quantile(api, 0.95),
    sql: alone,
    ratio: took / alone,
    own: (took - median(nothing)) / alone,
    whole: [...whole],
    differs,
  };
}

async function difference(sql: Queries, page: MeasuredPage, reader: Reader): Promise<string | null> {
  const told = page.told(JSON.parse((await reader.read(page.path)).text) as never);
  const expected = await page.byHand(sql);
  const same = page.atLeast
    ? told.every((one) => expected.includes(one))
    : told.length === expected.length && told.every((one, n) => one === expected[n]);
  return same
    ? null
    : `接口：${told.slice(0, 8).join(' ')}（${told.length}），手写：${expected.slice(0, 8).join(' ')}（${expected.length}）`;
}
