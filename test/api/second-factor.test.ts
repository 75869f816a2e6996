import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, it } from 'vitest';
import { as } from './client.ts';
import { Browser, ORIGIN, type Production, production } from './production.ts';
import { expectProblem } from './scenes.ts';
import { SoftKey } from './soft-key.ts';

let county: Production;
beforeAll(async () => {
  county = await production();
});

const PATH = '/session/second-factor';
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
/** Six digits that are none of the three codes that would do. */
const wrongCode = (secret: string) => {
  const good = [-1, 0, 1].map((steps) => codeOf(secret, steps));
  return ['000000', '111111', '222222', '333333'].find((code) => !good.includes(code))!;
};

/** Sets up an authenticator and answers its secret, the code that proved it, and the recovery codes. */
async function withTotp(browser: Browser): Promise<{ secret: string; code: string; recoveryCodes: string[] }> {
  const begun = (await browser.post(`${PATH}/totp`)).body;
  const code = codeOf(begun.secret);
  const confirmed = await browser.post(`${PATH}/totp/confirmation`, { code });
  expect(confirmed.status).toBe(200);
  return { secret: begun.secret, code, recoveryCodes: confirmed.body.recoveryCodes };
}
const again = async (id: string) => new Browser(county, await county.signIn(id));
const forgetSteps = (id: string) => county.database.run('update totp_factor set last_step = 0 where person_id = $1', [id]);

describe('an administrator', () => {
  it.each(['sys-admin', 'security-admin', 'audit-admin', 'list-admin'] as const)(
    'as %s does nothing before one is set up',
    async (role) => {
      const browser = await county.signedIn(`new-${role}`, role);
      expect((await browser.get('/session')).body.secondFactor).toBe('set-up');
      for (const [method, path] of [
        ['GET', '/sessions'],
        ['GET', '/accounts'],
        ['GET', '/lists/units'],
        ['POST', '/people/x/activation'],
        ['POST', '/session/password'],
        ['DELETE', '/sessions'],
        ['POST', PATH],
        ['POST', `${PATH}/recovery-codes`],
      ] as const) {
        expectProblem(await browser.ask(method, path), 403, 'second-factor-missing');
      }
    },
  );

  it('sets up an authenticator, is then let in under a new token, and keeps it secret', async () => {
    const browser = await county.signedIn('chief', 'sys-admin');
    const before = { cookie: browser.cookie, csrfToken: browser.csrfToken };
    const begun = (await browser.post(`${PATH}/totp`)).body;
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/.*chief.*secret=/);
    expect((await browser.get('/session')).body.secondFactor).toBe('set-up');
    expectProblem(await browser.post(`${PATH}/totp/confirmation`, { code: wrongCode(begun.secret) }), 422, 'wrong-code');
    const confirmed = await browser.post(`${PATH}/totp/confirmation`, { code: codeOf(begun.secret) });
    expect(confirmed.body).toMatchObject({ session: { secondFactor: 'passed' } });
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    expect(browser.cookie).not.toBe(before.cookie);
    expect(browser.csrfToken).not.toBe(before.csrfToken);
    expect((await browser.get('/accounts')).status).toBe(200);
    expectProblem(await county.ask('GET', '/session', { headers: { Cookie: before.cookie } }), 401, 'session-expired');
    const stored = JSON.stringify([
      await county.database.rows('select secret from totp_factor'),
      await county.database.rows('select code_hash from recovery_code'),
      county.audit,
    ]);
    for (const secret of [begun.secret, ...confirmed.body.recoveryCodes]) expect(stored).not.toContain(secret);
    expectProblem(await browser.delete(`${PATH}/totp`), 409, 'last-factor');
  });

  it('passes it at every sign-in, no code twice, and can do nothing else meanwhile', async () => {
    const first = await county.signedIn('twice', 'audit-admin');
    const { secret, code: confirming } = await withTotp(first);
    const browser = await again('twice');
    expect((await browser.get('/session')).body.secondFactor).toBe('due');
    for (const [method, path] of [
      ['GET', '/sessions'],
      ['POST', `${PATH}/totp`],
      ['POST', `${PATH}/passkeys/creation`],
      ['DELETE', `${PATH}/totp`],
    ] as const)
      expectProblem(await browser.ask(method, path), 403, 'second-factor-due');
    // The code that confirmed it is used up.
    expectProblem(await browser.post(PATH, { code: confirming }), 403, 'wrong-second-factor');
    await forgetSteps('twice');
    const before = browser.cookie;
    const code = codeOf(secret);
    expect((await browser.post(PATH, { code })).body).toMatchObject({ secondFactor: 'passed' });
    expect(browser.cookie).not.toBe(before);
    expect((await browser.get('/sessions')).status).toBe(200);
    const other = await again('twice');
    expectProblem(await other.post(PATH, { code }), 403, 'wrong-second-factor');
    await forgetSteps('twice');
    const atOnce = await Promise.all(
      [1, 2, 3].map(
        async () =>
          (
            await county.ask('POST', PATH, {
              body: { code: codeOf(secret, 1) },
              headers: { Cookie: other.cookie, 'X-CSRF-Token': other.csrfToken },
            })
          ).status,
      ),
    );
    expect(atOnce.filter((status) => status === 200)).toHaveLength(1);
  });

  it('is let in by a recovery code, each once', async () => {
    const { recoveryCodes } = await withTotp(await county.signedIn('lost', 'sys-admin'));
    const browser = await again('lost');
    expect((await browser.post(PATH, { recoveryCode: recoveryCodes[3]!.toLowerCase() })).status).toBe(200);
    expect((await browser.get(PATH)).body).toMatchObject({ recoveryCodes: 9, demanded: true });
    expectProblem(await (await again('lost')).post(PATH, { recoveryCode: recoveryCodes[3] }), 403, 'wrong-second-factor');
    const renewed = (await browser.post(`${PATH}/recovery-codes`)).body.recoveryCodes;
    expectProblem(await (await again('lost')).post(PATH, { recoveryCode: recoveryCodes[4] }), 403, 'wrong-second-factor');
    expect((await (await again('lost')).post(PATH, { recoveryCode: renewed[0] })).status).toBe(200);
  });

  it('guesses slowly', async () => {
    const { secret } = await withTotp(await county.signedIn('guesser', 'sys-admin'));
    const browser = await again('guesser');
    const tries = [];
    for (let n = 0; n < 7; n++) tries.push(await browser.post(PATH, { code: wrongCode(secret) }));
    expect(tries[0]!.body.code).toBe('wrong-second-factor');
    expectProblem(tries.at(-1)!, 429, 'too-many-attempts');
    expect(
      county.audit.filter(
        ({ what, actorId, outcome }) => what === 'session:second-factor' && actorId === 'guesser' && outcome === 'refused',
      ).length,
    ).toBe(5);
  });

  it('has it reset by another security administrator, and sets up a new one', async () => {
    await withTotp(await county.signedIn('broken-phone', 'sys-admin'));
    const security = await county.signedIn('resetter', 'security-admin');
    await withTotp(security);
    const open = await again('broken-phone');
    expect((await security.delete('/people/broken-phone/second-factor')).status).toBe(204);
    expectProblem(await open.get('/session'), 401, 'session-expired');
    expect((await (await again('broken-phone')).get('/session')).body.secondFactor).toBe('set-up');
    expectProblem(await security.delete('/people/broken-phone/second-factor'), 409, 'no-second-factor');
    expectProblem(await security.delete('/people/resetter/second-factor'), 409, 'own-account');
  });
});

