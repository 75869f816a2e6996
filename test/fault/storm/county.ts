/** The two APIs as people reach them: signed in once, any request to either, an answer or the reason there is none. */
import { createHash } from 'node:crypto';
import type { Dice } from './dice.ts';

export type ApiName = 'api' | 'api2';
export const APIS: readonly ApiName[] = ['api', 'api2'];

export interface Reply {
  /** Null: no answer came (cut off, refused, or too late). */
  status: number | null;
  // Answers are read into by those who know what they asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  headers: Headers;
  /** The API's own code, or what happened to the connection. */
  code: string;
}

interface Session {
  cookie: string;
  csrfToken: string;
}

/** Longer than the API's own patience with its engines. */
const PATIENCE_MS = 17_000;

export class County {
  private readonly urls: () => Record<ApiName, string>;
  private readonly sessions = new Map<string, Session>();

  constructor(urls: () => Record<ApiName, string>) {
    this.urls = urls;
  }

  /** Sessions are PostgreSQL's, so one is good for both APIs. */
  async signIn(person: string): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const api = APIS[attempt % APIS.length]!;
      const reply = await this.request(api, 'POST', '/session', { username: person, password: 'caselight-demo' }, {});
      if (reply.status === 200) {
        const cookie = reply.headers
          .getSetCookie()
          .map((each) => each.split(';')[0])
          .join('; ');
        this.sessions.set(person, { cookie, csrfToken: (reply.body as { csrfToken: string }).csrfToken });
        return;
      }
      if (reply.status !== null && reply.status < 500) throw new Error(`${person} cannot sign in: ${reply.status} ${reply.code}`);
      if (attempt >= 100) throw new Error(`${person} cannot sign in: ${reply.code}`);
      await pause(300);
    }
  }

  async send(
    person: string,
    api: ApiName,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const session = this.sessions.get(person);
    if (!session) throw new Error(`${person} has not signed in`);
    return this.request(api, method, path, body, { Cookie: session.cookie, 'X-CSRF-Token': session.csrfToken, ...headers });
  }

  /** As `send` to the first API; anything but success is an error. */
  async expect(person: string, method: string, path: string, body: unknown): Promise<void> {
    const { status, code } = await this.send(person, 'api', method, path, body);
    if (status === null || status >= 300) throw new Error(`${method} ${path}: ${status} ${code}`);
  }

  /** The SHA-256 of what a download brings. */
  async fetchHash(person: string, api: ApiName, path: string): Promise<{ status: number | null; sha256: string }> {
    const session = this.sessions.get(person);
    const headers = { Cookie: session?.cookie ?? '' };
    try {
      return await patiently(async (signal) => {
        const response = await fetch(`${this.urls()[api]}/api/v1${path}`, { headers, signal });
        const bytes = new Uint8Array(await response.arrayBuffer());
        return { status: response.status, sha256: createHash('sha256').update(bytes).digest('hex') };
      });
    } catch {
      return { status: null, sha256: '' };
    }
  }

  private async request(api: ApiName, method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Reply> {
    const form = body instanceof FormData;
    try {
      return await patiently(async (signal) => {
        const response = await fetch(`${this.urls()[api]}/api/v1${path}`, {
          method,
          headers: {
            Accept: 'application/json',
            ...(body !== undefined && !form ? { 'Content-Type': 'application/json' } : {}),
            ...headers,
          },
          ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
          signal,
        });
        const text = await response.text();
        const parsed = (text === '' ? {} : JSON.parse(text)) as { code?: string };
        return { status: response.status, body: parsed, headers: response.headers, code: parsed.code ?? '' };
      });
    } catch (error) {
      const { name, cause } = error as Error & { cause?: { code?: string } };
      return { status: null, body: {}, headers: new Headers(), code: cause?.code ?? name };
    }
  }
}

class TookTooLong extends Error {
  override name = 'TimeoutError';
}

/**
 * Gives up after a while, whatever becomes of the work: a signal alone does not reach a body whose request was
 * collected as garbage.
 */
async function patiently<Answer>(work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const giveUp = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TookTooLong());
      giveUp.abort();
    }, PATIENCE_MS);
  });
  const working = work(giveUp.signal);
  working.catch(() => undefined);
  try {
    return await Promise.race([working, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

export const either = (chance: Dice): ApiName => chance.pick(APIS);

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
