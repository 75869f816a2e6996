/**
 * All checks of a list before it is published: its own, and what the lists beside it would say of it. One entry a list,
 * beside the registry's.
 */
import type { FactorDefinitions } from './benchmarks.ts';
import { checkBenchmarks } from './check-benchmarks.ts';
import { checkDuties, checkPatrolItems } from './check-duties.ts';
import { checkMatters } from './check-matters.ts';
import { headingOf } from './headings.ts';
import { canonicalJson } from '../canonical-json.ts';
import { checkDelegation } from './delegation.ts';
import type { LegalDate } from '../terms/model.ts';
import type { ListName } from './list-names.ts';
import { ROW_CODES } from './registry.ts';
import type { ListRows } from './registry.ts';
import type { RowFinding } from './row-check.ts';

/** What a list is checked against: the other lists on the day it takes effect, and the county's units. */
export interface Surroundings {
  rows: { [Name in ListName]: readonly ListRows[Name][] };
  factors: FactorDefinitions;
  /** Codes of matters of any published version: an ended power may name one that is no longer listed. */
  formerMatters: readonly string[];
  /** Whether a department that a list names is a unit of the county. */
  isDepartment: (name: string) => boolean;
  /** Ids of the 镇街. */
  towns: readonly string[];
  effectiveFrom: LegalDate;
}

export interface ListFinding extends RowFinding {
  list: ListName;
  /** The column of the table that the field stands in. */
  heading: string;
  /** In the version before as well, in a row that did not change: told, and no reason to hold this version back. */
  inherited: boolean;
}

type Check<Name extends ListName> = (rows: readonly ListRows[Name][], around: Surroundings) => RowFinding[];

const departmentsOf = (names: readonly string[], around: Surroundings): string[] => [...new Set(names)].filter(around.isDepartment);
const matterCodes = (around: Surroundings): string[] => around.rows.matters.map((row) => row.code);

const CHECKS: { [Name in ListName]: Check<Name> } = {
  matters: (rows) => checkMatters(rows),
  benchmarks: (rows, around) => checkBenchmarks(rows, around.rows.matters, around.factors),
  duties: (rows, around) =>
    checkDuties(
      rows,
      departmentsOf(
        rows.flatMap((row) => [row.leadDepartment, ...row.assistingDepartments]),
        around,
      ),
    ),
  'patrol-items': (rows, around) =>
    checkPatrolItems(
      rows,
      departmentsOf(
        rows.flatMap((row) => row.departments),
        around,
      ),
      matterCodes(around),
    ),
  delegation: (rows, around) => {
    const ended = new Set(
      rows.filter((row) => row.effectiveUntil !== null && row.effectiveUntil < around.effectiveFrom).map((row) => row.code),
    );
    const known = new Set(matterCodes(around));
    return checkDelegation(rows, [...known, ...around.formerMatters], around.towns).concat(
      rows.flatMap((row, index): RowFinding[] =>
        ended.has(row.code) || known.has(row.matterCode) || !around.formerMatters.includes(row.matterCode)
          ? []
          : [
              {
                row: index + 1,
                item: row.code,
                field: 'matterCode',
                code: 'matter-no-longer-listed',
                severity: 'error',
                message: `${around.effectiveFrom}的执法事项清单中已没有“${row.matterCode}”，请填写截止日期收回`,
              },
            ],
      ),
    );
  },
};

const findingsOf = <Name extends ListName>(list: Name, rows: readonly ListRows[Name][], around: Surroundings): RowFinding[] =>
  CHECKS[list](rows, around);

const keyOf = ({ item, field, code, message }: RowFinding): string => JSON.stringify([item, field, code, message]);

/**
 * The findings of `rows` as the next version after `before`, errors first. What an unchanged row already had in the
 * version before is told as inherited.
 */
export function checkList<Name extends ListName>(
  list: Name,
  rows: readonly ListRows[Name][],
  before: readonly ListRows[Name][],
  around: Surroundings,
): ListFinding[] {
  const codeOf = ROW_CODES[list];
  const was = new Map(before.map((row) => [codeOf(row), canonicalJson(row)]));
  const unchanged = new Set(rows.filter((row) => was.get(codeOf(row)) === canonicalJson(row)).map(codeOf));
  const known = new Set(findingsOf(list, before, around).map(keyOf));
  return findingsOf(list, rows, around)
    .map((finding): ListFinding => {
      const inherited = unchanged.has(finding.item) && known.has(keyOf(finding));
      return { ...finding, list, heading: headingOf(list, finding.field), inherited };
    })
    .sort((a, b) => Number(holdsBack(b)) - Number(holdsBack(a)));
}

/** Whether a finding keeps the version from being published. */
export const holdsBack = (finding: ListFinding): boolean => finding.severity === 'error' && !finding.inherited;

/** Lists that name rows of this one. */
const DEPENDANTS: Partial<Record<ListName, readonly ListName[]>> = { matters: ['benchmarks', 'delegation', 'patrol-items'] };

/** What the published lists beside it would be wrong in once this version is in force; remarks, because they come next. */
export function checkDependants(list: ListName, before: Surroundings, after: Surroundings): ListFinding[] {
  return (DEPENDANTS[list] ?? []).flatMap((other) => {
    const known = new Set(findingsOf(other, before.rows[other] as never, before).map(keyOf));
    return findingsOf(other, after.rows[other] as never, after)
      .filter((finding) => finding.severity === 'error' && !known.has(keyOf(finding)))
      .map((finding): ListFinding => ({
        ...finding,
        list: other,
        severity: 'warning',
        inherited: false,
        heading: headingOf(other, finding.field),
      }));
  });
}
