import type { UnitKind } from '../../../../domain/people.ts';
import { BUREAU_HEAD, TOWN_HEAD } from '../../../../domain/roles.ts';
import { type Role, ROLE_LABELS } from '../../../../domain/vocabulary.ts';
import type { CommandSpec } from '../../../../domain/work/command.ts';
import type { WorkFile } from '../../../../domain/work/file.ts';
import { names } from '../../parts/words.ts';

/** Roles that are of a unit's own people, as one says them of the unit itself. */
const IN_UNIT: Partial<Record<Role, string>> = {
  handler: '办案人员',
  assistant: '协管员',
  'town-reviewer': '法制审核员',
  [TOWN_HEAD]: '负责人',
  'bureau-handler': '办案人员',
  'bureau-reviewer': '法制审核员',
  [BUREAU_HEAD]: '负责人',
};

const isOfBureau = (role: Role): boolean => role.startsWith('bureau-');

/** Whether people of that role work in units of that kind. */
const sitsIn = (role: Role, kind: UnitKind): boolean => (kind === 'town' || kind === 'street' ? !isOfBureau(role) : isOfBureau(role));

/** Who takes that step: the handlers by name, the responsible unit's people, or whoever does it for the county. */
export function whoActs({ roles, byHandler }: Pick<CommandSpec, 'roles' | 'byHandler'>, file: Pick<WorkFile, 'unit' | 'handlers'>): string {
  if (byHandler && file.handlers.length > 0) return `承办人${names(file.handlers)}`;
  const own = [...new Set(roles.flatMap((role) => (sitsIn(role, file.unit.kind) ? (IN_UNIT[role] ?? []) : [])))];
  const county = roles.filter((role) => IN_UNIT[role] === undefined).map((role) => ROLE_LABELS[role]);
  const ofUnit = own.length > 0 ? [`${file.unit.name}的${own.join('、')}`] : [];
  return [...ofUnit, ...county].join('或者') || roles.map((role) => ROLE_LABELS[role]).join('或者');
}
