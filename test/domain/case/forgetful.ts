/** A case as version 1 of its state would have kept it. */
import type { CaseFile } from '../../../domain/case/state.ts';

type Thing = Record<string, unknown>;

const dropped = (value: unknown, ...fields: string[]): unknown =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([key]) => !fields.includes(key))) : value;

const droppedEach = (list: readonly unknown[], ...fields: string[]): unknown[] => list.map((one) => dropped(one, ...fields));

export function forgetful(file: CaseFile): CaseFile {
  const { hearing, police, execution } = file;
  const { review, onTheSpot } = file;
  return {
    ...(dropped(file, 'exemption') as CaseFile),
    corrections: droppedEach(file.corrections, 'officers'),
    preservations: droppedEach(file.preservations, 'partyPresent', 'witness'),
    appraisals: file.appraisals.map((one) => ({ ...(dropped(one, 'partyToldOn') as Thing), partyToldAt: one.requestedAt })),
    review: review && { ...(dropped(review, 'statement') as Thing), returns: droppedEach(review.returns, 'from') },
    notice: dropped(file.notice, 'recipient', 'serviceReason'),
    hearing: hearing && {
      ...hearing,
      scheduled: dropped(hearing.scheduled, 'receipt', 'closedReason'),
      record: dropped(hearing.record, 'heldOn', 'signatureNote'),
    },
    collectiveDiscussion: dropped(file.collectiveDiscussion, 'heldOn'),
    onTheSpot: onTheSpot && { ...onTheSpot, reported: dropped(onTheSpot.reported, 'to') },
    served: droppedEach(file.served, 'deliveredOn', 'recipient', 'witness'),
    litigation: droppedEach(file.litigation, 'reference'),
    execution: {
      ...execution,
      instalments: dropped(execution.instalments, 'appliedOn'),
      demands: droppedEach(execution.demands, 'method', 'recipient', 'receipt', 'serviceReason', 'amount'),
      court: dropped(execution.court, 'materials', 'approvedBy', 'lateReason', 'answers'),
      performed: droppedEach(execution.performed, 'on'),
    },
    police: police && {
      ...police,
      approved: dropped(police.approved, 'opinion'),
      answer: dropped(police.answer, 'documentNumber'),
      goods:
        police.goods && police.goods.at === police.handedOver?.at
          ? { ...police.goods, items: police.handedOver.custody.join('、') }
          : police.goods,
    },
    jurisdiction: file.jurisdiction && { ...file.jurisdiction, consulted: dropped(file.jurisdiction.consulted, 'unit') },
    transfers: droppedEach(file.transfers, 'custodyNote', 'instruction'),
    publication: dropped(file.publication, 'where', 'withdrawnOn', 'ground'),
    ending: dropped(file.ending, 'ground', 'cause'),
    archive: dropped(file.archive, 'pages'),
    reopened: droppedEach(file.reopened, 'from', 'to', 'legalBasis', 'decisionRevoked'),
  } as unknown as CaseFile;
}
