/**
 * Writes what a case's workflow has sealed into PostgreSQL: events, read model, parties, notices and numbers, in one
 * statement and one commit. It is given only what Temporal holds already, so nobody ever reads what could still be lost
 * (docs/adr/0026). Written twice, or by two processes at once, it is written once.
 */
import { kindOf } from '../domain/kinds.ts';
import { parseInstant } from '../domain/terms/instant.ts';
import type { TermPolicy } from '../domain/terms/model.ts';
import { foldOn, unopened } from '../domain/work/execute.ts';
import { isOpened, type WorkFile, type WorkState } from '../domain/work/file.ts';
import type { AnyKind } from '../domain/work/kind.ts';
import { noticesOf } from '../domain/work/notices.ts';
import { outlookOf, wakeUpAnswer } from '../domain/work/outlook.ts';
import type { Entered, RecordedEvent } from '../domain/work/record.ts';
import { partsOf } from './kinds.ts';
import type { DecisionSeries, ReadRegisters } from './numbering.ts';
import { sqlState } from './sql-state.ts';
import { type After, viewRow } from './view-row.ts';

/** Events that Temporal holds, in order and without a gap, and what they continue. */
export interface Sealed {
  /** The item's id, whatever its kind. */
  caseId: string;
  /** Absent: a case. */
  kind?: string;
  /** The policy itself, where the county does not publish it and these events bring it. */
  policy?: TermPolicy;
  /** Hash of the event before the first of `events`; the case's genesis before event 1. */
  previous: string;
  events: readonly RecordedEvent[];
  /** Policy that the case runs under after the last of them. */
  policyHash: string;
  /** Version of the rules that it runs under; absent where nobody said it. */
  rules?: number;
  /** What updates were answered for them, by update id. */
  receipts?: readonly (readonly [string, object])[];
}

/** An item as it was read from PostgreSQL. */
export interface Written {
  version: number;
  /** Hash of the last event. */
  head: string;
  state: WorkState;
  /** Of which shape `state` is; absent: 1. */
  stateVersion?: number;
}

/** An answered update, kept so that its repetition is known also when the workflow has forgotten it. */
export interface AnsweredUpdate {
  updateId: string;
  receipt: Record<string, unknown>;
}

export interface Projected {
  version: number;
  head: string;
  /** Events of a workflow task that was lost, from before writing waited for Temporal, made room. */
  replaced: boolean;
  /** The register's number, where these events file the case and bring none. */
  caseNumber: string | null;
  /** The register's number, where these events decide the case and bring none. */
  decisionNumber?: string | null;
}

export interface RecordWriter {
  /**
   * `base`: the case as read a moment ago, to save reading it again; `answered`: the update whose answer this is.
   * Throws a RecordObjection where the record does not fit, and what PostgreSQL says where it is away.
   */
  write(sealed: Sealed, base?: Written | null, answered?: AnsweredUpdate): Promise<Projected>;
}

export interface WriterParts {
  query: <Row>(text: string, values: readonly unknown[], name?: string) => Promise<Row[]>;
  registers: ReadRegisters;
  /** The policy of that hash; throws where there is none. */
  policyOf: (hash: string) => Promise<TermPolicy>;
  /** Told the item as it was written; `head`: the hash of its last event. */
  wrote?: (id: string, written: { kind: string; head: string; state: WorkFile; policyHash: string; rules: number | null }) => void;
}

/**
 * `record-gap`: rows before these events are missing. `record-differs`, `record-contradicts`: other events stand there; a
 * person must look.
 */
export type ObjectionCode = 'record-gap' | 'record-differs' | 'record-contradicts';

export class RecordObjection extends Error {
  readonly code: ObjectionCode;

  constructor(code: ObjectionCode, message: string) {
    super(message);
    this.name = 'RecordObjection';
    this.code = code;
  }
}

const OBJECTIONS: Record<string, ObjectionCode> = { CL001: 'record-gap', CL002: 'record-differs', CL003: 'record-contradicts' };

interface Answer {
  version: number;
  head: string;
  replaced: boolean;
  number?: { year: number; n: number } | null;
  decision?: { series: DecisionSeries; year: number; n: number } | null;
}

