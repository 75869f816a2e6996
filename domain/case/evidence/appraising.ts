/** 检测鉴定: sent out, and what came back is evidence (行政处罚法 46(1)(七), 行政强制法 25(3)). */
import type { evidenceCommands } from './commands.ts';
import { refuse, type Refusal } from '../../result.ts';
import { instantOf, legalDateOf } from '../../terms/instant.ts';
import { dayBetween, today } from '../../work/days.ts';
import type { EvidenceEvents } from './events.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { nextId } from '../../work/file.ts';
import { isHeld } from '../seizure/held.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders, Readiness } from '../types.ts';
import { collected, fileNameOf } from './collecting.ts';

// 行政强制法 25(3): the time of testing is not counted where it is fixed and told in writing.
function seizedGoodsTested(
  file: CaseFile,
  { seizureId, expectedOn }: { seizureId: string | null; expectedOn: string | null },
): Refusal | null {
  if (seizureId === null) return null;
  const basis = ['《行政强制法》第二十五条第三款'];
  const seizure = file.seizures.find(({ id }) => id === seizureId);
  if (!seizure || !isHeld(seizure)) return refuse('not-seized', '所选物品没有查封、扣押', ['选择正在查封、扣押的物品'], basis);
  return expectedOn === null
    ? refuse(
        'testing-time-not-fixed',
        '查封、扣押物品的检测、检验、检疫或者技术鉴定期间应当明确',
        ['填写预计完成日期，并书面告知当事人'],
        basis,
      )
    : null;
}

type Commands = Pick<typeof evidenceCommands, 'RequestAppraisal' | 'RecordAppraisal'>;

export const readyAppraising = {
  RecordAppraisal: (file) =>
    file.appraisals.some((one) => one.result === null) ? null : refuse('no-appraisal-open', '没有待收的检测鉴定结论', ['先委托检测鉴定']),
} satisfies Readiness<Commands>;

export const decideAppraising: Deciders<Commands, EvidenceEvents, typeof readyAppraising> = {
  RequestAppraisal: (file, payload, context) => {
    const late =
      payload.expectedOn !== null && payload.expectedOn < today(context)
        ? refuse('in-the-past', '预计完成日期不能早于今天', ['更正预计完成日期'])
        : null;
    return (
      firstRefusal(dayBetween(payload.partyToldOn, '告知当事人日期', context), late, seizedGoodsTested(file, payload)) ?? [
        {
          type: 'AppraisalRequested',
          data: {
            appraisalId: nextId(file, 'appraisal'),
            kind: payload.kind,
            subject: payload.subject,
            body: payload.body,
            expectedOn: payload.expectedOn,
            partyToldOn: payload.partyToldOn,
            ...(payload.seizureId === null ? {} : { seizureId: payload.seizureId }),
          },
        },
      ]
    );
  },

  RecordAppraisal: (file, payload, context) => {
    const found = file.appraisals.find(({ id }) => id === payload.appraisalId);
    if (!found) return refuse('unknown-appraisal', '没有这项委托', ['选择本案的委托']);
    if (found.result) return refuse('already-recorded', '这项委托的结论已经登记', []);
    const receivedOn = { date: legalDateOf(instantOf(payload.receivedAt)), what: '收到结论' };
    const refusal = firstRefusal(
      collected(file, { officerIds: payload.officerIds, at: payload.receivedAt, fileHash: payload.fileHash, title: '收到时间' }, context),
      dayBetween(receivedOn.date, '收到时间', context, { date: legalDateOf(instantOf(found.requestedAt)), what: '委托' }),
      dayBetween(payload.partyToldOn, '告知当事人日期', context, receivedOn),
    );
    if (refusal) return refusal;
    return [
      {
        type: 'AppraisalRecorded',
        data: {
          appraisalId: found.id,
          opinion: payload.opinion,
          partyToldOn: payload.partyToldOn,
          evidence: {
            id: nextId(file, 'evidence'),
            kind: 'expert-opinion',
            title: `${found.body}：${found.subject.slice(0, 60)}`,
            fileHash: payload.fileHash,
            fileName: fileNameOf(payload.fileHash, context),
            original: true,
            collectors: refsOf(payload.officerIds, context),
            collectedAt: payload.receivedAt,
            place: found.body,
            provider: found.body,
            copyNote: null,
            device: null,
          },
        },
      },
    ];
  },
};
