import { z } from 'zod';
import { BUREAU_HEAD } from '../../roles.ts';
import { STAGES } from '../../vocabulary.ts';
import { command } from '../../work/command.ts';
import { longText } from '../../work/fields.ts';

const OPEN = STAGES.filter((stage) => stage !== 'archived');

export const clockCommands = {
  RebindPolicy: command({
    label: '换用新规则',
    help: '把在办案件换到新版的期限、督办和分级规则上，已经用去的时间照算；先预览，再批准。',
    stages: OPEN,
    roles: [BUREAU_HEAD],
    whileSuspended: true,
    schema: z
      .object({
        policyHash: z
          .string()
          .regex(/^[0-9a-f]{64}$/, '规则版本无效')
          .meta({ title: '新规则', input: 'text' }),
        reason: longText('换用理由', undefined, 1000),
      })
      .strict(),
    lookups: (payload) => ({ policy: payload.policyHash }),
  }),
};
