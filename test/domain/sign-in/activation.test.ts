import { describe, expect, it } from 'vitest';
import { activationRefused, factorResetRefused } from '../../../domain/sign-in/activation.ts';
import { hasRole, POWERFUL } from '../../../domain/roles.ts';
import { type Role, ROLES } from '../../../domain/vocabulary.ts';

const someone = (id: string, ...roles: Role[]) => ({ id, name: id, roles, active: true });
const system = someone('sys', 'sys-admin');
const security = someone('sec', 'security-admin');

describe('a code to get in with', () => {
  it.each(ROLES)(
    'is given to a %s by the security administrator, and by the system administrator where the account decides nothing',
    (role) => {
      const subject = someone('x', role);
      expect(activationRefused(security, subject)).toBeNull();
      expect(activationRefused(system, subject) === null).toBe(!hasRole(subject, ...POWERFUL));
    },
  );

  it.each(ROLES.filter((role) => role !== 'sys-admin' && role !== 'security-admin'))('is never given by a %s', (role) => {
    expect(activationRefused(someone('y', role), someone('x', 'handler'))).toMatchObject({ code: 'role-required' });
  });

  it('is not given to oneself, nor to who has left', () => {
    expect(activationRefused(security, security)).toMatchObject({ code: 'own-account' });
    expect(activationRefused(security, { ...someone('x', 'handler'), active: false })).toMatchObject({ code: 'person-left' });
  });

  it('one power among others counts', () => {
    expect(activationRefused(system, someone('x', 'handler', 'town-head'))).toMatchObject({
      code: 'role-required',
      needs: ['由安全管理员操作'],
    });
  });
});

describe('a lost second factor', () => {
  it('is taken away by another security administrator only', () => {
    expect(factorResetRefused(security, system)).toBeNull();
    expect(factorResetRefused(system, someone('x', 'handler'))).toMatchObject({ code: 'role-required' });
    expect(factorResetRefused(security, security)).toMatchObject({ code: 'own-account' });
  });
});
