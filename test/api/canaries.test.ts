/** Sixty words that are in no other text, put in wherever people put things in: none is found where none may be. */
import { randomInt, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { testStack } from '../support/addresses.ts';
import { eventually } from '../support/wait.ts';
import { citizen } from '../domain/case/scenes.ts';
import { apiBase, as, send } from './client.ts';
import { grantedKey } from './keys.ts';
import { done, leadOf, openingOf } from './scenes.ts';

const HAN = '淼淦鑫垚焱犇骉羴猋麤龘靐齉爨彧矗韡頔喆玥翀';
const word = (letters: number): string => Array.from({ length: letters }, () => HAN[randomInt(HAN.length)]).join('');

/** A citizen's number with its check digit. */
function identityNumber(): string {
  const front = `33010219${randomInt(60, 99)}0${randomInt(1, 9)}1${randomInt(0, 9)}${randomInt(100, 999)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return front + '10X98765432'[[...front].reduce((sum, digit, n) => sum + Number(digit) * weights[n]!, 0) % 11];
}

const made: string[] = [];
const keep = (canary: string): string => {
  made.push(canary);
  return canary;
};
const name = () => keep(word(6));
const phone = () => keep(`19${randomInt(100_000_000, 999_999_999)}`);
const address = () => keep(`${word(5)}路${randomInt(1_000, 9_999)}号`);
const text = () => keep(`${word(8)}${randomUUID().slice(0, 8)}`);
const number = () => keep(identityNumber());

beforeAll(async () => {
  const [dispatcher, handler, town, bureau] = await Promise.all(['dispatcher', 'handler1', 'townhead', 'bureauhead'].map(as));
  const { key } = await grantedKey({ channel: '12345', scopes: ['leads:write', 'leads:read'], perMinute: 600 });
  const officerIds = ['handler1', 'handler2'];
  const today = legalDateOf(Date.now());
  for (let round = 0; round < 3; round += 1) {
    // Leads, by a person and by a machine; searched for; one that is not taken.
    const lead = done(
      await dispatcher!.post('/leads', leadOf({ reporterName: name(), reporterPhone: phone(), address: address(), text: text() })),
      201,
    ).body;
    const ticket = { orderNo: `GD-${randomUUID().slice(0, 12)}`, orderType: '投诉', acceptTime: `${today} 00:00:01`, area: '云溪县青石镇' };
    const body = { ...ticket, callerName: name(), callerPhone: phone(), address: address(), content: text() };
    done(await send(apiBase(), 'POST', '/channels/12345/tickets', { body, headers: { Authorization: `Bearer ${key}` } }), 201);
    for (const asked of [name(), phone(), address()]) {
      for (const path of ['/leads', '/cases', '/parties']) await dispatcher!.get(`${path}?q=${encodeURIComponent(asked)}`);
    }
    await dispatcher!.post(`/leads/${lead.id}/accept`, { title: text() });
    // A case, its party, what is noted of it, and what is refused in it.
    const opened = done(await dispatcher!.post('/cases', openingOf({ title: text(), address: address(), text: text() })), 201).body;
    const { caseId } = opened;
    done(await dispatcher!.command(caseId, 'DispatchCase', { unitId: 'qingshi', instruction: text() }));
    done(await handler!.command(caseId, 'AcceptDispatch', { handlerIds: officerIds }));
    done(
      await handler!.command(caseId, 'RecordVerification', {
        founded: true,
        findings: text(),
        officerIds,
        matterCode: 'CG-0110',
        conduct: { on: today, place: address() },
        parties: [{ ...citizen, name: name(), identifier: number(), birthDate: null, phone: phone(), address: address() }],
      }),
    );
    // What a client gives as its key may be anything, too; and what stands where an id belongs.
    done(await handler!.command(caseId, 'AddNote', { text: text() }, { 'Idempotency-Key': number() }));
    done(await handler!.command(caseId, 'AddNote', { text: text() }, { 'Idempotency-Key': phone() }));
    await handler!.command(caseId, encodeURIComponent(name()), {}, { 'Idempotency-Key': number() });
    await handler!.get(`/cases/${encodeURIComponent(name())}`);
    await handler!.post(`/cases/${encodeURIComponent(name())}/files`, {});
    await town!.command(caseId, 'CloseUnfounded', { reason: text() });
    await handler!.command(caseId, 'Decide', { reason: text() });
    await town!.command(caseId, 'FileCase', { officerIds: [name()], reason: text() });
    await handler!.command(caseId, 'AddNote', { text: text(), [name()]: 1 });
    // A whistle, and what is said of it.
    const call = { title: text(), urgency: 'daily', unitId: 'bureau', place: address(), text: text(), fromId: caseId };
    done(await town!.post('/whistles', call), 201);
    await bureau!.post('/whistles', { ...call, unitId: name() });
  }
}, 240_000);

/** A text as a store may hold it, base64 at each of its three places. */
function forms(canary: string): [string, Buffer][] {
  const utf8 = Buffer.from(canary, 'utf8');
  const within = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .replaceAll('=', '');
    return Buffer.from(whole.slice(shift === 0 ? 0 : shift + 1, -2), 'latin1');
  });
  const little = Buffer.from(canary, 'utf16le');
  return [
    ['UTF-8', utf8],
    ['UTF-16', little],
    ['UTF-16 BE', Buffer.from(little).swap16()],
    ['percent', Buffer.from(encodeURIComponent(canary), 'latin1')],
    [
      'JSON escape',
      Buffer.from([...canary].map((sign) => (sign > '\x7f' ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : sign)).join('')),
    ],
    ...within.map((bytes): [string, Buffer] => ['base64', bytes]),
  ];
}

const filesIn = (folder: string): [string, Buffer][] => readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))]);

let stores: [string, Buffer][] = [];
beforeAll(async () => {
  const { dataDir, apiUrl } = testStack();
  // What the last command caused is written by then, too.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const metrics = Buffer.from(await (await fetch(`${apiUrl}/metrics`)).text());
  stores = [...filesIn(join(dataDir, 'temporal')), ...filesIn(join(dataDir, 'logs')), ['metrics', metrics]];
}, 60_000);
afterAll(() => {
  stores = [];
});

it('there are sixty of them and more, and this search would find one', async () => {
  expect(new Set(made).size).toBe(made.length);
  expect(made.length).toBeGreaterThanOrEqual(60);
  expect(stores.some(([file]) => file.startsWith('temporal.db'))).toBe(true);
  expect(stores.some(([file]) => file === 'api.log')).toBe(true);
  // What may be there is found: a workflow's id, and the canary where it belongs.
  const all = Buffer.concat(stores.map(([, bytes]) => bytes));
  expect(all.includes('caseWorkflow')).toBe(true);
  const [first] = made;
  const found = await eventually(
    async () => done(await (await as('dispatcher')).get(`/leads?q=${encodeURIComponent(made[3]!)}`)).body.items.length as number,
    (count) => count > 0,
    10_000,
  );
  expect(found).toBeGreaterThan(0);
  expect(Buffer.from(`x${first}y`).includes(forms(first!)[0]![1])).toBe(true);
});

it('none is found in Temporal’s store, in a log, in metrics or in an address', () => {
  const hits = made.flatMap((canary) =>
    forms(canary).flatMap(([form, bytes]) =>
      stores.filter(([, store]) => store.includes(bytes)).map(([file]) => `${canary} as ${form} in ${file}`),
    ),
  );
  expect(hits).toEqual([]);
});
