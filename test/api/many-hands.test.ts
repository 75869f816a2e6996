/** Many hands on one case at once. The eleventh update in flight once ended a case for good (docs/adr/0026). */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { as, signIn, type Visitor } from './client.ts';
import { database } from './database.ts';
import { type OwnApp, ownApp } from './own-app.ts';
import { done, openCase, takenUp } from './scenes.ts';

const apps: OwnApp[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

interface Noted {
  seq: number;
  type: string;
  data: { text: string };
}

const notesOf = async (caseId: string): Promise<Noted[]> =>
  ((await (await as('auditor')).get(`/cases/${caseId}/events?limit=1000`)).body.items as Noted[]).filter(
    ({ type }) => type === 'NoteAdded',
  );

describe('many commands at once on one case', () => {
  it('are all recorded, each once, in order, over eight rounds of thirty, from two processes; the case goes on', async () => {
    const other = await ownApp();
    apps.push(other);
    const caseId = await takenUp();
    const hands: Visitor[] = await Promise.all([
      as('handler1'),
      as('handler2'),
      as('dispatcher'),
      signIn('handler1', other.base),
      signIn('supervisor', other.base),
    ]);
    const expected: string[] = [];
    const answered = new Map<string, number>();
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(
        Array.from({ length: 30 }, async (_, n) => {
          const text = `第${round}轮第${n}条`;
          expected.push(text);
          const reply = done(await hands[n % hands.length]!.command(caseId, 'AddNote', { text }, { 'Idempotency-Key': randomUUID() }));
          expect(reply.body).toMatchObject({ durable: true, readable: true });
          answered.set(text, reply.body.version as number);
        }),
      );
    }
    const notes = await notesOf(caseId);
    expect(notes.map(({ data }) => data.text).sort()).toEqual(expected.sort());
    for (const { seq, data } of notes) expect(answered.get(data.text)).toBe(seq);
    const verified = (await (await as('auditor')).get(`/cases/${caseId}/verify`)).body;
    expect(verified.ok).toBe(true);
    done(await hands[0]!.command(caseId, 'AddNote', { text: '之后' }));
  }, 120_000);

  it('are served person by person: who has one does not wait for who has forty', async () => {
    const caseId = await openCase();
    const busy = await as('dispatcher');
    const order: string[] = [];
    const note = async (who: Visitor, text: string): Promise<void> => {
      done(await who.command(caseId, 'AddNote', { text }));
      order.push(text);
    };
    const many = Promise.all(Array.from({ length: 40 }, (_, n) => note(busy, `多-${n}`)));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await note(await as('supervisor'), '一条');
    await many;
    expect(order.indexOf('一条')).toBeLessThan(30);
  }, 60_000);

  it('past the queue are told to come again, and nothing of them is done', async () => {
    const caseId = await openCase();
    const hand = await as('dispatcher');
    const replies = await Promise.all(Array.from({ length: 260 }, (_, n) => hand.command(caseId, 'AddNote', { text: `${n}` })));
    const turnedAway = replies.filter(({ status }) => status === 503);
    expect(turnedAway.length).toBeGreaterThan(0);
    for (const { body, headers } of turnedAway) {
      expect(body.code).toBe('case-busy');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(await notesOf(caseId)).toHaveLength(replies.filter(({ status }) => status === 200).length);
  }, 120_000);
});

describe('a key used again', () => {
  it('is known after more commands than the workflow remembers, and refused by name when it is too old', async () => {
    const caseId = await openCase();
    const hand = await as('dispatcher');
    const key = { 'Idempotency-Key': randomUUID() };
    const first = done(await hand.command(caseId, 'AddNote', { text: '只记一次' }, key));
    for (let n = 0; n < 110; n += 1) done(await hand.command(caseId, 'AddNote', { text: `${n}` }));
    expect(done(await hand.command(caseId, 'AddNote', { text: '只记一次' }, key)).body).toEqual(first.body);
    expect((await notesOf(caseId)).filter(({ data }) => data.text === '只记一次')).toHaveLength(1);

    await database().rows(`update case_receipt set at = now() - interval '15 days' where case_id = $1`, [caseId]);
    const late = await hand.command(caseId, 'AddNote', { text: '只记一次' }, key);
    expect(late.status).toBe(409);
    expect(late.body.code).toBe('key-expired');
    expect((await notesOf(caseId)).filter(({ data }) => data.text === '只记一次')).toHaveLength(1);
  }, 60_000);
});
