import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { migrate } from '../migrate/migrate.ts';
import { ensureKeyFile } from '../../temporal/key-file.ts';
import { adoptKeyRing, hasKeysGiven, keyFilePath } from '../../temporal/key-ring.ts';
import { CREDENTIALS, type TemporalSettings } from '../../temporal/settings.ts';
import { root } from '../paths.mjs';
import { findTemporalCli } from '../temporal/cli.ts';
import { type Child, type Exit, describeExit, lastLines, startChild, untilReady } from './child.ts';
import { localEnvironment } from './environment.ts';
import { type Holder, holdDataFolder } from './holder.ts';
import { everyPart, gentleEnd, kindOf, type Part, partLabel, parts } from './part.ts';
import { type Ports, completePorts, freePorts } from './ports.ts';
import { answers, embeddedDatabaseUrl, startPostgres } from './postgres.ts';
import { endProcess, signal as sendSignal } from './process-table.ts';
import { readinessOf } from './readiness.ts';
import { namespaceAnswers, startTemporal } from './temporal.ts';
import { type Watchdog, startWatchdog } from './watchdog.ts';

/** Engines that are run elsewhere; what is given here is not started. */
export interface External {
  databaseUrl?: string;
  temporal?: TemporalSettings;
}

export interface StackOptions {
  /** Database, Temporal file and logs; made when missing, kept afterwards. One stack at a time may use it. */
  dataDir: string;
  /** Free ports are picked for those not given. A function is asked once the data folder is ours. */
  ports?: Partial<Ports> | (() => Promise<Partial<Ports>>);
  /** What to start, default one of each kind; the others can be started later with `start`. */
  parts?: readonly Part[];
  /** More environment for worker and API. */
  env?: Record<string, string>;
  external?: External;
  /** Apply prisma/migrations once the database answers; default true. */
  migrate?: boolean;
  /** Told in Chinese what is being waited for. */
  log?: (line: string) => void;
  /** Told when a part ends without having been asked to. */
  onCrash?: (crash: Crash) => void;
  /** What to run instead of `worker/main.ts` and `api/main.ts` (for tests of this library). */
  entries?: { worker?: readonly string[]; api?: readonly string[] };
  /** How long worker and API may take to be ready, in milliseconds; default 60 000. */
  readyWithinMs?: number;
  /** Stops everything when it fires, also in the middle of starting. */
  signal?: AbortSignal;
}

export interface Crash {
  part: Part;
  exit: Exit;
  /** One Chinese phrase: exit code or signal. */
  reason: string;
  logFile: string;
  /** The last lines it has written since this start. */
  lastWords: string;
}

export interface Stack {
  readonly databaseUrl: string;
  /** host:port of Temporal's gRPC front end. */
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly apiUrl: string;
  /** Undefined until the second API was started for the first time; it keeps its port. */
  readonly secondApiUrl: string | undefined;
  /** Undefined when Temporal runs elsewhere. */
  readonly temporalUiUrl: string | undefined;
  readonly ports: Ports;
  readonly dataDir: string;
  /** Environment that worker and API are given; a tool that talks to the stack takes the same. */
  readonly env: Record<string, string>;
  logFile(part: Part): string;
  /** Process number of a part's own process; undefined while it does not run, or runs elsewhere. */
  pid(part: Part): number | undefined;
  /** Sends a signal (default SIGTERM) and waits until the process has ended. Not reported as a crash. */
  kill(part: Part, signal?: NodeJS.Signals): Promise<Exit>;
  /** Starts a part that does not run, on the same port and data, and waits until it is ready. */
  start(part: Part): Promise<void>;
  /** Stops everything, last part first, and gives the data folder free. Never fails; may be called again. */
  stop(): Promise<void>;
}

/**
 * Starts Caselight's parts on this machine, each a process of its own, each waited for until it truly answers. On
 * failure everything that was started is stopped again and the error carries the part's last words.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  const holder = await holdDataFolder(dataDir, log);
  const ports = await completePorts(typeof options.ports === 'function' ? await options.ports() : options.ports).catch((error: unknown) => {
    holder.release();
    throw error;
  });
  holder.rememberPorts(ports);
  provideKeyRing(dataDir, options, log);
  const watchdog = startWatchdog();
  if (watchdog.id) holder.rememberWatchdog(watchdog.id);
  const stack = new RunningStack(options, dataDir, ports, holder, watchdog, log);
  const onAbort = (): void => void stack.stop();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    options.signal?.throwIfAborted();
    await stack.startAll(options.parts ?? parts);
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** The ring that worker and API read, made with the installation; whoever starts a stack speaks to it with the same. */
function provideKeyRing(dataDir: string, { env, external }: StackOptions, log: (line: string) => void): void {
  const environment = { ...process.env, CASELIGHT_DATA: dataDir, ...env };
  if (hasKeysGiven(environment)) return;
  const older = external?.temporal !== undefined || existsSync(temporalFile(dataDir));
  if (ensureKeyFile(keyFilePath(environment), older, new Date()) && older) {
    log('没有找到密钥环，已新建一个；从前没有加密的案件照常办理，曾用别的密钥环加密的读不出（npm run codec -- check）');
  }
  adoptKeyRing(environment);
}

