import { describe, expect, it } from 'vitest';
import { as } from './client.ts';
import { done, expectProblem } from './scenes.ts';

describe('lists', () => {
  it.each([
    ['matters', 124],
    ['benchmarks', 29],
    ['duties', 87],
    ['patrol-items', 59],
  ])('%s: all %i rows, page by page, with the version they are of', async (list, total) => {
    const visitor = await as('listadmin');
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: unknown[]; nextCursor: string | null; version: string; effectiveFrom: string; total: number } = done(
        await visitor.get(`/lists/${list}?limit=40${cursor ? `&cursor=${cursor}` : ''}`),
      ).body;
      expect(page).toMatchObject({ version: expect.any(String), effectiveFrom: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), total });
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(total);
  });

  it('finds by words and by code', async () => {
    const visitor = await as('handler1');
    const found = done(await visitor.get(`/lists/matters?q=${encodeURIComponent('油烟')}`)).body.items as { name: string }[];
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(20);
    expect(done(await visitor.get('/lists/matters?code=CG-0110')).body.items).toMatchObject([{ code: 'CG-0110' }]);
    expect(done(await visitor.get('/lists/benchmarks?code=CG-0101')).body).toMatchObject({
      items: [{ matterCode: 'CG-0101' }],
      factors: { areaSqm: { type: 'number' } },
    });
  });

  it('knows no list before its first day', async () => {
    expectProblem(await (await as('handler1')).get('/lists/matters?on=1999-01-01'), 404, 'no-list-version');
    expectProblem(await (await as('handler1')).get('/lists/matters?version=1999.1'), 422);
  });

  it('tells its versions', async () => {
    expect(done(await (await as('handler1')).get('/lists/matters/versions')).body.items).toMatchObject([
      { status: 'published', rows: 124 },
    ]);
  });

  it('delegation names only matters that towns may have', async () => {
    const visitor = await as('handler1');
    const matters = done(await visitor.get('/lists/matters?limit=500')).body.items as { code: string; delegatedTo: string[] }[];
    const rows = done(await visitor.get('/lists/delegation?limit=500')).body.items as { matterCode: string }[];
    const town = new Set(matters.filter(({ delegatedTo }) => delegatedTo.includes('town')).map(({ code }) => code));
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) expect(town).toContain(row.matterCode);
  });

  it('units, people, departments, calendar, policy', async () => {
    const visitor = await as('handler1');
    const units = done(await visitor.get('/lists/units?limit=500')).body.items as { name: string; kind: string }[];
    expect(
      units
        .filter(({ kind }) => kind === 'town' || kind === 'street')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['城关街道', '河东街道', '青石镇', '柳林镇', '白沙镇', '湖口镇'].sort());
    const people = done(await visitor.get('/lists/people?limit=500')).body.items as {
      unit: { id: string };
      certificate: { validUntil: string } | null;
      roles: string[];
    }[];
    expect(JSON.stringify(people)).not.toMatch(/password|scrypt/);
    for (const town of ['chengguan', 'hedong', 'qingshi', 'liulin', 'baisha', 'hukou']) {
      const certified = people.filter(
        ({ unit, certificate, roles }) =>
          unit.id === town && roles.includes('handler') && certificate && certificate.validUntil > '2026-11-21',
      );
      expect(certified.length, town).toBeGreaterThanOrEqual(2);
    }
    expect(
      done(await visitor.get('/lists/people?unit=qingshi&certified=true&role=handler'))
        .body.items.map(({ id }: { id: string }) => id)
        .sort(),
    ).toEqual(['handler1', 'handler2', 'handler3']);
    expect(done(await visitor.get('/lists/departments')).body.items).toContainEqual(
      expect.objectContaining({ name: '综合行政执法局', unitId: 'bureau' }),
    );
    expect(done(await visitor.get('/lists/calendar')).body.items.map(({ year }: { year: number }) => year)).toEqual([
      2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
    expect(done(await visitor.get('/lists/policy')).body).toMatchObject({
      id: 'yunxi-county',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('calculators', () => {
  it('a term: five working days across the national holiday of 2026', async () => {
    const { body } = done(
      await (
        await as('sysadmin')
      ).post('/derive/term', { unit: 'workday', length: 5, anchor: '2026-09-28', now: '2026-09-29T10:00:00+08:00' }),
    );
    // 29, 30 September, 8, 9 October, and Saturday the 10th, which is worked.
    expect(body).toMatchObject({ deadline: '2026-10-10T23:59:59+08:00', light: 'green', provisional: false });
    expect(body.lines.length).toBeGreaterThan(3);
  });

  it('a pause that still runs: grey, no deadline', async () => {
    const { body } = done(
      await (
        await as('handler1')
      ).post('/derive/term', {
        unit: 'naturalDay',
        length: 90,
        anchor: '2026-03-02',
        now: '2026-04-10T10:00:00+08:00',
        pauses: [{ from: '2026-04-01T09:00:00+08:00' }],
      }),
    );
    expect(body).toMatchObject({ deadline: null, light: 'grey' });
  });

  it('a term into a year that is not published is provisional', async () => {
    expect(
      done(await (await as('handler1')).post('/derive/term', { unit: 'workday', length: 10, anchor: '2026-12-25' })).body.provisional,
    ).toBe(true);
  });

  it.each([
    [{ unit: 'fortnight', length: 1, anchor: '2026-01-01' }, 'unit'],
    [{ unit: 'workday', length: 0, anchor: '2026-01-01' }, 'length'],
    [{ unit: 'workday', length: 1, anchor: '2026-02-30' }, 'anchor'],
    [{ unit: 'workday', length: 1 }, 'anchor'],
    [{ unit: 'workday', length: 1, anchor: '2026-01-01', pauses: [{ from: '2026-01-05', to: '2026-01-02' }] }, 'pauses.0.to'],
    [{ unit: 'workday', length: 1, anchor: '2026-01-01', extra: 1 }, 'extra'],
  ])('%j is refused at %s', async (body, path) => {
    const reply = await (await as('handler1')).post('/derive/term', body);
    expectProblem(reply, 422);
    expect(reply.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it('a penalty, with law, tier, range and the steps', async () => {
    const { body } = done(
      await (
        await as('handler1')
      ).post('/derive/penalty', {
        matterCode: 'CG-0101',
        subjectKind: 'citizen',
        conductOn: '2026-10-01',
        decidedOn: '2026-11-01',
        stage: 'after-refusal',
        factors: { areaSqm: 3, refusedCorrection: false, correctedWithinDeadline: false },
      }),
    );
    expect(body.law).toContain('浙江省城市市容和环境卫生管理条例');
    expect(body.range.min).toBeGreaterThanOrEqual(200);
    expect(body.range.max).toBeLessThanOrEqual(1000);
    expect(body.lines.length).toBeGreaterThan(2);
  });

  it('asks for missing facts field by field', async () => {
    const reply = await (
      await as('handler1')
    ).post('/derive/penalty', {
      matterCode: 'CG-0101',
      subjectKind: 'citizen',
      conductOn: '2026-10-01',
      decidedOn: '2026-11-01',
      stage: 'after-refusal',
      factors: {},
    });
    expectProblem(reply, 422);
    expect(reply.body.errors[0]).toMatchObject({
      path: expect.stringMatching(/^factors\./),
      title: expect.stringMatching(/\p{Script=Han}/u),
    });
  });

  it.each([
    [{ matterCode: 'XX-1' }, 'matterCode'],
    [{ subjectKind: 'robot' }, 'subjectKind'],
    [{ conductOn: '2026-02-30' }, 'conductOn'],
    [{ stage: 'later' }, 'stage'],
  ])('a penalty with %j is refused', async (over, path) => {
    const reply = await (
      await as('handler1')
    ).post('/derive/penalty', {
      matterCode: 'CG-0101',
      subjectKind: 'citizen',
      conductOn: '2026-10-01',
      decidedOn: '2026-11-01',
      stage: 'direct',
      factors: {},
      ...over,
    });
    expectProblem(reply, 422);
    expect(reply.body.errors[0].path).toBe(path);
  });

  it('a dispatch, as on a lead', async () => {
    const { body } = done(
      await (await as('handler1')).post('/derive/dispatch', { text: '占道经营，摆地摊的堵了人行道', town: '青石镇', channel: '12345' }),
    );
    expect(body.kind).toBe('enforcement');
    expect(body.dispatch.departments[0]).toMatchObject({ department: '综合行政执法局', score: expect.any(Number) });
    expect(body.dispatch.departments[0].matched[0]).toMatchObject({ words: expect.any(Array), item: expect.any(String) });
    expect(body.departments).toEqual(body.dispatch.departments);
    expectProblem(await (await as('handler1')).post('/derive/dispatch', { text: '一', town: '桃源镇' }), 422);
  });
});
