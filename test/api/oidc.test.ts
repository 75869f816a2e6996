import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProvider } from '../../api/session/oidc/provider.ts';
import { createSeal } from '../../api/session/sealed.ts';
import type { Reply } from './client.ts';
import { CLIENT, KEY_CLIENT, OpenId } from './openid.ts';
import { Browser, ORIGIN, type Production, production } from './production.ts';
import { expectProblem } from './scenes.ts';

const clientKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
let openid: OpenId;
let county: Production;
beforeAll(async () => {
  openid = await OpenId.open({ ...clientKey.publicKey.export({ format: 'jwk' }), kid: 'client-key', use: 'sig', alg: 'RS256' });
  county = await production({
    CASELIGHT_OIDC_ISSUER: openid.issuer,
    CASELIGHT_OIDC_CLIENT_ID: CLIENT.id,
    CASELIGHT_OIDC_CLIENT_SECRET: CLIENT.secret,
    CASELIGHT_OIDC_USERNAME_CLAIM: 'preferred_username',
    CASELIGHT_OIDC_TRUSTED_AMR: 'mfa',
    CASELIGHT_OIDC_NAME: '政务统一认证',
  });
});
afterAll(() => openid.close());
beforeEach(() => {
  openid.forge = null;
});

const FLOW = '__Host-caselight-oidc=';
const flowOf = (reply: Reply) =>
  reply.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(FLOW))
    ?.split(';')[0] ?? '';

