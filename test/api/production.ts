/** The application as a county runs it: no demonstration, a database and people of its own, reached by https through a proxy. */
import { afterAll } from 'vitest';
import type { AuditNote } from '../../api/audit/port.ts';
import { createDatabase, type Database } from '../../api/database/database.ts';
import { issueCode } from '../../api/session/password/activation-code.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { migrate } from '../../tools/migrate/migrate.ts';
import { testStack } from '../support/addresses.ts';
import { type Reply, send, type Sending } from './client.ts';
import { type OwnApp, ownApp } from './own-app.ts';

export const ORIGIN = 'https://caselight.example';
export const GOOD_PASSWORD = '四张木桌旁边的猫在看雨啊';

export class Production {
  readonly app: OwnApp;
  readonly database: Database;
  readonly audit: AuditNote[];
  readonly databaseUrl: string;
  private readonly drop: () => Promise<void>;

  constructor(app: OwnApp, database: Database, audit: AuditNote[], databaseUrl: string, drop: () => Promise<void>) {
    this.app = app;
    this.database = database;
    this.audit = audit;
    this.databaseUrl = databaseUrl;
    this.drop = drop;
  }

  /** Somebody new, who cannot sign in yet. */
  async person(id: string, ...roles: Role[]): Promise<string> {
    await this.database.run(
      `insert into person (id, username, name, unit_id, roles) values ($1, $1, $2, 'town', $3) on conflict do nothing`,
      [id, `${id}的姓名`, roles],
    );
    return id;
  }

  code = async (personId: string): Promise<string> => (await issueCode(this.database, { personId, issuedBy: 'setup' }, Date.now())).code;

  /** As the browser at this address would ask. */
  ask(method: string, path: string, { from = '203.0.113.1', headers = {}, ...sending }: Sending & { from?: string } = {}): Promise<Reply> {
    return send(this.app.base, method, path, {
      ...sending,
      headers: { 'X-Forwarded-For': from, 'X-Forwarded-Proto': 'https', ...headers },
    });
  }

  signIn(username: string, password = GOOD_PASSWORD, from?: string): Promise<Reply> {
    return this.ask('POST', '/session', { body: { username, password }, ...(from ? { from } : {}) });
  }

  /** Somebody new who has chosen a password and is signed in. */
  async signedIn(id: string, ...roles: Role[]): Promise<Browser> {
    await this.person(id, ...roles);
    const reply = await this.ask('POST', '/session/activation', {
      body: { username: id, code: await this.code(id), password: GOOD_PASSWORD },
    });
    if (reply.status !== 200) throw new Error(`${id}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return new Browser(this, reply);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
    await this.drop();
  }
}

/** Somebody's browser: keeps the cookie and the token that the last answer gave it. */
export class Browser {
  private readonly production: Production;
  cookie = '';
  csrfToken = '';

  constructor(production: Production, reply: Reply) {
    this.production = production;
    this.keep(reply);
  }

  keep(reply: Reply): Reply {
    const set = reply.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-caselight='));
    if (set) this.cookie = set.split(';')[0]!;
    const session = reply.body?.session ?? reply.body;
    if (typeof session?.csrfToken === 'string') this.csrfToken = session.csrfToken;
    return reply;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Reply> {
    const headers = { Cookie: this.cookie, ...(method === 'GET' ? {} : { 'X-CSRF-Token': this.csrfToken }) };
    return this.keep(await this.production.ask(method, path, { headers, ...(body === undefined ? {} : { body }) }));
  }

  get = (path: string): Promise<Reply> => this.ask('GET', path);
  post = (path: string, body?: unknown): Promise<Reply> => this.ask('POST', path, body);
  delete = (path: string): Promise<Reply> => this.ask('DELETE', path);
}

/** One for a test file; gone with it. */
export async function production(environment: Record<string, string> = {}): Promise<Production> {
  const url = new URL(testStack().databaseUrl);
  const name = `production_${process.pid}_${Date.now()}`;
  const admin = createDatabase(url.href, { connections: 1, onError: () => undefined });
  await admin.run(`create database ${name}`);
  url.pathname = `/${name}`;
  await migrate(url.href);
  const database = createDatabase(url.href, { connections: 2, onError: () => undefined });
  await database.run(`insert into unit (id, name, kind) values ('town', '正式镇', 'town')`);
  const audit: AuditNote[] = [];
  const app = await ownApp(
    { DATABASE_URL: url.href, CASELIGHT_DEMO: '0', CASELIGHT_PUBLIC_URL: ORIGIN, CASELIGHT_TRUST_PROXY: '1', ...environment },
    { write: (entry) => Promise.resolve(void audit.push(entry)) },
  );
  const made = new Production(app, database, audit, url.href, async () => {
    await admin.run(`drop database ${name} with (force)`);
    await admin.close();
  });
  afterAll(() => made.close());
  return made;
}
