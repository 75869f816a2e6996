/** There and back: to the provider, from it, and its word that a session ended there. */
import { whereItHappens } from '../../audit/says.ts';
import { z } from 'zod';
import express, { type RequestHandler } from 'express';
import type { ProviderRefusal } from '../../../domain/sign-in/provider.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { publicRoute, type Route } from '../../http/route.ts';
import { clearCookie, readCookie, setCookie } from '../cookie.ts';
import { addressOf, enter, type EnterServices } from '../enter.ts';
import type { Database } from '../../database/database.ts';
import type { Seal } from '../sealed.ts';
import { personBehind } from './identities.ts';
import { idTokenPurpose, type Provider } from './provider.ts';
import { OidcRefusal } from './refusal.ts';

export interface OidcServices extends EnterServices {
  database: Database;
  seal: Seal;
  provider: Provider | null;
}

const tag = '登录';
const FLOW_COOKIE = 'caselight-oidc';

/** A path of our own and nothing that a browser would take for another host. */
const ownPath = (path: string | undefined): string =>
  path && /^\/(?![/\\])[\x21-\x7e]{0,500}$/.test(path) && !path.includes('\\') ? path : '/';

const to = (location: string) => ({ status: 303, headers: { Location: location } });
const refusedAt = (code: ProviderRefusal) => to(`/?refused=${code}`);

export function oidcRoutes(services: OidcServices): Route[] {
  const { config, database, seal, provider, audit } = services;
  const required = (): Provider => {
    if (!provider) throw notFound('本系统没有使用统一身份认证', 'no-provider');
    return provider;
  };
  return [
    publicRoute({
      method: 'get',
      path: '/session/oidc',
      id: 'beginOidc',
      audit: whereItHappens(),
      fails: [404],
      tag,
      summary: '通过统一身份认证登录',
      query: z.strictObject({ returnTo: z.string().max(500).optional().meta({ title: '登录后回到哪一页' }) }),
      answers: { 303: { description: '转到统一身份认证' } },
      handle: async ({ query, request, response, now }) => {
        try {
          const { url, flow, until } = await required().begin(ownPath(query.returnTo), now);
          setCookie(request, response, config, FLOW_COOKIE, flow, until);
          return to(url);
        } catch (error) {
          if (error instanceof OidcRefusal) return refusedAt(error.code);
          throw error;
        }
      },
    }),
    publicRoute({
      method: 'get',
      path: '/session/oidc/callback',
      id: 'finishOidc',
      audit: whereItHappens(),
      fails: [404],
      tag,
      summary: '从统一身份认证回来',
      query: z.looseObject({}),
      answers: { 303: { description: '已登录，转到原来的页；没有登录的，转到登录页并说明原因' } },
      handle: async ({ request, response, now }) => {
        const flow = readCookie(request, FLOW_COOKIE, config);
        clearCookie(request, response, config, FLOW_COOKIE);
        try {
          const proven = await required().finish(new URL(request.originalUrl, 'http://localhost').search, flow, now);
          const { person, identityId } = await personBehind(database, proven, now);
          const idToken = seal.close(proven.idToken, idTokenPurpose(person.id));
          const identity = { id: identityId, providerSession: proven.providerSession, idToken };
          await enter(services, person.id, { method: 'oidc', secondFactor: proven.secondFactor, identity }, { request, response, now });
          return to(proven.returnTo);
        } catch (error) {
          if (!(error instanceof OidcRefusal)) throw error;
          await audit.write({
            what: 'session:sign-in',
            actorId: null,
            outcome: 'refused',
            detail: { method: 'oidc', code: error.code, reason: error.reason },
            address: addressOf(request),
          });
          return refusedAt(error.code);
        }
      },
    }),
    publicRoute({
      method: 'post',
      path: '/session/oidc/logout',
      id: 'backChannelLogout',
      audit: whereItHappens(),
      fails: [400, 404],
      tag,
      summary: '统一身份认证告知：在那里已经退出（back-channel logout）',
      streams: 'application/x-www-form-urlencoded',
      guard: readForm,
      answers: { 200: { description: '对应的会话已结束', schema: z.object({ ended: z.int() }) } },
      handle: async ({ request }) => {
        const token: unknown = (request.body as { logout_token?: unknown } | undefined)?.logout_token;
        if (typeof token !== 'string') throw new Problem(400, 'no-logout-token', '没有 logout_token');
        try {
          const { issuer, subject, providerSession } = await required().loggedOut(token);
          const ended = await database.rows<{ personId: string }>(
            `delete from session s using oidc_identity i where i.id = s.identity_id and i.issuer = $1
               and ($2::text is null or i.subject = $2) and ($3::text is null or s.provider_session = $3)
             returning s.person_id as "personId"`,
            [issuer, subject, providerSession],
          );
          for (const { personId } of ended) {
            await audit.write({
              what: 'session:session-end',
              actorId: null,
              subject: personId,
              outcome: 'done',
              detail: { by: 'provider' },
            });
          }
          return { body: { ended: ended.length } };
        } catch (error) {
          if (error instanceof OidcRefusal) throw new Problem(400, error.code, `退出通知没有通过核验：${error.reason}`);
          throw error;
        }
      },
    }),
  ];
}

const readForm: RequestHandler = (request, response, next) =>
  express.urlencoded({ extended: false, limit: '64kb' })(request, response, next);
