/** The kernel with a kind filled in: what those call who know which kind they have before them. */
import type { Instant } from '../terms/model.ts';
import type { WorkContext } from './context.ts';
import { admissible, execute, fold, foldOn, possible, recordSystem } from './execute.ts';
import type { WorkFile, WorkState } from './file.ts';
import { importFile, parseImportSteps } from './import.ts';
import type { Kind } from './kind.ts';
import { nextCommands } from './next.ts';
import { outlookOf, waitingReason } from './outlook.ts';
import type { RecordedEvent } from './record.ts';
import { carriedEvent, carriedState, overfull } from './size.ts';
import { nextAction, tick } from './tick.ts';

type Rest<Function extends (kind: never, ...rest: never[]) => unknown> = Function extends (kind: never, ...rest: infer Others) => unknown
  ? Others
  : never;

export function machineOf<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
) {
  return {
    kind,
    admissible: (...args: Rest<typeof admissible<File, Event, Context>>) => admissible(kind, ...args),
    possible: (...args: Rest<typeof possible<File, Event, Context>>) => possible(kind, ...args),
    execute: (...args: Rest<typeof execute<File, Event, Context>>) => execute(kind, ...args),
    recordSystem: (...args: Rest<typeof recordSystem<File, Event, Context>>) => recordSystem(kind, ...args),
    fold: (events: readonly Event[], until?: Instant): WorkState<File> => fold(kind, events, until),
    foldOn: (state: WorkState<File>, events: readonly Event[]): WorkState<File> => foldOn(kind, state, events),
    tick: (...args: Rest<typeof tick<File, Event, Context>>) => tick(kind, ...args),
    nextAction: (...args: Rest<typeof nextAction<File, Event, Context>>) => nextAction(kind, ...args),
    outlookOf: (...args: Rest<typeof outlookOf<File, Event, Context>>) => outlookOf(kind, ...args),
    waitingReason: (...args: Rest<typeof waitingReason<File, Event, Context>>) => waitingReason(kind, ...args),
    nextCommands: (...args: Rest<typeof nextCommands<File, Event, Context>>) => nextCommands(kind, ...args),
    importFile: (...args: Rest<typeof importFile<File, Event, Context>>) => importFile(kind, ...args),
    parseImportSteps: (...args: Rest<typeof parseImportSteps>) => parseImportSteps(kind as unknown as Kind, ...args),
    carriedEvent: (event: Event): Event => carriedEvent(kind, event),
    carriedState: (state: WorkState<File>): WorkState<File> => carriedState(kind, state),
    overfull: (...args: Rest<typeof overfull>) => overfull(kind, ...args),
  };
}

export type Machine<
  File extends WorkFile = WorkFile,
  Event extends RecordedEvent = RecordedEvent,
  Context extends WorkContext = WorkContext,
> = ReturnType<typeof machineOf<File, Event, Context>>;
