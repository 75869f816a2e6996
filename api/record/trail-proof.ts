/** The audit trail as those see it who prove the record: that it holds, and nothing of what it says. */
import type { TrailProof } from '../../contract/record.ts';
import { checkTrail } from '../audit/chain.ts';
import { keptHeads } from '../audit/kept-heads.ts';
import type { Queries } from '../database/database.ts';

/** `folder`: where heads of it are kept outside the database. */
export async function proofOfTrail(queries: Queries, folder: string): Promise<TrailProof> {
  const { ok, length, head, segments, faults } = await checkTrail(queries, await keptHeads(folder));
  return { ok, length, head, archived: segments.at(-1)?.until ?? 0, faults: faults.map(({ n }) => n) };
}
