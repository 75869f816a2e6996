/** A process that is gone without a word, or suspended, does not keep its cases from the others. */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { createTurns, type Turns } from '../../api/cases/turns.ts';
import { testStack } from '../support/addresses.ts';
import { type Gate, openGate } from '../support/gate.ts';

const open: Turns[] = [];
let gate: Gate | undefined;
afterEach(async () => {
  gate?.set('refuse');
  await gate?.close();
  for (const turns of open.splice(0)) await turns.close();
});

const turnsOn = (databaseUrl: string, goneAfterS: number): Turns => {
  const turns = createTurns(databaseUrl, { warn: () => undefined }, goneAfterS);
  open.push(turns);
  return turns;
};
const who = (caseId: string) => ({ caseId, personId: 'p', updateIds: [randomUUID()] });
const long = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('whose host has lost its way: the case is free within seconds', async () => {
  const { databaseUrl, ports } = testStack();
  gate = await openGate(ports.postgres);
  const url = new URL(databaseUrl);
  url.port = String(gate.port);
  const caseId = `turn-${randomUUID()}`;
  let entered = false;
  void turnsOn(url.href, 2)
    .take(who(caseId), () => {
      entered = true;
      // From here on nothing of it comes through, not even that it is gone.
      gate?.set('hang');
      return long(60_000);
    })
    .catch(() => undefined);
  await expect.poll(() => entered).toBe(true);
  const from = performance.now();
  expect(await turnsOn(databaseUrl, 30).take(who(caseId), () => Promise.resolve('mine'))).toBe('mine');
  expect(performance.now() - from).toBeGreaterThan(1_000);
}, 40_000);

it('that works for long and says so: keeps its case', async () => {
  const { databaseUrl } = testStack();
  const caseId = `turn-${randomUUID()}`;
  const order: string[] = [];
  const first = turnsOn(databaseUrl, 2).take(who(caseId), async () => {
    order.push('first');
    await long(6_000);
    order.push('first is done');
  });
  await expect.poll(() => order.length).toBe(1);
  await turnsOn(databaseUrl, 2).take(who(caseId), () => Promise.resolve(order.push('second')));
  await first;
  expect(order).toEqual(['first', 'first is done', 'second']);
}, 40_000);
