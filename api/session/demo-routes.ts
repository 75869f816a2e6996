/** Who to sign in as, in the demo county only. */
import { z } from 'zod';
import { ROLES } from '../../domain/vocabulary.ts';
import { ofNobody } from '../audit/says.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { notFound } from '../http/problem.ts';
import { flagField } from '../http/query-fields.ts';
import { publicRoute, type Route } from '../http/route.ts';

/** The people that the guide names, in its order. */
const FEATURED = [
  'dispatcher',
  'handler1',
  'handler2',
  'handler3',
  'handler4',
  'assistant',
  'townreview',
  'townhead',
  'bureauhandler1',
  'bureauhandler2',
  'bureaureview',
  'bureauhead',
  'supervisor',
  'auditor',
  'listadmin',
  'sysadmin',
  'securityadmin',
  'auditadmin',
];
const DEMO_PASSWORD = 'caselight-demo';

interface DemoPerson {
  username: string;
  name: string;
  unitName: string;
  roles: string[];
}

export function demoRoutes({ config, database }: { config: Pick<Config, 'demo'>; database: Database }): Route[] {
  return [
    publicRoute({
      method: 'get',
      path: '/session/demo',
      id: 'demoPeople',
      audit: ofNobody(),
      tag: '登录',
      summary: '演示县可以用来登录的人员',
      query: z.strictObject({ all: flagField('各镇街、各部门的全部人员') }),
      answers: {
        200: {
          description: '演示人员',
          schema: z.object({
            password: z.string(),
            people: z.array(z.object({ username: z.string(), name: z.string(), unitName: z.string(), roles: z.array(z.enum(ROLES)) })),
          }),
        },
      },
      handle: async ({ query }) => {
        if (!config.demo) throw notFound('本系统不是演示环境');
        const people = await database.rows<DemoPerson>(
          `select p.username, p.name, u.name as "unitName", p.roles from person p join unit u on u.id = p.unit_id
           where p.active and ($1 or p.username = any($2))
           order by array_position($2, p.username), u.name, p.username`,
          [query.all ?? false, FEATURED],
        );
        return { body: { password: DEMO_PASSWORD, people } };
      },
    }),
  ];
}
