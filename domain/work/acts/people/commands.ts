import { z } from 'zod';
import { CASE_OFFICERS, HEADS } from '../../../roles.ts';
import { command } from '../../command.ts';
import { choice, itemId, longText, personId, text, yesNo } from '../../fields.ts';
import type { ActWords } from '../words.ts';

const RECUSAL_SOURCES = ['self', 'party'] as const;

export type PeopleCommands = ReturnType<typeof peopleCommands>;

/** Who handles the item: put in another's hands, handed over, recused. */
export const peopleCommands = ({ label, running, open, law: { articles, recusal }, fit }: ActWords) => ({
  ReassignHandler: command({
    label: '变更承办人',
    help: `由负责人或者督办员重新指定承办人${fit.demand ? `，${fit.demand}` : ''}。`,
    stages: open,
    roles: [...HEADS, 'supervisor'],
    whileSuspended: true,
    basis: articles.reassignment ?? [],
    schema: z.object({ handlerIds: fit.field(), reason: longText('变更理由', undefined, 1000) }).strict(),
    lookups: (payload) => ({ people: payload.handlerIds }),
  }),
  HandOver: command({
    label: `移交${label}`,
    help: `承办人把${label}移交给本单位另一名${fit.who}，列明材料；对方接收后生效。`,
    stages: open,
    roles: ['handler', 'bureau-handler'],
    byHandler: true,
    whileSuspended: true,
    basis: articles.handOver ?? [],
    schema: z
      .object({
        toId: personId('接收人'),
        papers: z.array(text('材料', 100)).min(1, '请填写移交材料').max(100, '最多100项').meta({ title: '移交材料', input: 'list' }),
        reason: longText('移交理由', undefined, 1000),
      })
      .strict(),
    lookups: (payload) => ({ people: [payload.toId] }),
  }),
  AcceptHandOver: command({
    label: '接收移交',
    help: `核对材料清单后接收${label}，成为承办人。`,
    stages: open,
    roles: ['handler', 'bureau-handler'],
    whileSuspended: true,
    basis: articles.takeOver ?? [],
    schema: z.object({ papersComplete: yesNo('材料与清单一致') }).strict(),
  }),
  DeclineHandOver: command({
    label: '不接收移交',
    help: '材料不全或者不能承办的，写明理由退回。',
    stages: open,
    roles: ['handler', 'bureau-handler'],
    whileSuspended: true,
    schema: z.object({ reason: longText('不接收的理由', undefined, 1000) }).strict(),
  }),
  Recuse: command({
    label: '申请回避',
    help: recusal.help,
    stages: running,
    roles: CASE_OFFICERS,
    whileSuspended: true,
    basis: articles.recusal ?? [],
    schema: z
      .object({
        personId: personId('回避人员'),
        by: choice('提出方式', RECUSAL_SOURCES, { self: '本人提出', party: `${recusal.asker}申请` }),
        reason: longText('回避理由', undefined, 1000),
      })
      .strict(),
    lookups: (payload) => ({ people: [payload.personId] }),
  }),
  DecideRecusal: command({
    label: '决定是否回避',
    help: `由负责人决定；负责人自己的回避由集体讨论决定。${recusal.meanwhile}`,
    stages: running,
    roles: HEADS,
    whileSuspended: true,
    basis: articles.recusal ?? [],
    schema: z
      .object({
        recusalId: itemId('回避申请'),
        granted: yesNo('同意回避'),
        reason: longText('决定理由', undefined, 1000),
        memberIds: z
          .array(personId('参加人员'))
          .max(20, '最多20名')
          .default([])
          .meta({ title: '集体讨论参加人员', input: 'people', help: '决定负责人的回避时填写' }),
        minutes: longText('集体讨论记录', '决定负责人的回避时填写', 5000).nullable().default(null),
      })
      .strict(),
    lookups: (payload) => (payload.memberIds.length > 0 ? { people: payload.memberIds } : {}),
  }),
});
