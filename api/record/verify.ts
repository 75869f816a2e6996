/** Whether an item's record is whole and unaltered: copies in different hands that hold each other honest. */
import type { Verification } from '../../contract/record.ts';
import { differingColumns, differingSections } from '../../domain/work/differing.ts';
import { foldOn } from '../../domain/work/execute.ts';
import { isOpened, type WorkState } from '../../domain/work/file.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { type RecordedEvent, verifyChain } from '../../domain/work/record.ts';
import { type Engine, engineOf } from '../../installation/difference.ts';
import { readEvents } from '../cases/records.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../files/evidence-store.ts';
import { sha256 } from '../session/tokens.ts';
import type { Gateway } from '../temporal/gateway.ts';
import { checkAnchors } from './anchors.ts';
import { type Check, check, unknown } from './check.ts';
import { endWord } from './end-word.ts';
import { checkEvidenceFiles } from './evidence-files.ts';
import { checkFiledHistory } from './filed-history.ts';

interface View {
  version: number;
  head: string;
  row: Record<string, unknown>;
  detail: Record<string, unknown>;
  state: WorkState;
}

export interface VerifyServices {
  database: Database;
  gateway: Gateway;
  evidence: EvidenceStore;
}

/** A command may be on its way between the copies: what differs is looked at again before it is told. */
const LOOKS = 4;
const PAUSE_MS = 500;
const ENGINE_WITHIN_MS = 3_000;

interface Copies {
  own: Engine | 'away';
  events: RecordedEvent[];
  view: View | undefined;
}

/** The workflow first: whatever it holds then, the record may have and more, for a moment. */
async function readCopies({ database, gateway }: VerifyServices, kind: AnyKind, id: string): Promise<Copies> {
  const own = await engineOf(gateway.client, { kind: kind.name, id }, ENGINE_WITHIN_MS).catch((): 'away' => 'away');
  const [events, view] = await Promise.all([
    readEvents(database, id),
    database.first<View>(
      `select c.version, c.head, c.state, to_jsonb(c) - 'state' as row, to_jsonb(d) as detail
       from work_view c join ${kind.name}_detail d on d.id = c.id where c.id = $1`,
      [id],
    ),
  ]);
  return { own, events, view };
}

const agree = ({ own, events, view }: Copies): boolean => {
  const last = events.at(-1);
  return view?.version === last?.seq && (own === 'away' || own.state !== 'head' || own.version === last?.seq);
};

async function settledCopies(services: VerifyServices, kind: AnyKind, id: string): Promise<Copies> {
  let copies = await readCopies(services, kind, id);
  for (let look = 1; look < LOOKS && !agree(copies); look++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    copies = await readCopies(services, kind, id);
  }
  return copies;
}

/** What the record folds to, and the last event that left it at its end: also of one that was taken up again. */
function told(kind: AnyKind, events: readonly RecordedEvent[]): { state: WorkState; endedAt: string | null } {
  let state: WorkState = { stage: 'unopened', version: 0 };
  let endedAt: string | null = null;
  for (const event of events) {
    state = foldOn(kind, state, [event]);
    if (kind.final.includes(state.stage)) endedAt = event.at;
  }
  return { state, endedAt };
}

/** `now`: epoch milliseconds. */
export async function verifyItem(services: VerifyServices, kind: AnyKind, id: string, now: number): Promise<Verification> {
  const { database, evidence } = services;
  const { own, events, view } = await settledCopies(services, kind, id);
  const chain = verifyChain(id, events, sha256);
  const last = events.at(-1);
  // What does not hold together is not folded.
  const { state, endedAt } = told(kind, chain.ok ? events : []);
  const checks = [
    events.length === 0
      ? check('事件链', false, `记录中没有${kind.own}的事件`)
      : chain.ok
        ? check('事件链', true, `${chain.length}条事件逐条重算哈希，前后相接，没有缺失或改动`)
        : check('事件链', false, chain.reason),
    chain.ok ? viewCheck(kind, view, events, state) : check('读取视图', false, '事件链不完整，无从比对'),
    workflowCheck(kind, own, events, kind.final.includes(state.stage)),
    await checkFiledHistory(database, evidence, { kind, id, events, endedAt, now }),
    ...(await checkAnchors(database, { kind, id, events, endedAt, folder: evidence.folder, now })),
    await checkEvidenceFiles(evidence, events),
  ].filter((item) => item !== null);
  const faulty = checks.some(({ ok, known }) => known && !ok);
  // What could not be asked is no proof.
  const open = !faulty && checks.some(({ ok }) => !ok);
  return { ok: !faulty && !open, open, checks, head: last?.hash ?? '', length: events.length };
}

/** What the pages show must be what the record folds to, and not only bear its number. */
function viewCheck(kind: AnyKind, view: View | undefined, events: readonly RecordedEvent[], folded: WorkState): Check {
  const name = '读取视图';
  const last = events.at(-1);
  if (!view || !last) return check(name, false, '没有读取视图');
  if (view.version !== last.seq || view.head !== last.hash) {
    return check(name, false, `视图在第${view.version}号，记录在第${last.seq}号，二者不一致`);
  }
  if (!isOpened(folded)) return check(name, false, '记录中没有建立的事件');
  const columns = differingColumns(kind, view.row, view.detail, folded);
  const differing = [...(columns.length === 0 ? [] : ['列表所示']), ...differingSections(kind, view.state, folded)];
  return differing.length === 0
    ? check(name, true, `页面所示由${events.length}条事件重新推出，逐项一致`)
    : check(name, false, `页面所示与记录推出的不一致（${differing.join('、')}）`);
}

/**
 * The workflow's own copy. Ahead of the record it is for as long as nobody has written what it answered; the record is never
 * ahead of it, for it is written only what Temporal holds.
 */
function workflowCheck(kind: AnyKind, own: Copies['own'], events: readonly RecordedEvent[], over: boolean): Check {
  const name = '办案引擎';
  if (own === 'away' || own.state === 'no-answer') return unknown(name, '办案引擎没有回答，未能比对');
  if (own.state === 'wedged') return check(name, false, `${kind.label}的流程已连续失败${own.attempts}次，不能继续`);
  if (own.state !== 'head') {
    return over
      ? { name, ok: true, known: false, text: `${kind.label}的流程已经结束，以归档的流程历史和锚定为准` }
      : check(name, false, `${kind.label}没有${endWord(kind)}，它的流程却不在运行${own.state === 'none' ? `：${own.why}` : ''}`);
  }
  if (own.ended && !over) return check(name, false, `${kind.label}没有${endWord(kind)}，它的流程却已经结束`);
  const length = events.length;
  if (own.version < length) {
    return check(name, false, `记录到第${length}号，比办案引擎长：引擎只到第${own.version}号，其后的事件引擎不知道`);
  }
  const same = events[own.version - 1];
  if (!same) return unknown(name, `引擎已到第${own.version}号，记录到第${length}号，尚未补齐`);
  return check(
    name,
    same.hash === own.hash,
    same.hash === own.hash ? `引擎自己的第${own.version}号哈希与记录一致` : `引擎自己的第${own.version}号哈希与记录不一致`,
  );
}
