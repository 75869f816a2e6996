/** The API over real HTTP, as a browser or a machine would speak to it. */
import { testStack } from '../support/addresses.ts';

export interface Reply {
  status: number;
  // Tests read into answers whose shape they are there to check.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  headers: Headers;
}

export interface Sending {
  body?: unknown;
  headers?: Record<string, string>;
  /** Sent as it is; no JSON, no content type but the one given. */
  raw?: BodyInit;
}

export async function send(base: string, method: string, path: string, { body, headers = {}, raw }: Sending = {}): Promise<Reply> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(raw !== undefined ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'manual',
  });
  const text = await response.text();
  let parsed: unknown = text;
  try {
    parsed = text === '' ? null : JSON.parse(text);
  } catch {
    // not JSON: the text itself
  }
  return { status: response.status, body: parsed, headers: response.headers };
}

export const apiBase = (): string => `${testStack().apiUrl}/api/v1`;
export const PASSWORD = 'caselight-demo';

/** Somebody who is signed in: sends the cookie and, on what changes something, the CSRF token. */
export class Visitor {
  readonly username: string;
  readonly cookie: string;
  readonly csrfToken: string;
  readonly base: string;

  constructor(base: string, username: string, cookie: string, csrfToken: string) {
    this.base = base;
    this.username = username;
    this.cookie = cookie;
    this.csrfToken = csrfToken;
  }

  private call(method: string, path: string, sending: Sending = {}): Promise<Reply> {
    const headers = { Cookie: this.cookie, ...(method === 'GET' ? {} : { 'X-CSRF-Token': this.csrfToken }), ...sending.headers };
    return send(this.base, method, path, { ...sending, headers });
  }

  get(path: string, headers?: Record<string, string>): Promise<Reply> {
    return this.call('GET', path, headers ? { headers } : {});
  }

  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> {
    return this.call('POST', path, { ...(body === undefined ? {} : { body }), ...(headers ? { headers } : {}) });
  }

  delete(path: string): Promise<Reply> {
    return this.call('DELETE', path);
  }

  raw(method: string, path: string, raw: BodyInit, headers: Record<string, string> = {}): Promise<Reply> {
    return this.call(method, path, { raw, headers });
  }

  upload(path: string, content: BlobPart, name: string, type = 'application/octet-stream', field = 'file'): Promise<Reply> {
    const form = new FormData();
    form.append(field, new Blob([content], { type }), name);
    return this.call('POST', path, { raw: form });
  }

  command(caseId: string, name: string, payload: unknown, headers?: Record<string, string>): Promise<Reply> {
    return this.post(`/cases/${caseId}/commands/${name}`, payload, headers);
  }
}

export async function signIn(username: string, base = apiBase(), password = PASSWORD): Promise<Visitor> {
  const reply = await send(base, 'POST', '/session', { body: { username, password } });
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0];
  if (reply.status !== 200 || !cookie) throw new Error(`${username} cannot sign in: ${reply.status} ${JSON.stringify(reply.body)}`);
  return new Visitor(base, username, cookie, reply.body.csrfToken);
}

const known = new Map<string, Promise<Visitor>>();

/** Each person signs in once a test file. */
export function as(username: string): Promise<Visitor> {
  const visitor = known.get(username) ?? signIn(username);
  known.set(username, visitor);
  return visitor;
}
