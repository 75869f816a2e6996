import { ApplicationFailure } from '@temporalio/activity';
import { type Anchor, anchorGenesis, anchorHash, witnessName, witnessText } from '../domain/case/closing/anchor.ts';
import { type RecordedEvent, verifyChain } from '../domain/work/record.ts';
import type { Database } from '../prisma/database.ts';
import type { FileStore } from './file-store.ts';
import { sha256 } from './sha256.ts';

export interface CaseToAnchor {
  caseId: string;
  version: number;
  head: string;
}

/**
 * Settles an archived case: its whole chain in PostgreSQL is walked and must end at the workflow's head, every event is
 * settled, and the head enters the county's chain of anchors, of which a copy is kept outside the database. Done once per
 * archiving, however often it is asked.
 */
export async function anchorCase(
  database: Database,
  store: FileStore,
  { caseId, version, head }: CaseToAnchor,
): Promise<{ anchor: number }> {
  const rows = await database.workEvent.findMany({ where: { workId: caseId }, orderBy: { seq: 'asc' } });
  const events = rows.map((row) => ({ ...row, at: row.at.toISOString() }) as unknown as RecordedEvent);
  const check = verifyChain(caseId, events, sha256);
  if (!check.ok || check.head !== head || check.length !== version) {
    const reason = check.ok ? `已写入${check.length}号事件，而工作流已到第${version}号` : check.reason;
    throw ApplicationFailure.create({ type: 'record-contradicts', message: `案件${caseId}的记录不能归档：${reason}` });
  }
  const anchor = await database.$transaction(async (tx): Promise<Anchor> => {
    // One archiving after the other: the chain has one end.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('caselight:record_anchor'), 0)`;
    const done = await tx.recordAnchor.findUnique({ where: { caseId_length: { caseId, length: version } } });
    if (done) return { ...done, at: done.at.toISOString() };
    const last = await tx.recordAnchor.findFirst({ orderBy: { n: 'desc' } });
    const anchor = {
      n: (last?.n ?? 0) + 1,
      caseId,
      head,
      length: version,
      at: new Date().toISOString(),
      previous: last?.hash ?? anchorGenesis(sha256),
    };
    const sealed = { ...anchor, hash: anchorHash(anchor, sha256) };
    await tx.recordAnchor.create({ data: sealed });
    await tx.workView.update({ where: { id: caseId }, data: { settledSeq: version } });
    return sealed;
  });
  await store.keepOnce(witnessName(anchor.n), witnessText(anchor));
  return { anchor: anchor.n };
}
