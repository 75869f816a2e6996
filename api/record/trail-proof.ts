/** The audit trail as those see it who prove the record: that it holds, and nothing of what it says. */
import type { TrailProof } from '../../contract/record.ts';
import { checkTrail } from '../audit/chain.ts';
import type { Queries } from '../database/database.ts';

export async function proofOfTrail(queries: Queries): Promise<TrailProof> {
  const { ok, length, head, segments, faults } = await checkTrail(queries);
  return { ok, length, head, archived: segments.at(-1)?.until ?? 0, faults: faults.map(({ n }) => n) };
}
