/** Tells the sides of a dispute over jurisdiction, or those who act for their common superior. */
import type { Dispute, DisputeNotice } from '../domain/case/dispute.ts';
import type { Role } from '../domain/vocabulary.ts';
import type { Database } from '../prisma/database.ts';

export interface DisputeTelling {
  dispute: Dispute;
  notice: DisputeNotice;
  /** Which notice of this dispute it is, below 10,000. */
  ordinal: number;
}

const HEADS: Role[] = ['town-head', 'bureau-head'];
/** For towns and bureaus of a county the common superior is the county (domain/case/referral/rules.ts). */
const SUPERIOR: Role[] = ['supervisor', 'dispatcher'];

/**
 * A case's own notices bear the number of their event; these are no events of the case and count below zero, so that the
 * same notice told twice stays one.
 */
export function numberOf(disputeId: string, ordinal: number): number {
  const nth = Number(/(\d+)$/.exec(disputeId)?.[1] ?? 0);
  return -(nth * 10_000 + ordinal);
}

export async function tellDispute(database: Database, { dispute, notice, ordinal }: DisputeTelling): Promise<void> {
  const seq = numberOf(dispute.disputeId, ordinal);
  const text = `《${dispute.title}》${notice.text}`;
  const units = notice.to === 'sides' ? dispute.sides.map(({ id }) => id) : null;
  const roles = notice.to === 'sides' ? HEADS : SUPERIOR;
  await database.$executeRaw`
    insert into notification (id, person_id, case_id, seq, kind, text, at)
    select gen_random_uuid()::text, p.id, ${dispute.caseId}, ${seq}::int, ${notice.kind}, ${text}, now()
    from person p
    where p.active and p.roles && ${roles}::text[] and (${units}::text[] is null or p.unit_id = any (${units}::text[]))
    on conflict (case_id, seq, person_id) do nothing`;
}