export function createRecordWriter({ query, registers: readRegisters, policyOf, wrote }: WriterParts): RecordWriter {
  const readBase = async (caseId: string): Promise<Written | null> =>
    (
      await query<Written>(
        'select version, head, state, state_version as "stateVersion" from work_view where id = $1',
        [caseId],
        'record-base',
      )
    )[0] ?? null;

  /** The item as the record's own rows before event `seq` tell it; PostgreSQL refuses where they do not lead there. */
  const foldRecord = async (kind: AnyKind, caseId: string, seq: number): Promise<Written | null> => {
    const rows = await query<Omit<RecordedEvent, 'at' | 'entered'> & { at: Date; entered: Entered | null }>(
      'select seq, type, at, actor, data, terms, basis, entered, hash from work_event where work_id = $1 and seq < $2 order by seq',
      [caseId, seq],
    );
    const events = rows.map(({ entered, ...row }) => ({ ...row, at: row.at.toISOString(), ...(entered ? { entered } : {}) }));
    const last = events.at(-1);
    return last && last.seq === events.length
      ? { version: last.seq, head: last.hash, state: foldOn(kind, unopened(), events), stateVersion: kind.stateVersion }
      : null;
  };

  return {
    write: async (sealed, given, answered) => {
      const { caseId, previous, policyHash, events } = sealed;
      const kind = kindOf(sealed.kind ?? 'case');
      const fits = (one: Written | null): boolean =>
        leadsOn(one, sealed) && (one === null || (one.stateVersion ?? 1) === kind.stateVersion);
      const first = events[0];
      if (!first) throw new Error(`${kind.name} ${caseId}: nothing to write`);
      let base = given ?? null;
      if (given === undefined || !fits(base)) base = await readBase(caseId);
      // A read model that was lost, that shows an event of a lost workflow task, or that is of an older shape: the record
      // itself tells more.
      if (!fits(base)) base = await foldRecord(kind, caseId, first.seq);
      if (base === null && first.seq > 1)
        throw new RecordObjection('record-gap', `the record of ${kind.name} ${caseId} does not continue at event ${first.seq}`);
      const state = stateAfter(kind, base, sealed);
      if (sealed.policy) await keepPolicy(query, sealed.policy);
      const after = state && afterOf(kind, caseId, state, policyHash, sealed.policy ?? (await policyOf(policyHash)), events);
      const face = state && kind.face(state);
      const registers = await readRegisters();
      const parameter = JSON.stringify({
        kind: kind.name,
        id: caseId,
        previous,
        events,
        settled: events.at(-1)?.seq,
        durable: true,
        view: after && face && { ...viewRow(face, after), rules: sealed.rules ?? null },
        detail: face && face.detail,
        notices: state ? noticesOf(kind, events, state) : [],
        ...partsOf(kind.name, { before: base?.state ?? null, after: state, events, registers }),
        receipts: [...(sealed.receipts ?? []).map(([updateId, receipt]) => ({ updateId, receipt })), ...(answered ? [answered] : [])],
      });
      const answer = await sent(query, parameter);
      if (state) wrote?.(caseId, { kind: kind.name, head: answer.head, state, policyHash, rules: sealed.rules ?? null });
      return {
        version: answer.version,
        head: answer.head,
        replaced: answer.replaced,
        caseNumber: answer.number ? registers.cases.format(answer.number.year, answer.number.n) : null,
        decisionNumber: answer.decision
          ? registers.decisions[answer.decision.series].format(answer.decision.year, answer.decision.n)
          : null,
      };
    },
  };
}

/** A policy that the county does not publish comes with the item that first runs under it. */
async function keepPolicy(query: WriterParts['query'], policy: TermPolicy): Promise<void> {
  await query(
    `insert into policy_version (hash, policy_id, version, body, status, created_by, calendar_version)
       values ($1, $2, $3, $4, 'derived', 'caselight', $5) on conflict do nothing`,
    [policy.hash, policy.id, policy.version, JSON.stringify(policy), policy.calendar.version],
    'keep-policy',
  );
}

async function sent(query: WriterParts['query'], parameter: string): Promise<Answer> {
  try {
    const [row] = await query<{ answer: Answer }>('select project_work($1::jsonb) as answer', [parameter], 'project_work');
    if (!row) throw new Error('project_work did not answer');
    return row.answer;
  } catch (error) {
    const code = OBJECTIONS[sqlState(error) ?? ''];
    throw code === undefined ? error : new RecordObjection(code, error instanceof Error ? error.message : code);
  }
}

/** The item after the events; null where the read model stands there, or further, already. */
function stateAfter(kind: AnyKind, base: Written | null, { events }: Sealed): WorkFile | null {
  const version = base?.version ?? 0;
  if (base && version >= (events.at(-1)?.seq ?? 0)) return null;
  const state = foldOn(
    kind,
    base?.state ?? unopened(),
    events.filter(({ seq }) => seq > version),
  );
  return isOpened(state) ? state : null;
}

/** Whether these events follow on what the read model shows, or lead up to it and beyond. */
function leadsOn(base: Written | null, { previous, events }: Sealed): boolean {
  const first = events[0]?.seq ?? 1;
  const version = base?.version ?? 0;
  if (version === first - 1) return version === 0 || base?.head === previous;
  if (version < first) return false;
  const same = events.find(({ seq }) => seq === version);
  return same ? same.hash === base?.head : true;
}

function afterOf(
  kind: AnyKind,
  id: string,
  state: WorkFile,
  policyHash: string,
  policy: TermPolicy,
  events: readonly RecordedEvent[],
): After<WorkFile> {
  // As of the last event, not of now: whoever writes it, whenever, writes the same.
  const at = parseInstant(events.at(-1)?.at ?? state.openedAt);
  const { terms, index, next, waiting } = outlookOf(kind, id, state, policy, at);
  return {
    state,
    stateVersion: kind.stateVersion,
    policyHash,
    terms: terms.filter((term) => term.open),
    light: index,
    nextWakeUp: wakeUpAnswer(next),
    waiting,
  };
}
