/** What a route is: written once, mounted by `mount.ts`, described by `openapi/`. */
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Scope } from '../../contract/keys.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Role } from '../../domain/vocabulary.ts';
import type { Says } from '../audit/says.ts';
import type { Caller, SessionCaller } from '../session/caller.ts';

export interface SignedIn {
  /** Undefined: everybody who is signed in. */
  roles?: readonly Role[];
  /** The scope that a machine's key needs; without one the route is for people only. */
  scope?: Scope;
}

/** For people only. */
export type PeopleOnly = Omit<SignedIn, 'scope'>;
/** For people, and for keys of that scope. */
export type OpenToKeys = SignedIn & { scope: Scope };

export type Access = 'anyone' | SignedIn;

export interface Answer {
  /** Default 200. */
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The handler has written the response itself (files, events). */
export const SENT = Symbol('sent');

export interface Call<Params, Query, Body, Who, Seen = undefined> {
  params: Params;
  query: Query;
  body: Body;
  caller: Who;
  /** What the route's `see` found. */
  seen: Seen;
  /** The request's one instant, UTC epoch milliseconds: every derived light in one answer is of the same moment. */
  now: Instant;
  /** `Idempotency-Key` as sent, checked; null when absent. */
  idempotencyKey: string | null;
  /** Version of `If-Match: "<version>"`; null when absent or `*`. */
  expectedVersion: number | null;
  request: Request;
  response: Response;
}

export interface AnswerDoc {
  description: string;
  /** JSON schema of the body; with `type` the media type of something else. */
  schema?: z.ZodType;
  type?: string;
}

export interface RouteDraft<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Who, Seen = undefined> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api/v1, parameters in braces: `/cases/{caseId}`. */
  path: string;
  /** Stable name in the OpenAPI document. */
  id: string;
  tag: string;
  summary: string;
  description?: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** It changes nothing and is asked from another origin, which it checks itself. */
  withoutCsrfToken?: true;
  /** Bytes; default 512 KB. */
  bodyLimit?: number;
  /** The body is read by the handler (files, CSV); named for the document. */
  streams?: 'multipart/form-data' | 'text/csv' | 'application/x-www-form-urlencoded';
  /** Headers the route understands, for the document; they are read for every route. */
  headers?: readonly ('Idempotency-Key' | 'If-Match')[];
  /** Failures beside those that every such route has, for the document. */
  fails?: readonly number[];
  /** Runs after the body was read and before the handler (rate limits). */
  guard?: RequestHandler;
  answers: Record<number, AnswerDoc>;
  /** What it writes into the audit trail, or why it writes nothing. */
  audit: Says<Call<z.infer<Params>, z.infer<Query>, z.infer<Body>, Who, NoInfer<Seen>>>;
  /** Its answer holds what is masked everywhere else; it says so in the audit trail first. */
  reveals?: true;
  /** Asked before query and body are read: 404 for what is not theirs to see, then 403 for what is not theirs to do. */
  see?: (params: z.infer<Params>, who: Who) => Promise<Seen>;
  handle: (call: Call<z.infer<Params>, z.infer<Query>, z.infer<Body>, Who, Seen>) => Promise<Answer | typeof SENT>;
}

export interface Route extends Omit<RouteDraft<z.ZodType, z.ZodType, z.ZodType, unknown>, 'handle' | 'see' | 'audit'> {
  access: Access;
  /** The body for the document, where the handler parses it itself. */
  documentedBody?: z.ZodType;
  /** Kept out of the document. */
  undocumented?: true;
  // The schemas beside it fix what it takes; mounted routes are all alike.
  audit: Says<never>;
  see?: (params: never, who: never) => Promise<unknown>;
  handle: (call: Call<never, never, never, never, never>) => Promise<Answer | typeof SENT>;
}

export type NoFields = z.ZodType<Record<string, never>>;

/** A route for people who are signed in. Its handler has a person; no key ever comes to it (session/authenticate.ts). */
export function route<
  Params extends z.ZodType = NoFields,
  Query extends z.ZodType = NoFields,
  Body extends z.ZodType = z.ZodUndefined,
  Seen = undefined,
>(access: PeopleOnly, draft: RouteDraft<Params, Query, Body, SessionCaller, Seen>): Route {
  return { ...draft, access } as unknown as Route;
}

/** A route that a machine may ask, too: intake, and reading. Its handler tells a key from a person. */
export function routeForKeys<
  Params extends z.ZodType = NoFields,
  Query extends z.ZodType = NoFields,
  Body extends z.ZodType = z.ZodUndefined,
  Seen = undefined,
>(access: OpenToKeys, draft: RouteDraft<Params, Query, Body, Caller, Seen>): Route {
  return { ...draft, access } as unknown as Route;
}

/** A route for anyone. */
export function publicRoute<
  Params extends z.ZodType = NoFields,
  Query extends z.ZodType = NoFields,
  Body extends z.ZodType = z.ZodUndefined,
>(draft: RouteDraft<Params, Query, Body, null>): Route {
  return { ...draft, access: 'anyone' } as unknown as Route;
}
