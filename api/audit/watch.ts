/** From served requests to the audit trail: what was done, as the route says it; what was refused, whatever it says. */
import type { Request } from 'express';
import type { AuditDetail } from '../../domain/audit/details.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { Problem } from '../http/problem.ts';
import type { Call, Route } from '../http/route.ts';
import { actorIdOf, type Caller } from '../session/caller.ts';
import { sha256 } from '../session/tokens.ts';
import type { AuditNote } from './port.ts';
import { createRefusals } from './refusals.ts';
import type { Audited } from './says.ts';
import type { AuditTrail } from './trail.ts';

type AnyCall = Call<unknown, unknown, unknown, Caller | null, unknown>;

/** How far a request came. */
export interface Entered {
  route: Route;
  /** As the path has them; gone from the request where refusals are heard of. */
  params: unknown;
  caller: Caller | null;
  /** Whether its handler was reached, which writes for itself where the route says so. */
  begun?: true;
}

export interface AuditWatch {
  /** Before the handler: for those that write their answer themselves. */
  beginning(route: Route, call: AnyCall): Promise<void>;
  /** After the handler and before the answer. */
  done(route: Route, call: AnyCall, body: unknown): Promise<void>;
  refused(entered: Entered, request: Request, error: unknown): void;
}

const REFUSED = new Set([401, 403, 404, 409, 429]);
/** Of these every route's are written down; of the others those of routes that write what they do. */
const ALWAYS = new Set([401, 403, 429]);

export const whatOf = (route: Pick<Route, 'audit' | 'id'>): string =>
  `${'kind' in route.audit ? route.audit.kind : (route.audit.itself ?? 'other')}:${route.id}`;

export function createAuditWatch(trail: Pick<AuditTrail, 'write' | 'note'>, clock: () => Instant): AuditWatch {
  const refusal = createRefusals((note) => trail.note(note), clock);

  const noteOf = (route: Route, said: Audited<never>, call: AnyCall, body: unknown): AuditNote => {
    const subject = said.subject ? said.subject(call as never, body) : subjectOf(call.params);
    return {
      what: whatOf(route),
      outcome: 'done',
      actorId: (call.caller && actorIdOf(call.caller)) ?? said.actor?.(body) ?? null,
      ...(subject === null ? {} : { subject }),
      detail: { ...askedOf(call.query), ...foundIn(body), ...said.detail?.(call as never, body) },
    };
  };

  return {
    beginning: async (route, call) => {
      const said = route.audit;
      if ('kind' in said && said.early) await trail.write(noteOf(route, said, call, undefined));
    },
    done: async (route, call, body) => {
      const said = route.audit;
      if (!('kind' in said) || said.early) return;
      const note = noteOf(route, said, call, body);
      if (said.waits) await trail.write(note);
      else trail.note(note);
    },
    refused: ({ route, params, caller, begun }, request, error) => {
      if (!(error instanceof Problem) || !REFUSED.has(error.status)) return;
      // A flood that is turned away is counted here; everything else the handler has told with its reason.
      if (begun && 'silent' in route.audit && route.audit.itself && error.status !== 429) return;
      const probing = error.status === 404 && route.path.includes('{');
      if (!('kind' in route.audit) && !ALWAYS.has(error.status) && !probing) return;
      const subject = subjectOf(params);
      refusal({
        what: whatOf(route),
        outcome: 'refused',
        actorId: caller && actorIdOf(caller),
        ...(subject === null ? {} : { subject }),
        detail: { status: error.status, code: error.code },
        ...(request.ip === undefined ? {} : { address: request.ip }),
      });
    },
  };
}

/** What the path names first: `case:…`. */
function subjectOf(params: unknown): string | null {
  const [name, value] = Object.entries((params ?? {}) as Record<string, unknown>)[0] ?? [];
  return name !== undefined && typeof value === 'string' ? `${name.replace(/Id$/, '')}:${value.slice(0, 100)}` : null;
}

/** Which filters were used; the words that were looked for only as their digest, for they may be somebody's name. */
function askedOf(query: unknown): AuditDetail {
  const given = Object.entries((query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined);
  const filters = given.map(([name]) => name).filter((name) => name !== 'limit' && name !== 'cursor' && name !== 'q');
  const words = given.find(([name]) => name === 'q')?.[1];
  return {
    ...(filters.length > 0 ? { filters } : {}),
    ...(typeof words === 'string' && words !== '' ? { words: digestOfWords(words) } : {}),
  };
}

/** By it one finds out who looked for a name that one knows. */
export const digestOfWords = (words: string): string => sha256(`caselight-audit-words:${words.trim().toUpperCase()}`).slice(0, 32);

function foundIn(body: unknown): AuditDetail {
  const items = (body as { items?: unknown } | null | undefined)?.items;
  return Array.isArray(items) ? { found: items.length } : {};
}
