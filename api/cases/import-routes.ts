/** Running paper cases: brought in mid-stage with their past steps and the time they have already used. */
import { v7 as timeOrderedId } from 'uuid';
import { z } from 'zod';
import { importFile, execute } from '../../domain/case/machine.ts';
import type { CaseHead as Head } from '../../domain/case/types.ts';
import { unopenedHead } from '../../domain/work/execute.ts';
import { CURRENT_RULES, type Lookups } from '../../domain/case/context.ts';
import { commandNames, isCommandName, specOf } from '../../domain/case/catalogue.ts';
import { instant, longText, personId, text } from '../../domain/work/fields.ts';
import type { Person } from '../../domain/people.ts';
import { HEADS } from '../../domain/roles.ts';
import { parseInstant } from '../../domain/terms/instant.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { byRecord } from '../audit/says.ts';
import { reserve } from '../database/idempotency.ts';
import { fingerprintOf } from '../http/fingerprint.ts';
import { fieldProblems } from '../http/parse.ts';
import { type FieldProblem, invalid, Problem, refused } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { sha256 } from '../session/tokens.ts';
import type { ImportEnvelope } from '../../workflows/messages.ts';
import { commandAnswerSchema } from './case-schemas.ts';
import { type CommandServices, newRun } from './commander.ts';
import { releaseNumbers, reserveNumbers } from './numbers.ts';
import { givenNow, send } from './sending.ts';
import { lookUp } from './lookups.ts';
import { requireOwnTown } from './opener.ts';
import { restored } from './restored.ts';

const UPDATE_ID = 'import';
const BODY_LIMIT = 4 * 1024 * 1024;

const importSchema = z.strictObject({
  reference: text('纸质案卷号', 100),
  reason: longText('补录理由', undefined, 1000),
  steps: z
    .array(
      z.strictObject({
        at: instant('办理时间'),
        by: personId('办理人'),
        name: z
          .string()
          .refine((name) => isCommandName(name), '没有这个命令')
          .meta({ title: '步骤' }),
        payload: z.unknown(),
      }),
    )
    .min(1, '至少补录一步，第一步为建立案件')
    .max(200, '最多补录200步')
    .meta({ title: '步骤' }),
});
type ImportRequest = z.infer<typeof importSchema>;

export function importRoutes(services: CommandServices): Route[] {
  return [
    route(
      { roles: ['dispatcher', ...HEADS] },
      {
        method: 'post',
        path: '/cases/import',
        id: 'importCase',
        audit: byRecord(),
        tag: '案件',
        summary: '补录在办的纸质案件',
        description: `过去的每一步按纸面日期、由当时的办理人、依同样的规则逐步办理，全部成立或者全部不成立。可用的步骤：${commandNames.join('、')}。`,
        body: importSchema,
        bodyLimit: BODY_LIMIT,
        headers: ['Idempotency-Key'],
        answers: { 201: { description: '已补录', schema: commandAnswerSchema } },
        handle: async ({ body, caller, idempotencyKey, now }) => {
          const { person } = caller;
          const fingerprint = fingerprintOf('import', body);
          const key = idempotencyKey ?? timeOrderedId();
          const policy = await services.policies.current();
          const caseId =
            idempotencyKey === null
              ? timeOrderedId()
              : await reserve(services.database, { personId: person.id, route: 'POST /cases/import', key, fingerprint }, timeOrderedId());
          const steps = await prepare(services, body, caseId, policy, now);
          requireOwnTown(person, (steps[0]?.payload as { townId?: string } | undefined)?.townId ?? '');
          const envelope: ImportEnvelope = { reference: body.reference, reason: body.reason, actor: person, steps, fingerprint };
          const decided = importFile(caseId, envelope, policy, now, CURRENT_RULES, sha256);
          if (!decided.ok) throw refused(decided);
          const stillSeen = () => services.standings.visibleTo(person, caseId);
          const sending = { caseId, personId: person.id, updateId: UPDATE_ID, key, fingerprint, stillSeen };
          const answer = await send(services, sending, async () => {
            const reserved = await reserveNumbers(services, caseId, decided.events);
            const paper: ImportEnvelope = { ...envelope, ...(reserved ? { numbers: reserved.numbers } : {}), at: givenNow() };
            const outcome = await services.gateway.importWithStart(await newRun(services.gateway, caseId, policy), UPDATE_ID, paper);
            if (reserved && outcome.kind === 'refused') await releaseNumbers(services.database, caseId, reserved);
            return { outcome, base: null };
          });
          return { status: 201, body: answer, headers: { Location: `/api/v1/cases/${answer.caseId}`, ETag: `"${answer.version}"` } };
        },
      },
    ),
  ];
}

/** Parses every step and looks up what it needs as of its day; faults of all steps are told at once. */
async function prepare(
  services: CommandServices,
  body: ImportRequest,
  caseId: string,
  policy: CasePolicy,
  now: Instant,
): Promise<ImportEnvelope['steps']> {
  const people = await services.people.byIds(body.steps.map(({ by }) => by));
  const faults: FieldProblem[] = body.steps.flatMap((step, index) => {
    const unknown = people.has(step.by) ? [] : [{ path: `steps.${index}.by`, title: '办理人', message: '没有这个人员' }];
    if (!isCommandName(step.name)) return unknown;
    const { schema } = specOf(step.name);
    restored(schema, step.payload, null, `steps.${index}.payload.`);
    const parsed = schema.safeParse(step.payload ?? {});
    return [...unknown, ...(parsed.success ? [] : fieldProblems(schema, parsed.error.issues, `steps.${index}.payload`))];
  });
  if (faults.length > 0) throw invalid(faults);

  const paper = { reference: body.reference, reason: body.reason, enteredAt: new Date(now).toISOString(), enteredBy: '' };
  let head: Head = unopenedHead(caseId, sha256);
  const steps: ImportEnvelope['steps'] = [];
  for (const [index, step] of body.steps.entries()) {
    const payload: unknown = specOf(step.name as never).schema.parse(step.payload ?? {});
    const at = parseInstant(step.at);
    const actor = people.get(step.by) as Person;
    const lookups = await lookUpAt(
      services,
      step.name,
      payload,
      { caseId, file: head.state.stage === 'unopened' ? null : head.state, now: at },
      index,
    );
    steps.push({ name: step.name, payload, actor, lookups, at: step.at });
    // What later steps look up depends on what this one did; a refusal is told by the whole import's own run.
    const outcome = execute(head, step.name, payload, { id: caseId, now: at, actor, policy, lookups, rules: CURRENT_RULES, paper }, sha256);
    if (outcome.ok) head = outcome.head;
  }
  return steps;
}

async function lookUpAt(
  services: CommandServices,
  name: string,
  payload: unknown,
  place: Parameters<typeof lookUp>[3],
  index: number,
): Promise<Lookups> {
  try {
    return await lookUp(services, name as never, payload, place);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    throw invalid((error.details.errors ?? []).map((fault) => ({ ...fault, path: `steps.${index}.payload.${fault.path}` })));
  }
}
