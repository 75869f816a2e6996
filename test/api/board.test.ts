import { beforeAll, describe, expect, it } from 'vitest';
import { as } from './client.ts';
import { database } from './database.ts';
import { type Act, compared, confirm, onPages, submit, typed, writeActs } from './paper.ts';
import { done, expectProblem, minutesAgo, openCase, takenUp } from './scenes.ts';

const DAY = 24 * 60;

describe('board', () => {
  beforeAll(async () => {
    // Filing check: fifteen working days from the lead; older leads are red at once.
    for (let n = 0; n < 4; n++) await openCase({ townId: 'hukou', title: `湖口超期${n}`, receivedAt: minutesAgo((60 + n) * DAY) });
    await openCase({ townId: 'hukou', title: '湖口正常' });
  });

  it('counts every open case under its light, in every breakdown alike', async () => {
    const board = done(await (await as('supervisor')).get('/board')).body;
    const sum = (lights: Record<string, number>) => Object.values(lights).reduce((a, b) => a + b, 0);
    // Stages and tiers are a case's; the other kinds have stages of their own.
    const cases = board.kinds.find(({ kind }: { kind: string }) => kind === 'case').lights;
    for (const part of ['kinds', 'towns', 'stages', 'tiers']) {
      const whole = part === 'kinds' || part === 'towns' ? board.lights : cases;
      const lights = board[part].map(({ lights }: { lights: Record<string, number> }) => lights);
      expect(
        lights.reduce((a: number, one: Record<string, number>) => a + sum(one), 0),
        part,
      ).toBe(sum(whole));
      expect(
        lights.reduce((a: number, one: Record<string, number>) => a + one.red!, 0),
        part,
      ).toBe(whole.red);
    }
  });

  it('hides nothing red: page by page they are as many as counted', async () => {
    const supervisor = await as('supervisor');
    const seen = new Set<string>();
    let counted = -1;
    for (let cursor: string | null = ''; cursor !== null;) {
      const board: { lights: { red: number }; red: { items: { id: string; light: string }[]; nextCursor: string | null } } = done(
        await supervisor.get(`/board?limit=3${cursor ? `&redCursor=${cursor}` : ''}`),
      ).body;
      counted = board.lights.red;
      for (const row of board.red.items) {
        expect(row.light).toBe('red');
        seen.add(row.id);
      }
      cursor = board.red.nextCursor;
    }
    expect(seen.size).toBe(counted);
    expect(seen.size).toBeGreaterThanOrEqual(4);
  });

  it('of a town shows that town', async () => {
    const board = done(await (await as('supervisor')).get('/board?town=hukou')).body;
    expect(board.towns).toMatchObject([{ town: { name: '湖口镇' }, lights: { red: 4 } }]);
    const own = done(await (await as('hukou-head')).get('/board')).body;
    expect(own.lights).toEqual(board.lights);
  });

  it('counts late terms apart by whose they are', async () => {
    // Four leads of some sixty days ago: late is the filing check, fifteen workdays by a sector's rule and by no statute.
    const { classes } = done(await (await as('supervisor')).get('/board/terms?town=hukou')).body;
    expect(classes).toMatchObject([
      { effect: 'statutory', label: '法定', red: 0 },
      { effect: 'rule', label: '规定', red: 4 },
      { effect: 'internal', label: '内部' },
    ]);
    const row = done(await (await as('supervisor')).get('/board?town=hukou')).body.red.items[0];
    expect(row.term).toMatchObject({ key: 'case-filing-check', effect: 'rule' });
  });

  it('names what no light shows: cases that nothing will move, and why', async () => {
    const [quiet, late] = [await openCase({ townId: 'hukou', title: '湖口停滞' }), await openCase({ townId: 'hukou', title: '湖口迟到' })];
    const read = async (who = 'supervisor') => done(await (await as(who)).get('/board?town=hukou')).body;
    const before = await read();
    await database().run('update work_view set next_wake_up_at = null, waiting = null where id = $1', [quiet]);
    await database().run(`update work_view set next_wake_up_at = now() - interval '2 hours' where id = $1`, [late]);
    const board = await read();
    expect(board.stuck).toBe(before.stuck + 2);
    expect(board.stuckBy).toEqual({ nothingDue: before.stuckBy.nothingDue + 1, late: before.stuckBy.late + 1 });
    const listed = done(await (await as('supervisor')).get('/cases?light=stuck&town=hukou')).body.items.map(({ id }: { id: string }) => id);
    expect(listed).toEqual(expect.arrayContaining([quiet, late]));
    expect((await read('townhead')).stuck).toBe(0);
    // A stated reason is a reason.
    await database().run(`update work_view set waiting = '等待鉴定结论' where id = $1`, [quiet]);
    await database().run(`update work_view set next_wake_up_at = now() - interval '20 minutes' where id = $1`, [late]);
    expect((await read()).stuckBy).toEqual(before.stuckBy);
  });

  it('tells the last comparison of workflows, record and lists', async () => {
    expect(done(await (await as('supervisor')).get('/board')).body.reconciliation).toBeNull();
    await database().run(`insert into reconciliation (compared, differences, remaining, repaired) values (42, 0, 0, false)`);
    expect(done(await (await as('supervisor')).get('/board')).body.reconciliation).toMatchObject({
      compared: 42,
      differences: 0,
      remaining: 0,
    });
  });

  it('forecasts which turn on which day', async () => {
    const supervisor = await as('supervisor');
    const forecast = done(await supervisor.get('/board/forecast?days=40&town=hukou')).body;
    expect(forecast.days).toHaveLength(41);
    const red = forecast.days.flatMap((day: { date: string; red: { id: string; redAt: string }[] }) =>
      day.red.map((row) => ({ date: day.date, ...row })),
    );
    expect(red.length).toBeGreaterThan(0);
    for (const row of red) expect(row.redAt.slice(0, 10)).toBe(row.date);
    for (const day of forecast.days) for (const row of day.red) expect(row.light).not.toBe('red');
    expectProblem(await supervisor.get('/board/forecast?days=0'), 422);
  });
});

