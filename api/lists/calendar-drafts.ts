/** The county's calendar between draft and publication: composed on the last published one, approved by a second person. */
import type { CalendarVersion } from '../../contract/calendar.ts';
import { calendarRows } from '../../domain/lists/calendar-rows.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Person } from '../../domain/people.ts';
import { refuse } from '../../domain/result.ts';
import { validateCalendar } from '../../domain/terms/calendar-check.ts';
import { belowMinimum, HOLIDAY_RULE } from '../../domain/terms/holiday-minimum.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Calendar, CalendarYear, Instant } from '../../domain/terms/model.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';
import type { Database, Queries } from '../database/database.ts';
import { notFound, Problem, refused } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';
import { readCalendar } from './calendars.ts';

/** A draft says which calendar it was made from: another published meanwhile would be undone by it. */
const BASE_ROW = 'base';

export interface CalendarChange {
  note: string;
  /** Years published or corrected, each as a whole. */
  years: CalendarYear[];
  /** The whole table of the county's own days; undefined leaves it as it is. */
  overrides?: Calendar['overrides'] | undefined;
  workingHours?: Calendar['workingHours'] | undefined;
}

async function newestVersion(queries: Queries): Promise<string> {
  const row = await queries.first<{ version: string }>(
    `select version from list_version where list = 'calendar' and status = 'published' order by published_at desc limit 1`,
  );
  if (!row) throw new Problem(503, 'no-calendar', '尚未发布工作日历', { needs: ['由系统管理员初始化工作日历'] });
  return row.version;
}

/** Writes a draft; refused with every fault where the calendar that it would make does not hold. */
export async function draftCalendar(database: Database, person: Person, change: CalendarChange, now: Instant): Promise<CalendarVersion> {
  return database.transaction(async (queries) => {
    await queries.run(`select pg_advisory_xact_lock(hashtext('caselight:calendar'))`);
    const base = await newestVersion(queries);
    const former = (await readCalendar(queries, base))!;
    const version = await nextVersion(queries, legalDateOf(now).slice(0, 4));
    // Side by side, so that a year given twice is found by the rule that looks for it.
    const kept = former.years.filter(({ year }) => !change.years.some((other) => other.year === year));
    const calendar: Calendar = {
      version,
      years: [...kept, ...change.years].sort((a, b) => a.year - b.year),
      overrides: change.overrides ?? former.overrides,
      workingHours: change.workingHours ?? former.workingHours,
      ...(former.fixed ? { fixed: former.fixed } : {}),
    };
    requireSound(calendar);
    if (canonicalJson({ ...calendar, version: '' }) === canonicalJson({ ...former, version: '' })) {
      throw refused(refuse('calendar-unchanged', `与现行日历${base}没有不同`, ['改动年份、本县调整或者工作时间']));
    }
    const id = `calendar@${version}`;
    await queries.run(
      `insert into list_version (id, list, version, status, effective_from, content_hash, note, created_by)
       values ($1, 'calendar', $2, 'draft', $3, $4, $5, $6)`,
      [id, version, legalDateOf(now), sha256(canonicalJson(calendar)), change.note, person.id],
    );
    const rows = [...calendarRows(calendar), { code: BASE_ROW, title: '所依据的日历', row: { version: base } }];
    await queries.run(
      `insert into list_row (version_id, code, ordinal, title, row)
       select $1, entry->>'code', (entry->>'ordinal')::int, entry->>'title', entry->'row' from jsonb_array_elements($2::jsonb) as entry`,
      [id, JSON.stringify(rows.map((row, ordinal) => ({ ...row, ordinal })))],
    );
    const gaps = gapsSince(former, calendar);
    return { version, status: 'draft', note: change.note, base, createdBy: person.id, approvedBy: null, calendar, gaps };
  });
}

function requireSound(calendar: Calendar): void {
  const faults = validateCalendar(calendar);
  const [first] = faults;
  if (!first) return;
  const needs = faults.slice(0, 20).map(({ message, needs: [need] }) => `${message}${need ?? ''}`);
  throw refused({ ...first, message: faults.length === 1 ? first.message : `工作日历有${faults.length}处错误：${first.message}`, needs });
}

/** What the years that this version writes anew lack of the holidays that the law gives everybody. */
function gapsSince(former: Calendar | null, { years }: Calendar): string[] {
  const known = new Set(former?.years.map((year) => canonicalJson(year)));
  return belowMinimum({ years: years.filter((year) => !known.has(canonicalJson(year))) });
}

async function nextVersion(queries: Queries, year: string): Promise<string> {
  const row = await queries.first<{ last: number }>(
    `select coalesce(max(split_part(version, '.', 2)::int), 0) as last from list_version where list = 'calendar' and version ~ ('^' || $1 || '\\.[0-9]{1,6}$')`,
    [year],
  );
  return `${year}.${(row?.last ?? 0) + 1}`;
}

