/** The county's registers of numbers: written by the pattern in force, read by any that ever was. */
import { LEGACY_PATTERNS, type Numbering, type NumberPatterns, numberingOf, type RegisterName } from '../domain/county/numbers.ts';

/** 行政处罚决定书 and 不予行政处罚决定书 are numbered apart, each by year. */
export const DECISION_SERIES = ['penalty', 'no-penalty'] as const;
export type DecisionSeries = (typeof DECISION_SERIES)[number];

/** The county's registers: of cases filed and of decisions made. */
export interface Registers {
  cases: Numbering;
  decisions: Record<DecisionSeries, Numbering>;
}

/** As they are now; a pattern may change from one day to the next. */
export type ReadRegisters = () => Promise<Registers>;

/** `former`: patterns in which numbers were given before. */
export function registersOf(patterns: NumberPatterns, former: readonly NumberPatterns[] = []): Registers {
  const register = (name: RegisterName): Numbering => {
    const [now, ...others] = [...new Set([patterns, ...former, LEGACY_PATTERNS].map((one) => one[name]))].map(numberingOf);
    return {
      format: now!.format,
      parse: (number) => now!.parse(number) ?? others.map(({ parse }) => parse(number)).find((found) => found !== null) ?? null,
    };
  };
  return { cases: register('cases'), decisions: { penalty: register('penalty'), 'no-penalty': register('no-penalty') } };
}
