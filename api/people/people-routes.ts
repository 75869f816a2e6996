/** Units and people, for choosing: names, roles and certificates, nothing private. */
import { z } from 'zod';
import type { UnitRef } from '../../domain/people.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { ROLES } from '../../domain/vocabulary.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { binder } from '../database/binder.ts';
import { containing, type Database } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { cursorField, flagField, idField, limitField, manyOf, searchField } from '../http/query-fields.ts';
import { type Route, route, routeForKeys } from '../http/route.ts';
import { pageOfSchema } from '../cases/case-schemas.ts';
import { PERSON_COLUMNS, type PersonRow, personOf } from './person-row.ts';
import { personSchema, unitSchema } from './person-schema.ts';

const tag = '清单';

const unitsQuery = z.strictObject({
  kind: manyOf('类别', ['county', 'bureau', 'town', 'street', 'other']),
  q: searchField,
  cursor: cursorField,
  limit: limitField(200, 500),
});
const peopleQuery = z.strictObject({
  unit: idField('单位'),
  role: manyOf('角色', ROLES),
  certified: flagField('只看有执法证的'),
  q: searchField,
  cursor: cursorField,
  limit: limitField(100, 500),
});

export function peopleRoutes({ database }: { database: Database }): Route[] {
  return [
    routeForKeys(
      { scope: 'lists:read' },
      {
        method: 'get',
        path: '/lists/units',
        id: 'list-units',
        audit: ofNobody(),
        tag,
        summary: '单位',
        query: unitsQuery,
        answers: { 200: { description: '一页单位', schema: pageOfSchema(unitSchema.extend({ parentId: z.string().nullable() })) } },
        handle: async ({ query, now }) => {
          const { values, bind } = binder();
          const conditions = [`kind not in ('team', 'grid')`, `(ended_on is null or ended_on >= ${bind(legalDateOf(now))})`];
          if (query.kind?.length) conditions.push(`kind = any(${bind(query.kind)})`);
          if (query.q) conditions.push(`name ilike ${bind(containing(query.q))}`);
          const position = decodeCursor('units', query.cursor, 'text');
          if (position) conditions.push(`(name, id) > (${bind(position.key)}, ${bind(position.id)})`);
          const rows = await database.rows<UnitRef & { parentId: string | null }>(
            `select id, name, kind, parent_id as "parentId" from unit where ${conditions.join(' and ')} order by name, id limit ${bind(query.limit + 1)}`,
            values,
          );
          return { body: pageOf(rows, query.limit, (row) => encodeCursor('units', { key: row.name, id: row.id })) };
        },
      },
    ),
    route(
      {},
      {
        method: 'get',
        path: '/lists/people',
        id: 'list-people',
        audit: audits('read'),
        tag,
        summary: '人员',
        query: peopleQuery,
        answers: { 200: { description: '一页人员', schema: pageOfSchema(personSchema) } },
        handle: async ({ query }) => {
          const { values, bind } = binder();
          const conditions = ['p.active'];
          if (query.unit) conditions.push(`p.unit_id = ${bind(query.unit)}`);
          if (query.role?.length) conditions.push(`p.roles && ${bind(query.role)}::text[]`);
          if (query.certified) conditions.push('p.certificate_number is not null');
          if (query.q) conditions.push(`(p.name ilike ${bind(containing(query.q))} or u.name ilike ${bind(containing(query.q))})`);
          const position = decodeCursor('people', query.cursor, 'text');
          if (position) conditions.push(`(p.name, p.id) > (${bind(position.key)}, ${bind(position.id)})`);
          const rows = await database.rows<PersonRow>(
            `select ${PERSON_COLUMNS} from person p join unit u on u.id = p.unit_id where ${conditions.join(' and ')}
           order by p.name, p.id limit ${bind(query.limit + 1)}`,
            values,
          );
          const page = pageOf(rows, query.limit, (row) => encodeCursor('people', { key: row.name, id: row.id }));
          return { body: { items: page.items.map(personOf), nextCursor: page.nextCursor } };
        },
      },
    ),
  ];
}
