import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/http/problem.ts';
import { costOf, DEMO_COST, hashPassword, nobodyAt, passwordMatches, TODAYS_COST } from '../../api/session/password/hash.ts';
import { codeHash, newCode } from '../../api/session/password/activation-code.ts';
import { createPasswords, createQueue } from '../../api/session/password/passwords.ts';

const CHEAP = { N: 1_024, r: 8, p: 1 };

describe('a stored password', () => {
  it('carries what it costs, and is made at what OWASP asks for today', async () => {
    const text = await hashPassword('correct horse battery', TODAYS_COST);
    expect(text).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect(costOf(text)).toEqual(TODAYS_COST);
    expect(await passwordMatches('correct horse battery', text)).toBe(true);
    expect(await passwordMatches('correct horse', text)).toBe(false);
  });

  it('is another text each time, and the same password in another form of writing', async () => {
    const [one, two] = [await hashPassword('ｆｕｌｌ width é', CHEAP), await hashPassword('ｆｕｌｌ width é', CHEAP)];
    expect(one).not.toBe(two);
    expect(await passwordMatches('full width e\u0301', one)).toBe(true);
  });

  it.each(['', 'plain', 'scrypt$3$8$1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAA', 'scrypt$16777216$8$16$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAA'])(
    'is none of ours and never costs more than one does: %j',
    async (text) => {
      expect(await passwordMatches('x', text)).toBe(false);
      expect(costOf(text)).toBeNull();
    },
  );

  it('of nobody is matched by no password', async () => expect(await passwordMatches('', nobodyAt(CHEAP))).toBe(false));

  it('costs an unknown name the time of a known one, also where the known one is of less', async () => {
    const passwords = createPasswords({ demo: false });
    const cheap = await hashPassword('correct horse battery', DEMO_COST);
    // The processor's time: the clock's says who else was at work.
    const costs = async (stored: string | null) => {
      const began = process.cpuUsage();
      expect(await passwords.match('wrong', stored)).toBe(false);
      const { user, system } = process.cpuUsage(began);
      return user + system;
    };
    const [nobody, known, old] = [await costs(null), await costs(await passwords.hash('other words here')), await costs(cheap)];
    for (const one of [known, old]) {
      expect(one / nobody).toBeGreaterThan(0.5);
      expect(one / nobody).toBeLessThan(2);
    }
    expect(passwords.isCheap(cheap)).toBe(true);
  });
});

describe('the queue', () => {
  const pending = () => {
    let finish: () => void = () => undefined;
    const task = new Promise<void>((resolve) => (finish = resolve));
    return { task: () => task, finish: () => finish() };
  };

  it('does one after the other and refuses what would wait too long, by its work', async () => {
    const queue = createQueue(4);
    const first = pending();
    const seen: string[] = [];
    const running = queue.run(2, first.task).then(() => seen.push('first'));
    const others = ['second', 'third'].map((name) => queue.run(1, () => Promise.resolve(void seen.push(name))));
    const last = queue.run(1, () => Promise.resolve());
    expect(() => queue.run(1, () => Promise.resolve())).toThrow(expect.objectContaining({ status: 503, code: 'sign-in-busy' }) as Problem);
    expect(seen).toEqual([]);
    first.finish();
    await Promise.all([running, ...others, last]);
    expect(seen).toEqual(['first', 'second', 'third']);
    await expect(queue.run(1, () => Promise.resolve('again'))).resolves.toBe('again');
  });

  it('goes on after a failure', async () => {
    const queue = createQueue(4);
    await expect(queue.run(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(queue.run(1, () => Promise.resolve(1))).resolves.toBe(1);
  });
});

describe('a code', () => {
  it('is read however it is typed, and of 80 bits', () => {
    const code = newCode(4);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(codeHash(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(codeHash(code));
    expect(codeHash('0I1L-OOOO')).toBe(codeHash('0111-0000'));
  });
});
