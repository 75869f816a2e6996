/** The shipped catalogue, read through the schemas: what is not covered exactly fails here, before any test. */
import { readFileSync } from 'node:fs';
import { benchmarkListSchema } from '../../../domain/lists/benchmarks.ts';
import { dutySchema } from '../../../domain/lists/duties.ts';
import { matterSchema } from '../../../domain/lists/matters.ts';
import { patrolItemSchema } from '../../../domain/lists/patrol-items.ts';

export const rawList = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../prisma/seed/catalogue/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;

export const rawMatters = rawList('matters')['matters'] as unknown[];
export const matters = rawMatters.map((row) => matterSchema.parse(row));
export const matterByCode = new Map(matters.map((matter) => [matter.code, matter]));
export const benchmarkList = benchmarkListSchema.parse(rawList('benchmarks'));
export const benchmarks = benchmarkList.benchmarks;
export const benchmarkByMatter = new Map(benchmarks.map((benchmark) => [benchmark.matterCode, benchmark]));
export const factorDefinitions = benchmarkList.factors;
export const rawDuties = rawList('duties')['duties'] as unknown[];
export const duties = rawDuties.map((row) => dutySchema.parse(row));
export const departments = rawList('duties')['departments'] as string[];
export const rawPatrolItems = rawList('patrol-items')['items'] as unknown[];
export const patrolItems = rawPatrolItems.map((row) => patrolItemSchema.parse(row));

export function matter(code: string) {
  const found = matterByCode.get(code);
  if (!found) throw new Error(`no matter ${code} in the catalogue`);
  return found;
}
export const benchmark = (code: string) => benchmarkByMatter.get(code);
