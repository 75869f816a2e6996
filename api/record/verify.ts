/** Whether a case's record is whole and unaltered: copies in different hands that hold each other honest. */
import { canonicalJson, type RecordedEvent, verifyChain } from '../../domain/case/record.ts';
import { fold } from '../../domain/case/execute.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Verification } from '../../domain/views.ts';
import { asCaseEvents, readEvents } from '../cases/records.ts';
import type { Standing } from '../cases/standing.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../files/evidence-store.ts';
import { sha256 } from '../session/tokens.ts';
import type { Gateway } from '../temporal/gateway.ts';
import { checkAnchors } from './anchors.ts';
import { type Check, check, unknown } from './check.ts';
import { checkEvidenceFiles } from './evidence-files.ts';
import { checkFiledHistory } from './filed-history.ts';

interface View {
  version: number;
  head: string;
  stage: string;
  tier: string;
  number: string | null;
  outcome: string | null;
  fine: number | null;
  state: CaseState;
}

export interface VerifyServices {
  database: Database;
  gateway: Gateway;
  evidence: EvidenceStore;
}

/** `now`: epoch milliseconds. */
export async function verifyCase(services: VerifyServices, standing: Standing, now: number): Promise<Verification> {
  const { database, gateway, evidence } = services;
  const { caseId } = standing;
  const [events, view, own] = await Promise.all([
    readEvents(database, caseId),
    database.first<View>('select version, head, stage, tier, number, outcome, fine::float8 as fine, state from case_view where id = $1', [caseId]),
    gateway.head(caseId),
  ]);
  const chain = verifyChain(caseId, events, sha256);
  const last = events.at(-1);
  const checks = [
    chain.ok
      ? check('事件链', true, `${chain.length}条事件逐条重算哈希，前后相接，没有缺失或改动`)
      : check('事件链', false, chain.reason),
    chain.ok ? viewCheck(view, events) : check('读取视图', false, '事件链不完整，无从比对'),
    workflowCheck(own, events),
    await checkFiledHistory(database, evidence, { caseId, events, now }),
    ...(await checkAnchors(database, { caseId, events, folder: evidence.folder, now })),
    await checkEvidenceFiles(evidence, events),
  ].filter((item) => item !== null);
  return { ok: checks.every(({ ok, known }) => ok || !known), checks, head: last?.hash ?? '', length: events.length };
}

/** What the pages show must be what the record folds to, and not only bear its number. */
function viewCheck(view: View | undefined, events: readonly RecordedEvent[]): Check {
  const name = '读取视图';
  const last = events.at(-1);
  if (!view || !last) return check(name, false, '没有读取视图');
  if (view.version !== last.seq || view.head !== last.hash) {
    return check(name, false, `视图在第${view.version}号，记录在第${last.seq}号，二者不一致`);
  }
  const folded = fold(asCaseEvents(events));
  if (folded.stage === 'unopened') return check(name, false, '记录中没有立卷的事件');
  const shown = { stage: view.stage, tier: view.tier, number: view.number, outcome: view.outcome, fine: view.fine };
  const told = {
    stage: folded.stage, tier: folded.tier, number: folded.filing?.number ?? null, outcome: folded.ending?.outcome ?? null,
    fine: folded.decision?.money.fine ?? null,
  };
  const differing = [
    ...(sameJson(shown, told) ? [] : ['列表所示']),
    ...Object.keys({ ...folded, ...view.state }).filter((key) => !sameJson(view.state[key as never], folded[key as never])),
  ];
  return differing.length === 0
    ? check(name, true, `页面所示由${events.length}条事件重新推出，逐项一致`)
    : check(name, false, `页面所示与记录推出的不一致（${differing.join('、')}）`);
}

const sameJson = (a: unknown, b: unknown): boolean => plain(a) === plain(b);
const plain = (value: unknown): string =>
  value === undefined ? '' : canonicalJson(JSON.parse(JSON.stringify(value)) as never);

/** Temporal's copy may be ahead for a moment; what both have must be equal. */
function workflowCheck(own: Awaited<ReturnType<Gateway['head']>>, events: readonly RecordedEvent[]): Check {
  const name = '办案引擎';
  if (own === 'away') return unknown(name, '办案引擎没有回答，未能比对');
  if (own === null) {
    return events.some(({ type }) => type === 'CaseArchived')
      ? { name, ok: true, known: false, text: '案件的流程已经结束，以归档的流程历史和锚定为准' }
      : check(name, false, '案件没有归档，它的流程却不在运行');
  }
  const same = events[own.version - 1];
  if (!same) return unknown(name, `引擎已到第${own.version}号，记录到第${events.length}号，正在补齐`);
  return check(name, same.hash === own.hash, same.hash === own.hash
    ? `引擎自己的第${own.version}号哈希与记录一致`
    : `引擎自己的第${own.version}号哈希与记录不一致`);
}
