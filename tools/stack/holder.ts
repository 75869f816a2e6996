import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyPart, gentleEnd, kindOf, type Part } from './part.ts';
import type { Ports } from './ports.ts';
import { type ProcessId, endProcess, identify, isAlive } from './process-table.ts';

/** Who holds a data folder, and which processes it has started: the note a next start cleans up by. */
interface Note {
  holder: ProcessId;
  watchdog?: ProcessId;
  children: Partial<Record<Part, ProcessId>>;
  /** On which ports its parts are to be found. */
  ports?: Ports;
}

export interface Holder {
  remember(part: Part, process: ProcessId | undefined): void;
  rememberWatchdog(process: ProcessId): void;
  rememberPorts(ports: Ports): void;
  release(): void;
}

/** Thrown when another running Caselight holds the data folder. */
export class DataFolderInUse extends Error {
  constructor(dataDir: string, pid: number) {
    super(`数据目录 ${dataDir} 正被另一个案灯使用（进程 ${pid}）。请先停止它，或用 CASELIGHT_DATA 指定另一个目录`);
  }
}

/**
 * Takes a data folder for this process alone. Whatever a holder that was killed has left running is stopped first.
 */
export async function holdDataFolder(dataDir: string, log: (line: string) => void): Promise<Holder> {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'stack.json');
  const me = identify(process.pid)!;
  let note: Note = { holder: me, children: {} };
  for (;;) {
    if (createWhole(file, note)) break;
    const found = readNote(file);
    if (found && isAlive(found.holder)) throw new DataFolderInUse(dataDir, found.holder.pid);
    // Whoever renames the stale note is the one to clean up; a note that is fresh after all is put back.
    const claimed = `${file}.${process.pid}.stale`;
    try {
      renameSync(file, claimed);
    } catch {
      continue;
    }
    const stale = readNote(claimed);
    if (stale && isAlive(stale.holder)) {
      linkIfMissing(claimed, file);
      rmSync(claimed, { force: true });
      throw new DataFolderInUse(dataDir, stale.holder.pid);
    }
    if (stale) await endLeftovers(stale, log);
    rmSync(claimed, { force: true });
  }

  const write = (next: Note): void => {
    note = next;
    replaceWhole(file, note);
  };
  return {
    remember: (part, process) => write({ ...note, children: { ...note.children, [part]: process } }),
    rememberWatchdog: (process) => write({ ...note, watchdog: process }),
    rememberPorts: (ports) => write({ ...note, ports }),
    release: () => rmSync(file, { force: true }),
  };
}

/** The ports of the Caselight that holds this data folder now; null where none does, or it does not say. */
export function portsOfHolder(dataDir: string): Ports | null {
  const note = readNote(join(dataDir, 'stack.json'));
  return note && isAlive(note.holder) ? (note.ports ?? null) : null;
}

/** Stops, last started first, what a killed holder has left; each is known by number and birth. */
async function endLeftovers(note: Note, log: (line: string) => void): Promise<void> {
  if (note.watchdog) await endProcess(note.watchdog, 'SIGKILL', 0);
  for (const part of [...everyPart].reverse()) {
    const leftover = note.children[part];
    if (!leftover || !isAlive(leftover)) continue;
    log(`正在清理上次遗留的进程 ${part}(${leftover.pid})`);
    const { signal, graceMs } = gentleEnd[kindOf(part)];
    await endProcess(leftover, signal, graceMs);
  }
}

function readNote(file: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Note;
  } catch {
    return undefined;
  }
}

/** Creates the file with its whole content in one step, or answers false when it is there already. */
function createWhole(file: string, note: Note): boolean {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(note));
  try {
    return linkIfMissing(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

function linkIfMissing(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (existsSync(to)) return false;
    throw error;
  }
}

function replaceWhole(file: string, note: Note): void {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(note));
  renameSync(draft, file);
}
