/** An update whose task was turned back in passing is sent again; everything else is its sender's to judge. */
import { ServiceError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { sendUpdate } from '../../temporal/updates.ts';

const fails = (code: number): ServiceError =>
  new ServiceError('Workflow Update failed', { cause: Object.assign(new Error(`${code}`), { code }) });

describe('an update', () => {
  it('is sent again where the server turned its task back', async () => {
    let sent = 0;
    expect(await sendUpdate(() => (++sent < 3 ? Promise.reject(fails(9)) : Promise.resolve('done')))).toBe('done');
    expect(sent).toBe(3);
  });

  it('is given up where every task of the workflow fails', async () => {
    let sent = 0;
    await expect(sendUpdate(() => Promise.reject(fails(((sent += 1), 9))))).rejects.toThrow('Workflow Update failed');
    expect(sent).toBe(4);
  });

  it.each([
    ['a refusal', new Error('refused')],
    ['a deadline', fails(4)],
    ['an absent workflow', fails(5)],
  ])('is not sent again after %s', async (_, error) => {
    let sent = 0;
    await expect(sendUpdate(() => Promise.reject(((sent += 1), error)))).rejects.toBe(error);
    expect(sent).toBe(1);
  });
});
