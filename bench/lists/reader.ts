/**
 * Somebody signed in who reads pages over one connection that stays open, and how long each took until its last byte was
 * there.
 */
import { Agent, request } from 'node:http';

interface Answer {
  text: string;
  milliseconds: number;
}

export class Reader {
  private readonly base: string;
  private readonly cookie: string;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(base: string, cookie: string) {
    this.base = base;
    this.cookie = cookie;
  }

  static async signedIn(url: string, username: string): Promise<Reader> {
    const base = `${url}/api/v1`;
    const answer = await fetch(`${base}/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: 'caselight-demo' }),
    });
    if (answer.status !== 200) throw new Error(`${username} 不能登录：${answer.status} ${await answer.text()}`);
    return new Reader(
      base,
      answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    );
  }

  read(path: string): Promise<Answer> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.base}${path}`,
        { agent: this.agent, headers: { Accept: 'application/json', Cookie: this.cookie } },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', reject);
          response.once('end', () => {
            const milliseconds = performance.now() - began;
            const text = Buffer.concat(parts).toString('utf8');
            if (response.statusCode === 200) resolve({ text, milliseconds });
            else reject(new Error(`GET ${path}：${response.statusCode ?? 0} ${text.slice(0, 300)}`));
          });
        },
      );
      sent.once('error', reject);
      sent.end();
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
