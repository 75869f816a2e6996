import type { Logger } from 'pino';
import { CASE_READERS } from '../../domain/roles.ts';
import { audits } from '../audit/says.ts';
import { Problem } from '../http/problem.ts';
import { type Route, route, SENT } from '../http/route.ts';
import { type CookieConfig, readSessionCookie } from '../session/cookie.ts';
import type { Sessions } from '../session/session-store.ts';
import type { Hub, Watcher } from './hub.ts';

const HEARTBEAT_MS = 15_000;
const CHECK_SESSION_MS = 60_000;
const MOST_WATCHERS = 2_000;

export interface LiveServices {
  config: CookieConfig;
  hub: Hub;
  sessions: Sessions;
  clock: () => number;
  log: Logger;
}

export function liveRoutes({ config, hub, sessions, clock, log }: LiveServices): Route[] {
  return [
    route(
      { roles: CASE_READERS },
      {
        method: 'get',
        path: '/live',
        id: 'live',
        audit: audits('read', { early: true }),
        tag: '实时',
        summary: '随时告知变化（server-sent events）',
        description:
          'case {caseId, version, stage, tier, light, …}；item {kind, id, …}：其他事项；lead {leadId}；notification {unread}；reset：可能有遗漏，请重新读取。断线重连以 Last-Event-ID 补上。',
        answers: { 200: { description: '事件流', type: 'text/event-stream' } },
        handle: async ({ caller, request, response }) => {
          if (hub.size >= MOST_WATCHERS)
            throw new Problem(503, 'too-many-watchers', '实时连接过多，请稍后再试', { headers: { 'Retry-After': '30' } });
          response
            .status(200)
            .set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
          response.flushHeaders();
          response.write('retry: 2000\n: 案灯\n\n');
          const watcher: Watcher = { person: caller.person, sessionId: caller.via === 'session' ? caller.sessionId : null, response };
          const heartbeat = setInterval(() => response.write(': \n\n'), HEARTBEAT_MS);
          // Who was signed out, moved or lost a role stops hearing what is no longer theirs.
          const checkSession = setInterval(() => {
            const token = readSessionCookie(request, config);
            if (!token) return response.end();
            sessions.callerOf(token, clock(), 'page').then(
              (now) => {
                if (now) watcher.person = now.person;
                else response.end();
              },
              (error: unknown) => log.debug({ err: error }, 'a live session could not be checked'),
            );
          }, CHECK_SESSION_MS);
          response.once('close', () => {
            clearInterval(heartbeat);
            clearInterval(checkSession);
            hub.remove(watcher);
          });
          const lastEventId = request.headers['last-event-id'];
          await hub.add(watcher, typeof lastEventId === 'string' ? lastEventId : undefined).catch((error: unknown) => {
            response.end();
            log.debug({ err: error }, 'a live connection could not be caught up');
          });
          return SENT;
        },
      },
    ),
  ];
}
