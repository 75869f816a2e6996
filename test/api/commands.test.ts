import { describe, expect, it } from 'vitest';
import { as } from './client.ts';
import { done, expectProblem, openCase, takenUp } from './scenes.ts';

const OFFICERS = { handlerIds: ['handler1', 'handler2'] };

describe('commands', () => {
  it('answer what was recorded', async () => {
    const caseId = await openCase();
    const reply = done(await (await as('dispatcher')).command(caseId, 'DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }));
    expect(reply.body).toMatchObject({
      caseId,
      stage: 'discovery',
      tier: 'town-closes',
      light: expect.stringMatching(/green|yellow|red|grey/),
      events: [{ type: 'CaseDispatched' }],
      durable: true,
      readable: true,
    });
    expect(reply.body.version).toBe(reply.body.events.at(-1).seq);
    expect(reply.headers.get('etag')).toBe(`"${reply.body.version}"`);
    const read = await (await as('dispatcher')).get(`/cases/${caseId}`);
    expect(read.body.version).toBe(reply.body.version);
    expect(read.headers.get('etag')).toBe(reply.headers.get('etag'));
  });

  it('are done once a key, also when sent at the same time', async () => {
    const caseId = await takenUp();
    const handler = await as('handler1');
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => handler.command(caseId, 'AddNote', { text: '同一条' }, { 'Idempotency-Key': 'note-1' })),
    );
    for (const reply of replies) expect(done(reply).body.events).toEqual(replies[0]!.body.events);
    const events = (await handler.get(`/cases/${caseId}/events`)).body.items;
    expect(events.filter((event: { type: string }) => event.type === 'NoteAdded')).toHaveLength(1);
  });

  it('answer the same to a repetition after the case has moved on', async () => {
    const caseId = await takenUp();
    const handler = await as('handler1');
    const before = (await handler.get(`/cases/${caseId}`)).body.version as number;
    const headers = { 'Idempotency-Key': 'note-2', 'If-Match': `"${before}"` };
    const first = done(await handler.command(caseId, 'AddNote', { text: '一' }, headers));
    done(await handler.command(caseId, 'AddNote', { text: '二' }));
    const again = done(await handler.command(caseId, 'AddNote', { text: '一' }, headers));
    expect(again.body).toEqual(first.body);
  });

  it('refuse a key that was used for something else', async () => {
    const caseId = await takenUp();
    const handler = await as('handler1');
    done(await handler.command(caseId, 'AddNote', { text: '一' }, { 'Idempotency-Key': 'note-3' }));
    expectProblem(await handler.command(caseId, 'AddNote', { text: '二' }, { 'Idempotency-Key': 'note-3' }), 422, 'idempotency-key-reused');
  });

  it('keep the keys of two people apart', async () => {
    const caseId = await takenUp();
    const one = done(await (await as('handler1')).command(caseId, 'AddNote', { text: '甲' }, { 'Idempotency-Key': 'shared' }));
    const two = done(await (await as('handler2')).command(caseId, 'AddNote', { text: '乙' }, { 'Idempotency-Key': 'shared' }));
    expect(two.body.version).toBe(one.body.version + 1);
  });

  it('let one of two racing commands through, and tell the other', async () => {
    const caseId = await takenUp();
    const handler = await as('handler1');
    const { version } = (await handler.get(`/cases/${caseId}`)).body;
    const headers = { 'If-Match': `"${version}"` };
    const replies = await Promise.all([1, 2, 3].map((n) => handler.command(caseId, 'AddNote', { text: `第${n}个` }, headers)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expectProblem(
      replies.find(({ status }) => status === 412)!,
      412,
      'stale-version',
    );
  });

  it('take If-Match: * as no condition', async () => {
    const caseId = await takenUp();
    done(await (await as('handler1')).command(caseId, 'AddNote', { text: '一' }, { 'If-Match': '*' }));
  });

  it.each([
    ['a role that never does it', 'auditor', 'AddEvidence', {}, 'role-required'],
    ['an assistant, who records and never decides', 'assistant', 'AcceptDispatch', OFFICERS, 'role-required'],
    [
      'somebody who is not the handler',
      'handler3',
      'RecordVerification',
      { founded: false, findings: '不属实', officerIds: ['handler1', 'handler2'] },
      'not-your-case',
    ],
  ])('403 for %s', async (_name, username, command, payload, code) => {
    const caseId = await takenUp();
    const reply = await (await as(username)).command(caseId, command, payload);
    expectProblem(reply, 403, code);
    expect(reply.body.needs.length).toBeGreaterThan(0);
  });

  it('403 for a unit that was not asked', async () => {
    const caseId = await openCase();
    done(await (await as('dispatcher')).command(caseId, 'DispatchCase', { unitId: 'liulin', instruction: '到现场核查' }));
    expectProblem(await (await as('handler1')).command(caseId, 'AcceptDispatch', OFFICERS), 403, 'not-your-unit');
  });

  it('409 with code and needs for what the rules refuse', async () => {
    const caseId = await openCase();
    done(await (await as('dispatcher')).command(caseId, 'DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }));
    const one = await (await as('handler1')).command(caseId, 'AcceptDispatch', { handlerIds: ['handler1'] });
    expectProblem(one, 409, 'two-officers');
    expect(one.body).toMatchObject({ needs: [expect.stringContaining('1名')], basis: ['《行政处罚法》第四十二条'] });
    const assistant = await (await as('handler1')).command(caseId, 'AcceptDispatch', { handlerIds: ['handler1', 'assistant'] });
    expectProblem(assistant, 409, 'not-certified');
  });

  it('409 in the wrong stage', async () => {
    const caseId = await openCase();
    expectProblem(await (await as('bureauhead')).command(caseId, 'Decide', { kind: 'no-penalty', reasons: '情节轻微' }), 409, /stage|not-/);
  });
});
