/** A second county, from an empty database to its first case, by what its own three keepers can do and nothing else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { buildBundle } from '../../tools/generate/bundle.ts';
import { generatePrismaClient } from '../../tools/generate/prisma-client.ts';
import { setUp } from '../../tools/setup/set-up.ts';
import { type Stack, startStack } from '../../tools/stack/stack.ts';
import { Desk, PASSWORD } from '../support/desk.ts';
import { done, expectProblem } from './scenes.ts';

const today = legalDateOf(Date.now());
const quiet = (): void => undefined;
let folder: string;
let stack: Stack;
let codes: Map<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caselight-nothing-'));
  await generatePrismaClient(quiet);
  await buildBundle(quiet);
  stack = await startStack({ dataDir: folder, parts: ['postgres', 'temporal'], env: { CASELIGHT_DEMO: '0' }, log: quiet });
  const unit = (id: string, name: string, kind: string, parentId: string | null = 'county') => ({ id, name, kind, parentId });
  const keeper = (id: string, post: 'system' | 'security' | 'trail') => ({ id, name: `${post}员`, username: id, unitId: 'data', post });
  const county = {
    name: '清河县',
    title: '清河县综合行政执法',
    goLiveOn: today,
    bureauId: 'bureau',
    units: [
      unit('county', '清河县人民政府', 'county', null),
      unit('bureau', '清河县综合行政执法局', 'bureau'),
      unit('data', '清河县数据局', 'other'),
    ],
    keepers: [keeper('sys', 'system'), keeper('sec', 'security'), keeper('trail', 'trail')],
  };
  const given = await setUp(stack.databaseUrl, county, Date.now());
  codes = new Map(given.map(({ keeper: { username }, code }) => [username, code]));
  await expect(setUp(stack.databaseUrl, county, Date.now())).rejects.toThrow('不是空的系统');
  await stack.start('worker');
  await stack.start('api');
}, 240_000);
afterAll(async () => {
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const browser = (): Desk => new Desk(`${stack.apiUrl}/api/v1`);

async function opened(username: string, code: string, keeps = false): Promise<Desk> {
  const desk = await Desk.activated(`${stack.apiUrl}/api/v1`, username, code);
  if (!keeps) return desk;
  expectProblem(await desk.get('/people'), 403, 'second-factor-missing');
  return desk.guard();
}

describe('from nothing', () => {
  let sys: Desk;
  let sec: Desk;
  const reason = '县编办〔2026〕1号';
  const propose = async (path: string, data: Record<string, unknown>): Promise<{ id: string; subjectId: string }> =>
    done(await sys.post(path, { effectiveOn: today, reason, data }), 202).body;
  const approve = async (ids: string[]) => done(await sec.post('/staffing-changes/approve', { ids }));

  it('is called by its own name before anybody signs in', async () => {
    expect(done(await browser().get('/county')).body).toEqual({
      name: '清河县',
      title: '清河县综合行政执法',
      goLiveOn: today,
      logo: null,
      channels: {},
    });
    expect(JSON.stringify(done(await browser().get('/session/ways')).body)).not.toContain('云溪');
  });

  it('its keepers choose a password and a second factor before anything else', async () => {
    sys = await opened('sys', codes.get('sys')!, true);
    sec = await opened('sec', codes.get('sec')!, true);
    expectProblem(await browser().post('/session/activation', { username: 'sys', code: codes.get('sys'), password: PASSWORD }), 401);
  });

  it('has a town with five officers, a head and a reviewer, and opens its first case', async () => {
    const town = await propose('/units', { name: '白马镇', kind: 'town', parentId: 'county' });
    await approve([town.id]);
    const certificate = (n: number) => ({ number: `浙清${n}`, validFrom: today, validUntil: '2031-12-31' });
    const people = [
      ...[1, 2, 3, 4, 5].map((n) => ({ name: `执法${n}`, username: `officer${n}`, post: 'enforcement', certificate: certificate(n) })),
      { name: '镇长', username: 'head', post: 'head', principal: true },
      { name: '法审', username: 'reviewer', post: 'legal-review', legalQualification: true },
      { name: '调度', username: 'dispatcher', post: 'dispatch', unitId: 'county' },
    ];
    const made: { id: string; subjectId: string }[] = [];
    for (const person of people) made.push(await propose('/people', { unitId: town.subjectId, ...person }));
    await approve(made.map(({ id }) => id));
    const ids = new Map(people.map(({ username }, index) => [username, made[index]!.subjectId]));
    const desk = async (username: string) => {
      // A head holds power: the security administrator gives the code.
      const given = await (username === 'head' ? sec : sys).post(`/people/${ids.get(username)}/activation`);
      expect([200, 201], JSON.stringify(given.body)).toContain(given.status);
      return opened(username, given.body.code as string);
    };
    const [dispatcher, officer, head] = [await desk('dispatcher'), await desk('officer1'), await desk('head')];
    const receivedAt = new Date(Date.now() - 60_000).toISOString();
    const opening = {
      title: '白马镇乱倒垃圾案',
      townId: town.subjectId,
      address: '白马镇正街1号',
      channel: '12345',
      receivedAt,
      text: '有人乱倒垃圾',
    };
    const { caseId } = done(await dispatcher.post('/cases', opening), 201).body as { caseId: string };
    const command = (who: Desk, name: string, payload: unknown) => who.post(`/cases/${caseId}/commands/${name}`, payload);
    done(await command(dispatcher, 'DispatchCase', { unitId: town.subjectId, instruction: '到现场核查' }));
    done(await command(officer, 'AcceptDispatch', { handlerIds: [ids.get('officer1'), ids.get('officer2')] }));
    const seen = done(await head.get(`/cases/${caseId}`)).body;
    expect(seen.case).toMatchObject({ unit: { name: '白马镇' }, stage: 'discovery' });
    expect(JSON.stringify(seen.case)).not.toContain('云溪');
    // Who keeps people and power sees no case.
    expectProblem(await sys.get(`/cases/${caseId}`), 404);
  });
});
