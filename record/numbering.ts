/** How an office writes the numbers of one register: 云溪综执立〔2026〕第00001号. */
export interface Numbering {
  format: (year: number, n: number) => string;
  /** Year and number of a text in this form; null for any other text, such as another office's number. */
  parse: (number: string) => { year: number; n: number } | null;
}

/** `prefix`: what stands before the year, such as 云溪综执立. Numbers have at least five digits. */
export function numberingOf(prefix: string): Numbering {
  return {
    format: (year, n) => `${prefix}〔${year}〕第${String(n).padStart(5, '0')}号`,
    parse: (number) => {
      if (!number.startsWith(prefix)) return null;
      const match = /^〔(\d{4})〕第0*([1-9]\d{0,8})号$/.exec(number.slice(prefix.length));
      return match ? { year: Number(match[1]), n: Number(match[2]) } : null;
    },
  };
}

/** 行政处罚决定书 and 不予行政处罚决定书 are numbered apart, each by year. */
export const DECISION_SERIES = ['penalty', 'no-penalty'] as const;
export type DecisionSeries = (typeof DECISION_SERIES)[number];

/** The county's registers: of cases filed and of decisions made. */
export interface Registers {
  cases: Numbering;
  decisions: Record<DecisionSeries, Numbering>;
}

/** What stands before the year in each register's numbers, and where a county says otherwise. */
export const REGISTER_PREFIXES = {
  CASELIGHT_CASE_NUMBER_PREFIX: '云溪综执立',
  CASELIGHT_DECISION_NUMBER_PREFIX: '云溪综执罚决',
  CASELIGHT_NO_PENALTY_NUMBER_PREFIX: '云溪综执不罚决',
} as const;

/** `prefixes`: where a county writes its numbers otherwise, by the names of the environment's variables. */
export function registersOf(prefixes: { readonly [Name in keyof typeof REGISTER_PREFIXES]?: string | undefined } = {}): Registers {
  const numbering = (name: keyof typeof REGISTER_PREFIXES): Numbering => numberingOf(prefixes[name] ?? REGISTER_PREFIXES[name]);
  return {
    cases: numbering('CASELIGHT_CASE_NUMBER_PREFIX'),
    decisions: { penalty: numbering('CASELIGHT_DECISION_NUMBER_PREFIX'), 'no-penalty': numbering('CASELIGHT_NO_PENALTY_NUMBER_PREFIX') },
  };
}
