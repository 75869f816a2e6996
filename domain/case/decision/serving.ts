/** 送达: what there is to serve, since when, and what begins with it (行政处罚法 61). */
import type { decisionCommands } from './commands.ts';
import { refuse, unreachable } from '../../result.ts';
import { legalDateOf, parseInstant } from '../../terms/instant.ts';
import { dayBetween } from '../../work/days.ts';
import type { DecisionEvents } from './events.ts';
import { nextId } from '../../work/file.ts';
import { ordered } from '../execution/ordered.ts';
import { remediesOf } from '../execution/remedies.ts';
import { serviceEffect } from '../service.ts';
import type { CaseFile, ServedDocument } from '../state.ts';
import type { Deciders } from '../types.ts';

const toServe = (file: CaseFile, document: ServedDocument): { what: string; since: string | null } | null => {
  switch (document) {
    case 'decision':
      return { what: '决定', since: file.decision?.decidedOn ?? null };
    case 'correction-order': {
      const first = file.corrections[0];
      return { what: '责令改正', since: first ? legalDateOf(parseInstant(first.at)) : null };
    }
    case 'hearing-notice':
      return { what: '听证安排', since: file.hearing?.scheduled ? file.hearing.requestedOn : null };
    case 'instalment-decision':
      return { what: '延期分期的批准', since: file.execution.instalments ? (file.decision?.decidedOn ?? null) : null };
    case 'transfer-letter':
      return { what: '移送决定', since: file.agencyTransfer ? legalDateOf(parseInstant(file.agencyTransfer.at)) : null };
    case 'coercion-decision': {
      const days = [file.coercion?.decision, ...(file.coercion?.substitutions ?? [])].flatMap((one) => (one ? [one.decidedOn] : []));
      return { what: '强制执行（代履行）决定', since: days.at(0) ?? null };
    }
    case 'on-the-spot-decision':
      return { what: '当场处罚决定', since: file.decision?.onTheSpot ? file.decision.decidedOn : null };
    case 'other':
      return null;
    default:
      return unreachable(document);
  }
};

type Commands = Pick<typeof decisionCommands, 'ServeDocument'>;

export const decideServing: Deciders<Commands, DecisionEvents> = {
  ServeDocument: (file, payload, context) => {
    const { document, deliveredOn } = payload;
    const paper = toServe(file, document);
    if (paper && paper.since === null) {
      return refuse('nothing-to-serve', `本案还没有${paper.what}，没有文书可以送达`, [`先完成${paper.what}`]);
    }
    const refusal = dayBetween(deliveredOn, '送达日期', context, paper?.since ? { date: paper.since, what: `${paper.what}日期` } : null);
    if (refusal) return refusal;
    if (file.served.some((one) => one.document === document && one.receipt === payload.receipt)) {
      return refuse('receipt-twice', `送达凭证“${payload.receipt}”已经登记`, ['核对送达凭证']);
    }
    const effect = serviceEffect(file, payload, context, document === 'transfer-letter' ? 'agency' : 'party');
    if (!effect.ok) return effect;
    const { method, recipient, receipt, witness, recordingHash, serviceReason } = payload;
    const decision = document === 'decision';
    return [
      {
        type: 'DocumentServed',
        data: {
          id: nextId(file, 'served'),
          document,
          method,
          deliveredOn,
          effectiveOn: effect.effectiveOn,
          recipient,
          receipt,
          witness,
          fileHash: recordingHash,
          reason: serviceReason,
          fine: decision ? ordered(file) : 0,
          payment: decision ? (file.decision?.payment ?? 'none') : 'none',
          ...(decision && context.rules >= 4 ? remediesOf(file, effect.effectiveOn, context.policy.calendar) : {}),
        },
      },
    ];
  },
};
