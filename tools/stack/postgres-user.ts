import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PostgresBinaries, copyBinaries } from './postgres-binaries.ts';

export interface Owner {
  uid: number;
  gid: number;
}

/** As whom PostgreSQL runs, and where its files are, once root's special cases are settled. */
export interface PostgresPlace {
  owner: Owner | undefined;
  binaries: PostgresBinaries;
  /** The database cluster's folder; it may not exist yet, its parent does. */
  cluster: string;
}

const sharedFolder = '/var/lib/caselight';

/**
 * PostgreSQL refuses to run as root. Then it runs as the system's user `postgres` (made when there is none); and
 * where that user cannot reach the clone or its data, as below /root, the binaries and the cluster go to
 * /var/lib/caselight, found again by an id that stays in the data folder.
 */
export function placeFor(dataDir: string, binaries: PostgresBinaries, log: (line: string) => void): PostgresPlace {
  const home = join(dataDir, 'postgres');
  mkdirSync(home, { recursive: true });
  if (process.getuid?.() !== 0) return { owner: undefined, binaries, cluster: join(home, 'cluster') };

  const owner = postgresUser() ?? createPostgresUser(log);
  chownSync(home, owner.uid, owner.gid);
  // The data folder is ours: the database's user may pass through it, and see nothing but its own folder.
  if (!canEnter(home, owner)) chmodSync(dataDir, statSync(dataDir).mode | 0o011);
  const reachable = canRun(binaries.postgres, owner) ? binaries : copyBinaries(binaries, join(sharedFolder, versionOf(binaries)));
  if (canEnter(home, owner)) return { owner, binaries: reachable, cluster: join(home, 'cluster') };
  return { owner, binaries: reachable, cluster: elsewhere(home, owner, log) };
}

function postgresUser(): Owner | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function createPostgresUser(log: (line: string) => void): Owner {
  log('PostgreSQL 不能以 root 运行，正在创建系统用户 postgres');
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { encoding: 'utf8' });
  const owner = postgresUser();
  if (owner) return owner;
  const why = made.error?.message ?? made.stderr.trim();
  throw new Error(`PostgreSQL 不能以 root 运行，且无法创建用户 postgres（${why}）。请改用普通用户运行，或设置 DATABASE_URL`);
}

const canRun = (path: string, owner: Owner): boolean => test('-x', path, owner);
const canEnter = (path: string, owner: Owner): boolean => test('-w', path, owner);

function test(flag: string, path: string, owner: Owner): boolean {
  return spawnSync('test', [flag, path], { uid: owner.uid, gid: owner.gid, cwd: '/' }).status === 0;
}

function versionOf(binaries: PostgresBinaries): string {
  const manifest = JSON.parse(readFileSync(join(binaries.home, '..', 'package.json'), 'utf8')) as { version: string };
  return `postgres-${manifest.version}`;
}

function elsewhere(home: string, owner: Owner, log: (line: string) => void): string {
  const note = join(home, 'cluster-id');
  if (!existsSync(note)) writeFileSync(note, `${randomUUID()}\n`);
  const folder = join(sharedFolder, readFileSync(note, 'utf8').trim());
  mkdirSync(folder, { recursive: true });
  chmodSync(sharedFolder, 0o755);
  chownSync(folder, owner.uid, owner.gid);
  log(`用户 postgres 无法进入 ${home}，数据库文件放在 ${folder}`);
  return join(folder, 'cluster');
}
