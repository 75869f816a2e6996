import { z } from 'zod';
import { HANDLERS, HEADS } from '../../roles.ts';
import { command } from '../../work/command.ts';
import { choice, longText, people, text, unitId, workItemId } from '../../work/fields.ts';
import { URGENCIES, URGENCY_LABELS } from '../file.ts';

export const courseCommands = {
  BlowWhistle: command({
    label: '吹哨',
    help: '镇街解决不了、需要部门到场的，写明事项和地点，召集部门。',
    stages: ['unopened'],
    roles: [...HEADS, ...HANDLERS, 'dispatcher'],
    schema: z
      .object({
        title: text('事项', 120),
        urgency: choice('哨级', URGENCIES, URGENCY_LABELS),
        unitId: unitId('被吹哨部门'),
        place: text('地点', 300),
        text: longText('需要解决的问题'),
        fromId: workItemId('由哪件事项引起').nullable().default(null),
      })
      .strict(),
    lookups: ({ unitId: unit, fromId }) => ({ units: [unit], ...(fromId ? { items: [fromId] } : {}) }),
  }),
  SignWhistle: command({
    label: '签收',
    help: '被吹哨部门签收并确定到场人员。',
    stages: ['called'],
    roles: [...HEADS, ...HANDLERS],
    schema: z.object({ personIds: people('到场人员') }).strict(),
    lookups: ({ personIds }) => ({ people: personIds }),
  }),
  RefuseWhistle: command({
    label: '退哨',
    help: '不属于本部门职责的，写明理由和依据退回；由县级指挥中心核定。',
    stages: ['called'],
    roles: HEADS,
    schema: z.object({ reason: longText('退哨理由', undefined, 1000), grounds: text('依据', 300) }).strict(),
  }),
  RedirectWhistle: command({
    label: '改派或者驳回退哨',
    help: '县级指挥中心核定：退哨有理的改派其他部门，无理的仍派原部门。',
    stages: ['refused', 'called'],
    roles: ['dispatcher', 'supervisor'],
    schema: z.object({ unitId: unitId('到场部门'), reason: longText('核定意见', undefined, 1000) }).strict(),
    lookups: ({ unitId: unit }) => ({ units: [unit] }),
  }),
  ArriveOnSite: command({
    label: '到场',
    help: '到场人员到达现场后登记；事不完，人不走。',
    stages: ['signed'],
    roles: [...HEADS, ...HANDLERS],
    byHandler: true,
    schema: z.object({ note: text('到场情况', 500) }).strict(),
  }),
  FinishWhistle: command({
    label: '办结',
    help: '问题处理完毕，写明结果；转为立案、整改的写明去向。',
    stages: ['arrived'],
    roles: [...HEADS, ...HANDLERS],
    byHandler: true,
    schema: z.object({ result: longText('办理结果', undefined, 3000) }).strict(),
  }),
};
