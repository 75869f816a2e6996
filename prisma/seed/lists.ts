/** The reference catalogue as published list versions. */
import { readdirSync, readFileSync } from 'node:fs';
import { COUNTY_CALENDAR } from '../../domain/statute/calendar-2024-2026.ts';
import { calendarRows } from '../../domain/lists/calendar-rows.ts';
import { benchmarkListSchema } from '../../domain/lists/benchmarks.ts';
import { delegationFromMatters } from '../../domain/lists/delegation.ts';
import { matterSchema } from '../../domain/lists/matters.ts';
import { LIST_NAMES, type ListName } from '../../domain/lists/list-names.ts';
import { LIST_SCHEMAS, ROW_CODES, ROW_TITLES } from '../../domain/lists/registry.ts';
import { readRows } from '../../domain/lists/row-check.ts';
import { lexiconFileSchema } from '../../domain/routing/dispatch/lists.ts';
import { z } from 'zod';

export interface SeedList {
  list: string;
  version: string;
  effectiveFrom: string;
  note: string;
  rows: { code: string; title: string; row: unknown }[];
}

const VERSION = '2026.1';
/** The catalogue's clauses carry their own dates; the versions reach back as far as a case may lie open. */
const EFFECTIVE_FROM = '2024-01-01';

const file = (name: string): unknown => JSON.parse(readFileSync(new URL(`./catalogue/${name}.json`, import.meta.url), 'utf8'));

const rowsOf = (name: ListName): unknown[] => {
  switch (name) {
    case 'matters':
      return z.object({ matters: z.array(z.unknown()) }).parse(file('matters')).matters;
    case 'benchmarks':
      return z.object({ benchmarks: z.array(z.unknown()) }).parse(file('benchmarks')).benchmarks;
    case 'duties':
      return z.object({ duties: z.array(z.unknown()) }).parse(file('duties')).duties;
    case 'patrol-items':
      return z.object({ items: z.array(z.unknown()) }).parse(file('patrol-items')).items;
    case 'delegation':
      return delegationFromMatters(
        rowsOf('matters').map((row) => matterSchema.parse(row)),
        EFFECTIVE_FROM,
      );
  }
};

function seedList<Name extends ListName>(list: Name): SeedList {
  const { rows, errors } = readRows(LIST_SCHEMAS[list], rowsOf(list));
  const first = errors[0];
  if (first) throw new Error(`${list}: row ${first.row}, ${first.field}: ${first.message}`);
  return {
    list,
    version: VERSION,
    effectiveFrom: EFFECTIVE_FROM,
    note: '初始清单',
    rows: rows.map((row) => ({ code: ROW_CODES[list](row), title: ROW_TITLES[list](row), row })),
  };
}

/** What a benchmark's factors are: published with the benchmarks, under the same version. */
function factorList(): SeedList {
  const { factors } = benchmarkListSchema.parse(file('benchmarks'));
  return {
    list: 'factors',
    version: VERSION,
    effectiveFrom: EFFECTIVE_FROM,
    note: '裁量基准的要素',
    rows: Object.entries(factors).map(([code, row]) => ({ code, title: row.label, row })),
  };
}

const calendarList = (): SeedList => ({
  list: 'calendar',
  version: COUNTY_CALENDAR.version,
  effectiveFrom: '2024-01-01',
  note: '国务院办公厅公布的节假日安排',
  rows: calendarRows(COUNTY_CALENDAR),
});

/** How people say things: the words by which triage knows a duty (`domain/routing/dispatch`). One file a row. */
function lexiconList(): SeedList {
  const folder = new URL('./lexicon/', import.meta.url);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const rows = files.map((name) => ({
    code: name.replace(/\.json$/, ''),
    row: lexiconFileSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
  }));
  const version =
    rows
      .map(({ row }) => row.version)
      .sort()
      .at(-1) ?? VERSION;
  return {
    list: 'lexicon',
    version,
    effectiveFrom: EFFECTIVE_FROM,
    note: '线索研判词表',
    rows: rows.map(({ code, row }) => ({ code, title: row.title, row })),
  };
}

export const seedLists = (): SeedList[] => [...LIST_NAMES.map((list) => seedList(list)), factorList(), calendarList(), lexiconList()];
