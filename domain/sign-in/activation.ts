/** Who may let whom in: give a code with which a password is chosen, or take away a second factor that was lost. */
import type { Person } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import { askRole, hasRole, POWERFUL, rolesInWords } from '../roles.ts';

type Someone = Pick<Person, 'id' | 'name' | 'roles' | 'active'>;

const BASIS = ['GB/T 22239—2019 8.1.4.1、8.1.5'];

/** Who gives codes at all. */
export const CODE_GIVERS = ['sys-admin', 'security-admin'] as const;

/** Null where `actor` may give `subject` a code. */
export function activationRefused(actor: Someone, subject: Someone): Refusal | null {
  if (actor.id === subject.id) return refuse('own-account', '不能给自己的账号发放激活码', ['修改密码，或者由另一名安全管理员发放'], BASIS);
  if (!subject.active) return refuse('person-left', `${subject.name}的账号已经停用，不能激活`, ['先恢复人员，再发放激活码']);
  const givers = hasRole(subject, ...POWERFUL) ? (['security-admin'] as const) : CODE_GIVERS;
  if (hasRole(actor, ...givers)) return null;
  return refuse(
    'role-required',
    `${subject.name}是${rolesInWords(subject.roles)}，账号的激活码须由${rolesInWords(givers)}发放`,
    [askRole(givers)],
    BASIS,
  );
}

/** Null where `actor` may take `subject`'s second factors away. */
export function factorResetRefused(actor: Someone, subject: Someone): Refusal | null {
  if (actor.id === subject.id)
    return refuse('own-account', '不能重置自己的第二验证', ['用恢复码登录后更换，或者由另一名安全管理员重置'], BASIS);
  if (hasRole(actor, 'security-admin')) return null;
  return refuse('role-required', '重置第二验证须由安全管理员进行', [askRole(['security-admin'])], BASIS);
}
