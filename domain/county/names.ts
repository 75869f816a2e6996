/**
 * What a county calls itself and its own rules. The names are part of the policy that a case is pinned to, so that
 * refusals, bases and terms keep the words they were recorded with. Rules written in code cite a county's rule by its place
 * (`CASE_RULES` and its neighbours); whoever answers or records puts the county's title there.
 */
import { LEGACY_COUNTY_NAME } from './legacy.ts';

/** The county's own rules that code cites, by the title that they have after the county's name. */
const TITLES = {
  cases: '综合行政执法案件办理规则',
  ladders: '综合行政执法案件办理督办规则',
  graded: '三级分级办案清单',
  work: '工作事项督办规则',
  whistles: '“镇街吹哨、部门报到”办理规则',
} as const;

export type OwnRule = keyof typeof TITLES;
export const OWN_RULES = Object.keys(TITLES) as OwnRule[];
export const OWN_RULE_LABELS: Record<OwnRule, string> = {
  cases: '办案规则',
  ladders: '办案督办规则',
  graded: '分级办案清单',
  work: '工作事项督办规则',
  whistles: '吹哨办理规则',
};

export interface CountyNames {
  name: string;
  /** The titles of its own rules, in full. */
  titles: Record<OwnRule, string>;
}

/** The names of a county that has given its rules no titles of their own. */
export const namesOf = (name: string, own: { readonly [Rule in OwnRule]?: string | undefined } = {}): CountyNames => ({
  name,
  titles: Object.fromEntries(OWN_RULES.map((rule) => [rule, own[rule] ?? `${name}${TITLES[rule]}`])) as Record<OwnRule, string>,
});

const LEGACY = namesOf(LEGACY_COUNTY_NAME);

/** The names that a policy's cases are decided in. */
export const countyOf = ({ county }: { readonly county?: CountyNames | undefined }): CountyNames => county ?? LEGACY;

/** Each stands for the title of one of the county's own rules in a text of the code. */
export const CASE_RULES = '{{cases}}';
export const LADDER_RULES = '{{ladders}}';
export const GRADED_LIST = '{{graded}}';
export const WORK_RULES = '{{work}}';
export const WHISTLE_RULES = '{{whistles}}';

const PLACE = new RegExp(`\\{\\{(${OWN_RULES.join('|')})\\}\\}`, 'g');

/** The text with the county's titles in it. */
export const named = (text: string, { titles }: CountyNames): string =>
  text.includes('{{') ? text.replace(PLACE, (_, rule: OwnRule) => titles[rule]) : text;

/** Every text of plain data with the county's titles in it. */
export function namedThroughout<Data>(data: Data, county: CountyNames): Data {
  if (typeof data === 'string') return named(data, county) as Data;
  if (Array.isArray(data)) return data.map((item: unknown) => namedThroughout(item, county)) as Data;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, namedThroughout<unknown>(value, county)])) as Data;
}

/** A refusal as the county's people read it. */
export const namedRefusal = <Refused extends { basis?: string[] }>(refusal: Refused, county: CountyNames): Refused =>
  refusal.basis?.some((one) => one.includes('{{')) ? { ...refusal, basis: refusal.basis.map((one) => named(one, county)) } : refusal;
