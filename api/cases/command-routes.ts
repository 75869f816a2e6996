/** One route a command, all made from the catalogue: what a command is stands in `domain/case/<stage>/commands.ts` alone. */
import { z } from 'zod';
import { type CommandName, commandNames, isCommandName, specOf } from '../../domain/case/catalogue.ts';
import { caseKind } from '../../domain/case/kind.ts';
import { byRecord } from '../audit/says.ts';
import { notFound } from '../http/problem.ts';
import { describeCommand } from '../items/describe-command.ts';
import { type Route, route } from '../http/route.ts';
import { commandAnswerSchema } from './case-schemas.ts';
import { type CommandServices, requireRole, runCommand } from './commander.ts';
import { caseIdParams } from './params.ts';
import type { Standings } from './standing.ts';

export interface CommandRouteServices extends CommandServices {
  standings: Standings;
}

/** The body is parsed by the commander, after it is known that the case may be seen and the role may act. */
const anyBody = z.unknown();

function commandRoute(services: CommandRouteServices, name: CommandName): Route {
  const spec = specOf(name);
  return {
    ...route(
      {},
      {
        method: 'post',
        path: `/cases/{caseId}/commands/${name}`,
        id: name,
        audit: byRecord(),
        tag: '案件命令',
        summary: spec.label,
        description: describeCommand(caseKind, name),
        params: caseIdParams,
        body: anyBody,
        headers: ['Idempotency-Key', 'If-Match'],
        answers: { 200: { description: '已办理', schema: commandAnswerSchema } },
        see: async (params, { person }) => {
          const standing = await services.standings.commandedBy(person, params.caseId);
          requireRole(person, name);
          return standing;
        },
        handle: async ({ seen, body, caller, idempotencyKey, expectedVersion, now }) => {
          const answer = await runCommand(services, {
            person: caller.person,
            standing: seen,
            name,
            payload: body,
            key: idempotencyKey,
            expectedVersion,
            now,
          });
          return { body: answer, headers: { ETag: `"${answer.version}"` } };
        },
      },
    ),
    documentedBody: spec.schema,
  };
}

/** Names near the one that was asked for, for somebody who mistyped. */
function hint(name: string): string[] {
  const wanted = name.toLowerCase();
  const near = commandNames.filter((known) => known.toLowerCase().includes(wanted) || wanted.includes(known.toLowerCase()));
  return near.length > 0 ? near : [...commandNames];
}

export function commandRoutes(services: CommandRouteServices): Route[] {
  return [
    ...commandNames.filter((name) => name !== 'OpenCase').map((name) => commandRoute(services, name)),
    {
      ...route(
        {},
        {
          method: 'post',
          path: '/cases/{caseId}/commands/{CommandName}',
          id: 'command',
          audit: byRecord(),
          tag: '案件命令',
          summary: '案件命令（名称不在目录内的一律 404）',
          params: caseIdParams.extend({ CommandName: z.string() }),
          body: anyBody,
          answers: {},
          handle: async ({ params }) => {
            const name = params.CommandName;
            if (isCommandName(name)) throw notFound('建立案件请用 POST /cases', 'not-a-case-command');
            throw notFound(`没有“${name.slice(0, 60)}”这个命令，可用的有：${hint(name).join('、')}`, 'unknown-command');
          },
        },
      ),
      undocumented: true,
    },
  ];
}
