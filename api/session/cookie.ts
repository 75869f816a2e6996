import type { Request, Response } from 'express';

const NAME = 'caselight_session';

/** The session cookie's token; null when there is none. */
export function readSessionCookie(request: Request): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === NAME && value && /^[A-Za-z0-9_-]{20,100}$/.test(value)) return value;
  }
  return null;
}

const attributes = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax', path: '/', secure }) as const;

/** Secure where people come by https, straight or through a proxy that is trusted. */
export function setSessionCookie(response: Response, token: string, expires: Date, secure: boolean): void {
  response.cookie(NAME, token, { ...attributes(secure), expires });
}

export function clearSessionCookie(response: Response, secure: boolean): void {
  response.clearCookie(NAME, attributes(secure));
}
