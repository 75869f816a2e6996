import { z } from 'zod';
import { CASE_OFFICERS, HEADS } from '../../../roles.ts';
import { command } from '../../command.ts';
import { instant, itemId, longText } from '../../fields.ts';
import type { ActWords } from '../words.ts';

export type SupervisionCommands = ReturnType<typeof supervisionCommands>;

/** Urging and supervision by people; the ladder does the same by itself. */
export const supervisionCommands = ({ label, open, law: { articles } }: ActWords) => ({
  Urge: command({
    label: '催办',
    help: `对进展缓慢的${label}催促承办人，限时答复。`,
    stages: open,
    roles: ['supervisor', ...HEADS],
    whileSuspended: true,
    schema: z.object({ text: longText('催办内容', undefined, 1000), answerDueAt: instant('答复期限') }).strict(),
  }),
  AnswerUrge: command({
    label: '答复催办',
    help: '说明未按期办理的原因和下一步安排。',
    stages: open,
    roles: [...CASE_OFFICERS, 'dispatcher'],
    whileSuspended: true,
    schema: z.object({ urgeId: itemId('催办'), answer: longText('答复', undefined, 2000) }).strict(),
  }),
  IssueSupervision: command({
    label: '督办',
    help: '向承办单位发出督办，限时由负责人答复整改情况。',
    stages: open,
    roles: ['supervisor'],
    whileSuspended: true,
    basis: articles.supervision ?? [],
    schema: z.object({ text: longText('督办要求', undefined, 2000), answerDueAt: instant('答复期限') }).strict(),
  }),
  AnswerSupervision: command({
    label: '答复督办',
    help: '由承办单位负责人答复督办，说明原因和整改措施。',
    stages: open,
    roles: HEADS,
    whileSuspended: true,
    basis: articles.supervision ?? [],
    schema: z.object({ supervisionId: itemId('督办'), answer: longText('答复', undefined, 3000) }).strict(),
  }),
});
