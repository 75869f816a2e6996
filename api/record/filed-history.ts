/**
 * What Temporal's own stored history says an archived case's last event was. The file lies in the content-addressed
 * evidence store: the database names it, but cannot make one.
 */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { workflowIdOfItem } from '../../domain/kinds.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../files/evidence-store.ts';
import { type Check, check, unknown } from './check.ts';
import { endWord } from './end-word.ts';

const NAME = '流程历史';
/** Histories are filed after the anchoring, and may wait for Temporal. */
const FILED_WITHIN_MS = 60 * 60_000;

interface HistoryEvent {
  activityTaskScheduledEventAttributes?: { activityType?: { name?: string }; input?: { payloads?: { data?: string }[] } };
}

interface Archived {
  caseId: string;
  version: number;
  head: string;
}

/** The history asks for the anchoring of exactly this version and head: its own words about the finished case. */
function archivedIn(json: string): Archived | null {
  const { events } = JSON.parse(json) as { events: HistoryEvent[] };
  const asked = events.findLast(({ activityTaskScheduledEventAttributes: task }) => task?.activityType?.name === 'anchorCase');
  const data = asked?.activityTaskScheduledEventAttributes?.input?.payloads?.[0]?.data;
  return data === undefined ? null : (JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as Archived);
}

interface FiledQuestion {
  kind: AnyKind;
  id: string;
  events: readonly { hash: string }[];
  /** When it was last at its end; null where it never was. */
  endedAt: string | null;
  /** Epoch milliseconds. */
  now: number;
}

/** Null where the item never came to its end. */
export async function checkFiledHistory(
  database: Database,
  evidence: EvidenceStore,
  { kind, id, events, endedAt, now }: FiledQuestion,
): Promise<Check | null> {
  const rows = await database.rows<{ hash: string }>('select hash from case_history where case_id = $1 order by ordinal desc', [id]);
  if (rows.length === 0 && endedAt === null) return null;
  for (const { hash } of rows) {
    const file = await evidence.read(hash);
    if (!file) return check(NAME, false, '登记的流程历史文件不在证据库中');
    const bytes = await buffer(file.stream());
    if (createHash('sha256').update(bytes).digest('hex') !== hash) return check(NAME, false, '流程历史文件与其哈希不符');
    const told = archivedIn((await promisify(gunzip)(bytes)).toString('utf8'));
    // The run that goes on after a reopening tells nothing of an archiving yet; the one before it does.
    if (!told) continue;
    const same = told.caseId === id && events[told.version - 1]?.hash === told.head;
    return check(
      NAME,
      same,
      same
        ? `办案引擎留下的流程历史（${workflowIdOfItem(kind, id)}）${endWord(kind)}于第${told.version}号，哈希与记录一致`
        : `办案引擎留下的流程历史${endWord(kind)}于第${told.version}号，其哈希与现有记录不一致`,
    );
  }
  if (endedAt === null) return null;
  return now - Date.parse(endedAt) < FILED_WITHIN_MS
    ? unknown(NAME, '流程历史正在归档')
    : check(NAME, false, `${kind.label}已经${endWord(kind)}，却没有归档的流程历史`);
}
