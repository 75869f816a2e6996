/** One signed-in person over HTTP, as a browser would be: cookie, CSRF token, problems as answers. */

export interface Answer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

export class Client {
  private readonly base: string;
  private cookie = '';
  private csrfToken = '';

  constructor(base: string) {
    this.base = `${base.replace(/\/$/, '')}/api/v1`;
  }

  static async signedIn(base: string, username: string, password = 'caselight-demo'): Promise<Client> {
    const client = new Client(base);
    const answer = await client.send<{ csrfToken: string; detail?: string }>('POST', '/session', { username, password });
    if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.status} ${answer.body.detail ?? ''}`);
    client.cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    client.csrfToken = answer.body.csrfToken;
    return client;
  }

  async send<Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    const form = body instanceof FormData;
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(this.cookie ? { Cookie: this.cookie } : {}),
        ...(this.csrfToken ? { 'X-CSRF-Token': this.csrfToken } : {}),
        ...(body !== undefined && !form ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as Body };
  }

  /** As `send`, but anything else than 2xx is an error with the API's own words. */
  async ask<Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Body> {
    const answer = await this.send<Body & { code?: string; detail?: string; needs?: string[]; errors?: unknown }>(
      method,
      path,
      body,
      headers,
    );
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    const { code, detail, needs, errors } = answer.body;
    throw new Error(
      `${method} ${path}: ${answer.status} ${code ?? ''} ${detail ?? ''}${needs?.length ? `（需要：${needs.join('；')}）` : ''}${errors ? ` ${JSON.stringify(errors)}` : ''}`,
    );
  }
}
