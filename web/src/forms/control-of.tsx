import { unreachable } from '../../../domain/result.ts';
import type { FieldSchema } from './field-schema.ts';
import { CaseControl, EvidenceControl, FileControl, MatterControl, PeopleControl, UnitControl } from './lookup-controls.tsx';
import { ChoiceControl, ChoicesControl, DateControl, InstantControl, ItemControl, MoneyControl, TextControl, WholeControl, WordsControl, YesNoControl } from './simple-controls.tsx';
import { FactorsControl } from './factors-control.tsx';

/** What a form's pickers need to know of where they stand. */
export interface FormSurroundings {
  caseId: string | null;
  /** The unit whose people are offered first. */
  unitId: string | null;
  matterCode: string | null;
  evidence: { id: string; title: string }[];
  /** Things of the case that a field names by id (an order to correct, a recusal, an opinion), by the field's name. */
  items: Record<string, { value: string; label: string }[]>;
}

/** The control for a field; `group` and `groups` are laid out by the form itself. */
export function controlOf(field: FieldSchema, surroundings: FormSurroundings) {
  const items = surroundings.items[field.name];
  if (items && (field.input === 'text' || field.input === 'list')) return <ItemControl items={items} many={field.input === 'list'} />;
  switch (field.input) {
    case 'text': return <TextControl long={false} maxLength={field.maxLength} />;
    case 'long-text': return <TextControl long maxLength={field.maxLength} />;
    case 'date': return <DateControl />;
    case 'instant': return <InstantControl />;
    case 'money': return <MoneyControl />;
    case 'whole': return <WholeControl />;
    case 'yes-no': return <YesNoControl />;
    case 'choice': return <ChoiceControl labels={field.labels} clearable={!field.required} />;
    case 'choices': return <ChoicesControl labels={field.labels} />;
    case 'list': return <WordsControl />;
    case 'person': return <PeopleControl many={false} certifiedOnly={false} unitId={surroundings.unitId} />;
    case 'people': return <PeopleControl many certifiedOnly={false} unitId={surroundings.unitId} />;
    case 'officers': return <PeopleControl many certifiedOnly unitId={surroundings.unitId} />;
    case 'unit': return <UnitControl />;
    case 'matter': return <MatterControl />;
    case 'file': return <FileControl caseId={surroundings.caseId} />;
    case 'evidence': return <EvidenceControl many={false} evidence={surroundings.evidence} />;
    case 'evidence-list': return <EvidenceControl many evidence={surroundings.evidence} />;
    case 'case': return <CaseControl />;
    case 'factors': return <FactorsControl matterCode={surroundings.matterCode} />;
    case 'party': case 'penalty': case 'steps': case 'group': case 'groups': return null;
    default: return unreachable(field.input);
  }
}
