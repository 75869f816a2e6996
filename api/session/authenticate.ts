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
import { type Caller, SCOPE_LABELS, type SessionCaller } from './caller.ts';
import { type CookieConfig, readSessionCookie } from './cookie.ts';
import type { Sessions } from './session-store.ts';
import { sameSecret } from './tokens.ts';

const unauthorised = (code: string, detail: string, need = '登录后再试') =>
  new Problem(401, code, detail, { needs: [need], headers: { 'WWW-Authenticate': 'Bearer realm="caselight"' } });

/** The caller, or the 401 that says what is missing. */
export interface Doors {
  sessions: Sessions;
  keys: Keys;
  config: CookieConfig;
}

export async function authenticate(request: Request, { sessions, keys, config }: Doors, now: Instant): Promise<Caller> {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) {
    const key = /^Bearer ([\x21-\x7e]{1,300})$/i.exec(authorization)?.[1];
    const caller = key === undefined ? null : await keys.callerOf(key, request.ip ?? '', now);
    if (!caller) throw unauthorised('key-invalid', '接口密钥无效、已经到期或者已经停用', '由系统管理员重新发放密钥');
    return caller;
  }
  const token = readSessionCookie(request, config);
  if (token === null) throw unauthorised('not-signed-in', '尚未登录');
  // What a page asks by itself while nobody sits there does not keep the session open.
  const caller = await sessions.callerOf(token, now, request.headers['x-asked-by'] === 'page' ? 'page' : 'person');
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

/** What can be done before the second factor is passed, and before one is set up: that, and nothing else. */
const WHILE_DUE: Record<'due' | 'set-up', ReadonlySet<string>> = {
  due: new Set(['readSession', 'signOut', 'readSecondFactors', 'askPasskey', 'passSecondFactor']),
  'set-up': new Set(['readSession', 'signOut', 'readSecondFactors', 'beginTotp', 'confirmTotp', 'beginPasskey', 'addPasskey']),
};

/** `routeId`: what is asked for. */
export function requireSecondFactor(caller: Caller, routeId: string): void {
  if (caller.via !== 'session' || caller.secondFactor === 'none' || caller.secondFactor === 'passed') return;
  if (WHILE_DUE[caller.secondFactor].has(routeId)) return;
  if (caller.secondFactor === 'due')
    throw new Problem(403, 'second-factor-due', '还没有通过第二验证', { needs: ['输入验证码或使用通行密钥'] });
  throw new Problem(403, 'second-factor-missing', '管理员须先设置第二验证，才能办理其他事项', {
    needs: ['在“登录与安全”中设置验证器或通行密钥'],
    basis: ['GB/T 22239—2019 8.1.4.1'],
  });
}

const PROVEN_FOR_MS = 15 * 60_000;

/** What guards an account is changed only by who has just proven who they are: not by whoever finds the desk unlocked. */
export function requireRecentProof(caller: SessionCaller, now: Instant): void {
  if (now - caller.provenAt <= PROVEN_FOR_MS) return;
  throw new Problem(403, 'prove-again', '距上次验证身份已超过15分钟', {
    needs: [caller.secondFactor === 'passed' ? '重新通过第二验证后再试' : '退出后重新登录再试'],
  });
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
