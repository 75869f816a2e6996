/** The county's settings as the database has them, and the registers of numbers that follow from them. */
import { LEGACY_PATTERNS, type NumberPatterns, patternWith } from '../domain/county/numbers.ts';
import { type CountyChange, type CountySettings, patternsFor, settingsOn } from '../domain/county/settings.ts';
import { legalDateOf } from '../domain/terms/instant.ts';
import type { Instant, LegalDate } from '../domain/terms/model.ts';
import { type ReadRegisters, type Registers, registersOf } from './numbering.ts';

/** However its caller asks PostgreSQL. */
export type Ask = <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>;

export interface CountyHistory {
  first: CountySettings;
  /** Approved, in the order of their approval, also those whose day is to come. */
  changes: CountyChange[];
}

/** Null before anybody has set the installation up. */
export async function readCountyHistory(ask: Ask): Promise<CountyHistory | null> {
  const [row] = await ask<{ name: string; title: string; goLiveOn: LegalDate }>(
    'select name, title, go_live_on as "goLiveOn" from county',
    [],
  );
  if (!row) return null;
  const changes = await ask<CountyChange>(
    `select part, effective_on as "effectiveOn", data from county_change where status = 'approved' order by ordinal`,
    [],
  );
  return { first: { ...row, rules: {}, seals: {}, channels: {} }, changes };
}

/** What stands before the year in each register's numbers, where the environment said so before there were settings. */
export const PREFIX_VARIABLES = {
  cases: 'CASELIGHT_CASE_NUMBER_PREFIX',
  penalty: 'CASELIGHT_DECISION_NUMBER_PREFIX',
  'no-penalty': 'CASELIGHT_NO_PENALTY_NUMBER_PREFIX',
} as const;

export function patternsOfEnvironment(environment: Record<string, string | undefined>): Partial<NumberPatterns> {
  const given = Object.entries(PREFIX_VARIABLES).map(([register, name]) => [register, environment[name]?.trim()]);
  return Object.fromEntries(given.filter(([, prefix]) => prefix).map(([register, prefix]) => [register, patternWith(prefix!)]));
}

/** An installation without a county gives no number; tools that only read them know the first county's. */
export function registersOn(history: CountyHistory | null, given: Partial<NumberPatterns>, today: LegalDate): Registers {
  if (!history) return registersOf({ ...LEGACY_PATTERNS, ...given });
  const { first, changes } = history;
  const former = [first, ...changes.map((_, index) => settingsOn(first, changes.slice(0, index + 1), '9999-12-31'))];
  return registersOf(
    patternsFor(settingsOn(first, changes, today), given),
    former.flatMap((settings) => [patternsFor(settings, given), patternsFor(settings)]),
  );
}

/** How long another process may still write numbers as before a change. */
const KEPT_MS = 10_000;

export function createRegisters(ask: Ask, given: Partial<NumberPatterns>, clock: () => Instant): ReadRegisters {
  let known: { until: Instant; registers: Registers } | null = null;
  return async () => {
    const now = clock();
    if (!known || now >= known.until) {
      known = { until: now + KEPT_MS, registers: registersOn(await readCountyHistory(ask), given, legalDateOf(now)) };
    }
    return known.registers;
  };
}
