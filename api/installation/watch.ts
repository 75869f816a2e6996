/**
 * Whether database, Temporal and evidence store are this installation's and of one age: asked before anything is served,
 * and every twenty seconds after (docs/adr/0030). One process of all moves the tick on; the others read.
 */
import type { Logger } from 'pino';
import { faultWords, foreignText, type StoreWords, type Verdict } from '../../domain/installation.ts';
import { checkInstallation, exchangeTick } from '../../installation/bind.ts';
import { lookAround } from '../../installation/look.ts';
import type { Stores } from '../../installation/stores.ts';
import { Problem, unavailable } from '../http/problem.ts';

export type InstallationState =
  /** Nobody asked for it: an application inside a test. */
  | { kind: 'unwatched' }
  /** A store did not answer yet. */
  | { kind: 'unchecked'; reason: string }
  | Verdict;

export interface InstallationWatch {
  state(): InstallationState;
  /** What is wrong with the stores and what to do about it; none where all is well. */
  faults(): StoreWords[];
  /** Throws the problem of a request that must wait until the stores are mended. `id`: the operation's. */
  admit(method: string, id: string): void;
  /** What works by itself (reports to channels, walks of calendars, tidying) waits until the stores are known to be well. */
  rests(): boolean;
  /** Why nothing at all is served; null where something is. */
  closed(): string | null;
  start(): void;
  stop(): void;
}

const UNTIL_CHECKED_MS = 1_000;
const FOREIGN_AGAIN_MS = 10_000;
const LOOK_EVERY_MS = 5 * 60_000;
const LOOK_AGAIN_MS = 10_000;
/** While a store is lost or older, so that its mending is noticed while whoever mends it still looks. */
const MENDED_WITHIN_MS = 10_000;

/**
 * What is served beside reading while a store is lost or older: none of it commands a case, gives a number or stands on
 * what was lost. A lead that is taken in twice is found by its ticket.
 */
const WHILE_OLDER: ReadonlySet<string> = new Set([
  'signIn',
  'signOut',
  'demoPeople',
  'addLead',
  'importLeads',
  'deriveDispatch',
  'deriveTerm',
  'derivePenalty',
  'previewPolicy',
  'previewAdjustment',
  'readNotification',
  'readAllNotifications',
]);

export function createInstallationWatch(stores: Stores, everyMs: number, log: Logger): InstallationWatch {
  let state: InstallationState = { kind: 'unwatched' };
  /** What the cases themselves showed of a store that is younger than a tick. */
  let seen: StoreWords[] = [];
  let lookAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let first = true;

  const faults = (): StoreWords[] => {
    if (state.kind === 'unwatched' || state.kind === 'unchecked') return [];
    const told = faultWords(state);
    return [...told, ...seen.filter(({ store }) => !told.some((one) => one.store === store))];
  };

  async function check(): Promise<number> {
    const before = state.kind;
    const began = first;
    try {
      state = first || state.kind !== 'well' ? await checkInstallation(stores) : (await exchangeTick(stores)).verdict;
      first = false;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.debug({ reason }, 'the installation could not be checked');
      // What was known before stays known: a store that is away is told by its own part of /readyz.
      if (before === 'unwatched' || before === 'unchecked') state = { kind: 'unchecked', reason };
      return before === 'unwatched' || before === 'unchecked' ? UNTIL_CHECKED_MS : everyMs;
    }
    tell(before);
    const closed = foreignText(state);
    if (closed !== null) return FOREIGN_AGAIN_MS;
    // Ticks count only while somebody runs: the first comes at once, so that even short runs tell older copies apart.
    if (began && state.kind === 'well') return UNTIL_CHECKED_MS;
    const again = await look();
    return Math.min(faults().length > 0 ? MENDED_WITHIN_MS : everyMs, again);
  }

  function tell(before: InstallationState['kind']): void {
    if (state.kind === before) return;
    const closed = state.kind === 'unwatched' || state.kind === 'unchecked' ? null : foreignText(state);
    if (closed !== null) log.fatal({ verdict: state }, closed);
    else if (state.kind === 'older') for (const { text, todo } of faults()) log.error({ verdict: state, todo }, text);
    else if (before === 'older' || before === 'foreign') log.info({ verdict: state }, 'the installation is well again');
  }

  /** Milliseconds until it is worth looking again. */
  async function look(): Promise<number> {
    if (Date.now() < lookAt) return lookAt - Date.now();
    try {
      const found = await lookAround(stores);
      for (const { text } of found.faults) log.error({ looked: found.looked }, text);
      seen = found.faults;
      lookAt = Date.now() + (found.complete && found.faults.length === 0 ? LOOK_EVERY_MS : LOOK_AGAIN_MS);
    } catch (error) {
      log.debug({ err: error }, 'the cases could not be looked at');
      lookAt = Date.now() + LOOK_AGAIN_MS;
    }
    return lookAt - Date.now();
  }

  const run = async (): Promise<void> => {
    const wait = await check();
    if (stopped) return;
    timer = setTimeout(() => void run(), wait);
    timer.unref();
  };

  const closed = (): string | null => (state.kind === 'unwatched' || state.kind === 'unchecked' ? null : foreignText(state));

  return {
    state: () => state,
    faults,
    closed,
    rests: () => state.kind !== 'unwatched' && (state.kind !== 'well' || faults().length > 0),
    admit: (method, id) => {
      if (method === 'get' || WHILE_OLDER.has(id)) return;
      if (state.kind === 'unchecked') {
        throw unavailable(
          'installation-unchecked',
          '刚刚启动，还没有核对数据库、办案引擎和证据库是否属于同一个案灯，没有办理；请稍后重试',
          5,
        );
      }
      const worst = faults();
      if (worst.length === 0) return;
      throw new Problem(503, 'store-older', `${worst.map(({ text }) => text).join('；')}。为免重复和冲突，修复之前只能查阅，没有办理`, {
        needs: worst.map(({ todo }) => todo),
        headers: { 'Retry-After': '300' },
        more: { stores: worst.map(({ store }) => store) },
      });
    },
    start: () => {
      state = { kind: 'unchecked', reason: '尚未核对' };
      void run();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
