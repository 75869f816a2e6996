import { z } from 'zod';
import { BUREAU_ACCEPTERS, BUREAU_HEAD, HEADS } from '../../roles.ts';
import { GRADED } from '../internal-rules.ts';
import { TIER_LABELS } from '../../vocabulary.ts';
import { choice, itemId, longText, officers, unitId } from '../../work/fields.ts';
import { command } from '../../work/command.ts';

const RUNNING = ['discovery', 'stopping', 'evidence', 'review', 'decision', 'execution'] as const;

const RAISED = ['bureau-reviews', 'bureau-closes'] as const;
const RAISED_LABELS = { 'bureau-reviews': TIER_LABELS['bureau-reviews'], 'bureau-closes': TIER_LABELS['bureau-closes'] };

/** Ids of evidence and of preservations that still hold goods, as they were counted at the handover. */
const custody = () =>
  z
    .array(itemId('移交清单项目'))
    .max(1000, '移交清单最多1000项')
    .default([])
    .meta({ title: '证据移交清单', input: 'evidence-list', help: '逐项清点全部证据和先行登记保存的物品' });

export const transferCommands = {
  ProposeTransfer: command({
    label: '提请提级',
    help: '重大、疑难、跨区域或者镇街难以办理的案件，写明理由提请上级审核或者办理。',
    stages: RUNNING,
    roles: ['handler', ...HEADS, 'supervisor'],
    whileSuspended: true,
    basis: ['《行政处罚法》第二十四条', '《行政处罚法》第二十五条'],
    // Neither article speaks of raising a case: the county's graded list does.
    cites: GRADED,
    schema: z
      .object({
        to: choice('提级到', RAISED, RAISED_LABELS),
        unitId: unitId('接收单位').nullable().default(null),
        reasons: longText('提级理由', undefined, 2000),
      })
      .strict(),
    lookups: (payload) => (payload.unitId === null ? {} : { units: [payload.unitId] }),
  }),
  AcceptTransfer: command({
    label: '接收提级',
    help: '上级接收案件，确定承办人并逐项清点证据；原承办单位转为协助，案件期限继续计算。',
    stages: RUNNING,
    roles: BUREAU_ACCEPTERS,
    whileSuspended: true,
    basis: ['《行政处罚法》第四十二条', '《行政处罚法》第四十七条'],
    schema: z
      .object({
        handlerIds: z
          .array(itemId('承办人'))
          .max(10, '承办人最多10名')
          .default([])
          .meta({ title: '承办人', input: 'officers', help: '由执法局办理的必填；第一名为主办人，不少于两名持证执法人员' }),
        custody: custody(),
        custodyNote: longText('清点说明', undefined, 1000).nullable().default(null),
      })
      .strict(),
    lookups: (payload) => (payload.handlerIds.length > 0 ? { people: payload.handlerIds } : {}),
  }),
  RefuseTransfer: command({
    label: '不予接收提级',
    help: '不符合提级条件的，由执法局负责人写明理由退回，案件由原单位继续办理。',
    stages: RUNNING,
    roles: [BUREAU_HEAD],
    whileSuspended: true,
    schema: z.object({ reasons: longText('不予接收的理由', undefined, 2000) }).strict(),
  }),
  ReturnToTown: command({
    label: '交回镇街办理',
    help: '提级事由消除后，由执法局负责人把案件交回原镇街，写明理由和要求，证据逐项移交。',
    stages: RUNNING,
    roles: [BUREAU_HEAD],
    basis: ['《行政处罚法》第二十四条'],
    schema: z
      .object({
        reason: longText('交回理由', undefined, 2000),
        instruction: longText('办理要求', undefined, 1000),
        handlerIds: officers('镇街承办人', '不少于两名持证执法人员；一般为原承办人'),
        custody: custody(),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.handlerIds, matter: 'case' as const }),
  }),
};
