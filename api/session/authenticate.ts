/** From a request to its caller; says which of the two ways in was tried and why it failed. Here alone stands what a key may. */
import type { Request } from 'express';
import { askRole, hasRole, rolesInWords } from '../../domain/roles.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/route.ts';
import type { Person } from '../../domain/people.ts';
import type { Role } from '../../domain/vocabulary.ts';
import type { Scope } from '../../contract/keys.ts';
import type { Keys } from '../keys/key-store.ts';
import { type Caller, SCOPE_LABELS } from './caller.ts';
import { readSessionCookie } from './cookie.ts';
import type { Sessions } from './session-store.ts';
import { sameSecret } from './tokens.ts';

const unauthorised = (code: string, detail: string, need = '登录后再试') =>
  new Problem(401, code, detail, { needs: [need], headers: { 'WWW-Authenticate': 'Bearer realm="caselight"' } });

/** The caller, or the 401 that says what is missing. */
export async function authenticate(request: Request, sessions: Sessions, keys: Keys, now: Instant): Promise<Caller> {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) {
    const key = /^Bearer ([\x21-\x7e]{1,300})$/i.exec(authorization)?.[1];
    const caller = key === undefined ? null : await keys.callerOf(key, request.ip ?? '', now);
    if (!caller) throw unauthorised('key-invalid', '接口密钥无效、已经到期或者已经停用', '由系统管理员重新发放密钥');
    return caller;
  }
  const token = readSessionCookie(request);
  if (token === null) throw unauthorised('not-signed-in', '尚未登录');
  const caller = await sessions.callerOf(token, now);
  if (!caller) throw unauthorised('session-expired', '登录已过期，请重新登录');
  return caller;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A cookie travels by itself, so what changes something must also carry the session's own token. */
export function requireCsrfToken(request: Request, caller: Caller): void {
  if (caller.via !== 'session' || SAFE.has(request.method)) return;
  const sent = request.headers['x-csrf-token'];
  if (typeof sent !== 'string' || !sameSecret(sent, caller.csrfToken)) {
    throw new Problem(403, 'csrf-token', '请求没有带上本次登录的校验码（X-CSRF-Token）', { needs: ['刷新页面或重新登录后再试'] });
  }
}

/** All that a key may change: it brings leads in, and has figures worked out that leave no trace. */
const TAKEN_FROM_KEYS: readonly Scope[] = ['leads:write', 'derive'];

/**
 * Roles for people, scopes for machines. A key is never a person: no command, no decision and nothing of administration is
 * taken from one, whatever its scopes.
 */
export function requireAccess(access: SignedIn, caller: Caller, method: string): void {
  if (caller.via === 'session') {
    if (access.roles) requireOneOf(caller.person, access.roles);
    return;
  }
  const { scope } = access;
  if (scope === undefined || !(SAFE.has(method) || TAKEN_FROM_KEYS.includes(scope))) {
    throw new Problem(403, 'people-only', '这一接口只供登录的人员使用，不接受接口密钥', { needs: ['由有职权的人员登录后办理'] });
  }
  if (!caller.scopes.includes(scope)) {
    throw new Problem(403, 'scope-required', `接口密钥没有“${SCOPE_LABELS[scope]}”（${scope}）的权限`, {
      needs: ['由系统管理员提出、安全管理员批准有此权限的密钥'],
    });
  }
}

/** The 403 that names who may. Where something must first be seen, it is asked after that. */
export function requireOneOf(person: Person, roles: readonly Role[]): void {
  if (hasRole(person, ...roles)) return;
  throw new Problem(403, 'role-required', `须由${rolesInWords(roles)}办理`, { needs: [askRole(roles)] });
}
