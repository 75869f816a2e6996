import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CaseFile } from '../domain/case/state.ts';
import { toShanghaiText } from '../domain/terms/instant.ts';
import type { LightIndex } from '../domain/terms/view.ts';
import { STAGE_LABELS, TIER_LABELS } from '../domain/vocabulary.ts';
import { caseAttributes } from '../temporal/names.ts';

const { number: NUMBER, decision: DECISION, kind: KIND, stage: STAGE, unit: UNIT, dueAt: DUE_AT } = caseAttributes;

/**
 * What Temporal's own pages and lists show of a case: its number, where it stands, with whom, and when its light turns red.
 * Nothing of a person: these are readable by whoever may look at the namespace.
 */
export class Showcase {
  private readonly searchable: boolean;
  private shown = '';

  constructor(searchable: boolean) {
    this.searchable = searchable;
  }

  show(file: CaseFile, light: LightIndex): void {
    const { filing, decision, stage, tier, unit } = file;
    const due = light.redAt === null ? null : new Date(light.redAt);
    const details = [
      `${filing?.number ?? '未立案'} · ${STAGE_LABELS[stage]} · ${TIER_LABELS[tier]} · ${unit.name}`,
      due === null ? '没有在走的期限' : `最近的期限：${toShanghaiText(due.getTime())}`,
    ];
    setCurrentDetails(details.join('\n\n'));
    if (!this.searchable) return;
    // An upsert is an event of history: made when the case moves on, with its deadline as it stands then.
    const key = `${filing?.number}|${decision?.documentNumber}|${stage}|${unit.id}`;
    if (key === this.shown) return;
    this.shown = key;
    upsertSearchAttributes([
      { key: KIND, value: 'case' }, { key: STAGE, value: stage }, { key: UNIT, value: unit.id },
      { key: NUMBER, value: filing?.number ?? null },
      { key: DECISION, value: decision?.documentNumber ?? null }, { key: DUE_AT, value: due },
    ]);
  }
}
