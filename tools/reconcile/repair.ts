/** Writes down again what the record lacks, from the workflow's own history. Nothing that is settled is ever altered. */
import { policiesOf } from '../../activities/policies.ts';
import { sha256 } from '../../activities/sha256.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { kindOf } from '../../domain/kinds.ts';
import { fold } from '../../domain/work/execute.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { genesis, type RecordedEvent, sealHash } from '../../domain/work/record.ts';
import type { Database } from '../../prisma/database.ts';
import type { Registers } from '../../record/numbering.ts';
import { queryOn } from '../../record/query.ts';
import { createRecordWriter, type Written } from '../../record/writer.ts';
import { type Difference, workflowIdAt } from './compare.ts';
import { recordedEvents } from './recorded.ts';
import { keepNumbers } from './registers.ts';
import type { Replayer } from './replay.ts';

export type Repair = { done: true; text: string } | { done: false; text: string };

const REPAIRABLE = new Set<Difference['kind']>(['view-missing', 'events-missing', 'view-behind']);

/** What can be mended from here; a contradiction, a lost workflow and one that does not answer need `--restart` or a person. */
export const isRepairable = ({ kind }: Difference): boolean => REPAIRABLE.has(kind);

export async function repair(
  database: Database,
  replayer: Replayer,
  registers: Registers,
  { item }: Pick<Difference, 'item'>,
): Promise<Repair> {
  const { id } = item;
  const kind = kindOf(item.kind);
  const rows = await database.workEvent.findMany({ where: { workId: id }, select: { seq: true, hash: true }, orderBy: { seq: 'asc' } });
  const recorded = new Map(rows.map(({ seq, hash }) => [seq, hash]));
  const gap = firstGap(recorded);
  const { events, policyHash, policies, latest } = await replayer.recordOf(workflowIdAt(item), gap);
  const last = Math.max(0, ...events.keys());
  if (last === 0) return { done: false, text: '引擎的历史中没有可写入的内容' };
  // With nothing missing the last event is written again, for the read model that comes with it.
  const from = Math.min(gap, last);
  const previous = from === 1 ? genesis(id, sha256) : (recorded.get(from - 1) ?? events.get(from - 1)?.hash);
  if (previous === undefined) return { done: false, text: `第${from - 1}号事件无处可得` };
  const batch: RecordedEvent[] = [];
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
  if (policyHash === null) return { done: false, text: `找不到${kind.label}所依据的办案规则，请先恢复规则` };
  if (kind.registers) await keepNumbers(database, registers, id, batch as CaseEvent[]);
  const receipts = (latest?.receipts ?? []).filter(([, { version, events: own }]) => own.length > 0 && version >= from && version <= last);
  const writer = createRecordWriter({ query: queryOn(database.$pool), registers: async () => registers, policyOf: policiesOf(database) });
  // What the county does not publish itself may have been lost with the rest.
  const policy = kind.terms === null ? undefined : policies.get(policyHash);
  const rules = latest?.rules ?? null;
  await writer.write(
    {
      caseId: id,
      kind: kind.name,
      previous,
      events: batch,
      policyHash,
      receipts,
      ...(policy ? { policy } : {}),
      ...(rules === null ? {} : { rules }),
    },
    await foldedBefore(database, kind, id, from),
  );
  const written = batch.filter(({ seq }) => !recorded.has(seq)).length;
  return { done: true, text: written > 0 ? `已补写${written}条事件并重建视图` : '已重建视图' };
}

/** The item before event `seq`, folded from the record whatever the read model says of itself. */
async function foldedBefore(database: Database, kind: AnyKind, id: string, seq: number): Promise<Written | null> {
  const events = (await recordedEvents(database, id)).filter((event) => event.seq < seq);
  const last = events.at(-1);
  return last ? { version: last.seq, head: last.hash, state: fold(kind, events), stateVersion: kind.stateVersion } : null;
}

/** The first event that the record lacks: the one after the last where there is no gap. */
function firstGap(recorded: ReadonlyMap<number, string>): number {
  for (let seq = 1; ; seq++) if (!recorded.has(seq)) return seq;
}