describe('my work', () => {
  it('holds my cases with their next step, and those that wait for my kind', async () => {
    const caseId = await takenUp({ title: '我的工作一件' });
    const fresh = await openCase({ title: '等待分派一件' });
    const mine = done(await (await as('handler1')).get('/me/work')).body;
    expect(mine.cases.find(({ id }: { id: string }) => id === caseId)).toMatchObject({ next: { name: 'RecordVerification' } });
    const dispatcher = done(await (await as('dispatcher')).get('/me/work')).body;
    expect(dispatcher.cases.find(({ id }: { id: string }) => id === fresh)).toMatchObject({ next: { name: 'DispatchCase' } });
    expect(dispatcher.cases.some(({ id }: { id: string }) => id === caseId)).toBe(false);
  });

  it('tells who is urged, and what must be answered', async () => {
    const caseId = await takenUp({ title: '催办一件' });
    const due = new Date(Date.now() + 3 * 86_400_000).toISOString();
    done(await (await as('supervisor')).command(caseId, 'Urge', { text: '请抓紧核查', answerDueAt: due }));
    const handler = await as('handler1');
    const work = done(await handler.get('/me/work')).body;
    expect(work.answersDue).toContainEqual(expect.objectContaining({ caseId, kind: 'urge', text: '请抓紧核查' }));
    const notice = work.notifications.find((one: { caseId: string }) => one.caseId === caseId);
    expect(notice).toMatchObject({ readAt: null });
    expect((await handler.post(`/me/notifications/${notice.id}/read`)).status).toBe(204);
    const after = done(await handler.get('/me/work')).body.notifications.find(({ id }: { id: string }) => id === notice.id);
    expect(after.readAt).not.toBeNull();
    expectProblem(await (await as('handler4')).post(`/me/notifications/${notice.id}/read`), 404);
  });
});

