import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { toShanghaiText } from '../domain/terms/instant.ts';
import type { LightIndex } from '../domain/terms/view.ts';
import type { WorkFile } from '../domain/work/file.ts';
import type { AnyKind } from '../domain/work/kind.ts';
import { caseAttributes } from '../temporal/names.ts';

const { number: NUMBER, decision: DECISION, kind: KIND, stage: STAGE, unit: UNIT, dueAt: DUE_AT } = caseAttributes;

/**
 * What Temporal's own pages and lists show of a work item: its number, where it stands, with whom, and when its light turns red.
 * Nothing of a person: these are readable by whoever may look at the namespace.
 */
export class Showcase {
  private readonly searchable: boolean;
  private shown = '';

  constructor(searchable: boolean) {
    this.searchable = searchable;
  }

  show(kind: AnyKind, file: WorkFile, light: LightIndex): void {
    const { stage, unit } = file;
    const { number, decision, line } = kind.shown(file);
    const due = light.redAt === null ? null : new Date(light.redAt);
    const details = [line, due === null ? '没有在走的期限' : `最近的期限：${toShanghaiText(due.getTime())}`];
    setCurrentDetails(details.join('\n\n'));
    if (!this.searchable) return;
    // An upsert is an event of history: made when the item moves on, with its deadline as it stands then.
    const key = `${number}|${decision}|${stage}|${unit.id}`;
    if (key === this.shown) return;
    this.shown = key;
    upsertSearchAttributes([
      { key: KIND, value: kind.name },
      { key: STAGE, value: stage },
      { key: UNIT, value: unit.id },
      { key: NUMBER, value: number ?? null },
      { key: DECISION, value: decision ?? null },
      { key: DUE_AT, value: due },
    ]);
  }
}
