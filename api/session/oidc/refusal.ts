/** A sign-in through the provider that is refused: a code for the person, the reason for the trail and the log. */
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { PROVIDER_REFUSALS, type ProviderRefusal } from '../../../domain/sign-in/provider.ts';

export class OidcRefusal extends Error {
  readonly code: ProviderRefusal;
  readonly reason: string;

  constructor(code: ProviderRefusal, reason: string) {
    super(PROVIDER_REFUSALS[code].text);
    this.name = 'OidcRefusal';
    this.code = code;
    this.reason = reason;
  }
}

/** The library's own errors: what was wrong with which claim, never the token itself. */
export function refusalOf(error: unknown): OidcRefusal {
  if (error instanceof OidcRefusal) return error;
  if (error instanceof AuthorizationResponseError) return new OidcRefusal('oidc-denied', `provider answered: ${error.error}`);
  if (error instanceof ResponseBodyError) return new OidcRefusal('oidc-denied', `token endpoint answered: ${error.error}`);
  if (error instanceof ClientError) {
    const why = deepest(error);
    if (why.includes('"state"')) return new OidcRefusal('oidc-flow', why);
    if (error.code === 'OAUTH_TIMEOUT') return new OidcRefusal('oidc-away', why);
    return new OidcRefusal('oidc-token', why);
  }
  if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError'))
    return new OidcRefusal('oidc-away', error.message);
  throw error;
}

/** The most telling of a chain of causes. */
function deepest(error: Error): string {
  const told = [error.message];
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) told.push(cause.message);
  return [...new Set(told)].join(': ').slice(0, 300);
}
