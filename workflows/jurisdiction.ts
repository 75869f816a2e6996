/**
 * A dispute over jurisdiction (行政处罚法 25), one workflow beside the case's: it sees that the two sides consult and that
 * their common superior designates in time. What is decided is decided on the case, which tells this workflow of it; it
 * ends when the dispute does.
 */
import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/activities.ts';
import { type Dispute, type DisputeEnd, disputeDeadline, disputeNotice, newestDue, phaseOf } from '../domain/case/dispute.ts';
import { toShanghaiIso } from '../domain/terms/instant.ts';
import { DISPUTE_QUERY, DISPUTE_SIGNAL, type DisputeAnswer, type DisputeInput } from './jurisdiction-messages.ts';

const changed = defineSignal<[Dispute]>(DISPUTE_SIGNAL);
const answer = defineQuery<DisputeAnswer>(DISPUTE_QUERY);

const { tellDispute } = proxyActivities<CaseActivities>({
  startToCloseTimeout: '15s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

export async function jurisdictionWorkflow({ dispute: raised, terms }: DisputeInput): Promise<{ how: DisputeEnd }> {
  let dispute = raised;
  /** Notices of the present phase. */
  let told = 0;

  setHandler(changed, (now) => {
    if (now.disputeId !== dispute.disputeId || dispute.over) return;
    if (phaseOf(now) !== phaseOf(dispute)) told = 0;
    dispute = now;
  });
  setHandler(answer, () => {
    const phase = phaseOf(dispute);
    if (phase === 'over') return { dispute, phase, deadline: null, told, next: null };
    const { at, text } = disputeNotice(dispute, terms, told);
    return { dispute, phase, deadline: disputeDeadline(dispute, terms), told, next: { at: toShanghaiIso(at), text } };
  });

  for (;;) {
    if (dispute.over) return { how: dispute.over.how };
    const seen = dispute;
    told = newestDue(dispute, terms, told, Date.now());
    const notice = disputeNotice(dispute, terms, told);
    const wait = notice.at - Date.now();
    if (wait > 0 && (await condition(() => dispute !== seen, wait))) continue;
    const phase = phaseOf(seen);
    await tellDispute({ dispute: seen, notice, ordinal: phase === 'consulting' ? told + 1 : 1001 + told });
    // A phase that ended meanwhile has begun its own count.
    if (phaseOf(dispute) === phase) told++;
  }
}
