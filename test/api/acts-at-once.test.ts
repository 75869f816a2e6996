/** Acts beside the ordinary course over HTTP: two at once, and nonsense in every field; refused in Chinese, never a fault. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { as, type Reply } from './client.ts';
import { done, fileOf, takenUp } from './scenes.ts';

let caseId: string;
const today = legalDateOf(Date.now());
const request = (goods = [{ name: '压面机', quantity: '1台' }]) => ({ measure: 'detain', goods, reason: '设备可能转移' });

/** Trade without a licence across two towns, with the bureau: it alone may seize there. */
beforeAll(async () => {
  caseId = await takenUp();
  const verified = {
    founded: true,
    findings: '没有营业执照加工面条',
    officerIds: ['handler1', 'handler2'],
    matterCode: 'SP-0109',
    conduct: { on: today, place: '集市' },
    parties: [{ name: '王某某', kind: 'citizen' }],
    circumstances: ['cross-area'],
  };
  done(await (await as('handler1')).command(caseId, 'RecordVerification', verified));
  const taken = { handlerIds: ['bureauhandler1', 'bureauhandler2'], custody: [] };
  done(await (await as('bureauhandler1')).command(caseId, 'AcceptTransfer', taken));
}, 60_000);

const statuses = (replies: Reply[]): number[] => replies.map(({ status }) => status).sort();

describe('the same act twice', () => {
  it('with one key is one act, answered alike', async () => {
    const officer = await as('bureauhandler1');
    const key = { 'Idempotency-Key': randomUUID() };
    const replies = await Promise.all([1, 2, 3].map(() => officer.command(caseId, 'RequestSeizure', request(), key)));
    expect(statuses(replies)).toEqual([200, 200, 200]);
    expect(new Set(replies.map(({ body }) => body.version)).size).toBe(1);
    expect((await fileOf(caseId)).seizures).toHaveLength(1);
  });

  it('by two officers with keys of their own is refused to the second', async () => {
    const goods = [{ name: '面粉', quantity: '3袋' }];
    const officers = await Promise.all(['bureauhandler1', 'bureauhandler2', 'bureauhandler1'].map((name) => as(name)));
    const replies = await Promise.all(officers.map((one) => one.command(caseId, 'RequestSeizure', request(goods))));
    // The case's handler, or whoever of them asked first; nobody asks twice.
    expect(statuses(replies).filter((status) => status === 200)).toEqual([200]);
    expect(replies.filter(({ status }) => status !== 200).map(({ body }) => body.code as string)).toEqual([
      'recorded-already',
      'recorded-already',
    ]);
  });

  it('an approval is given once', async () => {
    const head = await as('bureauhead');
    const seizureId = (await fileOf(caseId)).seizures[0]?.id;
    const replies = await Promise.all(
      [true, false].map((approved) => head.command(caseId, 'ApproveSeizure', { seizureId, approved, reason: '核' })),
    );
    expect(statuses(replies)).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('already-approved');
  });
});

describe('nonsense', () => {
  const act = async () => ({ seizureId: (await fileOf(caseId)).seizures[0]?.id, on: today, keeper: '韩一', place: '物证室', note: '完好' });

  it.each<[string, string, string, Record<string, unknown>, number, string]>([
    ['goods without a name', 'bureauhandler1', 'RequestSeizure', request([{ name: '', quantity: '1台' }]), 422, 'invalid-input'],
    ['no goods', 'bureauhandler1', 'RequestSeizure', request([]), 422, 'invalid-input'],
    ['201 goods', 'bureauhandler1', 'RequestSeizure', request(Array(201).fill({ name: '碗', quantity: '1只' })), 422, 'invalid-input'],
    ['ten thousand signs', 'bureauhandler1', 'RequestSeizure', { ...request(), reason: '长'.repeat(10_000) }, 422, 'invalid-input'],
    ['an id of nothing', 'bureauhead', 'ApproveSeizure', { seizureId: 'nope', approved: true, reason: '同意' }, 409, 'unknown-seizure'],
    ['no days', 'bureauhead', 'ExtendSeizure', { seizureId: 'x', days: 0, reason: 'x', toldOn: today, receipt: 'x' }, 422, 'invalid-input'],
    [
      'days below none',
      'bureauhead',
      'ExtendSeizure',
      { seizureId: 'x', days: -1, reason: 'x', toldOn: today, receipt: 'x' },
      422,
      'invalid-input',
    ],
    ['another stage', 'bureauhead', 'WaiveSurcharge', { reason: '低保户' }, 409, 'wrong-stage'],
    ['a day that is none', 'bureauhandler1', 'RecordCustody', { on: '2026-02-30' }, 422, 'invalid-input'],
    ['goods that are not held', 'bureauhandler1', 'RecordCustody', {}, 409, 'nothing-seized'],
  ])('%s', async (_what, by, name, payload, status, code) => {
    const whole = name === 'RecordCustody' ? { ...(await act()), ...payload } : payload;
    const reply = await (await as(by)).command(caseId, name, whole);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect(reply.body.detail).toMatch(/\p{Script=Han}/u);
  });
});
