import { z } from 'zod';
import { STAGES } from '../../vocabulary.ts';
import { choice, itemId, longText, personId } from '../../work/fields.ts';
import { command } from '../../work/command.ts';

const RUNNING = STAGES.filter((stage) => stage !== 'closed' && stage !== 'archived');
const OPEN = STAGES.filter((stage) => stage !== 'archived');

/** Why an investigation may be suspended; every cause stops the terms that name its ground. */
export const SUSPENSION_CAUSES = [
  'other-decision', 'interpretation', 'force-majeure', 'party-missing', 'co-investigation', 'other',
] as const;
export const SUSPENSION_CAUSE_LABELS: Record<(typeof SUSPENSION_CAUSES)[number], string> = {
  'other-decision': '须以相关案件的裁判结果或者其他行政决定为依据，而其尚未审结或者作出',
  interpretation: '涉及法律适用等问题，需要有权机关作出解释或者确认',
  'force-majeure': '因不可抗力致使案件暂时无法调查',
  'party-missing': '当事人下落不明致使案件暂时无法调查',
  'co-investigation': '等待其他机关协助调查',
  other: '其他应当中止调查的情形',
};

const minutes = () => longText('集体讨论记录', '由负责人集体讨论决定的必须填写', 5000).nullable().default(null);
const members = () => z.array(personId('参加人员')).max(20, '最多20名').default([])
  .meta({ title: '集体讨论参加人员', input: 'people' as const });

export const clockCommands = {
  SuspendCase: command({
    label: '中止办理',
    help: '有法定事由暂时不能继续办理的，经负责人批准中止，相关期限停止计算。',
    stages: RUNNING,
    roles: ['town-head', 'bureau-head'],
    // Suspending twice is refused with its own words.
    whileSuspended: true,
    basis: ['《市场监督管理行政处罚程序规定》第四十六条'],
    schema: z
      .object({
        cause: choice('中止事由', SUSPENSION_CAUSES, SUSPENSION_CAUSE_LABELS), reason: longText('具体情况', undefined, 2000),
      })
      .strict(),
  }),
  ResumeCase: command({
    label: '恢复办理',
    help: '中止事由消除后，经负责人批准恢复办理，期限继续计算。',
    stages: RUNNING,
    roles: ['town-head', 'bureau-head'],
    whileSuspended: true,
    basis: ['《市场监督管理行政处罚程序规定》第四十六条'],
    schema: z.object({ reason: longText('恢复理由', undefined, 2000) }).strict(),
  }),
  ExtendTerm: command({
    label: '延长期限',
    help: '在期限届满前按规定的次序和上限延长：先经负责人批准，仍不能办结的由负责人集体讨论决定。',
    stages: OPEN,
    roles: ['town-head', 'bureau-head'],
    whileSuspended: true,
    basis: ['《行政处罚法》第六十条'],
    schema: z
      .object({
        term: itemId('期限'),
        length: z.number({ error: '请填写延长的长度' }).int('延长的长度应为整数').min(1, '延长的长度至少为1').max(3650, '延长的长度过大')
          .meta({ title: '延长长度', input: 'text', help: '按该期限自己的单位（工作日、日、小时）' }),
        reason: longText('延长理由', undefined, 2000),
        memberIds: members(),
        minutes: minutes(),
      })
      .strict(),
    lookups: (payload) => (payload.memberIds.length > 0 ? { people: payload.memberIds } : {}),
  }),
  RebindPolicy: command({
    label: '换用新规则',
    help: '把在办案件换到新版的期限、督办和分级规则上，已经用去的时间照算；先预览，再批准。',
    stages: OPEN,
    roles: ['bureau-head'],
    whileSuspended: true,
    schema: z
      .object({
        policyHash: z.string().regex(/^[0-9a-f]{64}$/, '规则版本无效').meta({ title: '新规则', input: 'text' }),
        reason: longText('换用理由', undefined, 1000),
      })
      .strict(),
    lookups: (payload) => ({ policy: payload.policyHash }),
  }),
  ReviseCalendar: command({
    label: '更新工作日历',
    help: '放假安排公布或者更正后，按新的工作日历重新推算期限，逐项说明变动。',
    stages: OPEN,
    roles: ['list-admin'],
    whileSuspended: true,
    schema: z
      .object({ version: itemId('日历版本'), reason: longText('更新理由', undefined, 1000) })
      .strict(),
    lookups: (payload) => ({ calendar: payload.version }),
  }),
};
