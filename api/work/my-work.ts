/**
 * What is on my desk: the items of any kind that wait for me, most urgent first, each with its next step; answers due;
 * notices.
 */
import type { CaseRow } from '../../contract/cases.ts';
import { BUREAU_HEAD, HANDLERS, hasRole, TOWN_HEAD } from '../../domain/roles.ts';
import type { Work } from '../../contract/work.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { kindOf } from '../../domain/kinds.ts';
import type { Person } from '../../domain/people.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { type Asked, isOpened, type WorkFile, type WorkState } from '../../domain/work/file.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { nextStep } from '../../domain/work/next.ts';
import type { Policies } from '../cases/policy-store.ts';
import { sightOf, visibleCases } from '../access/visibility.ts';
import type { Bind } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';
import { ITEM_ROW_COLUMNS, ITEM_ROW_JOINS, itemRowOf, type ItemRowRecord } from '../listing/item-row.ts';
import { readNotifications } from './notifications.ts';

/** A desk that holds more than this is read on the lists. */
const MOST = 150;
const NOTICES = 50;

type DeskRow = ItemRowRecord & { state: WorkState; stateVersion: number; policyHash: string; rules: number | null };

/** What may wait for this person: what one handles, and items by what each role is there for; the rules then say which do. */
function deskParts(person: Person, bind: Bind): string[] {
  const has = (...roles: Role[]) => hasRole(person, ...roles);
  // Bound where it is needed: PostgreSQL knows no type of a value that no part speaks of.
  const me = () => bind(person.id);
  const unit = () => bind(person.unit.id);
  const cases: string[] = [];
  if (has(...HANDLERS)) cases.push(`c.unit_id = ${unit()} and c.stage = 'discovery' and c.handler_ids = '{}'`);
  if (has('town-reviewer')) cases.push(`c.unit_id = ${unit()} and c.stage = 'review'`);
  if (has('bureau-reviewer')) cases.push(`c.stage = 'review' and (c.tier <> 'town-closes' or c.unit_id = ${unit()})`);
  if (has(TOWN_HEAD)) cases.push(`c.unit_id = ${unit()}`);
  if (has(BUREAU_HEAD)) cases.push(`c.unit_id = ${unit()}`, `c.tier <> 'town-closes'`, `c.marks @> '{transfer}'`);
  if (has('dispatcher')) cases.push(`c.stage = 'discovery' and c.marks @> '{undispatched}'`);
  if (has('supervisor')) cases.push(`c.marks @> '{jurisdiction}'`);
  return [
    `c.handler_ids @> array[${me()}]::text[]`,
    ...cases.map((part) => `c.kind = 'case' and ${part}`),
    // Of the other kinds whatever concerns the unit or the person: there are few of them, and each kind's rules know who acts.
    ...(has('supervisor', BUREAU_HEAD)
      ? [`c.kind <> 'case'`]
      : [
          `c.unit_id = ${unit()}`,
          `c.concerned_unit_ids @> array[${unit()}]::text[]`,
          `c.concerned_person_ids @> array[${me()}]::text[]`,
        ].map((part) => `c.kind <> 'case' and ${part}`)),
  ];
}

/**
 * The most urgent of each part, each read by an index of its own; those without an instant come last. One condition for all
 * has none.
 * Nearly all that may wait for somebody they may see: their unit's, and whatever a role of the whole county is there for. What
 * they left or were recused from is left out of what was found.
 */
function mostUrgent(person: Person, bind: Bind, most: string): string {
  const parts = deskParts(person, bind).flatMap((part) => [
    `(select c.id, c.red_at from work_view c where not c.ended and c.red_at is not null and ${part} order by c.red_at, c.id limit ${most})`,
    `(select c.id, c.red_at from work_view c where not c.ended and c.red_at is null and ${part} order by c.id limit ${most})`,
  ]);
  return `${parts.join(' union ')} order by red_at nulls last, id limit ${most}`;
}

/** What may wait for this person, the most urgent first, up to `MOST`. */
export function readDesk(database: Database, person: Person): Promise<DeskRow[]> {
  if (sightOf(person) === 'none') return Promise.resolve([]);
  const query = binder();
  const urgent = mostUrgent(person, query.bind, query.bind(MOST));
  return database.rows<DeskRow>(
    `with urgent as materialized (${urgent})
     select ${ITEM_ROW_COLUMNS}, c.state, c.state_version as "stateVersion", c.policy_hash as "policyHash", c.rules
     from urgent u join work_view c on c.id = u.id ${ITEM_ROW_JOINS} where ${visibleCases(person, query.bind)} order by c.red_at nulls last, c.id`,
    query.values,
  );
}

export async function readWork(database: Database, policies: Policies, person: Person, now: Instant): Promise<Work> {
  const [rows, notifications] = await Promise.all([readDesk(database, person), readNotifications(database, person, NOTICES)]);
  const work: Work = { now: toShanghaiIso(now), cases: [], items: [], answersDue: [], notifications };
  for (const row of rows) {
    const kind = kindOf(row.kind);
    const file = kind.upcast(row.state, row.stateVersion);
    if (!isOpened(file)) continue;
    const policy = await policies.byHash(row.policyHash);
    const context = { id: row.id, now, actor: person, policy, rules: row.rules ?? kind.currentRules };
    const step = nextStep(kind, file, context);
    const mine = file.handlers.some(({ id }) => id === person.id);
    if (mine || step) {
      const shown = { ...itemRowOf(row, now), next: step };
      if (row.kind === 'case') work.cases.push(shown as CaseRow & typeof shown);
      else work.items.push(shown);
    }
    work.answersDue.push(...answersDue(kind, row.id, file, person, mine));
  }
  return work;
}

/** Urges and supervision orders that nobody has answered, for its own people; a transfer, for whom it goes to. */
function answersDue(kind: AnyKind, id: string, file: WorkFile, person: Person, mine: boolean): Work['answersDue'] {
  const about = { caseId: id, itemKind: kind.name, title: file.title };
  const open = (asked: 'urge' | 'supervision', list: readonly Asked[]) =>
    list
      .filter(({ answeredAt }) => answeredAt === null)
      .map(({ text, answerDueAt }) => ({ ...about, kind: asked, text, dueAt: answerDueAt }));
  const own = mine || person.unit.id === file.unit.id ? [...open('urge', file.urges), ...open('supervision', file.supervisions)] : [];
  const transfer = kind.name === 'case' ? (file as CaseFile).transfer : null;
  if (!transfer) return own;
  // Whoever proposed it waits.
  const taker = transfer.toUnit ? transfer.toUnit.id === person.unit.id : person.roles.some((role) => role.startsWith('bureau-'));
  return taker ? [...own, { ...about, kind: 'transfer' as const, text: transfer.reasons, dueAt: transfer.answerDueAt }] : own;
}