export async function calendarVersion(queries: Queries, version: string): Promise<CalendarVersion> {
  const row = await queries.first<Omit<CalendarVersion, 'calendar' | 'gaps'>>(
    `select v.version, v.status, v.note, v.created_by as "createdBy", v.approved_by as "approvedBy",
       (select r.row ->> 'version' from list_row r where r.version_id = v.id and r.code = $2) as base
     from list_version v where v.list = 'calendar' and v.version = $1`,
    [version, BASE_ROW],
  );
  const calendar = row && (await readCalendar(queries, version));
  if (!row || !calendar) throw notFound('没有这一版工作日历', 'no-calendar-version');
  return { ...row, calendar, gaps: gapsSince(row.base === null ? null : await readCalendar(queries, row.base), calendar) };
}

/** Throws a draft away; published calendars stay. */
export async function withdrawCalendar(database: Database, version: string): Promise<void> {
  await database.transaction(async (queries) => {
    const { status } = await calendarVersion(queries, version);
    if (status !== 'draft') throw refused(refuse('calendar-published', `工作日历${version}已经公布，不能撤回`, ['起草更正的版本']));
    await queries.run(`delete from list_row where version_id = $1`, [`calendar@${version}`]);
    await queries.run(`delete from list_version where id = $1`, [`calendar@${version}`]);
  });
}

// 全国年节及纪念日放假办法 2: less than that was copied wrongly, or is of an extraordinary year; a person says which.
function requireMinimum(gaps: readonly string[], confirmed: boolean): void {
  if (confirmed || gaps.length === 0) return;
  throw refused(
    refuse(
      'calendar-below-minimum',
      `放假安排少于法定的放假天数：${gaps.join('；')}`,
      ['核对放假通知，撤回本稿更正', '确属通知如此安排的，确认后公布'],
      [HOLIDAY_RULE],
    ),
  );
}

/**
 * Publishes a draft in one commit: the list version, the current policy under it for new cases, and the order to revise
 * every open case. Approving again what is published answers the same revision.
 */
export async function publishCalendar(
  database: Database,
  approver: Person,
  version: string,
  confirmedGaps: boolean,
  author: (id: string) => Promise<Person | null>,
): Promise<string> {
  const draft = await calendarVersion(database, version);
  const actor = await author(draft.createdBy);
  return database.transaction(async (queries) => {
    await queries.run(`select pg_advisory_xact_lock(hashtext('caselight:calendar'))`);
    const { status, base, createdBy, note, calendar, gaps } = await calendarVersion(queries, version);
    if (status === 'published') {
      const known = await queries.first<{ id: string }>('select id from calendar_revision where calendar_version = $1', [version]);
      if (!known) throw refused(refuse('calendar-published', `工作日历${version}已经公布`));
      return known.id;
    }
    if (approver.id === createdBy) throw refused(refuse('second-person-required', '起草人不能批准自己起草的工作日历', ['由另一人批准']));
    if (!actor) throw refused(refuse('author-unknown', '起草人已不在人员名册', ['重新起草']));
    const newest = await newestVersion(queries);
    if (base !== newest) {
      throw refused(
        refuse('calendar-base-moved', `起草以来已公布工作日历${newest}，本稿以${base ?? '未知版本'}为基础`, ['撤回本稿，在新版上重新起草']),
      );
    }
    requireSound(calendar);
    requireMinimum(gaps, confirmedGaps);
    await queries.run(`update list_version set status = 'published', approved_by = $2, published_at = now() where id = $1`, [
      `calendar@${version}`,
      approver.id,
    ]);
    const current = await queries.first<{ body: CasePolicy; createdBy: string }>(
      `select body, created_by as "createdBy" from policy_version where status = 'published' order by published_at desc, version desc limit 1`,
    );
    if (current) {
      const policy = sealPolicy({ ...current.body, calendar }, sha256);
      await queries.run(
        `insert into policy_version (hash, policy_id, version, body, status, created_by, approved_by, published_at, calendar_version, note)
         values ($1, $2, $3, $4, 'published', $5, $6, clock_timestamp(), $7, $8)
         on conflict (hash) do update set status = 'published', published_at = clock_timestamp()`,
        [policy.hash, policy.id, policy.version, JSON.stringify(policy), createdBy, approver.id, version, `工作日历${version}`],
      );
    }
    await queries.run(`insert into calendar_revision (id, calendar_version, reason, status, actor) values ($1, $1, $2, 'waiting', $3)`, [
      version,
      `公布工作日历${version}：${note ?? ''}`.slice(0, 1000),
      JSON.stringify({ ...actor, roles: [...new Set([...actor.roles, 'list-admin'])], active: true }),
    ]);
    return version;
  });
}
