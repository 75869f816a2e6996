/** Signing in and out by name and password. An OpenID provider's two routes stand in `oidc/`. */
import { z } from 'zod';
import type { WaysIn } from '../../contract/session.ts';
import type { AuditPort } from '../audit/port.ts';
import { ofNobody, ofOneself, whereItHappens } from '../audit/says.ts';
import type { Config } from '../config.ts';
import { Problem } from '../http/problem.ts';
import { publicRoute, type Route, route } from '../http/route.ts';
import { clearSessionCookie } from './cookie.ts';
import { addressOf, enter, sessionAnswer } from './enter.ts';
import type { Provider } from './oidc/provider.ts';
import type { Accounts } from './password/accounts.ts';
import { passwordField, sessionSchema, usernameField } from './schemas.ts';
import type { Sessions } from './session-store.ts';

export interface SessionServices {
  config: Pick<Config, 'demo' | 'publicUrl' | 'localAccounts'>;
  sessions: Sessions;
  accounts: Accounts;
  audit: AuditPort;
  /** Null where nobody but us signs people in. */
  provider: Provider | null;
}

const tag = '登录';

const credentialsSchema = z.strictObject({ username: usernameField, password: passwordField.meta({ title: '密码' }) });
const activationSchema = z.strictObject({
  username: usernameField,
  code: z.string().min(1, '请填写激活码').max(60).meta({ title: '激活码' }),
  password: passwordField.meta({ title: '新密码', description: '至少12个字符' }),
});

export function sessionRoutes(services: SessionServices): Route[] {
  const { config, sessions, accounts, audit, provider } = services;
  const requireLocalAccounts = () => {
    if (!config.localAccounts) throw new Problem(403, 'password-sign-in-off', '本系统使用统一身份认证，不能用密码登录');
  };

  return [
    publicRoute({
      method: 'get',
      path: '/session/ways',
      id: 'waysToSignIn',
      audit: ofNobody(),
      tag,
      summary: '可以怎样登录',
      answers: {
        200: {
          description: '登录方式；demo：是不是演示环境',
          schema: z.object({ demo: z.boolean(), password: z.boolean(), provider: z.string().nullable() }),
        },
      },
      handle: () =>
        Promise.resolve({ body: { demo: config.demo, password: config.localAccounts, provider: provider?.name ?? null } satisfies WaysIn }),
    }),
    publicRoute({
      method: 'post',
      path: '/session',
      id: 'signIn',
      fails: [401, 403, 429],
      audit: whereItHappens(),
      tag,
      summary: '用户名和密码登录',
      description:
        '成功后设置 HttpOnly 的会话 Cookie；回答中的 csrfToken 在随后每个改动请求里以 X-CSRF-Token 送回。用户名不分大小写、全半角和前后空格。',
      body: credentialsSchema,
      answers: { 200: { description: '已登录', schema: sessionSchema } },
      handle: async ({ body, now, request, response }) => {
        requireLocalAccounts();
        const { person } = await accounts.signIn({ ...body, address: addressOf(request) }, now);
        return { body: sessionAnswer(await enter(services, person.id, { method: 'password' }, { request, response, now })) };
      },
    }),
    publicRoute({
      method: 'post',
      path: '/session/activation',
      id: 'activateAccount',
      audit: whereItHappens(),
      fails: [401, 403, 429],
      tag,
      summary: '用激活码设定密码并登录',
      description: '激活码由管理员发放，只能用一次，三天内有效。设定后原有的会话全部结束。',
      body: activationSchema,
      answers: { 200: { description: '已设定密码并登录', schema: sessionSchema } },
      handle: async ({ body, now, request, response }) => {
        requireLocalAccounts();
        const { person } = await accounts.activate({ ...body, address: addressOf(request) }, now);
        return { body: sessionAnswer(await enter(services, person.id, { method: 'activation' }, { request, response, now })) };
      },
    }),
    route(
      {},
      {
        method: 'get',
        path: '/session',
        id: 'readSession',
        audit: ofOneself(),
        tag,
        summary: '当前登录的人员',
        answers: { 200: { description: '当前会话', schema: sessionSchema } },
        handle: ({ caller }) => Promise.resolve({ body: sessionAnswer(caller) }),
      },
    ),
    route(
      {},
      {
        method: 'delete',
        path: '/session',
        id: 'signOut',
        audit: whereItHappens(),
        tag,
        summary: '退出登录',
        answers: {
          200: { description: '已退出；logoutUrl：还要到那里退出统一身份认证', schema: z.object({ logoutUrl: z.string() }) },
          204: { description: '已退出' },
        },
        handle: async ({ caller, request, response }) => {
          clearSessionCookie(request, response, config);
          const logoutUrl = caller.method === 'oidc' && provider ? await provider.logoutUrl(caller.sessionId) : null;
          await sessions.end(caller.sessionId);
          await audit.write({
            what: 'session:sign-out',
            actorId: caller.person.id,
            subject: caller.person.id,
            outcome: 'done',
            detail: {},
            address: addressOf(request),
          });
          return logoutUrl === null ? {} : { body: { logoutUrl } };
        },
      },
    ),
  ];
}
