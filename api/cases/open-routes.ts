/** Opening cases. */
import { specOf } from '../../domain/case/catalogue.ts';
import { CASE_READERS } from '../../domain/roles.ts';
import { byRecord } from '../audit/says.ts';
import { type Route, route } from '../http/route.ts';
import { commandAnswerSchema } from './case-schemas.ts';
import type { CommandServices } from './commander.ts';
import { requireRole } from './commander.ts';
import { openCase } from './opener.ts';
import { z } from 'zod';

export function openRoutes(services: CommandServices): Route[] {
  const spec = specOf('OpenCase');
  return [
    {
      ...route(
        { roles: CASE_READERS },
        {
          method: 'post',
          path: '/cases',
          id: 'openCase',
          audit: byRecord(),
          tag: '案件',
          summary: spec.label,
          description: `${spec.help}\n\n同一 Idempotency-Key 重发不会建立第二个案件。`,
          body: z.unknown(),
          headers: ['Idempotency-Key'],
          answers: { 201: { description: '已建立', schema: commandAnswerSchema } },
          handle: async ({ body, caller, idempotencyKey, now }) => {
            requireRole(caller.person, 'OpenCase');
            const answer = await openCase(services, { person: caller.person, payload: body, key: idempotencyKey, now });
            return { status: 201, body: answer, headers: { Location: `/api/v1/cases/${answer.caseId}`, ETag: `"${answer.version}"` } };
          },
        },
      ),
      documentedBody: spec.schema,
    },
  ];
}
