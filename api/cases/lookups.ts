/**
 * Resolves what a command's spec asks to be looked up, from people, units, lists, uploads and earlier cases. An id that
 * does not exist is the fault of the field that holds it.
 */
import type { EarlierViolation, Lookups } from '../../domain/case/context.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import type { CommandName } from '../../domain/case/catalogue.ts';
import { specOf } from '../../domain/case/catalogue.ts';
import type { LookupRequest } from '../../domain/work/command.ts';
import { competence, POWER_LABELS, type Power } from '../../domain/lists/delegation.ts';
import { inForce, rowForConduct, versionInForce } from '../../domain/lists/versions.ts';
import type { Person, UnitRef } from '../../domain/people.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant, LegalDate } from '../../domain/terms/model.ts';
import { invalid } from '../http/problem.ts';
import { findIn, type RegisterServices } from '../items/registers.ts';
import { laterRows } from '../lists/later-rows.ts';
import type { Lists, ListSnapshot } from '../lists/list-store.ts';
import { rowsOn } from '../lists/list-store.ts';
import type { Histories } from './earlier-violations.ts';
import type { Policies } from './policy-store.ts';

export interface LookupServices extends RegisterServices {
  lists: Lists;
  histories: Histories;
  policies: Policies;
}

/** Where the command is to act: the case as it stands, or null for one that is being opened. */
export interface LookupPlace {
  caseId: string;
  file: CaseFile | null;
  now: Instant;
  /** Who asks: other work items are found for those who may see them. */
  person?: Person;
}

/** Everything the command may look at; throws the 422 that names the fields whose ids do not exist. */
export async function lookUp(services: LookupServices, name: CommandName, payload: unknown, place: LookupPlace): Promise<Lookups> {
  const spec = specOf(name);
  const request = spec.lookups(payload as never);
  const [{ units, lookups, faults, faultAt }, history, policy] = await Promise.all([
    findIn(services, spec, payload, { id: place.caseId, own: '本案', person: place.person }),
    request.history ? historyOf(services.histories, request.history, place) : [],
    request.policy === undefined ? undefined : services.policies.published(request.policy),
  ]);
  const code = request.matter === 'case' ? place.file?.matter?.code : request.matter;
  const found = code === undefined ? null : await matterOf(services, code, request, payload, units, place);
  if (typeof found === 'string') faultAt(code ?? '', found);
  const concurring: NonNullable<Lookups['concurring']> = [];
  for (const other of request.matters ?? []) {
    const more = await matterOf(services, other, {}, payload, units, place);
    if (typeof more === 'string') faultAt(other, more);
    else if (more) concurring.push(more);
  }
  if (policy === null) faultAt(request.policy ?? '', '没有已发布的这一版办案规则');
  if (faults.length > 0) throw invalid(faults);
  const { calendar, ...others } = lookups;
  return {
    ...others,
    matter: typeof found === 'string' ? null : found,
    history,
    ...(request.matters ? { concurring } : {}),
    ...(policy ? { policy } : {}),
    ...(calendar ? { calendar } : {}),
  } as Lookups;
}

/** The case's own matter as its commands would see it; null where it has none or the list no longer tells of it. */
export async function matterOfCase(services: LookupServices, place: LookupPlace): Promise<Lookups['matter']> {
  const code = place.file?.matter?.code;
  const found = code === undefined ? null : await matterOf(services, code, { matter: 'case' }, {}, new Map(), place);
  return typeof found === 'string' ? null : found;
}

/** The matter with benchmark and competence; in words why the code cannot be used. */
async function matterOf(
  services: LookupServices,
  code: string,
  { matter: asked, power = 'penalty' }: LookupRequest,
  payload: unknown,
  units: ReadonlyMap<string, UnitRef>,
  place: LookupPlace,
): Promise<Lookups['matter'] | string> {
  const lists = await services.lists.snapshot();
  const ofCase = asked === 'case';
  const today = legalDateOf(place.now);
  const conductOn = readDate(payload, 'conduct', 'on') ?? conductDay(place.file, today) ?? today;
  const row = rowForConduct(lists.rows.matters, code, conductOn, today);
  // What the case took up stays usable for it although the list has moved on since (design section 5).
  const kept = row.ok || !ofCase ? null : lists.rows.matters.findLast((entry) => entry.code === code);
  if (!row.ok && !kept) return ofCase ? null : row.message;
  const matter = row.ok ? { row: row.row, version: row.version } : kept!;
  const benchmark = rowForConduct(lists.rows.benchmarks, code, conductOn, today);
  const responsible = responsibleUnit(payload, units) ?? place.file?.unit ?? null;
  const { answer, version } = competenceOf(lists, matter.row, responsible, place, today, power);
  const rows = { row: matter.row, benchmark: benchmark.ok ? benchmark.row : null };
  const later = laterRows(lists, code, today, rows);
  return {
    ...rows,
    versions: {
      matters: `matters@${matter.version.version}`,
      benchmarks: benchmark.ok ? `benchmarks@${benchmark.version.version}` : null,
      delegation: version,
    },
    ...(later ? { later } : {}),
    competence: answer,
  };
}

