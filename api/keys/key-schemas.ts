/** Keys as they are asked for and as they are shown. */
import { z } from 'zod';
import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { CHANNELS, CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import { legalDate, longText, personId, text } from '../../domain/work/fields.ts';
import { instantSchema } from '../cases/case-schemas.ts';
import { type FieldProblem, invalid } from '../http/problem.ts';
import { SCOPE_LABELS, SCOPES } from '../session/caller.ts';
import { isNetwork } from './addresses.ts';

export const LONGEST_DAYS = 365;
export const OVERLAP_HOURS = 7 * 24;
export const USUAL_PER_MINUTE = 120;

const nullableInstant = instantSchema.nullable();

export const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    purpose: z.string(),
    standing: z.enum(['proposed', 'approved', 'refused', 'ended', 'revoked']),
    ownerId: z.string().nullable(),
    ownerName: z.string().nullable(),
    ownerLeft: z.boolean(),
    scopes: z.array(z.enum(SCOPES)),
    channel: z.enum(CHANNELS).nullable(),
    area: z.literal('county').nullable(),
    addresses: z.array(z.string()),
    perMinute: z.int(),
    expiresAt: instantSchema,
    createdAt: instantSchema,
    createdBy: z.string().nullable(),
    createdByName: z.string().nullable(),
    decidedAt: nullableInstant,
    decidedBy: z.string().nullable(),
    decidedByName: z.string().nullable(),
    decidedReason: z.string().nullable(),
    revokedAt: nullableInstant,
    lastUsedAt: nullableInstant,
    lastUsedFrom: z.string().nullable(),
    secrets: z.array(z.object({ id: z.string(), issuedAt: instantSchema, endsAt: nullableInstant })),
  })
  .meta({ title: '接口密钥' });

export const newKeySchema = z.strictObject({
  name: text('名称', 100),
  purpose: longText('用途', '哪个系统、做什么用', 500),
  ownerId: personId('负责人'),
  scopes: z
    .array(z.enum(SCOPES, { error: `权限应为${SCOPES.join('、')}；办理案件须由人员登录办理，不发密钥` }))
    .min(1, '至少选择一项权限')
    .max(SCOPES.length)
    .meta({ title: '权限', labels: SCOPE_LABELS }),
  channel: z.enum(CHANNELS, { error: '没有这个渠道' }).nullable().default(null).meta({ title: '渠道', labels: CHANNEL_LABELS }),
  area: z.literal('county', { error: '范围只能是全县，或者不填' }).nullable().default(null).meta({ title: '案件范围' }),
  addresses: z
    .array(z.string().trim().refine(isNetwork, '应为一个地址，或者一个网段，如 10.8.0.7、10.8.0.0/24').meta({ title: '地址' }), {
      error: '地址应为列表',
    })
    .max(50, '地址最多50个')
    .default([])
    .meta({ title: '可以使用的地址' }),
  perMinute: z
    .int('每分钟次数应为整数')
    .min(1, '每分钟至少1次')
    .max(6_000, '每分钟最多6000次')
    .default(USUAL_PER_MINUTE)
    .meta({ title: '每分钟最多使用次数' }),
  expiresOn: legalDate('到期日'),
});
export type NewKey = z.infer<typeof newKeySchema>;

/** What the fields say only together, or only today. */
export function requireSound({ scopes, channel, area, expiresOn }: NewKey, now: Instant): void {
  const faults: FieldProblem[] = [];
  const today = legalDateOf(now);
  const latest = addDays(today, LONGEST_DAYS);
  if (expiresOn <= today) faults.push({ path: 'expiresOn', title: '到期日', message: '到期日应晚于今天' });
  if (expiresOn > latest) faults.push({ path: 'expiresOn', title: '到期日', message: `密钥最长用一年，到期日不晚于${latest}` });
  if (area !== null && !scopes.includes('cases:read')) {
    faults.push({ path: 'area', title: '案件范围', message: '没有“查看案件办理情况”权限的，不填范围' });
  }
  if (scopes.includes('cases:read') && channel === null && area === null) {
    faults.push({ path: 'area', title: '案件范围', message: '查看案件办理情况的，选定渠道（只看本渠道线索转成的案件）或者全县' });
  }
  if (scopes.includes('leads:read') && channel === null && !scopes.includes('leads:write')) {
    faults.push({ path: 'channel', title: '渠道', message: '查看线索的，选定渠道：密钥只能看到本渠道的线索' });
  }
  if (faults.length > 0) throw invalid(faults);
}
