/**
 * A county's settings: what it began with, and changes with a first day, each of one part as a whole. What stands on papers
 * or decides how they are numbered takes two people. Nothing here reaches back: what was numbered, decided and counted stays.
 */
import { z } from 'zod';
import { refuse, type Refusal } from '../result.ts';
import type { LegalDate } from '../terms/model.ts';
import { type Channel, CHANNEL_LABELS, CHANNELS } from '../vocabulary.ts';
import { legalDate, text } from '../work/fields.ts';
import { type CountyNames, namesOf, type OwnRule, OWN_RULE_LABELS, OWN_RULES } from './names.ts';
import { checkPatterns, type NumberPatterns, patternsOf, REGISTER_LABELS, shortOf } from './numbers.ts';

/** Each absent where nothing but what follows from the name was ever said. */
export interface CountySettings {
  name: string;
  /** In the head of every page. */
  title: string;
  goLiveOn: LegalDate;
  short?: string;
  rules: { readonly [Rule in OwnRule]?: string };
  numbers?: NumberPatterns;
  /** By unit: the words of its seal, where they are not its name. */
  seals: Readonly<Record<string, string>>;
  channels: { readonly [Name in Channel]?: string };
}

export const COUNTY_PARTS = ['identity', 'rules', 'numbers', 'seals', 'channels', 'go-live'] as const;
export type CountyPart = (typeof COUNTY_PARTS)[number];

const each = <Key extends string>(keys: readonly Key[], labels: Record<Key, string>, most: number) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, text(labels[key], most).exactOptional()]))) as unknown as z.ZodType<{
    [Name in Key]?: string;
  }>;

const DATA = {
  identity: z.strictObject({ name: text('县名', 30), short: text('简称', 10), title: text('页头名称', 40) }),
  rules: each(OWN_RULES, OWN_RULE_LABELS, 60),
  numbers: z.strictObject({
    cases: text(REGISTER_LABELS.cases, 60),
    penalty: text(REGISTER_LABELS.penalty, 60),
    'no-penalty': text(REGISTER_LABELS['no-penalty'], 60),
  }),
  seals: z.strictObject({ seals: z.record(z.string().min(1).max(100), text('印章名称', 60)).meta({ title: '印章名称' }) }),
  channels: each(CHANNELS, CHANNEL_LABELS, 20),
  'go-live': z.strictObject({ on: legalDate('启用日期') }),
};
type DataOf<Part extends CountyPart> = z.infer<(typeof DATA)[Part]>;
export type CountyData = { [Part in CountyPart]: DataOf<Part> };

export interface PartSpec {
  label: string;
  /** Approved by another keeper than the one who proposes it. */
  twoPeople: boolean;
  /** What a change of it does, and what it leaves alone. */
  effect: string;
}

export const PART_SPECS: Record<CountyPart, PartSpec> = {
  identity: {
    label: '县名',
    twoPeople: true,
    effect: '生效后新立的案件和事项用新名称；已在办理的沿用其办案规则里记下的名称。没有另定编号格式的，编号随简称改变。',
  },
  rules: { label: '内部规则的名称', twoPeople: true, effect: '生效后新立的案件用新名称作依据；已在办理的不变。' },
  numbers: { label: '编号格式', twoPeople: true, effect: '生效后给出的编号用新格式，顺序号接着往下编；已给出的编号不变，照样认得。' },
  seals: { label: '印章名称', twoPeople: true, effect: '生效后制作的文书用新的印章名称。' },
  channels: { label: '渠道名称', twoPeople: false, effect: '只改变页面上的名称，接口里的渠道代码不变。' },
  'go-live': { label: '启用日期', twoPeople: true, effect: '补录纸质案件以这一天为界。' },
};

export interface CountyChange {
  part: CountyPart;
  effectiveOn: LegalDate;
  data: unknown;
}

