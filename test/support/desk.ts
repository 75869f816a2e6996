/** Somebody's browser in a county where nobody has the demo's password. */
import { Secret, TOTP } from 'otpauth';
import { type Reply, send } from '../api/client.ts';

export const PASSWORD = '四张木桌旁边的猫在看雨啊';

export class Desk {
  private cookie = '';
  private csrf = '';
  private readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Reply> {
    const headers = { ...(this.cookie ? { Cookie: this.cookie } : {}), ...(method === 'GET' ? {} : { 'X-CSRF-Token': this.csrf }) };
    const reply = await send(this.base, method, path, { headers, ...(body === undefined ? {} : { body }) });
    const set = reply.headers.getSetCookie().at(-1);
    if (set) this.cookie = set.split(';')[0] ?? '';
    const token = reply.body?.session?.csrfToken ?? reply.body?.csrfToken;
    if (typeof token === 'string') this.csrf = token;
    return reply;
  }
  get = (path: string) => this.ask('GET', path);
  post = (path: string, body?: unknown) => this.ask('POST', path, body);

  /** With the code that somebody was given, and a password of one's own. */
  static async activated(base: string, username: string, code: string): Promise<Desk> {
    const desk = new Desk(base);
    went(await desk.post('/session/activation', { username, code, password: PASSWORD }));
    return desk;
  }

  /** Sets up the second factor, without which who holds power does nothing. */
  async guard(): Promise<this> {
    const { secret } = went(await this.post('/session/second-factor/totp')).body as { secret: string };
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    went(await this.post('/session/second-factor/totp/confirmation', { code }));
    return this;
  }
}

function went(reply: Reply): Reply {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply;
}
