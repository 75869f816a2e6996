import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLimits, type Limits } from '../../api/session/limits.ts';
import { GOOD_PASSWORD, type Production, production } from './production.ts';
import { expectProblem } from './scenes.ts';

const ATTEMPTS = 3;
const HOME = '203.0.113.1';
let county: Production;
/** Another process beside the one that answers. */
let other: Limits;
let waited: number[] = [];
beforeAll(async () => {
  county = await production({ CASELIGHT_SIGN_IN_ATTEMPTS: String(ATTEMPTS) });
  other = createLimits(county.database, { attempts: ATTEMPTS, pause: (ms) => Promise.resolve(void waited.push(ms)) });
  await county.signedIn('officer', 'handler');
});
beforeEach(async () => {
  waited = [];
  await county.database.run('delete from sign_in_failure');
});

const wrong = (username: string, from: string) => county.signIn(username, 'not the password at all', from);

describe('guessing', () => {
  it('at one name from everywhere is slowed, and its owner gets in from where they signed in before', async () => {
    for (const from of ['198.51.100.1', '198.51.100.2', '2001:db8:1::1'])
      expectProblem(await wrong('officer', from), 401, 'wrong-credentials');
    const refused = await wrong(' OFFICER ', '198.51.100.4');
    expectProblem(refused, 429, 'too-many-attempts');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.body.detail).toMatch(/秒后再试/);
    // Not even the right one: whether it was right is not to be learned while one waits.
    expectProblem(await county.signIn('officer', GOOD_PASSWORD, '198.51.100.5'), 429, 'too-many-attempts');
    expect((await county.signIn('officer', GOOD_PASSWORD, HOME)).status).toBe(200);
  });

  it('at many names from one place is slowed, and who signed in there before gets in', async () => {
    for (const name of ['a', 'b']) expectProblem(await wrong(name, HOME), 401, 'wrong-credentials');
    for (let n = 2; n < ATTEMPTS * 5; n++) await other.claimSignIn({ name: `name ${n}`, address: HOME, personId: null }, Date.now());
    expectProblem(await wrong('someone-else', HOME), 429, 'too-many-attempts');
    expect((await county.signIn('officer', GOOD_PASSWORD, HOME)).status).toBe(200);
  });

  it('does not hold up an office that signs in at once, whoever is looked at first', async () => {
    const at = Date.now();
    for (const [n, late] of [0, 5, 3, 9, 1].entries()) {
      const claim = await other.claimSignIn({ name: `office ${n}`, address: '198.51.100.60', personId: null }, at - late);
      if (n % 2 === 0) await claim.right();
    }
  });

  it('sent all at once is as many guesses', async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, (_one, n) => wrong('all-at-once', `198.51.100.${n + 10}`)));
    expect(replies.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(ATTEMPTS);
    expect(replies.every(({ status }) => [401, 429, 503].includes(status))).toBe(true);
  });

  it('from where somebody signed in before waits behind its own failures and is never refused for being late', async () => {
    for (let n = 0; n < ATTEMPTS + 1; n++) await other.claimSignIn({ name: 'officer', address: HOME, personId: 'officer' }, Date.now());
    expect(waited).toEqual([]);
    const began = Date.now();
    expect((await county.signIn('officer', GOOD_PASSWORD, HOME)).status).toBe(200);
    expect(Date.now() - began).toBeGreaterThan(2_000);
    await other.claimSignIn({ name: 'officer', address: HOME, personId: 'officer' }, Date.now());
    expect(waited).toEqual([]);
  });

  it('leaves no name behind, and no password that was typed in its place', async () => {
    await wrong('a password typed as a name', '198.51.100.40');
    const kept = JSON.stringify([await county.database.rows('select * from sign_in_failure'), county.audit]);
    expect(kept).not.toContain('a password typed');
    expect(county.audit.at(-1)).toMatchObject({
      what: 'session:sign-in',
      outcome: 'refused',
      detail: { reason: 'unknown-name' },
      address: '198.51.100.40',
    });
  });
});

describe('the wait', () => {
  it('doubles with each failure behind the free ones, up to a minute for a name, and is forgotten after an hour', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), async (failures) => {
        const name = `name ${++run}`;
        let now = Date.parse('2026-12-01T08:00:00Z');
        const claim = (at: number, n: number) =>
          other.claimSignIn({ name, address: `2001:db8:${n.toString(16)}:${run.toString(16)}::1`, personId: null }, at);
        for (let n = 1; n <= failures; n++) {
          await claim(now, n);
          const wait = n < ATTEMPTS ? 0 : Math.min(60, 5 * 2 ** (n - ATTEMPTS));
          if (wait > 0) await expect(claim(now + wait * 1_000 - 1, 100 + n)).rejects.toMatchObject({ status: 429 });
          now += wait * 1_000;
        }
        await (await claim(now + 3_601_000, 200)).right();
        await claim(now + 3_601_000, 201);
        await claim(now + 3_601_000, 202);
      }),
      { numRuns: 12 },
    );
  });

  it('is not lengthened by what was not looked at', async () => {
    const now = Date.now();
    const attempt = { name: 'withdrawn', address: '198.51.100.60', personId: null };
    for (let n = 0; n < 20; n++) await (await other.claimSignIn(attempt, now)).withdraw();
    await expect(other.claimSignIn(attempt, now)).resolves.toBeDefined();
  });

  it('counts a customer of IPv6 as one, whatever address they take', async () => {
    const now = Date.now();
    for (let n = 0; n < ATTEMPTS * 5; n++)
      await other.claimSignIn({ name: `n${n}`, address: `2001:db8:aaaa:1::${n + 1}`, personId: null }, now);
    await expect(other.claimSignIn({ name: 'x', address: '2001:db8:aaaa:1:ffff::9', personId: null }, now)).rejects.toMatchObject({
      status: 429,
    });
    await expect(other.claimSignIn({ name: 'x', address: '2001:db8:aaaa:2::1', personId: null }, now)).resolves.toBeDefined();
  });
});
