/** A second county, from an empty database to its first case, by what its own three keepers can do and nothing else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { buildBundle } from '../../tools/generate/bundle.ts';
import { generatePrismaClient } from '../../tools/generate/prisma-client.ts';
import { setUp } from '../../tools/setup/set-up.ts';
import { type Stack, startStack } from '../../tools/stack/stack.ts';
import { type Reply, send } from './client.ts';
import { done, expectProblem } from './scenes.ts';

const PASSWORD = '四张木桌旁边的猫在看雨啊';
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

/** Somebody's browser in this county. */
class Desk {
  private cookie = '';
  private csrf = '';

  async ask(method: string, path: string, body?: unknown): Promise<Reply> {
    const headers = { ...(this.cookie ? { Cookie: this.cookie } : {}), ...(method === 'GET' ? {} : { 'X-CSRF-Token': this.csrf }) };
    const reply = await send(`${stack.apiUrl}/api/v1`, method, path, { headers, ...(body === undefined ? {} : { body }) });
    const set = reply.headers.getSetCookie().at(-1);
    if (set) this.cookie = set.split(';')[0] ?? '';
    const token = reply.body?.session?.csrfToken ?? reply.body?.csrfToken;
    if (typeof token === 'string') this.csrf = token;
    return reply;
  }
  get = (path: string) => this.ask('GET', path);
  post = (path: string, body?: unknown) => this.ask('POST', path, body);

  static async opened(username: string, code: string, keeps = false): Promise<Desk> {
    const desk = new Desk();
    done(await desk.post('/session/activation', { username, code, password: PASSWORD }));
    if (!keeps) return desk;
    expectProblem(await desk.get('/people'), 403, 'second-factor-missing');
    const { secret } = done(await desk.post('/session/second-factor/totp')).body as { secret: string };
    done(await desk.post('/session/second-factor/totp/confirmation', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() }));
    return desk;
  }
}

describe('from nothing', () => {
  let sys: Desk;
  let sec: Desk;
  const reason = '县编办〔2026〕1号';
  const propose = async (path: string, data: Record<string, unknown>): Promise<{ id: string; subjectId: string }> =>
    done(await sys.post(path, { effectiveOn: today, reason, data }), 202).body;
  const approve = async (ids: string[]) => done(await sec.post('/staffing-changes/approve', { ids }));

  it('is called by its own name before anybody signs in', async () => {
    expect(done(await new Desk().get('/county')).body).toEqual({
      name: '清河县',
      title: '清河县综合行政执法',
      goLiveOn: today,
      logo: null,
      channels: {},
    });
    expect(JSON.stringify(done(await new Desk().get('/session/ways')).body)).not.toContain('云溪');
  });

  it('its keepers choose a password and a second factor before anything else', async () => {
    sys = await Desk.opened('sys', codes.get('sys')!, true);
    sec = await Desk.opened('sec', codes.get('sec')!, true);
    expectProblem(await new Desk().post('/session/activation', { username: 'sys', code: codes.get('sys'), password: PASSWORD }), 401);
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
      return Desk.opened(username, given.body.code as string);
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