/** The day whose law counts: that of the conduct, of its end where it went on (行政处罚法 36, 37). */
function conductDay(file: LookupPlace['file'], today: LegalDate): LegalDate | null {
  const conduct = file?.conduct;
  if (!conduct) return null;
  return conduct.endedOn ?? (conduct.continuing ? today : conduct.on);
}

// 行政处罚法 22, 24: the county's organs act by their own power, a township only by what was delegated to it that day.
function competenceOf(
  lists: ListSnapshot,
  matter: { code: string; name: string },
  unit: UnitRef | null,
  place: LookupPlace,
  today: LegalDate,
  power: Power,
): { answer: NonNullable<Lookups['matter']>['competence']; version: string } {
  const inForceNow = versionInForce(lists.versions.delegation, today);
  const listed = inForce(lists.rows.matters, matter.code, today);
  const version = inForceNow ? `delegation@${inForceNow.version}` : 'delegation@none';
  // What is no longer listed is filed by nobody; what was filed before goes on (the filer ends it).
  if (!listed.ok && !place.file?.filing) {
    const { code, message, needs } = listed;
    return { answer: { ok: false, code, message, needs, basis: ['《行政处罚法》第二十四条'] }, version };
  }
  if (!unit || (unit.kind !== 'town' && unit.kind !== 'street')) {
    const name = unit?.name ?? '县级行政执法机关';
    // 行政强制法 17(2): who exercises the punishing powers brought together may take the measures that go with them.
    const why =
      power === 'compulsory'
        ? `${name}依法行使与行政处罚权有关的行政强制权（《行政强制法》第十七条第二款）`
        : `${name}依法行使行政处罚权（《行政处罚法》第二十二条）`;
    return { answer: { ok: true, why }, version };
  }
  if (!inForceNow) {
    return {
      answer: {
        ok: false,
        code: 'no-delegation-list',
        message: `没有现行有效的赋权清单，镇街不能行使${POWER_LABELS[power]}`,
        needs: ['先发布赋权清单'],
        basis: [power === 'compulsory' ? '《行政强制法》第十七条' : '《行政处罚法》第二十四条'],
      },
      version,
    };
  }
  const answer = competence({
    matter,
    delegation: { rows: rowsOn(lists, 'delegation', today).rows, version: inForceNow },
    town: { id: unit.id, name: unit.name, kind: unit.kind },
    on: today,
    filedOn: place.file?.filing?.filedOn ?? null,
    power,
  });
  return {
    answer: answer.ok
      ? { ok: true, why: answer.why }
      : { ok: false, code: answer.code, message: answer.message, needs: answer.needs, ...(answer.basis ? { basis: answer.basis } : {}) },
    version,
  };
}

/** The unit that the command itself makes responsible (dispatching, opening in a town). */
function responsibleUnit(payload: unknown, units: ReadonlyMap<string, UnitRef>): UnitRef | null {
  const { unitId, townId } = payload as { unitId?: unknown; townId?: unknown };
  const id = typeof unitId === 'string' ? unitId : townId;
  return typeof id === 'string' ? (units.get(id) ?? null) : null;
}

async function historyOf(histories: Histories, request: string[] | 'case', place: LookupPlace): Promise<EarlierViolation[]> {
  const identifiers =
    request === 'case' ? (place.file?.parties ?? []).flatMap(({ identifier }) => (identifier ? [identifier] : [])) : request;
  return histories.of(identifiers, place.caseId);
}

function readDate(payload: unknown, ...path: string[]): LegalDate | null {
  let value = payload;
  for (const step of path) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return typeof value === 'string' ? value : null;
}