describe('many at once', () => {
  it("previews by each case's own rules, then does what is possible", async () => {
    const [one, two, foreign] = [await takenUp(), await openCase(), await openCase({ townId: 'liulin' })];
    const head = await as('townhead');
    const body = { caseIds: [one, two, foreign, 'nothing'], payload: { handlerIds: ['handler2', 'handler3'], reason: '调整分工' } };
    const preview = done(await head.post('/cases/bulk/ReassignHandler', { ...body, preview: true })).body;
    expect(preview.items.map(({ caseId, ok }: { caseId: string; ok: boolean }) => [caseId, ok])).toEqual([
      [one, true],
      [two, expect.any(Boolean)],
      [foreign, false],
      ['nothing', false],
    ]);
    expect(done(await head.get(`/cases/${one}`)).body.case.handlers[0].id).toBe('handler1');
    const run = done(await head.post('/cases/bulk/ReassignHandler', { ...body, preview: false }, { 'Idempotency-Key': 'bulk-1' })).body;
    expect(run.items[0]).toMatchObject({ caseId: one, ok: true, version: expect.any(Number) });
    expect(run.items.map(({ ok }: { ok: boolean }) => ok)).toEqual(preview.items.map(({ ok }: { ok: boolean }) => ok));
    const again = done(await head.post('/cases/bulk/ReassignHandler', { ...body, preview: false }, { 'Idempotency-Key': 'bulk-1' })).body;
    expect(again.items[0]).toEqual(run.items[0]);
    expect(done(await head.get(`/cases/${one}`)).body.case.handlers.map(({ id }: { id: string }) => id)).toEqual(['handler2', 'handler3']);
  });

  it('refuses unknown commands, foreign roles and bad payloads as a whole', async () => {
    const supervisor = await as('supervisor');
    expectProblem(await supervisor.post('/cases/bulk/Vanish', { caseIds: ['a'], payload: {} }), 404, 'unknown-command');
    expectProblem(await supervisor.post('/cases/bulk/Decide', { caseIds: ['a'], payload: {} }), 403, 'role-required');
    expectProblem(await supervisor.post('/cases/bulk/Urge', { caseIds: ['a'], payload: {} }), 422);
    expectProblem(await supervisor.post('/cases/bulk/Urge', { caseIds: [], payload: { text: 'a' } }), 422);
  });
});

describe('running paper cases', () => {
  const steps = () => [
    {
      at: minutesAgo(40 * DAY),
      by: 'dispatcher',
      name: 'OpenCase',
      payload: {
        title: '纸质案件',
        townId: 'qingshi',
        address: '中心街',
        channel: 'patrol',
        receivedAt: minutesAgo(41 * DAY),
        text: '巡查发现',
      },
    },
    { at: minutesAgo(39 * DAY), by: 'dispatcher', name: 'DispatchCase', payload: { unitId: 'qingshi', instruction: '核查' } },
    { at: minutesAgo(38 * DAY), by: 'handler1', name: 'AcceptDispatch', payload: { handlerIds: ['handler1', 'handler2'] } },
  ];

  it('come in mid-stage with the time they have used, once a key', async () => {
    const dispatcher = await as('dispatcher');
    const draft = await compared({ reference: '纸卷2026-7', acts: steps() });
    const reply = done(await confirm(draft, 'townreview'));
    const read = done(await dispatcher.get(`/cases/${reply.body.caseId}`)).body;
    expect(read.case).toMatchObject({
      stage: 'discovery',
      source: { imported: { reference: '纸卷2026-7' } },
      handlers: [{ id: 'handler1' }, { id: 'handler2' }],
    });
    expect(Date.parse(read.case.openedAt)).toBeLessThan(Date.now() - 39 * DAY * 60_000);
    expect(read.light).toBe('red');
    expect(done(await dispatcher.get(`/cases/${reply.body.caseId}/verify`)).body.ok).toBe(true);
    expect(done(await confirm(draft, 'townreview')).body.caseId).toBe(reply.body.caseId);
  });

  it.each([
    ['a step that the rules refuse', (all: ReturnType<typeof steps>) => [all[0], { ...all[2]!, at: all[1]!.at }], 409],
    ['steps out of order', (all: ReturnType<typeof steps>) => [all[0], { ...all[1]!, at: minutesAgo(50 * DAY) }], 409],
    [
      'a step to come',
      (all: ReturnType<typeof steps>) => [all[0], { ...all[1]!, at: new Date(Date.now() + 86_400_000).toISOString() }],
      409,
    ],
    ['no opening', (all: ReturnType<typeof steps>) => [all[1]], 409],
    ['an unknown command', (all: ReturnType<typeof steps>) => [all[0], { ...all[1]!, name: 'Vanish' }], 422],
    ['an unknown person', (all: ReturnType<typeof steps>) => [{ ...all[0]!, by: 'nobody' }], 422],
    [
      'a bad payload',
      (all: ReturnType<typeof steps>) => [all[0], { ...all[1]!, payload: { unitId: 'atlantis', instruction: '核查' } }],
      422,
    ],
  ])('are refused whole for %s', async (_name, change, status) => {
    const dispatcher = await as('dispatcher');
    const before = done(await dispatcher.get('/cases?count=true&q=纸质案件')).body.total;
    const draft = await typed({ acts: steps() });
    const written = await writeActs(draft, 'dispatcher', onPages(change(steps()) as Act[]));
    expectProblem(written.status === 200 ? await submit(written.body, 'dispatcher') : written, status);
    expect(done(await dispatcher.get('/cases?count=true&q=纸质案件')).body.total).toEqual(before);
  });
});
