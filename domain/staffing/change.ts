/**
 * What a change of units and people is: written once, with the fields that its form asks, whether it grants power, why it
 * may be refused, and what it makes of the standing. The table of changes is the history; the standing is folded from it.
 */
import type { z } from 'zod';
import type { Refusal } from '../result.ts';
import type { LegalDate } from '../terms/model.ts';
import type { PersonStanding, Staff, UnitStanding } from './model.ts';

export interface ChangeContext {
  staff: Staff;
  /** The day on which it is proposed or approved. */
  today: LegalDate;
  /** Names the change; what it gives is later ended by this id. */
  id: string;
  subjectId: string;
  effectiveOn: LegalDate;
}

export interface ChangeSpec<Subject extends 'unit' | 'person' = 'unit' | 'person', Data = unknown> {
  subject: Subject;
  label: string;
  /** One plain sentence for the form's head. */
  help: string;
  schema: z.ZodType<Data>;
  /** Makes its subject; every other needs one. */
  founds: boolean;
  /** What grants power is approved by a second person. */
  grants: boolean | ((data: Data) => boolean);
  /** What grants power is never dated back; what took it or is a mere fact may be told late. */
  mayBePast: boolean;
  /** Keeps no days of its own, so that it cannot be ordered for later. */
  atOnce: boolean;
  check: (context: ChangeContext, data: Data) => Refusal | null;
  apply: (context: ChangeContext, data: Data) => Subject extends 'unit' ? UnitStanding : PersonStanding;
}

export const change = <Subject extends 'unit' | 'person', Data>(
  draft: Omit<ChangeSpec<Subject, Data>, 'founds' | 'mayBePast' | 'atOnce'> &
    Partial<Pick<ChangeSpec<Subject, Data>, 'founds' | 'mayBePast' | 'atOnce'>>,
): ChangeSpec<Subject, Data> => ({ founds: false, mayBePast: false, atOnce: false, ...draft });

/** Of the change's own subject, which `check` has found. */
export function unitOf({ staff, subjectId }: ChangeContext): UnitStanding {
  const unit = staff.units.get(subjectId);
  if (!unit) throw new Error(`no such unit: ${subjectId}`);
  return unit;
}

export function personIn({ staff, subjectId }: ChangeContext): PersonStanding {
  const person = staff.people.get(subjectId);
  if (!person) throw new Error(`no such person: ${subjectId}`);
  return person;
}
