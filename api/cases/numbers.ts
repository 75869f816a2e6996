/**
 * Numbers of the county's registers, reserved before the command that takes them: it brings them along, and its events have
 * them from the first. A number whose command was refused is free again, so the registers stay without a gap. A database
 * that was put back from an older copy may offer one that is given already: Temporal is asked before it is taken.
 */
import type { AllottedNumbers } from '../../domain/case/decision/decision-number.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { ReadRegisters } from '../../record/numbering.ts';
import { decisionOf, filingOf } from '../../record/register-requests.ts';
import type { Database } from '../database/database.ts';
import { unavailable } from '../http/problem.ts';
import type { Gateway } from '../temporal/gateway.ts';

interface NumberServices {
  database: Database;
  gateway: Pick<Gateway, 'bearerOf'>;
  registers: ReadRegisters;
}

/** As many as an older copy may lack; more is no copy of a moment ago. */
const MOST_TAKEN = 500;

export interface Reserved {
  numbers: AllottedNumbers;
  /** The case had none reserved before: no earlier command can bear these, so that a refusal frees them at once. */
  fresh: boolean;
}

const HELD = `select exists (select from case_number where case_id = $1 and not exists (select from work_event where work_id = $1 and type = 'CaseFiled'))
  or exists (select from decision_number where case_id = $1 and seq is null) as held`;

/** What these events will ask of the registers; null where they ask for none, or bring their paper's own. */
export async function reserveNumbers(services: NumberServices, caseId: string, events: readonly CaseEvent[]): Promise<Reserved | null> {
  const { database } = services;
  const registers = await services.registers();
  const filing = filingOf(events, registers);
  const decision = decisionOf(events, registers);
  if (filing?.n !== null && decision?.n !== null) return null;
  const held = await database.first<{ held: boolean }>(HELD, [caseId]);
  const caseNumber =
    filing && filing.n === null
      ? await untaken(services, 'number', caseId, {
          offer: async () => {
            const row = await database.first<{ number: { n: number } }>('select allot_case_number($1, $2, null) as number', [
              caseId,
              filing.year,
            ]);
            return { n: row!.number.n, text: registers.cases.format(filing.year, row!.number.n) };
          },
          giveUp: (n, bearer) =>
            database.run(
              `update case_number set case_id = $3 where year = $1 and n = $2 and not exists (select from case_number where case_id = $3)`,
              [filing.year, n, bearer],
            ),
        })
      : null;
  const decisionNumber =
    decision && decision.n === null
      ? await untaken(services, 'decision', caseId, {
          offer: async () => {
            const row = await database.first<{ n: number }>('select reserve_decision_number($1, $2, $3) as n', [
              caseId,
              decision.series,
              decision.year,
            ]);
            return { n: row!.n, text: registers.decisions[decision.series].format(decision.year, row!.n) };
          },
          // Until its own record is written again no event is known that it belongs to.
          giveUp: (n, bearer) =>
            database.run('update decision_number set case_id = $4, seq = -n where series = $1 and year = $2 and n = $3', [
              decision.series,
              decision.year,
              n,
              bearer,
            ]),
        })
      : null;
  return { numbers: { caseNumber, decisionNumber }, fresh: held?.held === false };
}

interface Register {
  offer: () => Promise<{ n: number; text: string }>;
  /** The number is that case's; answers how many rows say so now. */
  giveUp: (n: number, bearer: string) => Promise<number>;
}

async function untaken({ gateway }: NumberServices, attribute: 'number' | 'decision', caseId: string, register: Register): Promise<string> {
  for (let again = 0; again < MOST_TAKEN; again++) {
    const { n, text } = await register.offer();
    let bearer: string | null;
    try {
      bearer = await gateway.bearerOf(attribute, text);
    } catch {
      throw unavailable('number-unchecked', '办案引擎没有回答，不能确认编号没有用过，没有办理；请稍后重试', 2);
    }
    if (bearer === null || bearer === caseId) return text;
    if ((await register.giveUp(n, bearer)) === 0) break;
  }
  throw unavailable('number-taken', '编号簿与办案引擎中已用的编号不一致，没有办理；请由运维人员运行 npm run reconcile -- --repair', 60);
}

/**
 * After a refusal, within the same turn. What was reserved before it may be in a command whose answer was lost, and is the
 * sweep's to free, once nothing can be under way any more.
 */
export async function releaseNumbers(database: Database, caseId: string, { fresh }: Reserved): Promise<void> {
  if (fresh) await database.rows('select release_numbers($1)', [caseId]);
}
