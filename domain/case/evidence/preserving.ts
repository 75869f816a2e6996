/** 先行登记保存: approved, and decided on within seven workdays (行政处罚法 56). */
import { SEPARATION } from '../internal-rules.ts';
import type { evidenceCommands } from './commands.ts';
import { personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { isHead } from '../../roles.ts';
import { instantOf, legalDateOf } from '../../terms/instant.ts';
import type { CommandContext } from '../context.ts';
import { today, workdaysAfter } from '../../work/days.ts';
import type { EvidenceEvents } from './events.ts';
import { actingOfficers, headOfCase, notHandledBy } from '../guards.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { nextId } from '../../work/file.ts';
import { handlesOrAssists } from '../standing.ts';
import { countedBy, lastDayOf } from '../terms-of.ts';
import type { CaseFile, Preservation, PreservationEnding } from '../state.ts';
import type { Deciders, Readiness, ReadyContext } from '../types.ts';
import { witnessed } from './collecting.ts';

const ART_56 = ['《行政处罚法》第五十六条'];

/** 行政处罚法 56, 85: seven workdays to decide on what was preserved. */
export const PRESERVATION_WORKDAYS = 7;

export const preservation = (file: CaseFile, id: string) => file.preservations.find((one) => one.id === id);

export const unknownPreservation = () => refuse('unknown-preservation', '没有这项先行登记保存', ['选择本案的先行登记保存'], ART_56);

/** A handler of the case (or an officer of the assisting unit), or the head of the unit that handles it. */
const handlerOrHead = (file: CaseFile, { actor }: ReadyContext, act: string): Refusal | null =>
  isHead(actor) ? headOfCase(file, actor, act) : handlesOrAssists(file, actor);

const none = (file: CaseFile): Refusal | null =>
  file.preservations.length > 0 ? null : refuse('no-preservation', '本案没有先行登记保存', [], ART_56);

/** What became of preserved goods, and whether it was decided within the seven workdays. */
export function preservationResolved(file: CaseFile, found: Preservation, kind: PreservationEnding, note: string, context: CommandContext) {
  const last =
    lastDayOf(file, countedBy(context), 'evidence-preservation', ({ record }) => record.ref === found.id) ??
    workdaysAfter(context.policy.calendar, legalDateOf(instantOf(found.at)), PRESERVATION_WORKDAYS);
  return { type: 'PreservationResolved' as const, data: { preservationId: found.id, kind, note, late: today(context) > last } };
}

export const confiscates = (file: CaseFile): boolean =>
  file.decision !== null && (file.decision.money.confiscation > 0 || file.decision.others.some((other) => other.startsWith('没收')));

type Commands = Pick<typeof evidenceCommands, 'PreserveEvidence' | 'ApprovePreservation' | 'ResolvePreservation'>;

export const readyPreserving = {
  PreserveEvidence: (file, context) => handlerOrHead(file, context, '先行登记保存'),
  ApprovePreservation: (file, { actor }) =>
    firstRefusal(none(file), headOfCase(file, actor, '批准先行登记保存'), notHandledBy(file, actor, '批准先行登记保存')),
  ResolvePreservation: (file, context) => firstRefusal(none(file), handlerOrHead(file, context, '处理先行登记保存')),
} satisfies Readiness<Commands>;

export const decidePreserving: Deciders<Commands, EvidenceEvents, typeof readyPreserving> = {
  // 行政处罚法 56: with the head's approval; in urgency made good within 24 hours (市场监督管理行政处罚程序规定 33).
  PreserveEvidence: (file, payload, context) => {
    const byHead = isHead(context.actor);
    const refusal = firstRefusal(
      actingOfficers(file, payload.officerIds, context.now, context),
      witnessed(payload.partyPresent, payload.witness),
      byHead || payload.urgentReason !== null
        ? null
        : refuse(
            'head-approval',
            '先行登记保存须经负责人批准',
            ['由负责人办理', '情况紧急的，写明理由先行保存，二十四小时内补办批准'],
            ART_56,
          ),
      byHead && payload.officerIds.includes(context.actor.id)
        ? refuse('approves-own-act', '批准的负责人不能同时担任执行保存的执法人员', ['另选执法人员'], SEPARATION)
        : null,
    );
    if (refusal) return refusal;
    return [
      {
        type: 'EvidencePreserved',
        data: {
          preservationId: nextId(file, 'preservation'),
          items: payload.items,
          officers: refsOf(payload.officerIds, context),
          approvedBy: byHead ? personRef(context.actor) : null,
          urgentReason: byHead ? null : payload.urgentReason,
          partyPresent: payload.partyPresent,
          witness: payload.witness,
        },
      },
    ];
  },

  ApprovePreservation: (file, payload, context) => {
    const found = preservation(file, payload.preservationId);
    if (!found) return unknownPreservation();
    if (found.approvedBy || found.approvalRefused) return refuse('already-approved', '这项先行登记保存已经审批', []);
    const by = personRef(context.actor);
    return payload.approved
      ? [
          {
            type: 'PreservationApproved',
            data: { preservationId: found.id, by, ...(context.rules >= 4 ? { reason: payload.reason } : {}) },
          },
        ]
      : [{ type: 'PreservationApprovalRefused', data: { preservationId: found.id, by, reason: payload.reason } }];
  },

  ResolvePreservation: (file, payload, context) => {
    const found = preservation(file, payload.preservationId);
    if (!found) return unknownPreservation();
    if (found.resolution) return refuse('already-resolved', '这项先行登记保存已经处理', []);
    // 市场监督管理行政处罚程序规定 33(2): not approved, lifted at once.
    if (found.approvalRefused && payload.kind !== 'measures-lifted' && payload.kind !== 'returned') {
      return refuse(
        'must-be-lifted',
        '负责人不批准保存的，应当立即解除或者返还',
        ['选择“解除先行登记保存”或者“返还当事人”'],
        ['《市场监督管理行政处罚程序规定》第三十三条第二款'],
      );
    }
    if (payload.kind === 'confiscated' && !confiscates(file)) {
      return refuse(
        'no-confiscation',
        '没有作出没收的处罚决定，不能没收',
        ['先作出没收决定', '或者选择其他处理'],
        ['《行政处罚法》第九条第二项', ...ART_56],
      );
    }
    // 行政强制法 18, 24: sealing and detaining are acts of their own; what they take out of preservation they resolve.
    if (payload.kind === 'sealed' && context.rules >= 4) {
      return refuse(
        'seal-by-its-own-act',
        '查封、扣押应当依法审批并当场交付决定书和清单，不能以处理登记保存代替',
        ['办理“实施查封扣押”，选择由这项先行登记保存转来'],
        ['《行政强制法》第十八条', '《行政强制法》第二十四条'],
      );
    }
    return [preservationResolved(file, found, payload.kind, payload.note, context)];
  },
};
