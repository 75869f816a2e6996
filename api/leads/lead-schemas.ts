/** Leads as they come in and as they are shown. */
import { z } from 'zod';
import { instant, longText, text } from '../../domain/work/fields.ts';
import { CHANNELS, CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import { instantSchema, unitNameSchema } from '../cases/case-schemas.ts';
import { channelOf } from './channel-words.ts';

export const LEAD_KINDS = ['enforcement', 'out-of-scope', 'criminal', 'emergency'] as const;
export type LeadKind = (typeof LEAD_KINDS)[number];
export const LEAD_STATUSES = ['new', 'accepted', 'merged', 'rejected'] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

const optionalText = (title: string, max: number) => text(title, max).nullable().optional();

/** A channel by its key or by its usual name. */
export const channelField = z
  .string({ error: '请填写线索渠道' })
  .refine((word) => channelOf(word) !== undefined, `线索渠道不在可选范围内：${CHANNELS.map((key) => CHANNEL_LABELS[key]).join('、')}`)
  .meta({ title: '线索渠道', input: 'choice', labels: CHANNEL_LABELS });

/** `POST /leads`. `town` is a unit's id or its name; where it is unknown the lead waits for a dispatcher. */
export const newLeadSchema = z.strictObject({
  ticket: text('工单号', 100).nullable().optional(),
  channel: channelField,
  receivedAt: instant('接收时间'),
  reporterName: optionalText('反映人', 100),
  reporterPhone: optionalText('联系电话', 40),
  town: text('属地镇街', 60).nullable().optional(),
  address: text('地址', 300),
  text: longText('线索内容'),
});
export type NewLead = z.infer<typeof newLeadSchema>;

export const matchSchema = z.object({ words: z.array(z.string()), item: z.string(), itemTitle: z.string() }).loose();

export const dispatchSchema = z
  .object({
    departments: z.array(z.object({ department: z.string(), score: z.number(), matched: z.array(matchSchema) }).loose()),
    confidence: z.number().meta({ title: '把握' }),
    toPerson: z.boolean().meta({ title: '交人判断' }),
    why: z.array(z.string()),
  })
  .loose();

export const leadRowSchema = z
  .object({
    id: z.string(),
    ticket: z.string().nullable(),
    channel: z.enum(CHANNELS),
    receivedAt: instantSchema,
    reporterName: z.string().nullable(),
    reporterPhone: z.string().nullable(),
    town: unitNameSchema.nullable(),
    address: z.string(),
    text: z.string(),
    kind: z.enum(LEAD_KINDS),
    status: z.enum(LEAD_STATUSES),
    department: z.string().nullable(),
    caseId: z.string().nullable(),
    mergedIntoId: z.string().nullable(),
    decidedReason: z.string().nullable(),
  })
  .meta({ title: '线索' });

/** That it was taken in, for who may see no more of it. */
export const leadReceiptSchema = leadRowSchema.pick({ id: true, ticket: true, channel: true, status: true }).meta({ title: '收据' });

export const leadSchema = leadRowSchema.extend({
  takenBy: z.object({ id: z.string(), name: z.string() }).nullable().meta({ title: '由谁报送：人员，或者接口密钥' }),
  dispatch: dispatchSchema,
  duplicates: z.array(z.object({ leadId: z.string(), score: z.number(), why: z.array(z.string()), text: z.string() }).loose()),
  version: z.int(),
  mayDecide: z.boolean().meta({ title: '可否由您受理、并入或者不予受理' }),
});