describe('a passkey', () => {
  it("is made and used where it belongs, signs this session's own question, and none twice", async () => {
    const browser = await county.signedIn('keyholder', 'list-admin');
    const key = new SoftKey('caselight.example', ORIGIN);
    const creation = (await browser.post(`${PATH}/passkeys/creation`)).body;
    expect(creation.rp).toEqual({ name: '案灯', id: 'caselight.example' });
    const added = await browser.post(`${PATH}/passkeys`, { name: '办公室电脑', passkey: key.create(creation) });
    expect(added.body).toMatchObject({ session: { secondFactor: 'passed' }, recoveryCodes: expect.any(Array) });

    const next = await again('keyholder');
    const ask = async () => (await next.post(`${PATH}/passkey-request`)).body;
    const asked = await ask();
    expect(asked.allowCredentials.map(({ id }: { id: string }) => id)).toEqual([key.id]);
    const elsewhere = new SoftKey('caselight.example', ORIGIN);
    const hostile: ((question: { challenge: string }) => Record<string, unknown>)[] = [
      (question) => ({ ...key.sign(question), id: 'AAAA' }),
      () => key.sign(asked),
      (question) => key.sign(question, { origin: 'https://caselight.evil' }),
      (question) => key.sign(question, { rpID: 'evil.example' }),
      (question) => key.sign(question, { userVerified: false }),
      (question) => ({ ...elsewhere.sign(question), id: key.id, rawId: key.id }),
    ];
    for (const answerOf of hostile) {
      const reply = await next.post(PATH, { passkey: answerOf(await ask()) });
      expectProblem(reply, 403, 'wrong-second-factor');
      await county.database.run('delete from sign_in_failure');
    }
    const answer = key.sign(await ask());
    expect((await next.post(PATH, { passkey: answer })).status).toBe(200);
    expectProblem(await next.post(PATH, { passkey: answer }), 409, 'challenge-over');
    expect((await next.get(PATH)).body.passkeys).toMatchObject([{ name: '办公室电脑', lastUsedAt: expect.any(String) }]);
    // A copy of the key that counts from the beginning again.
    const copy = await again('keyholder');
    key.counter = 0;
    expectProblem(
      await copy.post(PATH, { passkey: key.sign((await copy.post(`${PATH}/passkey-request`)).body) }),
      403,
      'wrong-second-factor',
    );
    expectProblem(await next.delete(`${PATH}/passkeys/${key.id}`), 409, 'last-factor');
    await withTotp(next);
    expect((await next.delete(`${PATH}/passkeys/${key.id}`)).status).toBe(204);
  });
});

describe('others', () => {
  it('may have one, and are then asked for it everywhere; what guards an account is changed by who has just proven it', async () => {
    const browser = await county.signedIn('careful', 'handler');
    const other = await again('careful');
    expect((await browser.get('/session')).body.secondFactor).toBe('none');
    await withTotp(browser);
    expectProblem(await other.get('/sessions'), 403, 'second-factor-due');
    await county.database.run(`update session set created_at = now() - interval '1 hour', second_factor_at = now() - interval '1 hour'
      where person_id = 'careful'`);
    expectProblem(await browser.delete(`${PATH}/totp`), 403, 'prove-again');
    await county.database.run(`update session set second_factor_at = now() where person_id = 'careful' and second_factor_at is not null`);
    expect((await browser.delete(`${PATH}/totp`)).status).toBe(204);
    expect((await browser.get(PATH)).body).toMatchObject({ totpSince: null, recoveryCodes: 0, demanded: false });
    expect((await other.get('/sessions')).status).toBe(200);
  });

  it('are not asked in the demo county', async () => {
    const admin = await as('securityadmin');
    expect((await admin.get('/session')).body.secondFactor).toBe('none');
    expectProblem(await admin.post(`${PATH}/passkeys/creation`), 409, 'no-passkeys-here');
  });
});
