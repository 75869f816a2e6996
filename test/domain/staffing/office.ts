/** A county small enough to count by hand. */
import { checkChange, withChange } from '../../../domain/staffing/staff.ts';
import type { Staff, StaffChange } from '../../../domain/staffing/model.ts';
import type { Refusal } from '../../../domain/result.ts';

export const TODAY = '2026-03-02';
let made = 0;

export const given = (
  subject: 'unit' | 'person',
  subjectId: string,
  kind: string,
  effectiveOn: string,
  data: Record<string, unknown> = {},
): StaffChange => ({ id: `change-${++made}`, subject, subjectId, kind, effectiveOn, data });

export const unit = (id: string, kind: string, parentId: string | null = 'county', name = id) =>
  given('unit', id, 'found', '2020-01-01', { name, kind, parentId });
export const hire = (id: string, unitId: string, post: string, more: Record<string, unknown> = {}) =>
  given('person', id, 'hire', '2020-01-01', { name: id, username: id, unitId, post, ...more });

const START = [
  unit('county', 'county', null, '某县'),
  unit('bureau', 'bureau', 'county', '执法局'),
  unit('town', 'town', 'county', '青山镇'),
  unit('other-town', 'town', 'county', '绿水镇'),
  unit('team', 'team', 'town', '执法一中队'),
  unit('data', 'other', 'county', '数据局'),
  hire('sys', 'data', 'system'),
  hire('sec', 'data', 'security'),
  hire('trail', 'data', 'trail'),
  hire('officer', 'town', 'enforcement', { certificate: { number: 'A1', field: null, validFrom: '2024-01-01', validUntil: '2026-04-30' } }),
  hire('second', 'team', 'enforcement', { certificate: { number: 'A2', field: null, validFrom: '2024-01-01', validUntil: '2029-12-31' } }),
  hire('head', 'town', 'head', { principal: true }),
  hire('deputy', 'town', 'head'),
  hire('reviewer', 'town', 'legal-review', { legalQualification: true }),
  hire('bureau-officer', 'bureau', 'enforcement'),
];

/** Taken in as history: nothing of it is asked whether it may be. */
export const after = (staff: Staff, ...changes: StaffChange[]): Staff => changes.reduce((all, one) => withChange(all, one, TODAY), staff);
export const office = (): Staff => after({ units: new Map(), people: new Map() }, ...START);

export const codeOf = (staff: Staff, change: StaffChange, today = TODAY): string | null =>
  (checkChange(staff, change, today) as Refusal | null)?.code ?? null;
