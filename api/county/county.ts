/** Which county this installation is for and what it has set; read anew now and then, for settings change with the day. */
import type { County } from '../../contract/county.ts';
import type { NumberPatterns } from '../../domain/county/numbers.ts';
import type { CountyNames } from '../../domain/county/names.ts';
import { countyNames, type CountySettings, settingsOn } from '../../domain/county/settings.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { type CountyHistory, readCountyHistory, registersOn } from '../../record/county.ts';
import type { ReadRegisters, Registers } from '../../record/numbering.ts';
import type { Database } from '../database/database.ts';
import { Problem } from '../http/problem.ts';

export interface Counties {
  /** null before anybody has set the installation up. */
  read(): Promise<County | null>;
  /** As they stand today. Throws where nobody has set the installation up. */
  settings(): Promise<CountySettings>;
  names(): Promise<CountyNames | null>;
  /** As its numbers are given today. */
  registers: ReadRegisters;
  /** Forgets what it knows; the next reader looks again. */
  refresh(): void;
}

export const notSetUp = () => new Problem(503, 'not-set-up', '系统还没有初始化', { needs: ['由系统运维人员运行 npm run setup'] });

/** How long what another process has changed is not seen here. */
const KEPT_MS = 10_000;

/** `given`: prefixes of the environment, for installations from before there were settings. */
export function createCounty(database: Database, given: Partial<NumberPatterns>, clock: () => Instant): Counties {
  let known: { at: Instant; history: CountyHistory | null; registers: Registers; logo: string | null } | null = null;
  const look = async () => {
    if (!known || clock() - known.at >= KEPT_MS) {
      const [history, logo] = await Promise.all([
        readCountyHistory(database.rows),
        database.first<{ hash: string | null }>('select hash from county_logo order by seq desc limit 1'),
      ]);
      const registers = registersOn(history, given, legalDateOf(clock()));
      known = { at: clock(), history, registers, logo: logo?.hash ?? null };
    }
    return known;
  };
  const today = async (): Promise<CountySettings | null> => {
    const { history } = await look();
    return history && settingsOn(history.first, history.changes, legalDateOf(clock()));
  };
  return {
    read: async () => {
      const [settings, { logo }] = [await today(), await look()];
      if (!settings) return null;
      const { name, title, goLiveOn, channels } = settings;
      return { name, title, goLiveOn, channels, logo: logo === null ? null : `/api/v1/county/logo?v=${logo.slice(0, 16)}` };
    },
    settings: async () => {
      const settings = await today();
      if (!settings) throw notSetUp();
      return settings;
    },
    names: async () => {
      const settings = await today();
      return settings && countyNames(settings);
    },
    registers: async () => (await look()).registers,
    refresh: () => {
      known = null;
    },
  };
}