/** A browser begins to sign in: where it is sent, and what it keeps. */
async function begin(returnTo?: string): Promise<{ address: string; flow: string }> {
  const reply = await county.ask('GET', `/session/oidc${returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`}`);
  expect(reply.status).toBe(303);
  return { address: reply.headers.get('location')!, flow: flowOf(reply) };
}
const comeBack = (back: URL, flow: string) =>
  county.ask('GET', `/session/oidc/callback${back.search}`, flow ? { headers: { Cookie: flow } } : {});

async function signIn(subject: string, returnTo?: string): Promise<Reply> {
  const { address, flow } = await begin(returnTo);
  return comeBack(await openid.visit(address, subject), flow);
}
const sessions = async () => (await county.database.first<{ n: number }>('select count(*)::int as n from session'))!.n;

/** Not let in: sent back to the door with this code, no session made, the reason in the trail. */
async function expectRefused(reply: Reply, code: string, reason: RegExp, before: number): Promise<void> {
  expect(reply.status).toBe(303);
  expect(reply.headers.get('location')).toBe(`/?refused=${code}`);
  expect(reply.headers.getSetCookie().some((cookie) => cookie.startsWith('__Host-caselight='))).toBe(false);
  expect(await sessions()).toBe(before);
  expect(county.audit.at(-1)).toMatchObject({ what: 'session:sign-in', outcome: 'refused', detail: { method: 'oidc', code } });
  expect(String(county.audit.at(-1)!.detail.reason)).toMatch(reason);
}

describe('through the provider', () => {
  it('somebody signs in, by a code with PKCE, state and nonce, and is the same person the next time', async () => {
    await county.person('lixin', 'handler');
    openid.names.set('subject-1', ' LiXin ');
    const { address } = await begin();
    const asked = new URL(address).searchParams;
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBeGreaterThan(30);
    const reply = await signIn('subject-1', '/cases?light=red');
    expect(reply.headers.get('location')).toBe('/cases?light=red');
    const browser = new Browser(county, reply);
    expect((await browser.get('/session')).body).toMatchObject({ username: 'lixin', method: 'oidc', secondFactor: 'none' });
    // The name at the provider may change: the subject is who it is.
    openid.names.set('subject-1', 'another-name');
    expect((await new Browser(county, await signIn('subject-1')).get('/session')).body.username).toBe('lixin');
    expect(JSON.stringify(await county.database.rows('select id_token from session'))).not.toContain('eyJ');
    expect((await county.ask('GET', '/session/ways')).body).toEqual({ demo: false, password: true, provider: '政务统一认证' });
  });

  it('nobody is sent anywhere but to a page of ours', async () => {
    for (const hostile of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/\tx'])
      expect((await signIn('subject-1', hostile)).headers.get('location'), hostile).toBe('/');
  });

  it('signing out goes on to the provider', async () => {
    const browser = new Browser(county, await signIn('subject-1'));
    browser.csrfToken = (await browser.get('/session')).body.csrfToken;
    const { logoutUrl } = (await browser.delete('/session')).body;
    expect(logoutUrl).toMatch(new RegExp(`^${openid.issuer}/session/end\\?`));
    expect(new URL(logoutUrl).searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expectProblem(await browser.get('/session'), 401);
  });

  it("the provider's word ends a session here, and only its own word", async () => {
    const browser = new Browser(county, await signIn('subject-1'));
    const tell = (token: string) =>
      county.ask('POST', '/session/oidc/logout', {
        raw: new URLSearchParams({ logout_token: token }),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      });
    const now = Math.floor(Date.now() / 1_000);
    for (const hostile of [
      { aud: 'somebody-else' },
      { iss: 'https://evil.example' },
      { events: {} },
      { nonce: 'n' },
      { sub: undefined },
      { iat: now - 3_600, exp: now - 1_800 },
    ] as JWTPayload[]) {
      expectProblem(await tell(await openid.logoutToken({ sub: 'subject-1', ...hostile })), 400, 'oidc-token');
    }
    expectProblem(await tell('no.token.atall'), 400);
    expect((await browser.get('/session')).status).toBe(200);
    expect((await tell(await openid.logoutToken({ sub: 'subject-1' }))).status).toBe(200);
    expectProblem(await browser.get('/session'), 401, 'session-expired');
  });

  it('a second factor that the provider has seen counts where we trust its word', async () => {
    await county.person('boss', 'sys-admin');
    await county.database.run(
      `insert into oidc_identity (id, issuer, subject, person_id, status) values ('boss', $1, 'subject-boss', 'boss', 'linked')`,
      [openid.issuer],
    );
    expect((await new Browser(county, await signIn('subject-boss')).get('/session')).body.secondFactor).toBe('set-up');
    openid.forge = (claims) => openid.sign({ ...claims, amr: ['pwd', 'mfa'] });
    expect((await new Browser(county, await signIn('subject-boss')).get('/session')).body.secondFactor).toBe('passed');
  });

  it('the client may prove itself by a key instead of a secret', async () => {
    const provider = createProvider(
      {
        issuer: new URL(openid.issuer),
        clientId: KEY_CLIENT,
        secret: undefined,
        privateKey: { pem: clientKey.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, id: 'client-key' },
        scopes: 'openid profile',
        name: 'x',
        signedBy: 'RS256',
        usernameClaim: undefined,
        trustedAmr: [],
      },
      { publicUrl: ORIGIN, database: county.database, seal: createSeal(randomBytes(32)) },
    );
    const { url, flow } = await provider.begin('/', Date.now());
    const back = await openid.visit(url, 'subject-1');
    expect(await provider.finish(back.search, flow, Date.now())).toMatchObject({ subject: 'subject-1', claimedName: null });
  });
});

describe('a token that is not what it should be lets nobody in', () => {
  const now = () => Math.floor(Date.now() / 1_000);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tampered = (genuine: string) => {
    const [header, payload, signature] = genuine.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as JWTPayload;
    return [header, part({ ...claims, sub: 'subject-boss' }), signature].join('.');
  };
  const publicPem = () => new TextEncoder().encode(openid.publicKey.export({ format: 'pem', type: 'spki' }) as string);

  const HOSTILE: [name: string, reason: RegExp, forge: (claims: JWTPayload, genuine: string) => string | Promise<string>][] = [
    ['another issuer', /"iss"/, (claims) => openid.sign({ ...claims, iss: 'https://evil.example' })],
    ['another audience', /"aud"/, (claims) => openid.sign({ ...claims, aud: 'somebody-else' })],
    ['audiences beside us without a word whose it is', /"aud"/, (claims) => openid.sign({ ...claims, aud: [CLIENT.id, 'other'] })],
    ['made for another client (azp)', /"azp"/, (claims) => openid.sign({ ...claims, azp: 'somebody-else' })],
    ['two audiences and another azp', /"azp"/, (claims) => openid.sign({ ...claims, aud: [CLIENT.id, 'other'], azp: 'other' })],
    ["a stranger's signature under the provider's key id", /signature/, (claims) => openid.sign(claims, {}, stranger.privateKey)],
    ['no signature: alg none', /alg/, (claims) => `${part({ alg: 'none' })}.${part(claims)}.`],
    ['HS256 with the public key as its secret', /alg/, (claims) => openid.sign(claims, { alg: 'HS256' }, publicPem())],
    ["HS256 with the client's secret", /alg/, (claims) => openid.sign(claims, { alg: 'HS256' }, new TextEncoder().encode(CLIENT.secret))],
    ['another algorithm than agreed', /alg/, (claims) => openid.sign(claims, { alg: 'RS512' })],
    ['run out', /"exp"/, (claims) => openid.sign({ ...claims, exp: now() - 120 })],
    ['issued in the future', /"iat"/, (claims) => openid.sign({ ...claims, iat: now() + 600 })],
    ['not valid yet', /"nbf"/, (claims) => openid.sign({ ...claims, nbf: now() + 600 })],
    ['another nonce', /"nonce"/, (claims) => openid.sign({ ...claims, nonce: 'of-another-sign-in' })],
    ['no nonce', /"nonce"|nonce/, ({ nonce: _nonce, ...claims }) => openid.sign(claims)],
    ['no subject', /"sub"/, ({ sub: _sub, ...claims }) => openid.sign(claims)],
    ['another subject written into it', /signature/, (_claims, genuine) => tampered(genuine)],
    ['a key that nobody knows', /kid|key/, (claims) => openid.sign(claims, { kid: 'unknown' }, stranger.privateKey)],
    ['no token at all', /./, () => 'not a token'],
  ];

  it.each(HOSTILE)('%s', async (_name, reason, forge) => {
    const before = await sessions();
    openid.forge = forge;
    await expectRefused(await signIn('subject-1'), 'oidc-token', reason, before);
  });
});

describe('an answer that is not what it should be lets nobody in', () => {
  it('a code that was used before', async () => {
    const { address, flow } = await begin();
    const back = await openid.visit(address, 'subject-1');
    expect((await comeBack(back, flow)).headers.get('location')).toBe('/');
    await expectRefused(await comeBack(back, flow), 'oidc-denied', /invalid_grant/, await sessions());
  });

  it.each([
    ['another state', 'oidc-flow', /state/, (back: URL) => back.searchParams.set('state', 'x'.repeat(43))],
    ['no state', 'oidc-flow', /state/, (back: URL) => back.searchParams.delete('state')],
    ["another provider's name (mix-up)", 'oidc-token', /"iss"/, (back: URL) => back.searchParams.set('iss', 'https://evil.example')],
    ["no provider's name where it promised one", 'oidc-token', /"iss"/, (back: URL) => back.searchParams.delete('iss')],
    ['another code', 'oidc-denied', /invalid_grant/, (back: URL) => back.searchParams.set('code', 'x'.repeat(43))],
  ] as const)('%s', async (_name, code, reason, alter) => {
    const { address, flow } = await begin();
    const back = await openid.visit(address, 'subject-1');
    alter(back);
    await expectRefused(await comeBack(back, flow), code, reason, await sessions());
  });

  it('brought to a browser that has not begun it (login CSRF), or has begun another', async () => {
    const mine = await begin();
    const back = await openid.visit(mine.address, 'subject-1');
    await expectRefused(await comeBack(back, ''), 'oidc-flow', /has not begun/, await sessions());
    await expectRefused(await comeBack(back, (await begin()).flow), 'oidc-flow', /state/, await sessions());
    await expectRefused(await comeBack(back, `${mine.flow.slice(0, -4)}AAAA`), 'oidc-flow', /has not begun/, await sessions());
  });

  it('the provider says no', async () => {
    const { address, flow } = await begin();
    const state = new URL(address).searchParams.get('state')!;
    const back = new URL(`${ORIGIN}/?error=access_denied&state=${state}&iss=${encodeURIComponent(openid.issuer)}`);
    await expectRefused(await comeBack(back, flow), 'oidc-denied', /access_denied/, await sessions());
  });
});

describe('whose account it is', () => {
  const security = async () => {
    const browser = await county.signedIn(`sec-${randomBytes(3).toString('hex')}`, 'security-admin');
    await county.database.run(`update session set second_factor_at = now() where second_factor_at is null`);
    return browser;
  };

  it("is nobody's where the name is nobody's", async () => {
    openid.names.set('subject-x', 'nobody-here');
    await expectRefused(await signIn('subject-x'), 'oidc-unknown', /names nobody/, await sessions());
  });

  it('does not move to another subject of the same name until the security administrator has approved it', async () => {
    await county.person('mover', 'handler');
    openid.names.set('old-subject', 'mover');
    openid.names.set('new-subject', 'mover');
    const old = new Browser(county, await signIn('old-subject'));
    await expectRefused(await signIn('new-subject'), 'oidc-subject-changed', /another subject/, await sessions());
    await expectRefused(await signIn('new-subject'), 'oidc-waiting', /waits/, await sessions());
    expect((await old.get('/session')).status).toBe(200);

    const admin = await security();
    const [waiting] = (await admin.get('/identities?status=waiting')).body.items;
    expect(waiting).toMatchObject({ subject: 'new-subject', person: { id: 'mover' }, reason: expect.stringContaining('old-subject') });
    expect((await admin.post(`/identities/${waiting.id}/approval`)).body.status).toBe('linked');
    expectProblem(await old.get('/session'), 401, 'session-expired');
    expect((await new Browser(county, await signIn('new-subject')).get('/session')).body.username).toBe('mover');
    await expectRefused(await signIn('old-subject'), 'oidc-subject-changed', /another subject/, await sessions());

    const linked = (await admin.get('/identities?status=linked&q=mover')).body.items[0];
    expect((await admin.delete(`/identities/${linked.id}`)).status).toBe(204);
    await expectRefused(await signIn('new-subject'), 'oidc-refused', /refused/, await sessions());
  });

  it("an administrator's is never linked by its name alone", async () => {
    await county.person('keeper', 'audit-admin');
    openid.names.set('subject-keeper', 'keeper');
    await expectRefused(await signIn('subject-keeper'), 'oidc-waiting', /administrator/, await sessions());
  });

  it('is linked by hand, once, and not by oneself', async () => {
    const admin = await security();
    await county.person('byhand', 'handler');
    expect((await admin.post('/identities', { personId: 'byhand', subject: 'subject-hand' })).status).toBe(201);
    expectProblem(await admin.post('/identities', { personId: 'byhand', subject: 'subject-other' }), 409, 'linked-already');
    const self = (await admin.get('/session')).body.person.id;
    expectProblem(await admin.post('/identities', { personId: self, subject: 'me' }), 409, 'own-account');
    expect((await new Browser(county, await signIn('subject-hand')).get('/session')).body.username).toBe('byhand');
  });

  it('is shut with its person', async () => {
    await county.database.run(`update person set active = false where id = 'byhand'`);
    await expectRefused(await signIn('subject-hand'), 'oidc-left', /has left/, await sessions());
  });
});
