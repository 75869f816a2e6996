/** What each versioned list 清单 holds and how its rows are named. One entry a list; everything generic asks here. */
import type { z } from 'zod';
import { benchmarkSchema } from './benchmarks.ts';
import type { Benchmark } from './benchmarks.ts';
import { delegationSchema } from './delegation.ts';
import type { Delegation } from './delegation.ts';
import { dutySchema } from './duties.ts';
import type { Duty } from './duties.ts';
import { matterSchema } from './matters.ts';
import type { Matter } from './matters.ts';
import type { ListName } from './list-names.ts';
import { patrolItemSchema } from './patrol-items.ts';
import type { PatrolItem } from './patrol-items.ts';

export interface ListRows extends Record<ListName, unknown> {
  matters: Matter;
  benchmarks: Benchmark;
  duties: Duty;
  'patrol-items': PatrolItem;
  delegation: Delegation;
}
export const LIST_SCHEMAS: { [Name in ListName]: z.ZodType<ListRows[Name]> } = {
  matters: matterSchema,
  benchmarks: benchmarkSchema,
  duties: dutySchema,
  'patrol-items': patrolItemSchema,
  delegation: delegationSchema,
};

/** A row's code: what other rows and cases refer to, unique within a version. */
export const ROW_CODES: { [Name in ListName]: (row: ListRows[Name]) => string } = {
  matters: (row) => row.code,
  benchmarks: (row) => row.matterCode,
  duties: (row) => row.code,
  'patrol-items': (row) => row.code,
  delegation: (row) => row.code,
};

/** A row's name as a reader knows it. */
export const ROW_TITLES: { [Name in ListName]: (row: ListRows[Name]) => string } = {
  matters: (row) => row.name,
  benchmarks: (row) => row.matterName,
  duties: (row) => row.item,
  'patrol-items': (row) => `${row.object}：${row.item}`,
  delegation: (row) => `${row.matterName}（${row.townType === 'town' ? '乡镇' : '街道'}）`,
};
