/** A policy's parts as a client sends them: shapes only. What must hold between them is `validatePolicy`. */
import { z } from 'zod';
import { PAUSE_GROUNDS, TERM_EFFECTS } from './model.ts';

const key = z.string().min(1, '没有填写键').max(60, '键过长');
const words = (title: string) => z.string().max(500, `${title}过长`).meta({ title });
const path = z.string().min(1).max(100);
const scalar = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);
const count = z.number({ error: '长度应为数字' });

const condition = z.union([
  z.strictObject({ path, in: z.array(scalar).max(50) }),
  z.strictObject({ path, notIn: z.array(scalar).max(50) }),
  z.strictObject({ path, exists: z.boolean() }),
]);
const trigger = z.strictObject({
  event: z.string().min(1).max(60),
  anchor: path.optional(),
  offset: z
    .strictObject({
      length: z.int().min(1),
      unit: z.enum(['naturalDay', 'workday', 'month']),
      roll: z.literal('next').optional(),
      what: words('前一期间的名称').optional(),
      basis: words('依据').optional(),
    })
    .optional(),
  lead: path.optional(),
  length: path.optional(),
  due: path.optional(),
  self: z.literal(true).optional(),
  when: z.union([condition, z.array(condition).max(10)]).optional(),
});

const ground = z.enum(PAUSE_GROUNDS, { error: '没有这一中止事由' });
const term = z.strictObject({
  key,
  label: words('期限名称'),
  effect: z.enum(TERM_EFFECTS),
  rule: z.strictObject({ key, name: words('规定名称') }).optional(),
  length: count,
  unit: z.enum(['workday', 'naturalDay', 'month', 'year', 'workHour', 'hour', 'minute']),
  direction: z.enum(['forward', 'back']).optional(),
  roll: z.enum(['none', 'next', 'previous']),
  pausedBy: z.array(ground).max(20),
  extensions: z
    .array(z.strictObject({ maxLength: z.number().nullable(), approver: z.enum(['head', 'collective']), basis: words('依据') }))
    .max(5),
  armedBy: z.array(trigger).max(20),
  rearm: z.enum(['keep', 'restart', 'later']).optional(),
  instance: path.optional(),
  metBy: z.array(trigger).max(40),
  cancelledBy: z.array(trigger).max(40),
  stage: key.optional(),
  yellow: z.strictObject({ share: z.number(), remaining: z.number() }),
  ladder: key.optional(),
  duty: z.enum(['dispatcher', 'handler', 'reviewer', 'head', 'party', 'receiver', 'other-body']),
  window: z.literal(true).optional(),
  basis: words('依据'),
  local: words('来源').optional(),
});

const work = z.strictObject({ length: count, unit: z.enum(['workHour', 'workday']) });
const rung = z.strictObject({
  action: z.enum(['remind', 'notify-supervisor', 'urge', 'supervise', 'transfer']),
  at: z.enum(['yellow', 'red']),
  after: work,
  answerWithin: work.optional(),
  anyHour: z.literal(true).optional(),
  automatic: z.boolean().optional(),
  receiver: z.strictObject({ id: key, name: words('单位'), kind: z.enum(['county', 'bureau', 'town', 'street', 'other']) }).optional(),
  basis: words('依据'),
});

/** The parts of a policy that any kind has. */
export const termPolicyParts = {
  terms: z.array(term).min(1, '至少保留一项期限').max(200).optional().meta({ title: '期限' }),
  pauseTriggers: z
    .array(
      z.strictObject({
        ground,
        startedBy: z.array(trigger).max(20),
        endedBy: z.array(trigger).max(20),
        instance: path.optional(),
        ref: z.string().max(60).optional(),
        basis: words('依据'),
      }),
    )
    .max(60)
    .optional()
    .meta({ title: '中止' }),
  ladders: z
    .array(z.strictObject({ key, label: words('名称'), saysClass: z.literal(true).optional(), rungs: z.array(rung).max(20) }))
    .max(60)
    .optional()
    .meta({ title: '督办阶梯' }),
};
