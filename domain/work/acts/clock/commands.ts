import { z } from 'zod';
import { HEADS } from '../../../roles.ts';
import { command } from '../../command.ts';
import { choice, itemId, longText, personId } from '../../fields.ts';
import type { ActWords } from '../words.ts';

export type ClockCommands = ReturnType<typeof clockCommands>;

/** What moves the terms of an item beside its own course. */
export function clockCommands({ running, open, law: { articles, causes } }: ActWords) {
  const causeKeys = Object.keys(causes) as [string, ...string[]];
  const causeLabels = Object.fromEntries(Object.entries(causes).map(([cause, { label }]) => [cause, label]));
  return {
    Suspend: command({
      label: '中止办理',
      help: '有法定事由暂时不能继续办理的，经负责人批准中止，相关期限停止计算。',
      stages: running,
      roles: HEADS,
      // Suspending twice is refused with its own words.
      whileSuspended: true,
      basis: articles.suspension ?? [],
      schema: z.object({ cause: choice('中止事由', causeKeys, causeLabels), reason: longText('具体情况', undefined, 2000) }).strict(),
    }),
    Resume: command({
      label: '恢复办理',
      help: '中止事由消除后，经负责人批准恢复办理，期限继续计算。',
      stages: running,
      roles: HEADS,
      whileSuspended: true,
      basis: articles.suspension ?? [],
      schema: z.object({ reason: longText('恢复理由', undefined, 2000) }).strict(),
    }),
    ExtendTerm: command({
      label: '延长期限',
      help: '在期限届满前按规定的次序和上限延长：先经负责人批准，仍不能办结的由负责人集体讨论决定。',
      stages: open,
      roles: HEADS,
      whileSuspended: true,
      basis: articles.extension ?? [],
      schema: z
        .object({
          term: itemId('期限'),
          length: z
            .number({ error: '请填写延长的长度' })
            .int('延长的长度应为整数')
            .min(1, '延长的长度至少为1')
            .max(3650, '延长的长度过大')
            .meta({ title: '延长长度', input: 'text', help: '按该期限自己的单位（工作日、日、小时）' }),
          reason: longText('延长理由', undefined, 2000),
          memberIds: z
            .array(personId('参加人员'))
            .max(20, '最多20名')
            .default([])
            .meta({ title: '集体讨论参加人员', input: 'people' as const }),
          minutes: longText('集体讨论记录', '由负责人集体讨论决定的必须填写', 5000).nullable().default(null),
        })
        .strict(),
      lookups: (payload) => (payload.memberIds.length > 0 ? { people: payload.memberIds } : {}),
    }),
    ReviseCalendar: command({
      label: '更新工作日历',
      help: '放假安排公布或者更正后，按新的工作日历重新推算期限，逐项说明变动。',
      stages: open,
      roles: ['list-admin'],
      whileSuspended: true,
      schema: z.object({ version: itemId('日历版本'), reason: longText('更新理由', undefined, 1000) }).strict(),
      lookups: (payload) => ({ calendar: payload.version }),
    }),
  };
}
