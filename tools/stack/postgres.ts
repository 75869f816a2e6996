import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Child, NotReady, startChild, untilReady } from './child.ts';
import { embeddedPostgres } from './postgres-binaries.ts';
import { type PostgresPlace, placeFor } from './postgres-user.ts';
import { commandLine, endProcess, identify } from './process-table.ts';

const user = 'caselight';
const database = 'caselight';

export interface PostgresStart {
  dataDir: string;
  port: number;
  logFile: string;
  log: (line: string) => void;
  /** Told of the process before it is ready, so that it is never left behind. */
  onSpawn: (child: Child) => void;
}

/** The address of the embedded database; its password is made once and stays in the data folder. */
export function embeddedDatabaseUrl(dataDir: string, port: number, name = database): string {
  const file = join(dataDir, 'postgres', 'password');
  return `postgresql://${user}:${readFileSync(file, 'utf8').trim()}@127.0.0.1:${port}/${name}`;
}

/**
 * Starts the embedded PostgreSQL on the loopback address only, makes its cluster and database when there is none, and
 * waits until it answers a query. Durability settings stay PostgreSQL's own (fsync, synchronous commit).
 */
export async function startPostgres(start: PostgresStart): Promise<Child> {
  const place = placeFor(start.dataDir, embeddedPostgres(), start.log);
  makeCluster(place, start);
  await clearLeftover(place);
  const child = await startAndWait(place, start);
  await ensureDatabase(embeddedDatabaseUrl(start.dataDir, start.port, 'postgres'));
  return child;
}

function makeCluster(place: PostgresPlace, start: PostgresStart): void {
  const passwordFile = join(start.dataDir, 'postgres', 'password');
  if (existsSync(join(place.cluster, 'PG_VERSION')) && existsSync(passwordFile)) return;
  if (existsSync(join(place.cluster, 'PG_VERSION'))) {
    throw new Error(`${passwordFile} 不见了：数据库还在，但没有口令。请从备份恢复该文件`);
  }
  start.log('正在建立数据库……');
  // What an interrupted first start has left is no cluster yet and holds no data.
  rmSync(place.cluster, { recursive: true, force: true });
  const password = randomBytes(18).toString('base64url');
  const secretFolder = mkdtempSync(join(tmpdir(), 'caselight-'));
  try {
    const secret = join(secretFolder, 'password');
    writeFileSync(secret, `${password}\n`, { mode: 0o600 });
    if (place.owner) for (const path of [secretFolder, secret]) chownSync(path, place.owner.uid, place.owner.gid);
    runInitdb(place, secret);
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  } finally {
    rmSync(secretFolder, { recursive: true, force: true });
  }
}

/**
 * The builtin C.UTF-8 locale sorts alike on every machine. LC_CTYPE, which the machine must have under one of these
 * names, tells trigram search that Chinese characters are letters; under the plain C locale it would find nothing.
 */
const characterTypes = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8', 'zh_CN.UTF-8'];

function runInitdb(place: PostgresPlace, passwordFile: string): void {
  const words: string[] = [];
  for (const characterType of characterTypes) {
    const args = [
      `--pgdata=${place.cluster}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      `--lc-ctype=${characterType}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    const made = spawnSync(place.binaries.initdb, args, { ...place.owner, cwd: '/', encoding: 'utf8', env: quietEnv() });
    if (made.status === 0) return;
    words.push(made.error?.message ?? made.stderr.trim());
    if (!/locale/.test(made.stderr ?? '')) break;
  }
  throw new Error(`建立数据库失败：${words.join('\n')}`);
}

function quietEnv(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * PostgreSQL refuses to start while postmaster.pid names a living process. It may be a server that was left behind
 * (then it is stopped), or a stranger that has been given the same number since (then the file is stale).
 */
async function clearLeftover(place: PostgresPlace): Promise<void> {
  const file = join(place.cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const leftover = Number.isInteger(pid) && pid > 0 ? identify(pid) : undefined;
  if (!leftover) return;
  if (commandLine(pid).includes(place.cluster)) await endProcess(leftover, 'SIGINT', 20_000);
  else rmSync(file, { force: true });
}

async function startAndWait(place: PostgresPlace, start: PostgresStart): Promise<Child> {
  const address = embeddedDatabaseUrl(start.dataDir, start.port, 'postgres');
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC'];
  const command = {
    command: place.binaries.postgres,
    args: ['-D', place.cluster, '-p', String(start.port), ...settings.flatMap((setting) => ['-c', setting])],
    env: quietEnv(),
    cwd: place.cluster,
    ...place.owner,
  };
  const until = Date.now() + 15_000;
  for (;;) {
    const child = await startChild(command, start.logFile);
    start.onSpawn(child);
    try {
      await untilReady('PostgreSQL ', child, () => answers(address), 60_000);
      return child;
    } catch (error) {
      // After kill -9 the sessions of the old server may still be on their way out.
      const dying = error instanceof NotReady && /shared memory block|lock file/.test(error.words);
      if (!dying || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Whether a PostgreSQL answers a query at this address; throws with the reason when it does not. */
export async function answers(databaseUrl: string): Promise<boolean> {
  return withClient(databaseUrl, async (client) => {
    await client.query('select 1');
    return true;
  });
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${database}`);
  });
}

export async function withClient<T>(databaseUrl: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while idle is reported here, and again by the next query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
