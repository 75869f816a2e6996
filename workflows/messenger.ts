import { getExternalWorkflowHandle, log, TemporalFailure } from '@temporalio/workflow';
import { kindNamed, workflowIdOfItem } from '../domain/kinds.ts';
import type { Told } from '../domain/work/execute.ts';
import type { WorkFile } from '../domain/work/file.ts';
import type { AnyKind } from '../domain/work/kind.ts';
import type { RecordedEvent } from '../domain/work/record.ts';
import { TOLD_SIGNAL } from './messages.ts';

/** Tells other items what this one's events have to say to them. Never waits. */
export class Messenger {
  private waiting: { workflowId: string; told: Told }[] = [];
  /** Messages that have not arrived yet. */
  private open = 0;
  private under: Promise<unknown> = Promise.resolve();

  get isQuiet(): boolean {
    return this.open === 0 && this.waiting.length === 0;
  }

  note(kind: AnyKind, id: string, events: readonly RecordedEvent[], file: WorkFile): void {
    const self = { kind: kind.name, id, title: file.title };
    for (const event of events) {
      for (const { to, command, payload } of kind.tells(event, file, self)) {
        const other = kindNamed(to.kind);
        if (!other) continue;
        const told = { from: self, command, payload, actor: event.actor, at: event.at };
        this.waiting.push({ workflowId: workflowIdOfItem(other, to.id), told });
      }
    }
  }

  send(): void {
    for (const { workflowId, told } of this.waiting.splice(0)) {
      this.open += 1;
      this.under = this.under
        .then(() => getExternalWorkflowHandle(workflowId).signal(TOLD_SIGNAL, told))
        .catch((error: unknown) => {
          // It has ended: its record is closed, and this one's says what was told.
          if (!(error instanceof TemporalFailure)) throw error;
          log.info('the other item is not there to be told', { workflowId, reason: error.message });
        })
        .then(() => {
          this.open -= 1;
        });
    }
  }
}
