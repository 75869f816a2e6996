import { describe, expect, it } from 'vitest';
import {
  ACCEPTERS,
  BUREAU,
  CASE_OFFICERS,
  CASE_READERS,
  COUNTY_READERS,
  HANDLERS,
  hasRole,
  HEADS,
  isOfficer,
  LEAD_REPORTERS,
  REVIEWERS,
  TOWN,
  withRole,
} from '../../domain/roles.ts';
import { type Role, ROLES } from '../../domain/vocabulary.ts';

const sorted = (...groups: (readonly Role[])[]): Role[] => [...new Set(groups.flat())].sort();
const someone = (...roles: Role[]) => ({ roles });

describe('groups of roles', () => {
  it('leave nobody out: who sees no case keeps lists or the system', () => {
    const blind = ROLES.filter((role) => !hasRole(someone(role), ...CASE_READERS));
    expect(blind).toEqual(['list-admin', 'sys-admin', 'security-admin', 'audit-admin']);
    expect(sorted(COUNTY_READERS, TOWN)).toEqual(sorted(CASE_READERS));
    expect(CASE_READERS.filter((role) => !hasRole(someone(role), ...LEAD_REPORTERS))).toEqual(['auditor']);
  });

  it('are the same people seen from town and bureau, and from what they do', () => {
    expect(sorted(CASE_OFFICERS, ['assistant'])).toEqual(sorted(TOWN, BUREAU));
    expect(sorted(CASE_OFFICERS)).toEqual(sorted(HANDLERS, REVIEWERS, HEADS));
    expect(sorted(ACCEPTERS)).toEqual(sorted(HANDLERS, HEADS));
  });

  it('an officer is who does more than help and look on', () => {
    expect([someone('assistant'), someone('auditor', 'assistant'), someone(), someone('assistant', 'handler')].map(isOfficer)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('a refusal names all who may, and sends to the first', () => {
    const act = { label: '立案', roles: HEADS };
    expect(withRole(someone('handler', 'bureau-head'), act)).toBeNull();
    expect(withRole(someone('handler'), act)).toEqual({
      ok: false,
      code: 'role-required',
      message: '立案须由镇街负责人、执法局负责人进行',
      needs: ['由镇街负责人操作'],
    });
  });
});
