import { describe, expect, it } from 'vitest';
import { heldOn } from '../../../domain/staffing/held.ts';
import type { StaffChange } from '../../../domain/staffing/model.ts';
import { foldStaff } from '../../../domain/staffing/staff.ts';

const change = (
  subject: 'unit' | 'person',
  subjectId: string,
  kind: string,
  effectiveOn: string,
  data: Record<string, unknown>,
): StaffChange => ({ id: `${subjectId}-${kind}-${effectiveOn}`, subject, subjectId, kind, effectiveOn, data });

const staff = foldStaff(
  [
    change('unit', 'qingshi', 'found', '2020-01-01', { name: '青石镇', kind: 'town', parentId: null }),
    change('person', 'a', 'hire', '2024-05-01', {
      name: '甲',
      username: 'jia',
      unitId: 'qingshi',
      post: 'enforcement',
      principal: false,
      enteredOn: '2022-03-01',
      legalQualification: false,
      certificate: null,
    }),
    change('person', 'a', 'leave', '2026-02-01', {}),
  ],
  '2026-03-01',
);

describe('a post on a day in the past', () => {
  it('was held, was not, or is unknown to the register', () => {
    expect(heldOn(staff, 'a', ['handler'], '2024-05-01')).toMatchObject({ known: 'held', person: { roles: ['handler'], active: true } });
    expect(heldOn(staff, 'a', ['town-head'], '2025-01-01')).toMatchObject({ known: 'not' });
    expect(heldOn(staff, 'a', ['handler'], '2024-04-30')).toMatchObject({ known: 'unknown' });
    expect(heldOn(staff, 'a', ['handler'], '2022-02-28')).toMatchObject({ known: 'not' });
    expect(heldOn(staff, 'a', ['handler'], '2026-02-15')).toMatchObject({ known: 'not' });
    expect(heldOn(staff, 'nobody', ['handler'], '2025-01-01')).toMatchObject({ known: 'unknown' });
  });
});
