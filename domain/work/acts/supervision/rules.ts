import type { Person } from '../../../people.ts';
import { BUREAU_HEAD, hasRole } from '../../../roles.ts';
import { refuse, type Refusal } from '../../../result.ts';
import { parseInstant, toShanghaiIso } from '../../../terms/instant.ts';
import { type Asked, nextId, type WorkFile } from '../../file.ts';
import { answerAhead, headOfUnit } from '../../guards.ts';
import type { ActDeciders, ActReadiness, ActWords } from '../words.ts';
import type { SupervisionCommands } from './commands.ts';
import type { SupervisionEvents } from './events.ts';

/**
 * An urge is answered by the item's handlers or by whom it named; one that named nobody, by the dispatcher or the
 * bureau.
 */
const mayAnswer = (file: WorkFile, urge: Asked, person: Person): boolean =>
  file.handlers.some(({ id }) => id === person.id) ||
  urge.to.includes(person.id) ||
  urge.to.includes(person.unit.id) ||
  (urge.to.length === 0 && hasRole(person, 'dispatcher', BUREAU_HEAD));

const notAddressed = (): Refusal => refuse('not-addressed', '催办不是发给您的', ['由承办人或者被催办的人员答复']);

const unanswered = (asked: readonly Asked[]): Asked[] => asked.filter(({ answeredAt }) => answeredAt === null);

const handled = (file: WorkFile, label: string): Refusal | null =>
  file.handlers.length > 0 ? null : refuse('no-handler', `${label}还没有承办人，无人可催`, ['先指定承办人，或者督办承办单位']);

export function supervisionRules({ label }: ActWords) {
  const readySupervision = {
    // Since authority is asked of an urge (a case: the fourth rules, any other kind: the fifth) whoever comes here may urge.
    Urge: (file, { actor, rules }) =>
      actor.roles.includes('supervisor') || rules >= 5 ? handled(file, label) : (headOfUnit(file, actor, '催办') ?? handled(file, label)),

    AnswerUrge: (file, { actor }) => {
      const urges = unanswered(file.urges);
      if (urges.length === 0) return refuse('no-open-urge', '没有待答复的催办');
      return urges.some((urge) => mayAnswer(file, urge, actor)) ? urges : notAddressed();
    },

    AnswerSupervision: (file, { actor }) => {
      const supervisions = unanswered(file.supervisions);
      return supervisions.length === 0
        ? refuse('no-open-supervision', '没有待答复的督办')
        : (headOfUnit(file, actor, '答复督办') ?? supervisions);
    },
  } satisfies ActReadiness<SupervisionCommands>;

  const decideSupervision: ActDeciders<SupervisionCommands, SupervisionEvents, typeof readySupervision> = {
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
      const supervisionId = nextId(file, 'supervision');
      const to = [file.unit.id];
      return [{ type: 'SupervisionIssued', data: { supervisionId, term: null, rung: null, text: payload.text, to, answerDueAt } }];
    },

    AnswerSupervision: (_file, payload, _context, supervisions) =>
      supervisions.some(({ id }) => id === payload.supervisionId)
        ? [{ type: 'SupervisionAnswered', data: payload }]
        : refuse('unknown-supervision', '该督办不存在或者已经答复', ['选择待答复的督办']),
  };

  return { ready: readySupervision, decide: decideSupervision };
}
