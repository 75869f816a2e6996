/** Writes down again what the record lacks, from the workflow's own history. Nothing that is settled is ever altered. */
import { policiesOf } from '../../activities/policies.ts';
import { sha256 } from '../../activities/sha256.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { fold } from '../../domain/case/machine.ts';
import { genesis, sealHash } from '../../domain/work/record.ts';
import type { Database } from '../../prisma/database.ts';
import type { Registers } from '../../record/numbering.ts';
import { queryOn } from '../../record/query.ts';
import { createRecordWriter, type Written } from '../../record/writer.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import type { Difference } from './compare.ts';
import { recordedEvents } from './recorded.ts';
import { keepNumbers } from './registers.ts';
import type { Replayer } from './replay.ts';

export type Repair = { done: true; text: string } | { done: false; text: string };

const REPAIRABLE = new Set<Difference['kind']>(['view-missing', 'events-missing', 'view-behind']);

/** What can be mended from here; a contradiction, a lost workflow and one that does not answer need `--restart` or a person. */
export const isRepairable = ({ kind }: Difference): boolean => REPAIRABLE.has(kind);

export async function repair(database: Database, replayer: Replayer, registers: Registers, { caseId }: Pick<Difference, 'caseId'>): Promise<Repair> {
  const rows = await database.workEvent.findMany({ where: { workId: caseId }, select: { seq: true, hash: true }, orderBy: { seq: 'asc' } });
  const recorded = new Map(rows.map(({ seq, hash }) => [seq, hash]));
  const gap = firstGap(recorded);
  const { events, policyHash, latest } = await replayer.recordOf(workflowIdOf(caseId), gap);
  const last = Math.max(0, ...events.keys());
  if (last === 0) return { done: false, text: '引擎的历史中没有可写入的内容' };
  // With nothing missing the last event is written again, for the read model that comes with it.
  const from = Math.min(gap, last);
  const previous = from === 1 ? genesis(caseId, sha256) : recorded.get(from - 1) ?? events.get(from - 1)?.hash;
  if (previous === undefined) return { done: false, text: `第${from - 1}号事件无处可得` };
  const batch: CaseEvent[] = [];
  let hash = previous;
  for (let seq = from; seq <= last; seq++) {
    const event = events.get(seq);
    if (!event) return { done: false, text: `第${seq}号事件在引擎保留的历史之外，请从数据库备份恢复` };
    if (sealHash(hash, event, sha256) !== event.hash) return { done: false, text: `引擎历史中的第${seq}号事件与前一条不相接` };
    const known = recorded.get(seq);
    if (known !== undefined && known !== event.hash) return { done: false, text: `第${seq}号事件已有不同的记录，不予改动，请核查` };
    hash = event.hash;
    batch.push(event);
  }
  if (policyHash === null) return { done: false, text: '找不到案件所依据的办案规则，请先恢复规则' };
  await keepNumbers(database, registers, caseId, batch);
  const receipts = (latest?.receipts ?? []).filter(([, { version, events: own }]) => own.length > 0 && version >= from && version <= last);
  const writer = createRecordWriter({ query: queryOn(database.$pool), registers, policyOf: policiesOf(database) });
  await writer.write({ caseId, previous, events: batch, policyHash, receipts }, await foldedBefore(database, caseId, from));
  const written = batch.filter(({ seq }) => !recorded.has(seq)).length;
  return { done: true, text: written > 0 ? `已补写${written}条事件并重建视图` : '已重建视图' };
}

/** The case before event `seq`, folded from the record whatever the read model says of itself. */
async function foldedBefore(database: Database, caseId: string, seq: number): Promise<Written | null> {
  const events = (await recordedEvents(database, caseId)).filter((event) => event.seq < seq) as unknown as CaseEvent[];
  const last = events.at(-1);
  return last ? { version: last.seq, head: last.hash, state: fold(events) } : null;
}

/** The first event that the record lacks: the one after the last where there is no gap. */
function firstGap(recorded: ReadonlyMap<number, string>): number {
  for (let seq = 1; ; seq++) if (!recorded.has(seq)) return seq;
}
