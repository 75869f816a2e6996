/**
 * Every command of a kind × every role × where the person's unit stands to the item. Made from the kind's own commands and
 * its own file, so that a new kind has its table by itself; `test/domain/work/authority.test.ts` holds docs/authority.md to it.
 */
import type { Person, UnitRef } from '../../../domain/people.ts';
import { roleOfPost, POSTS } from '../../../domain/staffing/posts.ts';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { asksAuthority } from '../../../domain/work/authority.ts';
import { whoseAct } from '../../../domain/work/execute.ts';
import type { WorkFile } from '../../../domain/work/file.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { units } from '../case/people.ts';

/** Where somebody stands: one of its handlers, or of a unit. */
export const STANDINGS = {
  handler: '承办人',
  own: '承办单位',
  concerned: '有关单位',
  above: '上级部门',
  sibling: '其他镇街',
  foreign: '其他部门',
  county: '县级',
} as const;
export type Standing = keyof typeof STANDINGS;

const policy = { ...countyPolicy, calendar: COUNTY_CALENDAR };
/** A bureau and a town that no item of these tests has to do with. */
const FOREIGN: UnitRef = { id: 'transport', name: '云溪县交通运输局', kind: 'bureau' };
const SIBLING: UnitRef = { id: 'baihe', name: '白鹤镇', kind: 'town' };

/** Whose unit stands how to this item; none where it has no such unit. */
export function unitsOf(kind: AnyKind, file: WorkFile): Partial<Record<Standing, UnitRef>> {
  const concerned = kind
    .face(file)
    .concernedUnitIds.map((id) => Object.values(units).find((one) => one.id === id))
    .find((one) => one !== undefined && one.id !== file.unit.id);
  const above = [file.unit.id, concerned?.id].includes(policy.bureau?.id) ? null : units.bureau;
  return {
    handler: file.unit,
    own: file.unit,
    ...(concerned ? { concerned } : {}),
    ...(above ? { above } : {}),
    sibling: SIBLING,
    foreign: FOREIGN,
    county: units.county,
  };
}

const rolesIn = (unit: UnitRef): Role[] => [...new Set(POSTS.flatMap((post) => roleOfPost(post, unit.kind) ?? []))];

export const personOf = (role: Role, unit: UnitRef): Person => ({
  id: `${role}-of-${unit.id}`,
  name: '某',
  unit,
  roles: [role],
  certificate: null,
  legalQualification: false,
  principal: false,
  active: true,
});

export type Table = Record<string, Record<Standing, Role[]>>;

/** Who may give each command of the kind to this item, whatever its stage, by the very rule that decides. */
export function tableOf(kind: AnyKind, file: WorkFile): Table {
  const places = unitsOf(kind, file);
  const asked = Object.entries(kind.commands).filter(([, spec]) => asksAuthority(spec));
  return Object.fromEntries(
    asked.map(([name]) => [
      name,
      Object.fromEntries(
        (Object.keys(STANDINGS) as Standing[]).map((standing) => {
          const unit = places[standing];
          // A town's own roles in its column, the county's in the county's; whose act does not hang on a unit stands there alone.
          return [standing, unit ? rolesIn(unit).filter((role) => may(kind, file, name, role, unit, standing)) : []];
        }),
      ) as Record<Standing, Role[]>,
    ]),
  );
}

function may(kind: AnyKind, file: WorkFile, name: string, role: Role, unit: UnitRef, standing: Standing): boolean {
  const actor = personOf(role, unit);
  const known = standing === 'handler' ? { ...file, handlers: [actor] } : { ...file, handlers: [] };
  return whoseAct(kind, known, name, { id: 'item-1', now: 0, actor, policy, rules: kind.currentRules }) === null;
}
