/** Whether a case's record is whole and unaltered: three copies that hold each other honest. */
import { verifyChain } from '../../domain/case/record.ts';
import type { Database } from '../database/database.ts';
import { sha256 } from '../session/tokens.ts';
import type { Gateway } from '../temporal/gateway.ts';
import { checkAnchors } from './anchors.ts';
import { readEvents } from './records.ts';
import type { Standing } from './standing.ts';

export interface Check {
  name: string;
  ok: boolean;
  /** `unknown` where the other copy could not be asked: neither proof nor doubt. */
  known: boolean;
  text: string;
}

export interface Verification {
  ok: boolean;
  checks: Check[];
  head: string;
  length: number;
}

export async function verifyCase(database: Database, gateway: Gateway, standing: Standing): Promise<Verification> {
  const [events, view, own] = await Promise.all([
    readEvents(database, standing.caseId),
    database.first<{ version: number; head: string }>('select version, head from case_view where id = $1', [standing.caseId]),
    gateway.head(standing.caseId),
  ]);
  const chain = verifyChain(standing.caseId, events, sha256);
  const last = events.at(-1);
  const checks: Check[] = [
    chain.ok
      ? check('事件链', true, `${chain.length}条事件逐条重算哈希，前后相接，没有缺失或改动`)
      : check('事件链', false, chain.reason),
    view && last
      ? check('读取视图', view.version === last.seq && view.head === last.hash, view.version === last.seq && view.head === last.hash
        ? `与末条事件（第${last.seq}号）一致`
        : `视图在第${view.version}号，记录在第${last.seq}号，二者不一致`)
      : check('读取视图', false, '没有读取视图'),
    workflowCheck(own, events),
    ...(await checkAnchors(database, standing.caseId, events)),
  ];
  return { ok: checks.every(({ ok, known }) => ok || !known), checks, head: last?.hash ?? '', length: events.length };
}

const check = (name: string, ok: boolean, text: string): Check => ({ name, ok, known: true, text });

/** Temporal's copy may be ahead for a moment; what both have must be equal. */
function workflowCheck(own: Awaited<ReturnType<Gateway['head']>>, events: readonly { seq: number; hash: string }[]): Check {
  const name = '办案引擎';
  if (own === 'away') return { name, ok: false, known: false, text: '办案引擎没有回答，未能比对' };
  if (own === null) return { name, ok: true, known: false, text: '案件的流程已经结束，以归档锚定为准' };
  const same = events[own.version - 1];
  if (same) return check(name, same.hash === own.hash, same.hash === own.hash
    ? `引擎自己的第${own.version}号哈希与记录一致`
    : `引擎自己的第${own.version}号哈希与记录不一致`);
  return { name, ok: false, known: false, text: `引擎已到第${own.version}号，记录到第${events.length}号，正在补齐` };
}
