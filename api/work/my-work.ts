/** What is on my desk: the cases that wait for me, most urgent first, each with its next step; answers due; notices. */
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { nextCommands } from '../../domain/case/machine.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { upcastCase } from '../../domain/case/upcast.ts';
import type { Person } from '../../domain/people.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { NotificationRow, Work } from '../../contract/work.ts';
import { CASE_ROW_COLUMNS, CASE_ROW_JOINS, caseRowOf, type CaseRowRecord } from '../cases/case-row.ts';
import type { Policies } from '../cases/policy-store.ts';
import { visibleCases } from '../access/visibility.ts';
import type { Bind } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import { type Database, iso } from '../database/database.ts';

/** A desk that holds more than this is read on the list of cases. */
const MOST = 150;
const NOTICES = 50;

type DeskRow = CaseRowRecord & { state: CaseFile; policyHash: string };

/** Cases that may wait for this person, by what each role is there for; the rules then say which do. */
function deskCondition(person: Person, bind: Bind): string {
  const has = (...roles: string[]) => person.roles.some((role) => roles.includes(role));
  const me = `c.handler_ids @> array[${bind(person.id)}]::text[]`;
  const parts = [me];
  let bound: string | null = null;
  // Bound only where a part asks for it: PostgreSQL cannot tell the type of a value that nothing uses.
  const unit = () => (bound ??= bind(person.unit.id));
  if (has('handler', 'bureau-handler'))
    parts.push(`(c.unit_id = ${unit()} and c.stage = 'discovery' and c.handler_ids = '{}')`);
  if (has('town-reviewer')) parts.push(`(c.unit_id = ${unit()} and c.stage = 'review')`);
  if (has('bureau-reviewer'))
    parts.push(`(c.stage = 'review' and (c.tier <> 'town-closes' or c.unit_id = ${unit()}))`);
  if (has('town-head')) parts.push(`c.unit_id = ${unit()}`);
  if (has('bureau-head'))
    parts.push(`(c.unit_id = ${unit()} or c.tier <> 'town-closes' or jsonb_typeof(c.state->'transfer') = 'object')`);
  if (has('dispatcher')) parts.push(`(c.stage = 'discovery' and jsonb_typeof(c.state->'dispatch') <> 'object')`);
  if (has('supervisor')) parts.push(`(jsonb_typeof(c.state->'jurisdiction') = 'object')`);
  return `(${parts.join(' or ')})`;
}

export async function readWork(database: Database, policies: Policies, person: Person, now: Instant): Promise<Work> {
  const query = binder();
  const condition = `${deskCondition(person, query.bind)} and ${visibleCases(person, query.bind)}`;
  const [rows, notifications] = await Promise.all([
    database.rows<DeskRow>(
      `select ${CASE_ROW_COLUMNS}, c.state, c.policy_hash as "policyHash" from (
         select c.* from work_view c where c.kind = 'case' and not c.ended and ${condition} order by c.red_at nulls last, c.id limit ${query.bind(MOST)}
       ) c ${CASE_ROW_JOINS} order by c.red_at nulls last, c.id`,
      query.values,
    ),
    readNotifications(database, person.id, NOTICES),
  ]);
  const cases: Work['cases'] = [];
  const answersDue: Work['answersDue'] = [];
  for (const { state: kept, ...found } of rows) {
    const row = { ...found, state: upcastCase(kept, 1) as CaseFile };
    const policy = await policies.byHash(row.policyHash);
    const step = nextCommands(row.state, { id: row.state.caseId, now, actor: person, policy, rules: CURRENT_RULES }).find(
      (command) => command.primary && command.allowed,
    );
    const mine = row.state.handlers.some(({ id }) => id === person.id);
    if (mine || step)
      cases.push({ ...caseRowOf(row, now), next: step ? { name: step.name, label: step.label } : null });
    const own = mine || person.unit.id === row.state.unit.id;
    // A transfer is answered by whom it goes to; whoever proposed it waits.
    const to = row.state.transfer?.toUnit;
    const taker = to ? to.id === person.unit.id : to === null && person.roles.some((role) => role.startsWith('bureau-'));
    answersDue.push(...openAnswers(row.state).filter(({ kind }) => (kind === 'transfer' ? taker : own)));
  }
  return { now: toShanghaiIso(now), cases, answersDue, notifications };
}

/** Urges and supervision orders that nobody has answered, and a transfer that waits to be taken over. */
function openAnswers({ caseId, title, urges, supervisions, transfer }: CaseFile): Work['answersDue'] {
  const open = (kind: 'urge' | 'supervision', asked: CaseFile['urges']) =>
    asked
      .filter(({ answeredAt }) => answeredAt === null)
      .map(({ text, answerDueAt }) => ({ caseId, title, kind, text, dueAt: answerDueAt }));
  return [
    ...open('urge', urges),
    ...open('supervision', supervisions),
    ...(transfer
      ? [{ caseId, title, kind: 'transfer' as const, text: transfer.reasons, dueAt: transfer.answerDueAt }]
      : []),
  ];
}

export async function readNotifications(
  database: Database,
  personId: string,
  limit: number,
): Promise<NotificationRow[]> {
  const rows = await database.rows<{
    id: string;
    caseId: string;
    kind: string;
    text: string;
    at: Date;
    readAt: Date | null;
  }>(
    `select id, case_id as "caseId", kind, text, at, read_at as "readAt" from notification where person_id = $1
     order by (read_at is not null), at desc, id limit $2`,
    [personId, limit],
  );
  return rows.map((row) => ({ ...row, at: iso(row.at), readAt: iso(row.readAt) }));
}
