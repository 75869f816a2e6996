import { unreachable } from '../../../domain/result.ts';
import type { ItemRef } from '../../../domain/work/context.ts';
import type { ItemPlace } from '../api/items.ts';
import { CaseControl } from './case-control.tsx';
import { ChoiceControl, ChoicesControl, ItemControl, type Option, YesNoControl } from './choice-controls.tsx';
import { FactorsControl, type PenaltyGround } from './factors-control.tsx';
import type { FieldSchema } from '../../../domain/work/field-schema.ts';
import { FileControl } from './file-control.tsx';
import { MatterControl } from './matter-control.tsx';
import { PeopleControl, UnitControl } from './people-controls.tsx';
import { MoneyControl, TextControl, WholeControl, WordsControl } from './text-controls.tsx';
import { DateControl, InstantControl } from './time-controls.tsx';
import { WorkItemControl } from './work-item-control.tsx';

/** What a form's pickers need to know of where they stand. */
export interface FormSurroundings {
  /** The item that the form is about; null before there is one. */
  place: ItemPlace | null;
  /** The unit whose people are offered first. */
  unitId: string | null;
  evidence: Option[];
  /** Things of the item that a field names by id (an order to correct, a recusal, an opinion), by the field's name. */
  items: Record<string, Option[]>;
  /** Lists whose rows the item sets: the key field, and what each key stands for. */
  fixedRows: Record<string, { key: string; labels: Record<string, string> }>;
  /** Other work items whose names are known here. */
  known: readonly ItemRef[];
  /** What the penalty is derived from; null where there is none. */
  penalty: PenaltyGround | null;
}

export const NO_ITEM: FormSurroundings = { place: null, unitId: null, evidence: [], items: {}, fixedRows: {}, known: [], penalty: null };

/** The control for a field; groups and rows are laid out by `field.tsx`. */
export function controlOf(field: FieldSchema, surroundings: FormSurroundings) {
  const { place, unitId, evidence } = surroundings;
  const caseId = place?.id ?? null;
  const items = surroundings.items[field.name];
  if (items) return <ItemControl items={items} many={field.many} />;
  switch (field.input) {
    case 'text':
      return <TextControl long={false} maxLength={field.maxLength} />;
    case 'long-text':
      return <TextControl long maxLength={field.maxLength} />;
    case 'date':
      return <DateControl />;
    case 'instant':
      return <InstantControl />;
    case 'money':
      return <MoneyControl />;
    case 'whole':
      return <WholeControl />;
    case 'yes-no':
      return <YesNoControl />;
    case 'choice':
      return <ChoiceControl labels={field.labels} clearable={!field.required && field.fallback == null} />;
    case 'choices':
      return <ChoicesControl labels={field.labels} />;
    case 'list':
      return <WordsControl />;
    case 'person':
      return <PeopleControl many={false} certifiedOnly={false} unitId={unitId} />;
    case 'people':
      return <PeopleControl many certifiedOnly={false} unitId={unitId} />;
    case 'officers':
      return <PeopleControl many certifiedOnly unitId={unitId} />;
    case 'unit':
      return <UnitControl />;
    case 'matter':
      return <MatterControl />;
    case 'file':
      return <FileControl place={place} />;
    case 'evidence':
      return <ItemControl many={false} items={evidence} />;
    case 'evidence-list':
      return <ItemControl many items={evidence} />;
    case 'case':
      return <CaseControl ownId={caseId} />;
    case 'item':
      return <WorkItemControl known={surroundings.known} ownId={caseId} />;
    case 'factors':
      return <FactorsControl ground={surroundings.penalty} caseId={caseId} />;
    case 'party':
    case 'penalty':
    case 'steps':
    case 'group':
    case 'groups':
      return null;
    default:
      return unreachable(field.input);
  }
}