const temporalFile = (dataDir: string): string => resolve(dataDir, 'temporal', 'temporal.db');

/** What the API keeps is about 80 MB; without a bound V8 lets garbage grow to several times that before it looks. */
const apiHeap = '--max-old-space-size=192';

class RunningStack implements Stack {
  readonly namespace: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl: string | undefined;
  readonly apiUrl: string;
  readonly ports: Ports;
  readonly dataDir: string;
  private readonly options: StackOptions;
  private readonly external: External;
  private readonly holder: Holder;
  private readonly watchdog: Watchdog;
  private readonly log: (line: string) => void;
  private readonly children = new Map<Part, Child>();
  private readonly asked = new WeakSet<Child>();
  private readonly ready = new WeakSet<Child>();
  private stopping: Promise<void> | undefined;
  private migrated = false;
  private secondApiPort: number | undefined;

  constructor(options: StackOptions, dataDir: string, ports: Ports, holder: Holder, watchdog: Watchdog, log: (line: string) => void) {
    this.options = options;
    this.external = options.external ?? {};
    this.dataDir = dataDir;
    this.ports = ports;
    this.holder = holder;
    this.watchdog = watchdog;
    this.log = log;
    this.namespace = this.external.temporal?.namespace ?? 'default';
    this.temporalAddress = this.external.temporal?.address ?? `127.0.0.1:${ports.temporal}`;
    this.temporalUiUrl = this.external.temporal ? undefined : `http://127.0.0.1:${ports.temporalUi}`;
    this.apiUrl = `http://127.0.0.1:${ports.api}`;
  }

  get databaseUrl(): string {
    return this.external.databaseUrl ?? embeddedDatabaseUrl(this.dataDir, this.ports.postgres);
  }

  get secondApiUrl(): string | undefined {
    return this.secondApiPort === undefined ? undefined : `http://127.0.0.1:${this.secondApiPort}`;
  }

  get env(): Record<string, string> {
    return {
      DATABASE_URL: this.databaseUrl,
      TEMPORAL_ADDRESS: this.temporalAddress,
      TEMPORAL_NAMESPACE: this.namespace,
      CASELIGHT_PORT: String(this.ports.api),
      CASELIGHT_DATA: this.dataDir,
      CASELIGHT_DEMO: '1',
      ...this.options.env,
    };
  }

  logFile(part: Part): string {
    return resolve(this.dataDir, 'logs', `${part}.log`);
  }

  pid(part: Part): number | undefined {
    const child = this.children.get(part);
    return child && !child.exit() ? child.id.pid : undefined;
  }

