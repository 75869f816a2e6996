import { z } from 'zod';
import { HANDLERS, HEADS } from '../../roles.ts';
import { command } from '../../work/command.ts';
import { choice, instant, itemId, longText, text } from '../../work/fields.ts';
import { DISPUTE_END_LABELS, DISPUTE_ENDS } from '../file.ts';

const ART_25 = ['《行政处罚法》第二十五条'];

const unit = z
  .object({ id: itemId('单位'), name: text('单位名称', 100), kind: z.enum(['county', 'bureau', 'town', 'street', 'other']) })
  .strict();

/**
 * Raising, failing and settling are decided on the case, for they say who has it; its workflow tells the dispute. What the
 * sides have to say for themselves they say here.
 */
export const courseCommands = {
  RaiseDispute: command({
    label: '提出管辖争议',
    help: '案件上提出管辖争议后，由案件告知，双方开始协商。',
    stages: ['unopened'],
    roles: [],
    told: true,
    basis: ART_25,
    schema: z
      .object({
        caseId: itemId('案件'),
        title: text('案件名称', 200),
        sides: z.tuple([unit, unit]).meta({ title: '争议双方' }),
        raisedAt: instant('提出时间'),
        reason: z.string().max(5000).meta({ title: '争议理由' }),
        failedAt: instant('协商未成时间').nullable().default(null),
      })
      .strict(),
  }),
  StatePosition: command({
    label: '陈述管辖意见',
    help: '争议双方说明由谁管辖、为什么，供协商和上级指定时参考。',
    stages: ['consulting', 'designating'],
    roles: [...HEADS, ...HANDLERS],
    basis: ART_25,
    schema: z
      .object({
        text: longText('管辖意见', '应当由谁管辖', 2000),
        grounds: longText('依据和事实', '违法行为发生地、职责清单、先立案情况等', 3000),
      })
      .strict(),
  }),
  RecordFailure: command({
    label: '协商未成',
    help: '案件上记录协商未达成一致后，由案件告知，报请共同的上一级机关指定。',
    stages: ['consulting'],
    roles: [],
    told: true,
    basis: ART_25,
    schema: z.object({ failedAt: instant('协商未成时间'), result: longText('协商结果') }).strict(),
  }),
  SettleDispute: command({
    label: '争议解决',
    help: '案件上协商一致、指定管辖或者案件终结后，由案件告知。',
    stages: ['consulting', 'designating'],
    roles: [],
    told: true,
    basis: ART_25,
    schema: z
      .object({
        at: instant('解决时间'),
        how: choice('解决方式', DISPUTE_ENDS, DISPUTE_END_LABELS),
        unit: unit.meta({ title: '管辖单位' }),
      })
      .strict(),
  }),
};
