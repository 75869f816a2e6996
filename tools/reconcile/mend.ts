/** Mends what a comparison has found, from whichever side knows more: registers first, then records, then workflows. */
import type { Client } from '@temporalio/client';
import pMap from 'p-map';
import type { Registers } from '../../record/numbering.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import type { Copies } from '../../domain/installation.ts';
import { isBegunByAnother, kindOf } from '../../domain/kinds.ts';
import type { Database } from '../../prisma/database.ts';
import { STATE_QUERY } from '../../workflows/messages.ts';
import { type Difference, differenceOf, workflowIdAt } from './compare.ts';
import { allMarks, keepNumbersOfState, raiseRegisters } from './registers.ts';
import { isRepairable, repair } from './repair.ts';
import { createReplayer } from './replay.ts';
import { isRestartable, restart } from './restart.ts';

export interface MendParts {
  client: Client;
  database: Database;
  registers: Registers;
}

const AT_ONCE = 4;
const QUERY_MS = 10_000;

/** Answers the differences that are left, and what came of each. */
export async function mend(
  { client, database, registers }: MendParts,
  copies: Copies,
  differences: readonly Difference[],
  how: { repair: boolean; restart: boolean; named: boolean },
): Promise<{ left: Difference[]; outcomes: Map<string, string> }> {
  const outcomes = new Map<string, string>();
  const left: Difference[] = [];
  const replayer = await createReplayer(client);
  const parts = { client, database, replayer, registers };
  const toRepair = how.repair ? differences.filter(isRepairable) : [];
  // One that was named is tried in any event: the answer says why not.
  const toRestart = how.restart ? differences.filter((one) => !toRepair.includes(one) && (how.named || isRestartable(one))) : [];
  // Before anything is filed again, and where nothing differs too: every number that is known to have been given.
  if (how.repair || how.restart) await raiseRegisters(database, allMarks(copies));
  if (toRepair.length > 0) {
    await pMap(
      toRepair.filter(({ item }) => kindOf(item.kind).registers !== null),
      async ({ item }) => {
        const state = await client
          .withDeadline(Date.now() + QUERY_MS, () => client.workflow.getHandle(workflowIdAt(item)).query<CaseFile | null>(STATE_QUERY))
          .catch(() => null);
        if (state) await keepNumbersOfState(database, registers, item.id, state);
      },
      { concurrency: AT_ONCE },
    );
  }
  const settle = async (difference: Difference, work: () => Promise<{ done: boolean; text: string }>): Promise<void> => {
    const { item } = difference;
    try {
      const { done, text } = await work();
      const still = done ? await settled(client, database, item) : difference;
      if (still) left.push(still);
      // The watcher would take it away too, a round or two later.
      else if (done) await database.caseAlarm.deleteMany({ where: { caseId: item.id } });
      outcomes.set(item.id, still && done ? `${text}，但仍有差异：${still.text}` : text);
    } catch (error) {
      left.push(difference);
      outcomes.set(item.id, `没有修复：${error instanceof Error ? error.message : String(error)}`);
    }
  };
  // Replays share the machine with the workers; one after the other is quick enough.
  for (const difference of toRepair) await settle(difference, () => repair(database, replayer, registers, difference));
  // What goes along with another item is there before it: that one would begin it anew.
  for (const first of [true, false]) {
    await pMap(
      toRestart.filter(({ item }) => isBegunByAnother(kindOf(item.kind)) === first),
      (difference) => settle(difference, () => restart(parts, difference.item, how.named)),
      { concurrency: AT_ONCE },
    );
  }
  left.push(...differences.filter((one) => !toRepair.includes(one) && !toRestart.includes(one)));
  return { left, outcomes };
}

/** A run that was just started answers a moment later. */
async function settled(client: Client, database: Database, item: Difference['item']): Promise<Difference | null> {
  let still = await differenceOf(client, database, item);
  for (let again = 0; still && again < 10; again++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    still = await differenceOf(client, database, item);
  }
  return still;
}
