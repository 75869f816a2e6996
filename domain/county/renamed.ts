/** A policy in the county's names of the day: where it cites the county's own rules, it cites them by their present titles. */
import type { CasePolicy } from '../case/policy.ts';
import { canonicalJson } from '../canonical-json.ts';
import { type CountyNames, countyOf, OWN_RULES } from './names.ts';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** Null where it has them already. */
export function renamed(policy: CasePolicy, names: CountyNames): CasePolicy | null {
  const former = countyOf(policy);
  if (canonicalJson(former) === canonicalJson(names)) return null;
  const titles = new Map(OWN_RULES.map((rule) => [former.titles[rule], names.titles[rule]]));
  // The longest first: one title may begin with another.
  const any = new RegExp(
    [...titles.keys()]
      .toSorted((a, b) => b.length - a.length)
      .map(escaped)
      .join('|'),
    'g',
  );
  const inNames = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(any, (title) => titles.get(title) ?? title);
    if (Array.isArray(value)) return value.map(inNames);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inNames(one)]));
  };
  const { calendar, county: _county, hash: _hash, ...rules } = policy;
  return { ...(inNames(rules) as Omit<CasePolicy, 'calendar' | 'hash'>), calendar, county: names, hash: '' };
}
