/**
 * The session's cookie. By https it is `__Host-caselight`: no other host, path or plain http can set or read it; straight on this
 * machine, without https, a plain name.
 */
import type { CookieOptions, Request, Response } from 'express';

export interface CookieConfig {
  publicUrl: string | undefined;
}

const PLAIN = 'caselight';

/** Whether people come by https, straight or through a proxy that is trusted. */
export const isHttps = (request: { secure: boolean }, { publicUrl }: CookieConfig): boolean =>
  request.secure || (publicUrl?.startsWith('https:') ?? false);

const nameOf = (name: string, https: boolean) => (https ? `__Host-${name}` : name);

const attributes = (secure: boolean): CookieOptions => ({ httpOnly: true, sameSite: 'lax', path: '/', secure });

/** The value of a cookie of ours; null when there is none. */
export function readCookie(request: Request, name: string, config: CookieConfig): string | null {
  const wanted = nameOf(name, isHttps(request, config));
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim();
  }
  return null;
}

export function setCookie(request: Request, response: Response, config: CookieConfig, name: string, value: string, expires?: Date): void {
  const https = isHttps(request, config);
  response.cookie(nameOf(name, https), value, { ...attributes(https), ...(expires ? { expires } : {}) });
}

export function clearCookie(request: Request, response: Response, config: CookieConfig, name: string): void {
  const https = isHttps(request, config);
  response.clearCookie(nameOf(name, https), attributes(https));
}

/** The session cookie's token; null when there is none that could be one. */
export function readSessionCookie(request: Request, config: CookieConfig): string | null {
  const value = readCookie(request, PLAIN, config);
  return value !== null && /^[A-Za-z0-9_-]{20,100}$/.test(value) ? value : null;
}

/** Kept until the latest end that the session can have. */
export const setSessionCookie = (request: Request, response: Response, config: CookieConfig, session: { token: string; expiresAt: Date }) =>
  setCookie(request, response, config, PLAIN, session.token, session.expiresAt);

export const clearSessionCookie = (request: Request, response: Response, config: CookieConfig) =>
  clearCookie(request, response, config, PLAIN);
