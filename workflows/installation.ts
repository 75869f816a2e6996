/**
 * One a namespace, without an end: which installation the namespace belongs to, and the last tick it exchanged with
 * PostgreSQL and the evidence store (docs/adr/0030). Both are kept in the memo too, which is read without any worker.
 */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  defineQuery,
  defineUpdate,
  makeContinueAsNewFunc,
  setHandler,
  upsertMemo,
  workflowInfo,
} from '@temporalio/workflow';
import { isTick, TICK_MEMO, TICK_QUERY, TICK_UPDATE, type Tick } from '../domain/installation.ts';
import { refuse } from '../domain/result.ts';
import { refuseIf } from './refusal.ts';

const tickUpdate = defineUpdate<Tick, [Tick]>(TICK_UPDATE);
const tickQuery = defineQuery<Tick>(TICK_QUERY);

/** A run is short, so that a worker takes it up again at once. */
const TICKS_A_RUN = 500;

export function installationWorkflow(tick: Tick): Promise<never> {
  return CancellationScope.nonCancellable(() => runInstallation(tick));
}

async function runInstallation(first: Tick): Promise<never> {
  let last = first;
  let ticks = 0;
  setHandler(
    tickUpdate,
    (next) => {
      // The same tick may be told again by whoever did not hear the answer.
      if (next.installationId === last.installationId && next.tick > last.tick) {
        last = next;
        ticks += 1;
        upsertMemo({ [TICK_MEMO]: last });
      }
      return last;
    },
    // Whatever is accepted is carried on for good: what is no tick leaves no event.
    { validator: (next: unknown) => refuseIf(isTick(next) ? null : refuse('malformed', '这不是对时的内容', ['由案灯的进程对时'])) },
  );
  setHandler(tickQuery, () => last);
  await condition(() => ticks >= TICKS_A_RUN || workflowInfo().continueAsNewSuggested);
  await condition(allHandlersFinished);
  return makeContinueAsNewFunc<typeof installationWorkflow>({ memo: { [TICK_MEMO]: last } })(last);
}
