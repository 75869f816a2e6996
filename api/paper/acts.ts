/**
 * The acts of a paper file run through the case's own rules, each on its day, by whoever held the post then: what the draft's
 * page shows of them, and what is sent to the workflow in the end.
 */
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { type CommandName, isCommandName, specOf } from '../../domain/case/catalogue.ts';
import { withReferences } from '../../domain/case/import-references.ts';
import { execute } from '../../domain/case/machine.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import type { CaseHead } from '../../domain/case/types.ts';
import { kindOf } from '../../domain/kinds.ts';
import type { PaperAct } from '../../domain/paper/draft.ts';
import type { Person } from '../../domain/people.ts';
import { refuse, type Refusal } from '../../domain/result.ts';
import { asOfDay, heldOn } from '../../domain/staffing/held.ts';
import type { Staff } from '../../domain/staffing/model.ts';
import { legalDateOf, momentOrNull } from '../../domain/terms/instant.ts';
import type { Instant, LegalDate } from '../../domain/terms/model.ts';
import { unopenedHead } from '../../domain/work/execute.ts';
import { atStep, sequenceFault } from '../../domain/work/import.ts';
import type { ImportEnvelope } from '../../workflows/messages.ts';
import type { ActFault } from '../../contract/paper.ts';
import { lookUp, type LookupServices } from '../cases/lookups.ts';
import type { Uploads } from '../files/uploads.ts';
import { Problem } from '../http/problem.ts';
import type { FileRow } from './draft-store.ts';
import type { People } from '../people/people-store.ts';
import { sha256 } from '../session/tokens.ts';
import type { Staffing } from '../staffing/staffing.ts';

export interface ActServices extends LookupServices {
  staffing: Staffing;
}

export interface ActsRun {
  steps: ImportEnvelope['steps'];
  /** The first act that does not stand. */
  fault: ActFault | null;
  /** After the last that does. */
  file: CaseFile | null;
  /** By act: what the register does not know of its people on that day. */
  unknown: string[][];
  /** Everybody who acted or is named as an official. */
  named: string[];
}

interface Given {
  caseId: string;
  reference: string;
  reason: string;
  acts: readonly PaperAct[];
  goLiveOn: LegalDate | null;
  /** Files of the scan: what an act has as its attachment is one of them. */
  files: readonly FileRow[];
}

/** People as they were on a day, where the register goes back so far; `unheard` gathers of whom it does not. */
function peopleOn(people: People, staff: Staff, day: LegalDate, unheard: Set<string>): People {
  return {
    units: people.units,
    byIds: async (ids) => {
      const now = await people.byIds(ids);
      return new Map(
        [...now].map(([id, person]) => {
          const held = asOfDay(staff, id, day);
          if (held.known === 'unknown') unheard.add(held.why);
          // Whom the register says to have been elsewhere is shown as it says; the rules take it from there.
          const then =
            held.known === 'held'
              ? held.person
              : held.known === 'not'
                ? { ...person, roles: [], certificate: null, active: false }
                : person;
          return [id, then];
        }),
      );
    },
  };
}

export async function runActs(services: ActServices, given: Given, policy: CasePolicy, now: Instant): Promise<ActsRun> {
  const { caseId, acts, goLiveOn, files } = given;
  const kind = kindOf('case');
  const staff = await services.staffing.current(legalDateOf(now));
  const present = await services.people.byIds(acts.map(({ by }) => by));
  const paper = { reference: given.reference, reason: given.reason, enteredAt: new Date(now).toISOString(), enteredBy: '' };
  const run: ActsRun = { steps: [], fault: null, file: null, unknown: acts.map(() => []), named: acts.map(({ by }) => by) };
  const order = sequenceFault(kind, acts, now, goLiveOn);
  let head: CaseHead = unopenedHead(caseId, sha256);
  for (const [index, act] of acts.entries()) {
    const at = momentOrNull(act.at) ?? now;
    const file = head.state.stage === 'unopened' ? null : head.state;
    const faultOf = (refusal: Refusal): ActsRun => ({ ...run, file, fault: faultAt(index, atStep(kind, index, act, at, refusal)) });
    if (order?.index === index) return { ...run, file, fault: faultAt(index, order.refusal) };
    const prepared = await prepare({ ...services, uploads: uploadsOf(services.uploads, files) }, { act, at, caseId, file, staff, present });
    if ('ok' in prepared) return faultOf(prepared);
    const { step, unheard } = prepared;
    run.unknown[index] = unheard;
    run.named.push(...Object.keys(step.lookups.people));
    run.steps.push(step);
    const referred = withReferences(step.payload, file);
    if (!referred.ok) return faultOf(referred);
    const context = { id: caseId, now: at, actor: step.actor, policy, lookups: step.lookups, rules: CURRENT_RULES, paper };
    const outcome = execute(head, step.name as CommandName, referred.payload, context, sha256);
    if (!outcome.ok) return faultOf(outcome);
    head = outcome.head;
  }
  return { ...run, file: head.state.stage === 'unopened' ? null : head.state, named: [...new Set(run.named)] };
}

/** The scan becomes the case's with it; until then the draft has it. */
const uploadsOf = (uploads: Uploads, files: readonly FileRow[]): Uploads => ({
  ...uploads,
  ofCase: (_caseId, hashes) =>
    Promise.resolve(
      new Map(files.filter(({ hash }) => hashes.includes(hash)).map(({ hash, name, size, type }) => [hash, { name, size, type }])),
    ),
});

interface Preparing {
  act: PaperAct;
  at: Instant;
  caseId: string;
  file: CaseFile | null;
  staff: Staff;
  present: ReadonlyMap<string, Person>;
}

/** The act as the workflow takes it, with the registers of its day; or why nobody could have done it. */
async function prepare(
  services: ActServices,
  { act, at, caseId, file, staff, present }: Preparing,
): Promise<{ step: ImportEnvelope['steps'][number]; unheard: string[] } | Refusal> {
  const { name, by } = act;
  const now = present.get(by);
  if (!isCommandName(name)) return refuse('unknown-command', `没有“${name}”这个命令`);
  if (!now) return refuse('unknown-person', '没有这个办理人', ['先在“单位与人员”中登记']);
  const spec = specOf(name);
  const day = legalDateOf(at);
  const held = heldOn(staff, by, spec.roles, day);
  if (held.known === 'not') return refuse('post-not-held', `${held.why}，不能以其名义补录`, held.needs);
  const unheard = new Set<string>(held.known === 'unknown' ? [held.why] : []);
  const asOf = { ...services, people: peopleOn(services.people, staff, day, unheard) };
  const payload: unknown = spec.schema.parse(act.payload ?? {});
  try {
    const lookups = await lookUp(asOf, name, payload, { caseId, file, now: at });
    const actor = held.known === 'held' ? held.person : now;
    return { step: { name, payload, actor, lookups, at: act.at, pages: act.pages }, unheard: [...unheard] };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    const [first] = error.details.errors ?? [];
    return refuse('invalid-input', first ? `${first.title}：${first.message}` : error.message, ['更正这一步的内容']);
  }
}

const faultAt = (index: number, { code, message, needs, basis }: Refusal): ActFault => ({
  act: index + 1,
  code,
  message,
  needs,
  ...(basis ? { basis } : {}),
});
