/**
 * Sends one update to a case and makes its answer true before it is given: in the case's turn, durable in Temporal, then
 * written to PostgreSQL. The one way for commands, openings, imports and accepted leads.
 */
import { RecordObjection, type Written } from '../../record/writer.ts';
import { kindOf } from '../../domain/kinds.ts';
import type { Receipt } from '../../workflows/messages.ts';
import type { Database } from '../database/database.ts';
import { keyReused } from '../http/fingerprint.ts';
import { needsMending, Problem, refused, unavailable } from '../http/problem.ts';
import type { Outcome } from '../temporal/gateway.ts';
import { isExpired, keptReceipt, receiptOf, type RegisteredReceipt } from './receipts.ts';
import type { RecordKeeper } from './record-keeper.ts';
import type { Ground, Turns } from './turns.ts';

export interface SendingServices {
  database: Database;
  turns: Turns;
  keeper: RecordKeeper;
}

/** `durable`: in Temporal's history. `readable`: also in PostgreSQL, so that every query shows it. */
export interface CommandAnswer extends Pick<Receipt, 'caseId' | 'version' | 'stage' | 'tier' | 'light' | 'events'> {
  durable: true;
  readable: boolean;
}

export interface Sending {
  /** The item's id, whatever its kind; `kind` is absent for cases. */
  caseId: string;
  kind?: string;
  personId: string;
  updateId: string;
  /** Ids by which the same request may have gone before (temporal/update-id.ts). */
  former?: readonly string[];
  /** What a repetition must bear. */
  key: string;
  fingerprint: string;
  /** Throws the 404 where the one who repeats may see it no more: what was answered then is not answered again. */
  stillSeen: () => Promise<unknown>;
}

/** What came of the update, and the case as it was read in this turn, to write from. */
export interface Sent {
  outcome: Outcome;
  base?: Written | null;
}

export async function send(services: SendingServices, sending: Sending, act: (ground: Ground) => Promise<Sent>): Promise<CommandAnswer> {
  const { caseId, kind, personId, updateId, former = [], key, fingerprint } = sending;
  return services.turns.take({ caseId, kind, personId, updateIds: [updateId, ...former] }, async (ground) => {
    if (ground.answered) {
      await sending.stillSeen();
      return repeated(ground.answered, fingerprint);
    }
    const { outcome, base } = await act(ground);
    return answerOf(services, sending, outcome, base, key);
  });
}

/** When an envelope is given: by this machine's own clock, whatever day a preview is asked for. */
export const givenNow = (): string => new Date().toISOString();

/** Answered before, and in the record: Temporal need not be asked again. */
function repeated({ receipt, ageMs }: NonNullable<Ground['answered']>, fingerprint: string): CommandAnswer {
  const kept = receiptOf(receipt);
  if (kept.fingerprint !== undefined && kept.fingerprint !== fingerprint) throw keyReused();
  if (isExpired(ageMs)) {
    throw new Problem(409, 'key-expired', '这个 Idempotency-Key 在14天以前已经办理过一次，不再重复回答，也没有再办', {
      needs: ['查看案件记录，确认当时已经办理', '要再办一次的，换一个新的 Idempotency-Key'],
    });
  }
  return answer(kept, true);
}

/** Turns what came of it into the contract's answer or problem. */
async function answerOf(
  services: SendingServices,
  { caseId, kind, updateId, fingerprint }: Sending,
  outcome: Outcome,
  base: Written | null | undefined,
  key: string,
): Promise<CommandAnswer> {
  switch (outcome.kind) {
    case 'refused':
      if (outcome.refusal.code === 'record-contradicts') throw needsMending(outcome.refusal.code, outcome.refusal.message);
      throw outcome.refusal.code === 'record-behind'
        ? unavailable(outcome.refusal.code, outcome.refusal.message, 60)
        : refused(outcome.refusal);
    case 'not-running':
      throw needsMending('case-not-running', `${kindOf(kind ?? 'case').label}的办理流程没有在运行，没有办理；请告诉运维人员`);
    case 'unknown': {
      const problem = outcomeUnknown(key);
      // For the log: the client is told what to do, the operator why.
      problem.cause = new Error(outcome.reason);
      throw problem;
    }
    case 'done': {
      const { sealed, ...receipt } = outcome.receipt;
      if (receipt.fingerprint !== undefined && receipt.fingerprint !== fingerprint) throw keyReused();
      const readable = sealed
        ? await written(services, caseId, () =>
            services.keeper.write(caseId, kind === undefined ? sealed : { ...sealed, kind }, base, {
              updateId,
              receipt: keptReceipt(receipt),
            }),
          )
        : await isReadable(services.database, caseId, receipt.version);
      return answer(receipt, readable);
    }
  }
}

/** What cannot enter the record is not passed off as done. */
async function written(services: SendingServices, caseId: string, write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof RecordObjection)) throw error;
    throw needsMending('record-contradicts', '案件的流程与记录不一致，这一步不能写入记录；请由运维人员核对并恢复本案', {
      caseId,
      reason: error.code,
    });
  }
}

const answer = ({ caseId, version, stage, tier, light, events }: RegisteredReceipt, readable: boolean): CommandAnswer => ({
  caseId,
  version,
  stage,
  tier,
  light,
  events,
  durable: true,
  readable,
});

/** 503 that does not pretend: it may have been done. Repeating with the key is safe and finds out. */
export const outcomeUnknown = (key: string): Problem =>
  unavailable(
    'outcome-unknown',
    '办案引擎没有及时回答，还不能确认是否已经办理。请用同一个 Idempotency-Key 重新提交：已经办理的不会重复办理。',
    2,
    { outcome: 'unknown', idempotencyKey: key },
  );

async function isReadable(database: Database, caseId: string, version: number): Promise<boolean> {
  try {
    const row = await database.first<{ version: number }>('select version from work_view where id = $1', [caseId], 'version-of');
    return row !== undefined && row.version >= version;
  } catch {
    return false;
  }
}
