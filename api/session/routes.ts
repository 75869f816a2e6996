/** Signing in and out. Where an OpenID provider signs people in, its two routes stand here beside the password's. */
import rateLimit, { ipKeyGenerator } from 'express-rate-limit';
import { z } from 'zod';
import type { Person } from '../../domain/people.ts';
import { ROLE_LABELS } from '../../domain/vocabulary.ts';
import { audits, ofOneself } from '../audit/says.ts';
import type { Config } from '../config.ts';
import { iso } from '../database/database.ts';
import { Problem } from '../http/problem.ts';
import { publicRoute, type Route, route } from '../http/route.ts';
import { personSchema } from '../people/person-schema.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './cookie.ts';
import type { Sessions } from './session-store.ts';
import { sha256 } from './tokens.ts';

export interface SessionServices {
  config: Pick<Config, 'demo' | 'publicUrl' | 'signInAttempts'>;
  sessions: Sessions;
}

const credentialsSchema = z.strictObject({
  username: z.string().min(1, '请填写用户名').max(100).meta({ title: '用户名' }),
  password: z.string().min(1, '请填写密码').max(200).meta({ title: '密码' }),
});

const sessionSchema = z.object({
  person: personSchema,
  username: z.string(),
  roleLabels: z.array(z.string()),
  csrfToken: z.string().meta({ title: '随后每个改动请求的 X-CSRF-Token' }),
  expiresAt: z.iso.datetime({ offset: true }),
});

const answerOf = (person: Person, username: string, csrfToken: string, expiresAt: string) => ({
  person,
  username,
  roleLabels: person.roles.map((role) => ROLE_LABELS[role]),
  csrfToken,
  expiresAt,
});

export function sessionRoutes(services: SessionServices): Route[] {
  const { config, sessions } = services;
  const secure = (request: { secure: boolean }) => request.secure || (config.publicUrl?.startsWith('https:') ?? false);
  // Only failures count, one count a person and address: guessing is slowed, an office behind one address is not.
  const slowGuessing = rateLimit({
    windowMs: 5 * 60_000,
    limit: config.signInAttempts,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => {
      const username: unknown = (request.body as { username?: unknown } | undefined)?.username;
      return `${ipKeyGenerator(request.ip ?? '')} ${typeof username === 'string' ? sha256(username) : ''}`;
    },
    handler: (_request, response, next) => {
      const seconds = Number(response.getHeader('Retry-After') ?? 300);
      next(
        new Problem(429, 'too-many-attempts', `登录失败次数过多，请${Math.ceil(seconds / 60)}分钟后再试`, {
          needs: ['稍后再试'],
          headers: { 'Retry-After': String(seconds) },
        }),
      );
    },
  });

  return [
    publicRoute({
      method: 'post',
      path: '/session',
      id: 'signIn',
      audit: audits('session', { waits: true, actor: (body) => (body as { person: Person }).person.id }),
      tag: '登录',
      summary: '用户名和密码登录（演示县）',
      description: '成功后设置 HttpOnly 的会话 Cookie；回答中的 csrfToken 在随后每个改动请求里以 X-CSRF-Token 送回。',
      body: credentialsSchema,
      guard: slowGuessing,
      answers: { 200: { description: '已登录', schema: sessionSchema } },
      handle: async ({ body, now, request, response }) => {
        if (!config.demo) throw new Problem(403, 'password-sign-in-off', '本系统使用统一身份认证，不能用密码登录');
        const person = await sessions.personByPassword(body.username, body.password);
        if (!person) throw new Problem(401, 'wrong-credentials', '用户名或密码不对', { needs: ['核对用户名和密码'] });
        const old = readSessionCookie(request);
        if (old) await sessions.end(sha256(old));
        const session = await sessions.open(person.id, now);
        setSessionCookie(response, session.token, session.expiresAt, secure(request));
        return { body: answerOf(person, body.username, session.csrfToken, iso(session.expiresAt)) };
      },
    }),
    route(
      {},
      {
        method: 'get',
        path: '/session',
        id: 'readSession',
        audit: ofOneself(),
        tag: '登录',
        summary: '当前登录的人员',
        answers: { 200: { description: '当前会话', schema: sessionSchema } },
        handle: async ({ caller }) => {
          if (caller.via !== 'session') throw new Problem(404, 'no-session', '接口密钥没有会话');
          return { body: answerOf(caller.person, caller.username, caller.csrfToken, caller.expiresAt) };
        },
      },
    ),
    route(
      {},
      {
        method: 'delete',
        path: '/session',
        id: 'signOut',
        audit: audits('session'),
        tag: '登录',
        summary: '退出登录',
        answers: { 204: { description: '已退出' } },
        handle: async ({ caller, request, response }) => {
          if (caller.via === 'session') await sessions.end(caller.sessionId);
          clearSessionCookie(response, secure(request));
          return {};
        },
      },
    ),
  ];
}
