/**
 * Whose an act is: authority belongs to a unit, and a role has it only where its unit stands to the item as the kind says.
 * One policy for all kinds: a kind names the places that a unit may have with its items, and for every command the places
 * from where heads, reviewers, officers and assistants may act. What depends on a person rather than on a unit (its handlers,
 * a chair, whom an urge names) is the command's own rule.
 */
import type { UnitRef } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import { HANDLERS, HEADS, REVIEWERS, rolesInWords } from '../roles.ts';
import type { Role } from '../vocabulary.ts';
import type { CommandSpec } from './command.ts';
import type { WorkContext } from './context.ts';
import type { WorkFile } from './file.ts';

/** Everybody of the role, wherever: the command's own rule says who. */
export const FREE = 'free';

/** Of one command: where those who may are. A group that is not named may not; assistants where nothing is said of them may. */
export interface Authority<Where extends string = string> {
  heads?: readonly Where[];
  reviewers?: readonly Where[];
  handlers?: readonly Where[];
  assistants?: readonly Where[];
  /** Those who act for the county or keep its lists; free where nothing is said. */
  county?: 'none';
  /** Where the refusal has a code of its own. */
  code?: string;
}

// Methods, not function properties: as with the kind, a place of a narrower file is a place.
export interface Place<File extends WorkFile = WorkFile, Context extends WorkContext = WorkContext> {
  holds(file: File, unit: UnitRef, policy: Context['policy']): boolean;
  /** As a refusal names it; empty where it needs no name. */
  name(file: File, policy: Context['policy']): string;
}

export interface Authorities<File extends WorkFile = WorkFile, Context extends WorkContext = WorkContext> {
  /** What items started under these rules are held to; null for those from before authority was asked. */
  rows(rules: number): Readonly<Record<string, Authority>> | null;
  places: Readonly<Record<string, Place<File, Context>>>;
  /** What a refusal says of the item, so that the reader sees why it is another's. */
  standing(file: File): string;
  /** The ground of the refusal. */
  basis(where: readonly string[], spec: CommandSpec): string[];
}

const GROUPS = [
  { key: 'heads', roles: HEADS, who: '负责人', code: 'head-required' },
  { key: 'reviewers', roles: REVIEWERS, who: '法制审核员', code: 'wrong-reviewer' },
  { key: 'handlers', roles: HANDLERS, who: '执法人员', code: 'not-your-unit' },
  { key: 'assistants', roles: ['assistant'], who: '协管员', code: 'not-your-unit' },
] as const;
const GROUPED: readonly Role[] = GROUPS.flatMap(({ roles }) => roles);

interface Asking<File extends WorkFile, Context extends WorkContext> {
  authority: Authorities<File, Context>;
  commands: Readonly<Record<string, CommandSpec>>;
}

type Asked<Context extends WorkContext> = Pick<WorkContext, 'actor' | 'rules' | 'told'> & { policy: Context['policy'] };

/** The places from where this group may; none of them: not from anywhere. */
const placesOf = (row: Authority, key: (typeof GROUPS)[number]['key']): readonly string[] =>
  row[key] ?? (key === 'assistants' ? [FREE] : []);

/** Why this person may not, by whose the act is; null where one of the person's roles has it here. */
export function authorised<File extends WorkFile, Context extends WorkContext>(
  { authority, commands }: Asking<File, Context>,
  name: string,
  file: File,
  { actor, policy, rules, told }: Asked<Context>,
): Refusal | null {
  const row = told ? undefined : authority.rows(rules)?.[name];
  const spec = commands[name];
  if (!row || !spec) return null;
  const mine = spec.roles.filter((role) => actor.roles.includes(role));
  if (row.county !== 'none' && mine.some((role) => !GROUPED.includes(role))) return null;
  const groups = GROUPS.filter(({ roles }) => (roles as readonly Role[]).some((role) => mine.includes(role)));
  const isThere = (where: string): boolean => where === FREE || authority.places[where]!.holds(file, actor.unit, policy);
  if (groups.some(({ key }) => placesOf(row, key).some(isThere))) return null;
  // Whom the refusal names: the person's own group, or the first that may where that group may nowhere.
  const asked = groups.find(({ key }) => placesOf(row, key).length > 0) ?? GROUPS.find(({ key }) => row[key]?.length) ?? GROUPS[0];
  const where = placesOf(row, asked.key);
  const unit = [...new Set(where.map((one) => (one === FREE ? '' : authority.places[one]!.name(file, policy))))]
    .filter(Boolean)
    .join('或者');
  return refuse(
    row.code ?? asked.code,
    `${spec.label}由${unit}${asked.who}进行，${actor.unit.name}${rolesInWords(actor.roles)}不能办理（${authority.standing(file)}）`,
    [`由${unit}${asked.who}${spec.label}`],
    authority.basis(where, spec),
  );
}

/** The unit in charge, which every kind has. */
export const OWN: Place = { holds: (file, unit) => unit.id === file.unit.id, name: (file) => file.unit.name };

/** Anybody of one of these groups, from these places. */
export const from = <Where extends string>(...where: Where[]): Authority<Where> => ({
  heads: where,
  reviewers: where,
  handlers: where,
  assistants: where,
});

/** Commands that a person gives to an item that is there: those that authority has to be said of. */
export const asksAuthority = ({ told, stages }: Pick<CommandSpec, 'told' | 'stages'>): boolean => !told && !stages.includes('unopened');
