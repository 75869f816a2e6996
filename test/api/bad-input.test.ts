/** Every kind of bad input gets its 4xx with a clear Chinese reason, no stack trace, and nothing is recorded. */
import { beforeAll, describe, expect, it } from 'vitest';
import { apiBase, as, send, type Visitor } from './client.ts';
import { database } from './database.ts';
import { expectProblem, leadOf, openCase, takenUp } from './scenes.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

const counts = async (): Promise<unknown> =>
  (
    await database().rows(
      'select (select count(*) from work_event)::int as events, (select count(*) from lead)::int as leads, (select count(*) from work_view)::int as cases',
    )
  )[0];

describe('bad input', () => {
  let handler: Visitor;
  let dispatcher: Visitor;
  let caseId: string;

  beforeAll(async () => {
    handler = await as('handler1');
    dispatcher = await as('dispatcher');
    caseId = await takenUp();
  });

  const refused = async (work: () => Promise<Parameters<typeof expectProblem>[0]>, status: number, code?: string | RegExp) => {
    const before = await counts();
    const reply = await work();
    expectProblem(reply, status, code);
    expect(await counts()).toEqual(before);
    return reply;
  };
  const note = () => `/cases/${caseId}/commands/AddNote`;

  it.each(['{', '{"text": "a"', '"text"', 'text', '{"text": undefined}', '[1,]', '{"text":"a"}{'])('malformed JSON %j', async (raw) => {
    await refused(() => handler.raw('POST', note(), raw, JSON_TYPE), 400, 'malformed-json');
  });

  it.each([
    ['text/plain', '{"text":"a"}'],
    ['application/x-www-form-urlencoded', 'text=a'],
    ['text/xml', '<text/>'],
    ['', '{"text":"a"}'],
  ])('the media type %j', async (type, raw) => {
    await refused(() => handler.raw('POST', note(), Buffer.from(raw), type ? { 'Content-Type': type } : {}), 415, 'unsupported-media-type');
  });

  it('bytes that are no UTF-8', async () => {
    const raw = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from('"}')]);
    await refused(() => handler.raw('POST', note(), raw, JSON_TYPE), 400, 'not-utf-8');
  });

  it.each([
    ['a lone surrogate', '{"text":"a\\ud800b"}', 'text'],
    ['a NUL', '{"text":"a\\u0000b"}', 'text'],
    ['a lone surrogate in a name', '{"\\udc00":1}', '\ufffd'],
    ['a NUL deep inside', '{"text":"a","more":[{"x":"\\u0000"}]}', 'more.0.x'],
  ])('%s', async (_name, raw, path) => {
    const reply = await refused(() => handler.raw('POST', note(), raw, JSON_TYPE), 422, 'invalid-input');
    expect(reply.body.errors[0].path).toBe(path);
  });

  it('nesting beyond sense', async () => {
    await refused(() => handler.raw('POST', note(), `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, JSON_TYPE), 422);
  });

  it('a string of a megabyte', async () => {
    await refused(() => handler.post(note(), { text: '字'.repeat(350_000) }), 413, 'too-large');
  });

  it('a string that is too long for its field', async () => {
    const reply = await refused(() => handler.post(note(), { text: '字'.repeat(20_000) }), 422);
    expect(reply.body.errors[0]).toMatchObject({ path: 'text', message: expect.stringMatching(/不能超过\d+字/) });
  });

  it.each([
    ['a number for a text', { text: 1 }],
    ['a list for a text', { text: ['a'] }],
    ['nothing', {}],
    ['null', { text: null }],
    ['blanks', { text: '   ' }],
    ['an unknown field', { text: 'a', colour: 'red' }],
    ['a list for an object', []],
  ])('wrong types: %s', async (_name, body) => {
    const reply = await refused(() => handler.post(note(), body), 422, 'invalid-input');
    expect(reply.body.errors.length).toBeGreaterThan(0);
    for (const error of reply.body.errors) expect(error.message).toMatch(/\p{Script=Han}/u);
  });

  it('an unknown field is named with its path', async () => {
    const reply = await handler.post(note(), { text: 'a', colour: 'red' });
    expect(reply.body.errors).toEqual([{ path: 'colour', title: 'colour', message: '没有这个字段' }]);
  });

  it.each(['2026-02-30', '2026-13-01', '2025-02-29', '26-1-1', 'yesterday', '2026/01/01'])('the date %s', async (on) => {
    const conduct = { on, place: '中心街' };
    const reply = await refused(
      () =>
        handler.command(caseId, 'RecordVerification', {
          founded: true,
          findings: '属实',
          officerIds: ['handler1', 'handler2'],
          matterCode: 'CG-0110',
          conduct,
        }),
      422,
    );
    expect(reply.body.errors).toContainEqual({
      path: 'conduct.on',
      title: '违法行为发生之日',
      message: expect.stringContaining('不是有效日期'),
    });
  });

  it.each(['2026-02-30T10:00:00+08:00', '2026-01-01T25:00:00+08:00', '2026-01-01', '2026-01-01T10:00:00'])(
    'the instant %s',
    async (receivedAt) => {
      await refused(() => dispatcher.post('/leads', leadOf({ receivedAt })), 422);
    },
  );

  it('an unknown command, with those there are', async () => {
    const reply = await refused(() => handler.command(caseId, 'AddNotes', { text: 'a' }), 404, 'unknown-command');
    expect(reply.body.detail).toContain('AddNote');
  });

  it.each(['nobody', '00000000-0000-7000-8000-000000000000', '..%2f..%2fetc', '%F0%9F%94%A5', 'a'.repeat(300)])(
    'the unknown case %s',
    async (id) => {
      await refused(() => handler.get(`/cases/${id}`), 404, 'case-not-found');
      await refused(() => handler.post(`/cases/${id}/commands/AddNote`, { text: 'a' }), 404, 'case-not-found');
    },
  );

  it('a case of another town', async () => {
    const foreign = await openCase({ townId: 'liulin' });
    await refused(() => handler.get(`/cases/${foreign}`), 404, 'case-not-found');
    await refused(() => handler.command(foreign, 'AddNote', { text: 'a' }), 404, 'case-not-found');
    await refused(() => handler.upload(`/cases/${foreign}/files`, 'abc', 'a.txt'), 404, 'case-not-found');
  });

  it.each([
    ['an unknown officer', 'AcceptDispatch', { handlerIds: ['handler1', 'nobody'] }, 'handlerIds.1'],
    [
      'an unknown matter',
      'RecordVerification',
      { founded: true, findings: 'a', officerIds: ['handler1', 'handler2'], matterCode: 'XX-1' },
      'matterCode',
    ],
    [
      'a file that was never uploaded',
      'AddEvidence',
      {
        kind: 'physical',
        title: '照片',
        original: true,
        officerIds: ['handler1', 'handler2'],
        collectedAt: '2026-11-01T10:00:00+08:00',
        place: '中心街',
        fileHash: 'a'.repeat(64),
      },
      'fileHash',
    ],
  ])('%s', async (_name, command, payload, path) => {
    const reply = await refused(() => handler.command(caseId, command, payload), 422);
    expect(reply.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it('an unknown unit', async () => {
    const opened = await openCase();
    const reply = await refused(() => dispatcher.command(opened, 'DispatchCase', { unitId: 'atlantis', instruction: 'a' }), 422);
    expect(reply.body.errors[0]).toMatchObject({ path: 'unitId', title: '承办单位', message: '没有这个单位' });
  });

  it.each([
    ['/cases?limit=0', 'query.limit'],
    ['/cases?limit=9999', 'query.limit'],
    ['/cases?limit=ten', 'query.limit'],
    ['/cases?light=purple', 'query.light.0'],
    ['/cases?sort=colour', 'query.sort'],
    ['/cases?colour=red', 'query.colour'],
    ['/cases?cursor=rubbish', 'query.cursor'],
    ['/cases?openedFrom=2026-02-30T00:00:00Z', 'query.openedFrom'],
    ['/cases?q=%00', 'query.q'],
    ['/leads?status=lost', 'query.status.0'],
    ['/lists/matters?on=2026-02-30', 'query.on'],
    ['/board?limit=-1', 'query.limit'],
  ])('the query %s', async (path, field) => {
    const reply = await refused(() => dispatcher.get(path), 422);
    expect(reply.body.errors[0].path).toBe(field);
  });

  it.each([
    ['the events of a case', (caseId: string) => `/cases/${caseId}/events`, 'seq'],
    ['cases', () => '/cases', '-openedAt'],
    ['cases by their red light', () => '/cases?sort=redAt', 'redAt'],
    ['leads', () => '/leads', 'leads'],
    ['a list', () => '/lists/matters', 'list-matters'],
    ['people', () => '/lists/people', 'people'],
  ])('a forged cursor over %s', async (_, pathOf, order) => {
    const path = pathOf(await openCase());
    for (const key of ['9e99', 1e99, -1, 1.5, true, { a: 1 }, ['x'], 'now() + 1', '2026-13-01T00:00:00Z', 'a\u0000b']) {
      const cursor = Buffer.from(JSON.stringify([order, key, 'x'])).toString('base64url');
      const reply = await dispatcher.get(`${path}${path.includes('?') ? '&' : '?'}limit=2&cursor=${cursor}`);
      // A name may be any text; whatever else is no key of the order is refused.
      if (order !== 'people' || typeof key !== 'string' || key.includes('\u0000')) expectProblem(reply, 422);
      else expect(reply.status).toBe(200);
    }
  });

  it('a cursor of another order', async () => {
    await openCase();
    await openCase();
    const { body } = await dispatcher.get('/cases?limit=1');
    await refused(() => dispatcher.get(`/cases?limit=1&sort=redAt&cursor=${body.nextCursor}`), 422);
  });

  it.each([
    ['If-Match', 'twelve'],
    ['If-Match', '"12'],
    ['Idempotency-Key', 'a b'],
    ['Idempotency-Key', 'x'.repeat(201)],
  ])('the header %s: %s', async (name, value) => {
    const reply = await refused(() => handler.command(caseId, 'AddNote', { text: 'a' }, { [name]: value }), 422);
    expect(reply.body.errors[0].path).toBe(`header.${name}`);
  });

  it.each([
    ['PUT', '/cases', 'GET, HEAD, POST'],
    ['DELETE', '/leads', 'GET, HEAD, POST'],
    ['PATCH', '/session', /GET/],
    ['GET', '/derive/term', 'POST'],
  ])('the method %s %s', async (method, path, allowed) => {
    const reply = await refused(
      () => dispatcher.raw(method, path, method === 'GET' ? (undefined as never) : '{}'),
      405,
      'method-not-allowed',
    );
    expect(reply.headers.get('allow')?.split(', ').sort().join(', ')).toMatch(
      allowed instanceof RegExp ? allowed : new RegExp(`^${allowed.split(', ').sort().join(', ')}$`),
    );
  });

  it.each(['/nothing', '/cases/x/y/z', '/../secret', '/lists/weapons'])('the unknown route %s', async (path) => {
    await refused(() => dispatcher.get(path), 404, 'unknown-route');
  });

  it('an address that is no address', async () => {
    await refused(() => dispatcher.get('/cases/%E0%A4%A'), 400);
  });

  it('a body cut short says so and the connection goes on', async () => {
    await refused(() => handler.raw('POST', note(), '{"text":"a', { ...JSON_TYPE }), 400);
    expect((await handler.get('/session')).status).toBe(200);
  });

  it('tells the request by its id', async () => {
    const reply = await send(apiBase(), 'GET', '/cases', { headers: { 'X-Request-Id': 'from-the-test' } });
    expect(reply.body.requestId).toBe('from-the-test');
    expect(reply.headers.get('x-request-id')).toBe('from-the-test');
  });
});
