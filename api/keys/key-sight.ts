/**
 * What a machine sees: the leads of its own channel, or, where it has none, those that it brought; of cases how those fare
 * that came of them, and of the county's where two people granted it that. Never a reporter, never an identity number.
 */
import { type Bind, visibleCases, visibleLeads } from '../access/visibility.ts';
import { actorIdOf, type Caller, type KeyCaller } from '../session/caller.ts';

const leadsOfKey = (key: KeyCaller, bind: Bind, table: string): string =>
  key.channel === null ? `${table}.taken_by = ${bind(actorIdOf(key))}` : `${table}.channel = ${bind(key.channel)}`;

/** For `from lead l`. */
export const leadsInSight = (caller: Caller, bind: Bind, table = 'l'): string =>
  caller.via === 'key' ? leadsOfKey(caller, bind, table) : visibleLeads(caller.person, bind, table);

/** For `from work_view c`, where only how a case fares is told. */
export function faresInSight(caller: Caller, bind: Bind): string {
  if (caller.via === 'session') return visibleCases(caller.person, bind);
  if (caller.area === 'county') return 'true';
  return `c.id in (select s.case_id from lead s where s.status = 'accepted' and s.case_id is not null and ${leadsOfKey(caller, bind, 's')})`;
}
