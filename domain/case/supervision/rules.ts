import type { supervisionCommands } from './commands.ts';
import type { Person } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { addDays, legalDateOf, parseInstant, toShanghaiIso } from '../../terms/instant.ts';
import type { Instant, IsoInstant } from '../../terms/model.ts';
import type { SupervisionEvents } from './events.ts';
import { headOfCase } from '../guards.ts';
import { nextId } from '../../work/file.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders, Readiness } from '../types.ts';

/** An answer is due some time ahead, and not so far that nobody remembers the question. */
const LONGEST_DAYS = 60;

function answerAhead(dueAt: IsoInstant, now: Instant): Refusal | null {
  const due = parseInstant(dueAt);
  if (due <= now) return refuse('answer-due-past', '答复期限应当晚于现在', ['更正答复期限']);
  return legalDateOf(due) > addDays(legalDateOf(now), LONGEST_DAYS)
    ? refuse('answer-due-too-far', `答复期限不能超过${LONGEST_DAYS}日`, ['缩短答复期限'])
    : null;
}

const handled = (file: CaseFile): Refusal | null =>
  (file.handlers.length > 0 ? null : refuse('no-handler', '案件还没有承办人，无人可催', ['先指定承办人，或者督办承办单位']));

type Urge = CaseFile['urges'][number];

/**
 * An urge is answered by the case's handlers or by whom it named; one that named nobody, by the dispatcher or the
 * bureau.
 */
const mayAnswer = (file: CaseFile, urge: Urge, person: Person): boolean =>
  file.handlers.some(({ id }) => id === person.id) || urge.to.includes(person.id) || urge.to.includes(person.unit.id) ||
  (urge.to.length === 0 && (person.roles.includes('dispatcher') || person.roles.includes('bureau-head')));

const notAddressed = (): Refusal => refuse('not-addressed', '催办不是发给您的', ['由承办人或者被催办的人员答复']);

const open = <Item extends { answeredAt: IsoInstant | null }>(items: readonly Item[]): Item[] =>
  items.filter(({ answeredAt }) => answeredAt === null);

export const readySupervision = {
  Urge: (file, { actor }) =>
    (actor.roles.includes('supervisor') ? handled(file) : headOfCase(file, actor, '催办') ?? handled(file)),

  AnswerUrge: (file, { actor }) => {
    const urges = open(file.urges);
    if (urges.length === 0) return refuse('no-open-urge', '没有待答复的催办');
    return urges.some((urge) => mayAnswer(file, urge, actor)) ? urges : notAddressed();
  },

  AnswerSupervision: (file, { actor }) => {
    const supervisions = open(file.supervisions);
    return supervisions.length === 0
      ? refuse('no-open-supervision', '没有待答复的督办')
      : headOfCase(file, actor, '答复督办') ?? supervisions;
  },
} satisfies Readiness<typeof supervisionCommands>;

export const decideSupervision: Deciders<typeof supervisionCommands, SupervisionEvents, typeof readySupervision> = {
  Urge: (file, payload, { now }) => {
    const refusal = answerAhead(payload.answerDueAt, now);
    if (refusal) return refusal;
    const answerDueAt = toShanghaiIso(parseInstant(payload.answerDueAt));
    const to = file.handlers.map(({ id }) => id);
    const urgeId = nextId(file, 'urge');
    return [{ type: 'Urged', data: { urgeId, term: null, rung: null, text: payload.text, to, answerDueAt } }];
  },

  AnswerUrge: (file, payload, { actor }, urges) => {
    const urge = urges.find(({ id }) => id === payload.urgeId);
    if (!urge) return refuse('unknown-urge', '该催办不存在或者已经答复', ['选择待答复的催办']);
    return mayAnswer(file, urge, actor) ? [{ type: 'UrgeAnswered', data: payload }] : notAddressed();
  },

  IssueSupervision: (file, payload, { now }) => {
    const refusal = answerAhead(payload.answerDueAt, now);
    if (refusal) return refusal;
    const answerDueAt = toShanghaiIso(parseInstant(payload.answerDueAt));
    return [
      {
        type: 'SupervisionIssued',
        data: {
          supervisionId: nextId(file, 'supervision'), term: null, rung: null, text: payload.text, to: [file.unit.id],
          answerDueAt,
        },
      },
    ];
  },

  AnswerSupervision: (_file, payload, _context, supervisions) =>
    (supervisions.some(({ id }) => id === payload.supervisionId)
      ? [{ type: 'SupervisionAnswered', data: payload }]
      : refuse('unknown-supervision', '该督办不存在或者已经答复', ['选择待答复的督办'])),
};
