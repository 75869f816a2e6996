/**
 * A real OpenID provider on this machine, with people who sign in at its own forms, behind a door that can exchange the ID token
 * on its way out: signed with the provider's own key, or with none of its.
 */
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWK, type JWTPayload, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';
import { send } from './client.ts';

export const CLIENT = { id: 'caselight', secret: 'a secret of the client that is long enough' };
export const KEY_CLIENT = 'caselight-by-key';
export const REDIRECT = 'https://caselight.example/api/v1/session/oidc/callback';
const KID = 'provider-key';

type Forge = (claims: JWTPayload, genuine: string) => string | Promise<string>;

export class OpenId {
  readonly issuer: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** What the next ID tokens are exchanged for. */
  forge: Forge | null = null;
  /** The name that each subject has there. */
  readonly names = new Map<string, string>();
  private readonly server: Server;

  private constructor(server: Server, issuer: string, keys: { privateKey: KeyObject; publicKey: KeyObject }) {
    this.server = server;
    this.issuer = issuer;
    ({ privateKey: this.privateKey, publicKey: this.publicKey } = keys);
  }

  static async open(clientKey?: JWK): Promise<OpenId> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const made = new OpenId(server, issuer, generateKeyPairSync('rsa', { modulusLength: 2048 }));
    const handle = made.provider(clientKey).callback();
    server.on('request', (request, response) => {
      if (request.url === '/token') made.exchange(response);
      void handle(request, response);
    });
    return made;
  }

  private provider(clientKey?: JWK): Provider {
    const common = {
      redirect_uris: [REDIRECT],
      post_logout_redirect_uris: ['https://caselight.example/'],
      response_types: ['code' as const],
    };
    return new Provider(this.issuer, {
      clients: [
        { ...common, client_id: CLIENT.id, client_secret: CLIENT.secret, token_endpoint_auth_method: 'client_secret_post' },
        ...(clientKey
          ? [{ ...common, client_id: KEY_CLIENT, token_endpoint_auth_method: 'private_key_jwt' as const, jwks: { keys: [clientKey] } }]
          : []),
      ],
      jwks: { keys: [{ ...this.privateKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' } as JWK] },
      claims: { openid: ['sub'], profile: ['preferred_username'] },
      conformIdTokenClaims: false,
      findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, preferred_username: this.names.get(sub) }) }),
      cookies: { keys: ['test'] },
      pkce: { required: () => true },
    });
  }

  /** Holds the answer of the token endpoint back until its ID token is exchanged. */
  private exchange(response: ServerResponse): void {
    const { forge } = this;
    if (!forge) return;
    const end = response.end.bind(response);
    response.end = ((body: unknown) => {
      const answer = JSON.parse(String(body)) as { id_token?: string };
      if (!answer.id_token) return end(body as string);
      const claims = JSON.parse(Buffer.from(answer.id_token.split('.')[1]!, 'base64url').toString()) as JWTPayload;
      void Promise.resolve(forge(claims, answer.id_token)).then((id_token) => {
        const text = JSON.stringify({ ...answer, id_token });
        response.setHeader('Content-Length', Buffer.byteLength(text));
        end(text);
      });
      return response;
    }) as typeof response.end;
  }

  /** Signed as the provider would. */
  sign = (claims: JWTPayload, header: { alg?: string; kid?: string; typ?: string } = {}, key: KeyObject | Uint8Array = this.privateKey) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: KID, ...header }).sign(key);

  logoutToken(more: JWTPayload): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    return this.sign({ iss: this.issuer, aud: CLIENT.id, iat: now, exp: now + 60, jti: randomUUID(), events, ...more });
  }

  /** Somebody signs in at the provider's forms; answers the address that it sends the browser back to. */
  async visit(address: string, subject: string): Promise<URL> {
    const jar = new Map<string, string>();
    let url = new URL(address);
    let form: Record<string, string> | null = null;
    for (let step = 0; step < 20; step++) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const reply = await send(url.origin, form ? 'POST' : 'GET', url.pathname + url.search, {
        headers: { Cookie: cookie, ...(form ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}) },
        ...(form ? { raw: new URLSearchParams(form).toString() } : {}),
      });
      for (const set of reply.headers.getSetCookie()) {
        const [name, value] = set.split(';')[0]!.split('=', 2);
        jar.set(name!, value!);
      }
      const location = reply.headers.get('location');
      form = null;
      if (location) {
        url = new URL(location, url);
        if (url.href.startsWith(REDIRECT)) return url;
      } else {
        const page = String(reply.body);
        const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
        if (!prompt) throw new Error(`the provider shows ${reply.status} ${page.slice(0, 300)}`);
        url = new URL(/action="([^"]+)"/.exec(page)![1]!, url);
        form = { prompt, ...(prompt === 'login' ? { login: subject, password: 'any' } : {}) };
      }
    }
    throw new Error('the provider does not come to an end');
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
