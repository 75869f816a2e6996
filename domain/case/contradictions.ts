/**
 * Two fields of one form that say opposite things: which of them is true nobody could tell from the record, so nothing is
 * recorded. Asked under the fourth rules, before the command's own decision; what is answered by one field alone is derived.
 */
import type { z } from 'zod';
import { refuse, type Refusal } from '../result.ts';
import type { catalogue, CommandName } from './catalogue.ts';

type Payload<Name extends CommandName> = z.infer<(typeof catalogue)[Name]['schema']>;

interface Pair<Value> {
  both: (payload: Value) => boolean;
  /** 既填……，又填……. */
  says: [one: string, other: string];
}

const confiscates = (others: readonly string[]): boolean => others.some((other) => other.startsWith('没收'));

const unsigned = { says: ['已签名', '未签名的说明'] as [string, string] };

export const CONTRADICTIONS: { [Name in CommandName]?: readonly Pair<Payload<Name>>[] } = {
  RecordVerification: [{ both: ({ founded, circumstances }) => !founded && circumstances.length > 0, says: ['线索不属实', '案件情形'] }],
  AddEvidence: [{ both: ({ original, copyNote }) => original && copyNote !== null, says: ['原件、原物', '复制件说明'] }],
  RecordInterview: [{ both: ({ signed, signatureNote }) => signed && signatureNote !== null, ...unsigned }],
  RecordHearing: [
    { both: ({ signed, signatureNote }) => signed && signatureNote !== null, ...unsigned },
    { both: ({ ended, signed }) => ended === 'absent' && signed, says: ['当事人拒不出席', '当事人已核对签字'] },
  ],
  ScheduleHearing: [{ both: (payload) => payload.public && payload.closedReason !== null, says: ['公开举行', '不公开的理由'] }],
  DecideOnTheSpot: [
    { both: ({ signed, signatureNote }) => signed && signatureNote !== null, says: ['当事人已签收', '拒绝签收的注明'] },
    { both: ({ correctedOnSpot, correction }) => correctedOnSpot && correction !== null, says: ['违法行为已当场改正', '责令改正'] },
    {
      both: ({ statement, statementAnswer }) => statement === null && statementAnswer !== null,
      says: ['没有陈述申辩', '对陈述申辩的复核'],
    },
  ],
  Decide: [
    { both: ({ kind, agency }) => kind !== 'transfer' && agency !== null, says: ['不移送其他机关的决定', '移送机关'] },
    {
      both: ({ kind, correction }) => (kind === 'not-established' || kind === 'transfer' || kind === 'police') && correction !== null,
      says: ['违法事实不成立或者移送', '责令改正'],
    },
    { both: ({ kind, gainsReason }) => kind !== 'penalty' && gainsReason !== null, says: ['不给予处罚的决定', '违法所得不予没收的理由'] },
    { both: ({ confiscation, others }) => confiscation > 0 && !confiscates(others), says: ['没收金额', '其他处罚中没有没收'] },
  ],
  RecordPayment: [
    { both: ({ channel, cashGround }) => channel !== 'cash' && cashGround !== null, says: ['银行或者电子支付', '当场收缴的情形'] },
  ],
  RecordSubstitutionCostRemedy: [
    { both: ({ step, copyReceivedOn }) => step !== 'started' && copyReceivedOn !== null, says: ['环节不是受理', '收到副本的日期'] },
    { both: ({ step, result }) => step !== 'ended' && result !== null, says: ['环节不是终结', '结果'] },
    { both: ({ step, servedOn }) => step !== 'ended' && servedOn !== null, says: ['环节不是终结', '文书送达当事人的日期'] },
    { both: ({ step, amount }) => step !== 'ended' && amount !== null, says: ['环节不是终结', '变更后的费用'] },
  ],
  CloseCase: [{ both: ({ ground, cause }) => ground !== 'terminated' && cause !== null, says: ['不是终止调查', '终止调查的情形'] }],
  ConcludeInvestigation: [
    { both: ({ kind, deviationReason }) => kind !== 'penalty' && deviationReason !== null, says: ['不建议处罚', '偏离裁量基准的理由'] },
    { both: ({ kind, stage }) => kind !== 'penalty' && stage !== null, says: ['不建议处罚', '适用罚则'] },
  ],
};

export function contradiction<Name extends CommandName>(name: Name, payload: Payload<Name>, rules: number): Refusal | null {
  if (rules < 4) return null;
  const pairs = CONTRADICTIONS[name] as readonly Pair<Payload<Name>>[] | undefined;
  const found = pairs?.find(({ both }) => both(payload));
  if (!found) return null;
  const [one, other] = found.says;
  return refuse('contradiction', `既填“${one}”，又填“${other}”，两者不能同时成立`, [`核实后更正“${one}”`, `或者删去“${other}”`]);
}
