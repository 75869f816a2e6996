import { z } from 'zod';
import { circumstances, conductSchema, matterCode, partySchema } from '../fields.ts';
import { instant, longText, officers, text, unitId, yesNo } from '../../work/fields.ts';
import { command } from '../../work/command.ts';
import { ACCEPTERS, HANDLERS, HEADS } from '../../roles.ts';

export const discoveryCommands = {
  DispatchCase: command({
    label: '分派案件',
    help: '把案件派给有管辖权的单位，写明处置要求。',
    stages: ['discovery'],
    roles: ['dispatcher', ...HEADS],
    basis: ['《行政处罚法》第二十二条', '《行政处罚法》第二十四条'],
    schema: z.object({ unitId: unitId('承办单位'), instruction: longText('处置要求', undefined, 1000) }).strict(),
    lookups: (payload) => ({ units: [payload.unitId], matter: 'case' as const }),
  }),
  AcceptDispatch: command({
    label: '接收分派',
    help: '承办单位接单并确定承办人。',
    stages: ['discovery'],
    roles: ACCEPTERS,
    schema: z.object({ handlerIds: officers('承办人', '第一名为主办人；执法人员不得少于两人') }).strict(),
    lookups: (payload) => ({ people: payload.handlerIds }),
  }),
  RefuseDispatch: command({
    label: '退回分派',
    help: '不属于本单位管辖或职责的，说明理由退回。',
    stages: ['discovery'],
    roles: ACCEPTERS,
    basis: ['《行政处罚法》第二十五条'],
    schema: z.object({ reason: longText('退回理由', undefined, 1000) }).strict(),
  }),
  RecordVerification: command({
    label: '记录核查',
    help: '到现场核查线索，记录是否属实、违法事项和当事人。',
    stages: ['discovery'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第五十四条', '《行政处罚法》第四十二条'],
    schema: z
      .object({
        founded: yesNo('线索属实'),
        findings: longText('核查情况'),
        arrivedAt: instant('到场时间').nullable().default(null),
        officerIds: officers('核查人员'),
        matterCode: matterCode().nullable().default(null),
        conduct: conductSchema.nullable().default(null),
        parties: z.array(partySchema).max(20).default([]).meta({ title: '当事人' }),
        criminalSuspected: yesNo('涉嫌犯罪').default(false),
        circumstances: circumstances(),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds, matter: payload.matterCode ?? ('case' as const) }),
  }),
  CloseUnfounded: command({
    label: '核查不属实办结',
    help: '经核查不属实或不构成违法的，办结线索并说明理由。',
    stages: ['discovery'],
    roles: HEADS,
    basis: ['《行政处罚法》第五十四条'],
    schema: z.object({ reason: longText('办结理由', undefined, 2000) }).strict(),
  }),
  TransferToAgency: command({
    label: '移送其他机关',
    help: '不属于本机关管辖的，移送有管辖权的行政机关。',
    stages: ['discovery', 'stopping', 'evidence'],
    roles: HEADS,
    basis: ['《行政处罚法》第二十二条', '《行政处罚法》第二十五条'],
    schema: z
      .object({
        agency: text('移送机关', 100),
        reason: longText('移送理由', undefined, 2000),
        receipt: text('移送回执', 100).nullable().default(null),
      })
      .strict(),
  }),
};
