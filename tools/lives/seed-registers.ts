/** The demo county's registers, straight from the seed's files. */
import { readFileSync } from 'node:fs';
import { benchmarkSchema, type Benchmark } from '../../domain/lists/benchmarks.ts';
import { matterSchema, type Matter } from '../../domain/lists/matters.ts';
import type { Person, UnitRef } from '../../domain/people.ts';
import { countyPolicy } from '../../prisma/seed/policy.ts';
import { SEED_PEOPLE } from '../../prisma/seed/people.ts';
import { SEED_UNITS } from '../../prisma/seed/units.ts';
import type { Registers } from './paper-scene.ts';

const catalogue = (name: string): Record<string, unknown[]> =>
  JSON.parse(readFileSync(new URL(`../../prisma/seed/catalogue/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown[]>;

export function seedRegisters(): Registers {
  const units = new Map<string, UnitRef>(SEED_UNITS.map(({ id, name, kind }) => [id, { id, name, kind }]));
  const people = new Map<string, Person>(
    SEED_PEOPLE.map((seed) => {
      const unit = units.get(seed.unitId);
      if (!unit) throw new Error(`${seed.id} belongs to no unit`);
      const { id, name, roles, certificate, legalQualification, principal } = seed;
      return [id, { id, name, unit, roles, certificate, legalQualification, principal, active: true }];
    }),
  );
  const matters = (catalogue('matters').matters ?? []).map((row): Matter => matterSchema.parse(row));
  const benchmarks = (catalogue('benchmarks').benchmarks ?? []).map((row): Benchmark => benchmarkSchema.parse(row));
  return {
    units,
    people,
    policy: countyPolicy,
    matters: new Map(matters.map((row) => [row.code, row])),
    benchmarks: new Map(benchmarks.map((row) => [row.matterCode, row])),
  };
}
