/** Fields that many query strings share. Query strings carry text; these turn it into what it means. */
import { z } from 'zod';

/** `?limit=50`. */
export const limitField = (fallback: number, most: number) =>
  z.coerce
    .number({ error: '应为整数' })
    .int('应为整数')
    .min(1, '至少为1')
    .max(most, `最多${most}`)
    .default(fallback)
    .meta({ title: '每页条数' });

export const cursorField = z.string().min(1).max(500, '翻页位置无效').optional().meta({ title: '翻页位置' });

/** `?stage=review,decision` or the parameter repeated. */
export function manyOf<const Values extends readonly [string, ...string[]]>(title: string, values: Values) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (Array.isArray(given) ? given : [given]).flatMap((one) => one.split(',')).filter((one) => one !== ''))
    .pipe(z.array(z.enum(values, { error: `不在可选范围内：${values.join('、')}` })).max(50))
    .optional()
    .meta({ title });
}

/** `?count=true`. */
export const flagField = (title: string) =>
  z
    .enum(['true', 'false', '1', '0'], { error: '只能是 true 或 false' })
    .transform((value) => value === 'true' || value === '1')
    .optional()
    .meta({ title });

export const searchField = z.string().max(100, '搜索内容不能超过100字').optional().meta({ title: '搜索' });

export const idField = (title: string) => z.string().min(1, `请填写${title}`).max(100, `${title}过长`).optional().meta({ title });
