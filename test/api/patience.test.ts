/** Whoever waits his turn is answered; where nobody is answered, nobody waits for long. */
import { describe, expect, it } from 'vitest';
import { createPatience } from '../../api/temporal/patience.ts';

const after = <Answer>(ms: number, answer: Answer): Promise<Answer> => new Promise((resolve) => setTimeout(() => resolve(answer), ms));

describe('patience with the engine', () => {
  it('ends at the deadline where nobody was answered', async () => {
    let late = false;
    const work = after(2_000, 'late').finally(() => (late = true));
    expect(await createPatience(300).wait(() => work)).toBeNull();
    expect(late).toBe(false);
  });

  it('goes on while others are answered, and ends at twice the deadline', async () => {
    const patience = createPatience(500);
    const others = setInterval(patience.answered, 50);
    try {
      expect(await patience.wait(() => after(800, 'in turn'))).toBe('in turn');
      expect(await patience.wait((withinMs) => after(withinMs * 2, 'never'))).toBeNull();
    } finally {
      clearInterval(others);
    }
  });

  it('passes on what the work throws, also after it was given up', async () => {
    const patience = createPatience(100);
    await expect(patience.wait(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await patience.wait(() => after(200, null).then(() => Promise.reject(new Error('too late'))))).toBeNull();
    await after(200, null);
  });
});
