/** People: who is there, what each may, and the changes. */
import { audits } from '../audit/says.ts';
import { z } from 'zod';
import type { StaffPerson } from '../../contract/staffing.ts';
import type { Person } from '../../domain/people.ts';
import { hasRole } from '../../domain/roles.ts';
import { PERSON_CHANGES, specOfChange, type PersonChange } from '../../domain/staffing/staff.ts';
import { personChanges } from '../../domain/staffing/person-changes.ts';
import { POSTS } from '../../domain/staffing/posts.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { notFound } from '../http/problem.ts';
import { flagField, idField, manyOf, searchField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { newToken } from '../session/tokens.ts';
import { KEEPERS, PROPOSER, READERS, type StaffingServices, tag } from './access.ts';
import { proposeOne } from './changes.ts';
import { changesOf } from './history.ts';
import { countOpenOf, readOpen } from './open-work.ts';
import { changeSchema, effectiveOn, openItemSchema, outcomeSchema, reason, staffPersonSchema } from './schemas.ts';
import { shownPerson } from './shown.ts';

const params = z.object({ personId: z.string().min(1).max(100).meta({ title: '人员' }) });
const CHANGES = PERSON_CHANGES.filter((kind) => kind !== 'hire');

type Kind = Exclude<PersonChange, 'hire'>;
const bodyOf = (kind: Kind) =>
  z.strictObject({ change: z.literal(kind), effectiveOn, reason, data: specOfChange('person', kind)?.schema ?? z.strictObject({}) });
const changeBody = z.discriminatedUnion('change', CHANGES.map((kind) => bodyOf(kind as Kind)) as [ReturnType<typeof bodyOf>]);

/** Keepers see everybody; a head the people of the own unit, and those of it who are posted elsewhere. */
const maySee = (reader: Person, { unit, home }: StaffPerson): boolean =>
  hasRole(reader, ...KEEPERS.roles) || unit.id === reader.unit.id || home?.id === reader.unit.id;

export function personRoutes({ database, staffing }: StaffingServices): Route[] {
  return [
    route(READERS, {
      method: 'get',
      path: '/people',
      id: 'people',
      audit: audits('administration'),
      tag,
      summary: '人员：岗位、派驻、证件和在办事项',
      query: z.strictObject({
        unit: idField('单位'),
        post: manyOf('岗位', POSTS),
        certificate: flagField('只看六十天内到期或者已经到期的执法证'),
        left: flagField('也看已离职的'),
        q: searchField,
      }),
      answers: { 200: { description: '按单位和姓名', schema: z.object({ items: z.array(staffPersonSchema) }) } },
      handle: async ({ query, caller, now }) => {
        const today = legalDateOf(now);
        const staff = await staffing.current(today);
        const all = [...staff.people.values()].filter(({ leftOn }) => query.left || leftOn === null || leftOn >= today);
        const open = await countOpenOf(
          database,
          all.map(({ id }) => id),
        );
        const wanted = query.q?.trim();
        const items = all
          .flatMap((person) => shownPerson(staff, person, today, open.get(person.id) ?? 0) ?? [])
          .filter((person) => maySee(caller.person, person))
          .filter(({ unit, part, home }) => !query.unit || [unit.id, part?.id, home?.id].includes(query.unit))
          .filter(
            ({ posts }) =>
              !query.post?.length || posts.some(({ post, until }) => query.post?.includes(post) && (until === null || until >= today)),
          )
          .filter(({ certificateDays }) => !query.certificate || (certificateDays !== null && certificateDays <= 60))
          .filter(
            ({ name, username, certificates, unit }) =>
              !wanted || [name, username, unit.name, ...certificates.map(({ number }) => number)].some((text) => text.includes(wanted)),
          );
        items.sort((a, b) => a.unit.name.localeCompare(b.unit.name, 'zh-CN') || a.name.localeCompare(b.name, 'zh-CN'));
        return { body: { items } };
      },
    }),
    route(READERS, {
      method: 'get',
      path: '/people/{personId}',
      id: 'person',
      audit: audits('administration'),
      tag,
      summary: '一名人员、变更和手上的事项',
      params,
      answers: {
        200: { description: '人员', schema: staffPersonSchema.extend({ changes: z.array(changeSchema), open: z.array(openItemSchema) }) },
      },
      handle: async ({ params: { personId }, caller, now }) => {
        const today = legalDateOf(now);
        const staff = await staffing.current(today);
        const standing = staff.people.get(personId);
        const open = await readOpen(database, personId);
        const counts = await countOpenOf(database, [personId]);
        const person = standing && shownPerson(staff, standing, today, counts.get(personId) ?? 0);
        if (!person || !maySee(caller.person, person)) throw notFound('没有这名人员', 'person-not-found');
        const changes = await changesOf(database, staff, { subject: 'person', subjectId: personId });
        // Who keeps the system sees no case: how many there are, not which.
        return { body: { ...person, changes, open: hasRole(caller.person, ...KEEPERS.roles) ? [] : open } };
      },
    }),
    route(PROPOSER, {
      method: 'post',
      path: '/people',
      id: 'hirePerson',
      audit: audits('administration', { waits: true }),
      tag,
      summary: '新进人员，由安全管理员批准后生效',
      body: z.strictObject({ effectiveOn, reason, data: personChanges.hire.schema }),
      answers: { 202: { description: '已提出', schema: outcomeSchema } },
      handle: async ({ body, caller, now }) => {
        return {
          status: 202,
          body: await proposeOne(
            database,
            caller.person,
            { subject: 'person', subjectId: newToken(), kind: 'hire', ...body },
            legalDateOf(now),
          ),
        };
      },
    }),
    route(PROPOSER, {
      method: 'patch',
      path: '/people/{personId}',
      id: 'changePerson',
      audit: audits('administration', { waits: true }),
      tag,
      summary: '任岗、免岗、调动、派驻、代理、证件、停权、离职',
      description: '授予权限的由安全管理员批准后生效，其余的立即生效或者到生效日期生效。',
      params,
      body: changeBody,
      answers: { 202: { description: '已提出或者已生效', schema: outcomeSchema } },
      handle: async ({ params: { personId }, body: { change: kind, ...rest }, caller, now }) => {
        return {
          status: 202,
          body: await proposeOne(
            database,
            caller.person,
            { subject: 'person', subjectId: personId, kind, ...rest, data: rest.data as Record<string, unknown> },
            legalDateOf(now),
          ),
        };
      },
    }),
  ];
}
