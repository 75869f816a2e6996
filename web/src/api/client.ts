/** The one way to the API: same origin, session cookie, CSRF token on what changes something, problems as errors. */

export interface FieldProblem {
  path: string;
  title?: string;
  message: string;
}

/** An RFC 9457 problem as the API answers it; `needs` says what would make it possible. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly needs: string[];
  readonly basis: string[];
  readonly fields: FieldProblem[];
  readonly retryAfterSeconds: number | null;
  /** All members of the body, for those that read more than the common ones. */
  readonly more: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>, retryAfter: string | null) {
    super(typeof body.detail === 'string' ? body.detail : typeof body.title === 'string' ? body.title : '请求未能完成');
    this.name = 'Problem';
    this.status = status;
    this.more = body;
    this.code = typeof body.code === 'string' ? body.code : 'unknown';
    this.needs = Array.isArray(body.needs) ? (body.needs as string[]) : [];
    this.basis = Array.isArray(body.basis) ? (body.basis as string[]) : [];
    this.fields = Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [];
    this.retryAfterSeconds = retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
  }
}

/** Whether a form says all of it at its own fields. */
export const isAtField = (error: unknown): boolean => error instanceof Problem && error.fields.length > 0;

let csrfToken: string | null = null;

/** Set after sign-in and after reading the session; the token lives only in memory. */
export function rememberCsrfToken(token: string | null): void {
  csrfToken = token;
}

const listeners = new Set<() => void>();

/** Called when the API says that nobody is signed in (any more). */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const gates = new Set<() => void>();

/** Called when the API wants the second factor first: it was set up elsewhere, or is now demanded. */
export function onFactorDue(listener: () => void): () => void {
  gates.add(listener);
  return () => gates.delete(listener);
}

/** When somebody last touched the page; what it asks by itself long after does not keep the session open. */
let touchedAt = Date.now();
const UNATTENDED_MS = 90_000;
for (const kind of ['pointerdown', 'keydown', 'wheel'] as const) {
  window.addEventListener(kind, () => (touchedAt = Date.now()), { capture: true, passive: true });
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const method = options.method ?? 'GET';
  const form = options.body instanceof FormData;
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (options.body !== undefined && !form) headers['Content-Type'] = 'application/json';
  if (Date.now() - touchedAt > UNATTENDED_MS) headers['X-Asked-By'] = 'page';
  if (method !== 'GET' && csrfToken) headers['X-CSRF-Token'] = csrfToken;
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: form ? (options.body as FormData) : JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem(0, { code: 'offline', detail: '连不上服务器，请检查网络后重试；已填写的内容仍在本页。' }, null);
  }
}

async function parsed(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return { code: 'not-json', detail: `服务器回答异常（${response.status}）` };
  }
}

async function problemOf(path: string, response: Response): Promise<Problem> {
  const body = (await parsed(response)) as Record<string, unknown>;
  const problem = new Problem(response.status, body, response.headers.get('Retry-After'));
  if (response.status === 401 && path !== '/session') listeners.forEach((listener) => listener());
  if (problem.code === 'second-factor-due' || problem.code === 'second-factor-missing') gates.forEach((listener) => listener());
  return problem;
}

/** Sends one request; answers the parsed JSON (undefined for 204) or throws a `Problem`. */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  if (response.status === 204) return undefined as Answer;
  if (!response.ok) throw await problemOf(path, response);
  return (await parsed(response)) as Answer;
}

/** Sends one request and gives what it answers to the browser as a file of that name. */
export async function download(path: string, name: string, options: RequestOptions = {}): Promise<void> {
  const response = await send(path, { ...options, headers: { Accept: '*/*', ...options.headers } });
  if (!response.ok) throw await problemOf(path, response);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
