import { beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../domain/work/record.ts';
import { sha256 } from '../../api/session/tokens.ts';
import { ordinary } from '../support/lives.ts';
import type { Verification } from '../../contract/record.ts';
import { eventually } from '../support/wait.ts';
import { as } from './client.ts';
import { database } from './database.ts';
import { done, expectProblem, fileOf, minutesAgo, openCase, openingOf, take, takenUp } from './scenes.ts';

describe('opening a case', () => {
  it('answers 201 with its address, and the case can be read at once', async () => {
    const handler = await as('handler1');
    const reply = done(await handler.post('/cases', openingOf()), 201);
    expect(reply.headers.get('location')).toBe(`/api/v1/cases/${reply.body.caseId}`);
    expect(reply.body).toMatchObject({
      stage: 'discovery',
      tier: 'town-closes',
      events: [{ seq: 1, type: 'CaseOpened' }],
      durable: true,
      readable: true,
    });
    expect((await handler.get(`/cases/${reply.body.caseId}`)).body.case).toMatchObject({
      town: { id: 'qingshi' },
      openedAt: expect.any(String),
    });
  });

  it('opens once a key', async () => {
    const handler = await as('handler1');
    const body = openingOf({ title: '只建一次' });
    const [one, two] = await Promise.all([1, 2].map(() => handler.post('/cases', body, { 'Idempotency-Key': 'open-once' })));
    const three = await handler.post('/cases', body, { 'Idempotency-Key': 'open-once' });
    expect(new Set([one, two, three].map((reply) => done(reply!, 201).body.caseId)).size).toBe(1);
    expect(await database().rows(`select 1 from work_view where title = '只建一次'`)).toHaveLength(1);
    expectProblem(
      await handler.post('/cases', openingOf({ title: '另一件' }), { 'Idempotency-Key': 'open-once' }),
      422,
      'idempotency-key-reused',
    );
  });

  it('ids are ordered by time', async () => {
    const ids = [await openCase(), await openCase(), await openCase()];
    expect([...ids].sort()).toEqual(ids);
  });

  it('leaves no workflow behind when the rules refuse it', async () => {
    const before = await database().rows('select 1 from work_view');
    expectProblem(
      await (await as('dispatcher')).post('/cases', openingOf({ receivedAt: new Date(Date.now() + 86_400_000).toISOString() })),
      409,
      'in-the-future',
    );
    expect(await database().rows('select 1 from work_view')).toHaveLength(before.length);
  });

  it('refuses a town that is none', async () => {
    expectProblem(await (await as('dispatcher')).post('/cases', openingOf({ townId: 'water' })), 409, 'unknown-unit');
    expectProblem(await (await as('dispatcher')).post('/cases', openingOf({ townId: 'atlantis' })), 422);
  });
});

describe('lists of cases', () => {
  let mark: string;

  beforeAll(async () => {
    mark = `翻页${Date.now()}`;
    for (let n = 1; n <= 7; n++) await openCase({ title: `${mark}第${n}件`, receivedAt: minutesAgo(n * 60 * 24 * 5) });
  });

  it.each(['-openedAt', 'openedAt', 'redAt', 'yellowAt', 'stageEnteredAt', '-stageEnteredAt', '-updatedAt'])(
    'by %s: every case once, page by page',
    async (sort) => {
      const supervisor = await as('supervisor');
      const whole = done(await supervisor.get(`/cases?q=${encodeURIComponent(mark)}&sort=${sort}&limit=200`)).body.items as {
        id: string;
      }[];
      expect(whole).toHaveLength(7);
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { items: { id: string }[]; nextCursor: string | null } = done(
          await supervisor.get(`/cases?q=${encodeURIComponent(mark)}&sort=${sort}&limit=3${cursor ? `&cursor=${cursor}` : ''}`),
        ).body;
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(whole.map(({ id }) => id));
    },
  );

  it('filters, and counts with a cap', async () => {
    const supervisor = await as('supervisor');
    const reply = done(
      await supervisor.get(`/cases?q=${encodeURIComponent(mark)}&stage=discovery&town=qingshi&tier=town-closes&open=true&count=true`),
    );
    expect(reply.body.total).toEqual({ count: 7, capped: false });
    for (const row of reply.body.items) expect(row).toMatchObject({ stage: 'discovery', town: { id: 'qingshi', name: '青石镇' } });
    expect(done(await supervisor.get(`/cases?q=${encodeURIComponent(mark)}&town=liulin`)).body.items).toEqual([]);
    expect(done(await supervisor.get(`/cases?q=${encodeURIComponent('100%_\\')}`)).body.items).toEqual([]);
  });

  it('every light filter agrees with the rows and with the case itself', async () => {
    const supervisor = await as('supervisor');
    let found = 0;
    for (const light of ['green', 'yellow', 'red', 'grey']) {
      for (const row of done(await supervisor.get(`/cases?q=${encodeURIComponent(mark)}&light=${light}`)).body.items) {
        expect(row.light).toBe(light);
        const read = done(await supervisor.get(`/cases/${row.id}`)).body;
        expect(read.light).toBe(light);
        expect(read.term).toEqual(row.term);
        found += 1;
      }
    }
    expect(found).toBe(7);
  });

  it('by handler', async () => {
    const caseId = await takenUp();
    const { items } = done(await (await as('supervisor')).get('/cases?handler=handler1&limit=200')).body;
    expect(items.map(({ id }: { id: string }) => id)).toContain(caseId);
    for (const row of items) expect(row.handlers.map(({ id }: { id: string }) => id)).toContain('handler1');
  });
});

describe('one case', () => {
  it('has a record whose chain holds', async () => {
    const caseId = await takenUp();
    const auditor = await as('auditor');
    const { items } = done(await auditor.get(`/cases/${caseId}/events`)).body;
    const chain = verifyChain(caseId, items, sha256);
    expect(chain).toMatchObject({ ok: true, length: items.length });
    const verified = done(await auditor.get(`/cases/${caseId}/verify`)).body;
    expect(verified).toMatchObject({ ok: true, length: items.length, head: items.at(-1).hash });
    expect(verified.checks.map(({ name }: { name: string }) => name)).toEqual(['事件链', '读取视图', '办案引擎']);
  });

  it('pages its record', async () => {
    const caseId = await takenUp();
    const auditor = await as('auditor');
    const first = done(await auditor.get(`/cases/${caseId}/events?limit=2`)).body;
    expect(first.items.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2]);
    const second = done(await auditor.get(`/cases/${caseId}/events?limit=2&cursor=${first.nextCursor}`)).body;
    expect(second.items[0].seq).toBe(3);
  });

  it('is shown as it was known then', async () => {
    const caseId = await openCase();
    const auditor = await as('auditor');
    const opened = done(await auditor.get(`/cases/${caseId}/events`)).body.items[0].at as string;
    await new Promise((resolve) => setTimeout(resolve, 20));
    done(await (await as('dispatcher')).command(caseId, 'DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }));
    const then = done(await auditor.get(`/cases/${caseId}?asOf=${encodeURIComponent(opened)}`)).body;
    expect(then.case.dispatch).toBeNull();
    expect(done(await auditor.get(`/cases/${caseId}`)).body.case.dispatch).not.toBeNull();
    expectProblem(await auditor.get(`/cases/${caseId}?asOf=2020-01-01T00:00:00Z`), 404, 'not-yet-opened');
    expectProblem(await auditor.get(`/cases/${caseId}?asOf=yesterday`), 422);
  });

  it('says what is next, and what the rest would need', async () => {
    const caseId = await openCase();
    const items = done(await (await as('dispatcher')).get(`/cases/${caseId}/next`)).body.items as {
      name: string;
      primary: boolean;
      allowed: boolean;
      refusal: unknown;
    }[];
    expect(items[0]).toMatchObject({ name: 'DispatchCase', primary: true, allowed: true, refusal: null });
    expect(items.filter(({ primary }) => primary)).toHaveLength(1);
    for (const item of items.filter(({ allowed }) => !allowed)) {
      expect(item.refusal).toMatchObject({
        code: expect.any(String),
        message: expect.stringMatching(/\p{Script=Han}/u),
        needs: expect.any(Array),
      });
    }
    const mine = done(await (await as('assistant')).get(`/cases/${caseId}/next`)).body.items as { name: string; allowed: boolean }[];
    expect(mine.find(({ name }) => name === 'DispatchCase')?.allowed).toBe(false);
  });

  it('explains each term and its tier', async () => {
    const caseId = await takenUp();
    const supervisor = await as('supervisor');
    const { items } = done(await supervisor.get(`/cases/${caseId}/terms`)).body;
    expect(items.length).toBeGreaterThan(0);
    for (const term of items) expect(term.lines.length).toBeGreaterThan(1);
    const tier = done(await supervisor.get(`/cases/${caseId}/tier`)).body;
    expect(tier).toMatchObject({ tier: 'town-closes', text: expect.stringMatching(/\p{Script=Han}/u), lines: expect.any(Array) });
    expect(tier.lines.length).toBeGreaterThan(3);
  });

  it("shows Temporal's own history", async () => {
    const caseId = await takenUp();
    const history = done(await (await as('auditor')).get(`/cases/${caseId}/history`)).body;
    expect(history).toMatchObject({ caseId, workflowId: `case-${caseId}`, missing: [], runs: [{ source: 'live' }] });
    const types = history.runs[0].history.events.map(({ eventType }: { eventType: string }) => eventType);
    expect(types[0]).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
    expect(types).toContain('EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED');
  });

  it('shows altered events for what they are', async () => {
    const caseId = await takenUp();
    const rows = database();
    // As its owner could: the guards are switched off, one word is changed.
    await rows.transaction(async (tx) => {
      await tx.run('alter table work_event disable trigger work_event_no_update');
      await tx.run(`update work_event set data = jsonb_set(data, '{title}', '"另一件事"') where work_id = $1 and seq = 1`, [caseId]);
      await tx.run('alter table work_event enable always trigger work_event_no_update');
    });
    const verified = done(await (await as('auditor')).get(`/cases/${caseId}/verify`)).body;
    expect(verified.ok).toBe(false);
    expect(verified.checks[0]).toMatchObject({ name: '事件链', ok: false, text: expect.stringContaining('第1号') });
  });
});

describe('from the first lead to the archive, over HTTP', () => {
  let caseId: string;
  let archived: unknown;
  let receipt: { events: unknown };

  it('goes all the way on the ordinary procedure', async () => {
    caseId = await openCase({ title: '青石镇中心街乱倒垃圾案（全程）' });
    for (const step of ordinary.slice(0, -1)) done(await take(caseId, step));
    archived = ordinary.at(-1)!.payload(await fileOf(caseId), '', '');
    receipt = done(await (await as('handler1')).command(caseId, 'ArchiveCase', archived, { 'Idempotency-Key': 'archive-1' })).body;
    const file = await fileOf(caseId);
    expect(file.stage).toBe('archived');
    expect(file.filing?.number).toMatch(/^云溪综执立〔\d{4}〕第\d{5}号$/);
  });

  it('is anchored, and its history is kept', async () => {
    const auditor = await as('auditor');
    await expect
      .poll(async () => (await auditor.get(`/cases/${caseId}/verify`)).body.checks.map(({ name }: { name: string }) => name), {
        timeout: 20_000,
      })
      .toContain('归档锚定');
    const verified = await eventually(
      async () => done(await auditor.get(`/cases/${caseId}/verify`)).body as Verification,
      ({ open }) => !open,
      30_000,
    );
    expect(verified.ok, JSON.stringify(verified.checks)).toBe(true);
    expect(done(await auditor.get(`/cases/${caseId}/history`)).body.runs.length).toBeGreaterThan(0);
  }, 60_000);

  it('answers a repetition of the last command although the workflow has ended', async () => {
    const again = done(await (await as('handler1')).command(caseId, 'ArchiveCase', archived, { 'Idempotency-Key': 'archive-1' }));
    expect(again.body.events).toEqual(receipt.events);
  });

  it('refuses what an archived case no longer takes, and reopens with reason', async () => {
    expectProblem(
      await (
        await as('handler1')
      ).command(caseId, 'AddEvidence', {
        kind: 'physical',
        title: '补充',
        original: true,
        officerIds: ['handler1', 'handler2'],
        collectedAt: minutesAgo(1),
        place: '中心街',
      }),
      409,
      'wrong-stage',
    );
    const reopened = done(
      await (
        await as('bureauhead')
      ).command(caseId, 'ReopenCase', {
        to: 'execution',
        reason: '发现执行有误',
        legalBasis: '《行政处罚法》第七十五条第二款',
        decisionRevoked: false,
      }),
    );
    expect(reopened.body).toMatchObject({ stage: 'execution' });
    const verified = done(await (await as('auditor')).get(`/cases/${caseId}/verify`)).body;
    expect(verified.ok, JSON.stringify(verified.checks)).toBe(true);
  }, 60_000);
});
