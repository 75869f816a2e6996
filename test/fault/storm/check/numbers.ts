/** The registers of the county: no number given twice, none left out. */
import type { Trial, Truth, Violation } from './trial.ts';

const REGISTERS: Record<string, string> = { CaseNumberAllotted: 'case number', DecisionNumberAllotted: 'decision number' };

export interface Given {
  caseId: string;
  register: string;
  /** What stands around the running number. */
  series: string;
  n: number;
  text: string;
}

/** Every number in the record; the last digits of it run. */
export function numbersGiven(cases: readonly { caseId: string }[], truth: Truth): Given[] {
  return cases.flatMap(({ caseId }) =>
    (truth.of(caseId) ?? []).flatMap(({ type, data }): Given[] => {
      const register = REGISTERS[type];
      const text = (data as { number?: unknown }).number;
      if (register === undefined || typeof text !== 'string') return [];
      const parts = /^(.*?)(\d+)(\D*)$/.exec(text);
      return [{ caseId, register, series: `${register} ${parts?.[1] ?? text}…${parts?.[3] ?? ''}`, n: Number(parts?.[2] ?? 0), text }];
    }),
  );
}

/** Numbers of each series that nobody has, below the highest that was given. */
export function holes(given: readonly Given[]): { series: string; n: number }[] {
  const bySeries = new Map<string, Set<number>>();
  for (const { series, n } of given) bySeries.set(series, (bySeries.get(series) ?? new Set()).add(n));
  return [...bySeries].flatMap(([series, taken]) =>
    Array.from({ length: Math.max(...taken) }, (_, index) => index + 1)
      .filter((n) => !taken.has(n))
      .map((n) => ({ series, n })),
  );
}

export function numbers({ cases }: Trial, truth: Truth): Violation[] {
  const given = numbersGiven(cases, truth);
  const violations: Violation[] = [];
  const first = new Map<string, Given>();
  for (const one of given) {
    const other = first.get(`${one.register}/${one.text}`);
    if (other) violations.push({ kind: 'number', caseId: one.caseId, text: `${one.register} ${one.text} is also that of ${other.caseId}` });
    else first.set(`${one.register}/${one.text}`, one);
  }
  return [
    ...violations,
    ...holes(given).map(({ series, n }): Violation => ({ kind: 'number', caseId: null, text: `${series}: ${n} was given to nobody` })),
  ];
}