  /** The two engines come up side by side; worker and API need both. */
  async startAll(wanted: readonly Part[]): Promise<void> {
    const engines = (['postgres', 'temporal'] as const).filter((part) => wanted.includes(part));
    const results = await Promise.allSettled(engines.map((part) => this.start(part)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    for (const part of everyPart) {
      if (kindOf(part) === 'worker' || kindOf(part) === 'api') if (wanted.includes(part)) await this.start(part);
    }
  }

  async start(part: Part): Promise<void> {
    if (this.stopping) throw new Error(`正在停止，不再启动${partLabel[part]}`);
    if (this.pid(part) !== undefined) return;
    try {
      await this.startPart(part);
    } catch (error) {
      await this.endUnready(part);
      throw error;
    }
    const child = this.children.get(part);
    if (!child) return;
    this.ready.add(child);
    // It may have ended between its last sign of life and this line.
    if (child.exit()) this.reportCrash(part, child);
  }

  private startPart(part: Part): Promise<void> {
    switch (part) {
      case 'postgres':
        return this.startPostgres();
      case 'temporal':
        return this.startTemporal();
      case 'worker':
      case 'worker2':
        return this.startWorker(part);
      case 'api':
        return this.startApi(part, this.apiUrl);
      case 'api2':
        return this.startSecondApi();
      default:
        return part satisfies never;
    }
  }

  /** A part that lives but did not get ready in time is not left running beside its successor. */
  private async endUnready(part: Part): Promise<void> {
    const child = this.children.get(part);
    if (!child || child.exit()) return;
    this.asked.add(child);
    await endProcess(child.id, gentleEnd[kindOf(part)].signal, 3_000);
    await child.exited;
  }

  async kill(part: Part, signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    const child = this.children.get(part);
    if (!child) throw new Error(`${partLabel[part]}不是由这里启动的`);
    this.asked.add(child);
    sendSignal(child.id, signal);
    return child.exited;
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    for (const part of [...everyPart].reverse()) {
      const child = this.children.get(part);
      if (!child || child.exit()) continue;
      this.asked.add(child);
      const { signal, graceMs } = gentleEnd[kindOf(part)];
      await endProcess(child.id, signal, graceMs);
      await child.exited;
    }
    await this.watchdog.end();
    this.holder.release();
  }

  private async startPostgres(): Promise<void> {
    const given = this.external.databaseUrl;
    if (given) {
      await answers(given).catch((error: unknown) => {
        throw new Error(`连不上 DATABASE_URL 指定的数据库：${error instanceof Error ? error.message : String(error)}`);
      });
    } else {
      await startPostgres({
        dataDir: this.dataDir,
        port: this.ports.postgres,
        logFile: this.logFile('postgres'),
        log: this.log,
        onSpawn: (child) => this.adopt('postgres', child),
      });
    }
    if (this.options.migrate === false || this.migrated) return;
    await migrate(this.databaseUrl, { log: this.log });
    this.migrated = true;
  }

  private async startTemporal(): Promise<void> {
    const { temporal } = this.external;
    if (temporal) {
      await namespaceAnswers(temporal).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`连不上 TEMPORAL_ADDRESS 指定的 Temporal（${temporal.address}，命名空间 ${temporal.namespace}）：${why}`);
      });
      return;
    }
    const { path } = await findTemporalCli(this.log);
    if (this.stopping) return;
    await startTemporal({
      cli: path,
      dbFile: temporalFile(this.dataDir),
      port: this.ports.temporal,
      uiPort: this.ports.temporalUi,
      logFile: this.logFile('temporal'),
      onSpawn: (child) => this.adopt('temporal', child),
    });
  }

  private async startWorker(part: 'worker' | 'worker2'): Promise<void> {
    const child = await this.startOurs(part, this.options.entries?.worker ?? ['worker/main.ts']);
    const isReady = (): Promise<boolean> => Promise.resolve(/^\{.*"msg":"ready"/m.test(child.output()));
    await untilReady(partLabel[part], child, isReady, this.readyWithinMs);
  }

  private async startApi(part: 'api' | 'api2', url: string): Promise<void> {
    const own = { CASELIGHT_PORT: new URL(url).port };
    const child = await this.startOurs(part, this.options.entries?.api ?? ['api/main.ts'], own);
    const isReady = async (): Promise<boolean> => {
      const { ready, faults } = await readinessOf(url);
      if (!ready) throw new Error(faults.join('；'));
      return true;
    };
    await untilReady(partLabel[part], child, isReady, this.readyWithinMs);
  }

  private async startSecondApi(): Promise<void> {
    this.secondApiPort ??= (await freePorts(1))[0]!;
    await this.startApi('api2', `http://127.0.0.1:${this.secondApiPort}`);
  }

  private get readyWithinMs(): number {
    return this.options.readyWithinMs ?? 60_000;
  }

  private async startOurs(part: Part, entry: readonly string[], own: Record<string, string> = {}): Promise<Child> {
    const command = {
      command: process.execPath,
      args: ['--import', 'tsx', '--enable-source-maps', ...(kindOf(part) === 'api' ? [apiHeap] : []), ...entry],
      env: { ...this.environment(), ...own },
      cwd: root,
    };
    const child = await startChild(command, this.logFile(part));
    this.adopt(part, child);
    return child;
  }

  private environment(): Record<string, string> {
    // glibc would keep the 16 MB of each password check, once a thread; above this size it gives memory back at once.
    const environment: Record<string, string> = { MALLOC_MMAP_THRESHOLD_: '1048576', ...localEnvironment(this.env) };
    // Credentials for a server elsewhere are nothing to the one started here.
    if (!this.external.temporal) for (const name of CREDENTIALS) delete environment[name];
    return environment;
  }

  /** From here on the child is ours to stop, whatever becomes of us. */
  private adopt(part: Part, child: Child): void {
    this.children.set(part, child);
    this.watchdog.tell(part, child.id);
    this.holder.remember(part, child.id);
    if (this.stopping) void this.endUnready(part);
    void child.exited.then(() => {
      if (this.children.get(part) !== child) return;
      this.watchdog.tell(part, undefined);
      if (!this.stopping) this.holder.remember(part, undefined);
      if (this.ready.has(child)) this.reportCrash(part, child);
    });
  }

  private reportCrash(part: Part, child: Child): void {
    const exit = child.exit();
    if (!exit || this.asked.has(child) || this.stopping) return;
    this.asked.add(child);
    this.options.onCrash?.({
      part,
      exit,
      reason: describeExit(exit),
      logFile: this.logFile(part),
      lastWords: lastLines(child.output(), 8),
    });
  }
}