const applied = (settings: CountySettings, { part, data }: CountyChange): CountySettings => {
  switch (part) {
    case 'identity':
      return { ...settings, ...(data as CountyData['identity']) };
    case 'rules':
      return { ...settings, rules: data as CountyData['rules'] };
    case 'numbers':
      return { ...settings, numbers: data as CountyData['numbers'] };
    case 'seals':
      return { ...settings, seals: (data as CountyData['seals']).seals };
    case 'channels':
      return { ...settings, channels: data as CountyData['channels'] };
    case 'go-live':
      return { ...settings, goLiveOn: (data as CountyData['go-live']).on };
  }
};

/** As they stand on a day. `changes`: those approved, in the order of their approval. */
export const settingsOn = (first: CountySettings, changes: readonly CountyChange[], day: LegalDate): CountySettings =>
  changes
    .filter(({ effectiveOn }) => effectiveOn <= day)
    .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0))
    .reduce(applied, first);

export const countyNames = ({ name, rules }: CountySettings): CountyNames => namesOf(name, rules);

/** `given`: prefixes of the environment, for installations from before there were settings. */
export const patternsFor = ({ name, short, numbers }: CountySettings, given: Partial<NumberPatterns> = {}): NumberPatterns =>
  numbers ?? { ...patternsOf(short ?? shortOf(name)), ...given };

/** What a change is held against. */
export interface CountyFacts {
  settings: CountySettings;
  today: LegalDate;
  units: ReadonlySet<string>;
  /** The first day on which a case was kept here that did not come on paper; null while there is none. */
  firstCaseOn: LegalDate | null;
}

const sameTwice = (names: readonly (string | undefined)[]): string | null => {
  const given = names.filter((name) => name !== undefined);
  return given.find((name, index) => given.indexOf(name) !== index) ?? null;
};

/** Reads a change's data by its part's own form. */
export const dataOf = (part: CountyPart): z.ZodType => DATA[part];

/** Why it may not be made so; null where it may. */
export function checkCountyChange(
  { part, effectiveOn, data }: CountyChange,
  { settings, today, units, firstCaseOn }: CountyFacts,
): Refusal | null {
  if (effectiveOn < today) return refuse('effective-in-the-past', '县设置不能从已经过去的日子起改变', [`生效日期改为${today}或者以后`]);
  switch (part) {
    case 'numbers':
      return checkPatterns(data as NumberPatterns);
    case 'identity': {
      const { name, short } = data as CountyData['identity'];
      const fault = checkPatterns(patternsFor({ ...settings, name, short }));
      return fault ?? (/[{}]/.test(name) ? refuse('county-name', '县名不能有花括号', ['改正县名']) : null);
    }
    case 'rules': {
      const titles = Object.values(namesOf(settings.name, data as CountyData['rules']).titles);
      const short = titles.find((title) => title.length < 4 || /[{}]/.test(title));
      if (short !== undefined) return refuse('rule-title', `“${short}”不能作规则名称`, ['写全称，至少四个字，不用花括号']);
      const twice = sameTwice(titles);
      return twice === null ? null : refuse('rule-title', `两项规则都叫“${twice}”`, ['改得互不相同']);
    }
    case 'channels': {
      const names = CHANNELS.map((channel) => (data as CountyData['channels'])[channel] ?? CHANNEL_LABELS[channel]);
      const twice = sameTwice(names);
      return twice === null ? null : refuse('channel-name', `两个渠道都叫“${twice}”`, ['改得互不相同']);
    }
    case 'seals': {
      const { seals } = data as CountyData['seals'];
      const unknown = Object.keys(seals).find((id) => !units.has(id));
      if (unknown !== undefined) return refuse('unit-not-found', `没有编号为“${unknown}”的单位`, ['从单位里选']);
      const twice = sameTwice(Object.values(seals));
      return twice === null ? null : refuse('seal-name', `两个单位的印章都叫“${twice}”`, ['改得互不相同']);
    }
    case 'go-live': {
      const { on } = data as CountyData['go-live'];
      if (firstCaseOn === null || on <= firstCaseOn) return null;
      return refuse('go-live-after-first-case', `${firstCaseOn}已经有案件在本系统办理，启用日期不能更晚`, [`不晚于${firstCaseOn}`]);
    }
  }
}
