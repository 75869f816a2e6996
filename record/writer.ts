/**
 * Writes what a case's workflow has sealed into PostgreSQL: events, read model, parties, notices and numbers, in one
 * statement and one commit. It is given only what Temporal holds already, so nobody ever reads what could still be lost
 * (docs/adr/0026). Written twice, or by two processes at once, it is written once.
 */
import type { CaseEvent } from '../domain/case/events.ts';
import { foldOn } from '../domain/case/execute.ts';
import { outlookOf, wakeUpAnswer } from '../domain/case/outlook.ts';
import type { CaseFile, CaseState } from '../domain/case/state.ts';
import { upcastCase } from '../domain/case/upcast.ts';
import { parseInstant } from '../domain/terms/instant.ts';
import type { CasePolicy } from '../domain/terms/model.ts';
import { noticesOf } from './notices.ts';
import type { DecisionSeries, Registers } from './numbering.ts';
import { decisionOf, filingOf } from './register-requests.ts';
import { sqlState } from './sql-state.ts';
import { type CaseAfter, partyRows, viewRow } from './view-row.ts';

/** Events that Temporal holds, in order and without a gap, and what they continue. */
export interface Sealed {
  caseId: string;
  /** Hash of the event before the first of `events`; the case's genesis before event 1. */
  previous: string;
  events: readonly CaseEvent[];
  /** Policy that the case runs under after the last of them. */
  policyHash: string;
  /** What updates were answered for them, by update id. */
  receipts?: readonly (readonly [string, object])[];
}

/** A case as it was read from PostgreSQL. */
export interface Written {
  version: number;
  /** Hash of the last event. */
  head: string;
  state: CaseState;
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
  registers: Registers;
  /** The policy of that hash; throws where there is none. */
  policyOf: (hash: string) => Promise<CasePolicy>;
  /** Told the case as it was written; `head`: the hash of its last event. */
  wrote?: (caseId: string, written: { head: string; state: CaseFile; policyHash: string }) => void;
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

const UNOPENED: CaseState = { stage: 'unopened', version: 0 };

interface Answer {
  version: number;
  head: string;
  replaced: boolean;
  number: { year: number; n: number } | null;
  decision: { series: DecisionSeries; year: number; n: number } | null;
}

export function createRecordWriter({ query, registers, policyOf, wrote }: WriterParts): RecordWriter {
  /** A read model of an earlier shape is told anew from its record, or what it did not keep would stay unknown for good. */
  const readBase = async (caseId: string): Promise<Written | null> => {
    const [row] = await query<Written>('select version, head, state from case_view where id = $1', [caseId], 'record-base');
    if (!row) return null;
    const state = upcastCase(row.state, 1);
    return state === row.state ? row : (await foldRecord(caseId, row.version + 1)) ?? { ...row, state };
  };

  /** The case as the record's own rows before event `seq` tell it; PostgreSQL refuses where they do not lead there. */
  const foldRecord = async (caseId: string, seq: number): Promise<Written | null> => {
    const rows = await query<Omit<CaseEvent, 'at'> & { at: Date }>(
      'select seq, type, at, actor, data, terms, basis, hash from case_event where case_id = $1 and seq < $2 order by seq', [caseId, seq],
    );
    const events = rows.map((row) => ({ ...row, at: row.at.toISOString() }) as CaseEvent);
    const last = events.at(-1);
    return last && last.seq === events.length ? { version: last.seq, head: last.hash, state: foldOn(UNOPENED, events) } : null;
  };

  return {
    write: async (sealed, given, answered) => {
      const { caseId, previous, events, policyHash } = sealed;
      const first = events[0];
      if (!first) throw new Error(`case ${caseId}: nothing to write`);
      let base = given ?? null;
      if (given === undefined || !leadsOn(base, sealed)) base = await readBase(caseId);
      // A read model that was lost, or that shows an event of a lost workflow task: the record itself tells more.
      if (!leadsOn(base, sealed)) base = await foldRecord(caseId, first.seq);
      if (base === null && first.seq > 1) throw new RecordObjection('record-gap', `the record of case ${caseId} does not continue at event ${first.seq}`);
      const state = stateAfter(base, sealed);
      const after = state && afterOf(caseId, state, policyHash, await policyOf(policyHash), events);
      const parties = state && base?.state.stage !== 'unopened' && base?.state.parties === state.parties ? null : state && partyRows(state);
      const parameter = JSON.stringify({
        caseId, previous, events, settled: events.at(-1)?.seq, durable: true, view: after && viewRow(after), parties,
        notices: state ? noticesOf(events, state) : [],
        filing: filingOf(events, registers), decision: decisionOf(events, registers),
        receipts: [...(sealed.receipts ?? []).map(([updateId, receipt]) => ({ updateId, receipt })), ...(answered ? [answered] : [])],
      });
      const answer = await sent(query, parameter);
      if (state) wrote?.(caseId, { head: answer.head, state, policyHash });
      return {
        version: answer.version, head: answer.head, replaced: answer.replaced,
        caseNumber: answer.number && registers.cases.format(answer.number.year, answer.number.n),
        decisionNumber: answer.decision && registers.decisions[answer.decision.series].format(answer.decision.year, answer.decision.n),
      };
    },
  };
}

async function sent(query: WriterParts['query'], parameter: string): Promise<Answer> {
  try {
    const [row] = await query<{ answer: Answer }>('select project_case($1::jsonb) as answer', [parameter], 'project_case');
    if (!row) throw new Error('project_case did not answer');
    return row.answer;
  } catch (error) {
    const code = OBJECTIONS[sqlState(error) ?? ''];
    throw code === undefined ? error : new RecordObjection(code, error instanceof Error ? error.message : code);
  }
}

/** The case after the events; null where the read model stands there, or further, already. */
function stateAfter(base: Written | null, { events }: Sealed): CaseFile | null {
  const version = base?.version ?? 0;
  if (base && version >= (events.at(-1)?.seq ?? 0)) return null;
  const state = foldOn(base?.state ?? UNOPENED, events.filter(({ seq }) => seq > version));
  return state.stage === 'unopened' ? null : state;
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

function afterOf(caseId: string, state: CaseFile, policyHash: string, policy: CasePolicy, events: readonly CaseEvent[]): CaseAfter {
  // As of the last event, not of now: whoever writes it, whenever, writes the same.
  const at = parseInstant(events.at(-1)?.at ?? state.openedAt);
  const { terms, index, next, waiting } = outlookOf(caseId, state, policy, at);
  return {
    state, policyHash, terms: terms.filter((term) => term.open), light: index, nextWakeUp: wakeUpAnswer(next), waiting,
  };
}
