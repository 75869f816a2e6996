/** What this installation is called, asked before anybody has signed in; and 县设置, kept by the keepers of units and people. */
import { z } from 'zod';
import type { CountyStanding } from '../../contract/county.ts';
import { COUNTY_PARTS, patternsFor } from '../../domain/county/settings.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { longText } from '../../domain/work/fields.ts';
import { audits, ofNobody } from '../audit/says.ts';
import type { Policies } from '../cases/policy-store.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { publicRoute, type Route, route, SENT } from '../http/route.ts';
import { effectiveOn, proposalFields, reason } from '../staffing/schemas.ts';
import { APPROVER, KEEPERS, PROPOSER } from '../staffing/access.ts';
import { countyChanges, decideCountyChange, type Decision, proposeCountyChange } from './changes.ts';
import { type Counties, notSetUp } from './county.ts';
import { LOGO_LIMIT, removeLogo, sendLogo, takeLogo } from './logo.ts';

export interface CountyServices {
  config: Config;
  database: Database;
  county: Counties;
  policies: Policies;
}

const tag = '县设置';
const READERS = { roles: [...KEEPERS.roles, 'list-admin'] } as const;

const names = z.record(z.string(), z.string());
const countySchema = z.object({ name: z.string(), title: z.string(), goLiveOn: z.string(), logo: z.string().nullable(), channels: names });
const patterns = z.object({ cases: z.string(), penalty: z.string(), 'no-penalty': z.string() });
const standingSchema = z.object({
  settings: z.object({
    name: z.string(),
    title: z.string(),
    goLiveOn: z.string(),
    short: z.string().optional(),
    rules: names,
    numbers: patterns.optional(),
    seals: names,
    channels: names,
  }),
  numbers: patterns,
  units: z.array(z.object({ id: z.string(), name: z.string(), seal: z.string() })),
  workingHours: z.array(z.object({ from: z.string(), to: z.string() })),
  calendarVersion: z.string(),
  policyVersion: z.int(),
});
const changeSchema = z.object({
  id: z.string(),
  part: z.enum(COUNTY_PARTS),
  label: z.string(),
  effectiveOn: z.string(),
  data: z.unknown(),
  reason: z.string(),
  ...proposalFields,
});

export function countyRoutes(services: CountyServices): Route[] {
  const { database, county, policies } = services;
  const refresh = () => {
    county.refresh();
    policies.refresh();
  };
  return [
    publicRoute({
      method: 'get',
      path: '/county',
      id: 'county',
      audit: ofNobody(),
      tag: '登录',
      summary: '本系统所属的县',
      answers: { 200: { description: '名称', schema: countySchema } },
      handle: async () => {
        const body = await county.read();
        if (!body) throw notSetUp();
        return { body };
      },
    }),
    publicRoute({
      method: 'get',
      path: '/county/logo',
      id: 'countyLogo',
      audit: ofNobody(),
      tag: '登录',
      summary: '本县的徽标',
      query: z.strictObject({ v: z.string().max(64).optional().meta({ title: '版本' }) }),
      answers: { 200: { description: '图片', type: 'image/png' } },
      handle: async ({ response }) => {
        await sendLogo(database, response);
        return SENT;
      },
    }),
    route(PROPOSER, {
      method: 'post',
      path: '/county/logo',
      id: 'setCountyLogo',
      audit: audits('administration', { waits: true, detail: (_call, body) => ({ hash: (body as { hash: string }).hash }) }),
      tag,
      summary: '更换徽标',
      description: `字段名 file。PNG、JPEG 或者 WebP，按内容判断，不超过 ${LOGO_LIMIT / 1024} KB。`,
      streams: 'multipart/form-data',
      answers: { 201: { description: '已更换', schema: z.object({ hash: z.string() }) } },
      handle: async ({ request, caller }) => {
        const hash = await takeLogo(database, request, caller.person);
        county.refresh();
        return { status: 201, body: { hash } };
      },
    }),
    route(PROPOSER, {
      method: 'delete',
      path: '/county/logo',
      id: 'deleteCountyLogo',
      audit: audits('administration', { waits: true }),
      tag,
      summary: '撤去徽标',
      answers: { 204: { description: '已撤去' } },
      handle: async ({ caller }) => {
        await removeLogo(database, caller.person);
        county.refresh();
        return {};
      },
    }),
    route(READERS, {
      method: 'get',
      path: '/county/settings',
      id: 'countySettings',
      audit: ofNobody(),
      tag,
      summary: '本县的设置和由此得出的编号、印章、工作时间',
      answers: { 200: { description: '设置', schema: standingSchema } },
      handle: async () => ({ body: await standing(services) }),
    }),
    route(KEEPERS, {
      method: 'get',
      path: '/county/changes',
      id: 'countyChanges',
      audit: audits('administration'),
      tag,
      summary: '县设置的变更，新的在前',
      answers: { 200: { description: '变更', schema: z.object({ items: z.array(changeSchema) }) } },
      handle: async () => ({ body: { items: await countyChanges(database) } }),
    }),
    route(PROPOSER, {
      method: 'post',
      path: '/county/changes',
      id: 'proposeCountyChange',
      audit: audits('administration', { waits: true, detail: ({ body }: { body: { part: string } }) => ({ part: body.part }) }),
      tag,
      summary: '提出一项变更；只须一人的当即成立',
      description: '每项设置整体替换，自生效日期起；已给出的编号、已办的案件不变。',
      body: z.strictObject({
        part: z.enum(COUNTY_PARTS, { error: '没有这项设置' }).meta({ title: '设置' }),
        effectiveOn,
        reason,
        data: z.record(z.string(), z.unknown()).meta({ title: '内容' }),
      }),
      answers: { 202: { description: '等待批准', schema: changeSchema }, 201: { description: '已成立', schema: changeSchema } },
      handle: async ({ body, caller, now }) => {
        const made = await proposeCountyChange(database, caller.person, body, legalDateOf(now));
        refresh();
        return { status: made.status === 'proposed' ? 202 : 201, body: made };
      },
    }),
    decision('approve', '批准'),
    decision('refuse', '不批准'),
    decision('withdraw', '撤回自己提出的'),
  ];

  function decision(how: Decision, summary: string): Route {
    return route(how === 'withdraw' ? PROPOSER : APPROVER, {
      method: 'post',
      path: `/county/changes/{id}/${how}`,
      id: `${how}CountyChange`,
      audit: audits('administration', { waits: true, detail: () => ({ how }) }),
      tag,
      summary,
      params: z.object({ id: z.string().max(100) }),
      body: z.strictObject({
        reason: how === 'refuse' ? longText('理由', undefined, 500) : longText('意见', undefined, 500).nullable().default(null),
      }),
      answers: { 200: { description: '已处理', schema: changeSchema } },
      handle: async ({ params, body, caller, now }) => {
        const made = await decideCountyChange(database, caller.person, params.id, how, body.reason, legalDateOf(now));
        refresh();
        return { body: made };
      },
    });
  }
}

async function standing({ config, database, county, policies }: CountyServices): Promise<CountyStanding> {
  const [settings, { calendar, version }, units] = await Promise.all([
    county.settings(),
    policies.current(),
    database.rows<{ id: string; name: string }>(
      `select id, name from unit where ended_on is null and kind in ('county', 'bureau', 'town', 'street') order by kind, name`,
    ),
  ]);
  return {
    settings,
    numbers: patternsFor(settings, config.numbers),
    units: units.map(({ id, name }) => ({ id, name, seal: settings.seals[id] ?? name })),
    workingHours: calendar.workingHours,
    calendarVersion: calendar.version,
    policyVersion: version,
  };
}
