/**
 * What Temporal's own stored history says an archived case's last event was. The file lies in the content-addressed
 * evidence store: the database names it, but cannot make one.
 */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { workflowIdOf } from '../../workflows/messages.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../files/evidence-store.ts';
import { type Check, check, unknown } from './check.ts';

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

/** Null where the case was never archived. */
export async function checkFiledHistory(
  database: Database,
  evidence: EvidenceStore,
  { caseId, events, now }: { caseId: string; events: readonly { hash: string; type: string; at: string }[]; now: number },
): Promise<Check | null> {
  const archived = events.findLast(({ type }) => type === 'CaseArchived');
  if (!archived) return null;
  const rows = await database.rows<{ hash: string }>('select hash from case_history where case_id = $1 order by ordinal desc', [caseId]);
  for (const { hash } of rows) {
    const file = await evidence.read(hash);
    if (!file) return check(NAME, false, '登记的流程历史文件不在证据库中');
    const bytes = await buffer(file.stream());
    if (createHash('sha256').update(bytes).digest('hex') !== hash) return check(NAME, false, '流程历史文件与其哈希不符');
    const told = archivedIn((await promisify(gunzip)(bytes)).toString('utf8'));
    // The run that goes on after a reopening tells nothing of an archiving yet; the one before it does.
    if (!told) continue;
    const same = told.caseId === caseId && events[told.version - 1]?.hash === told.head;
    return check(
      NAME,
      same,
      same
        ? `办案引擎留下的流程历史（${workflowIdOf(caseId)}）归档于第${told.version}号，哈希与记录一致`
        : `办案引擎留下的流程历史归档于第${told.version}号，其哈希与现有记录不一致`,
    );
  }
  return now - Date.parse(archived.at) < FILED_WITHIN_MS
    ? unknown(NAME, '流程历史正在归档')
    : check(NAME, false, '案件已经归档，却没有归档的流程历史');
}
