/**
 * The OpenID provider: authorization code with PKCE, state and nonce. What a sign-in that is under way has to remember lies
 * sealed in a cookie of the browser that began it: nobody can finish one in another's browser, and who never finishes leaves
 * nothing here.
 */
import { createPrivateKey } from 'node:crypto';
import { importPKCS8, type JWTVerifyGetKey, createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { z } from 'zod';
import type { Instant } from '../../../domain/terms/model.ts';
import type { Database } from '../../database/database.ts';
import type { Seal } from '../sealed.ts';
import { OidcRefusal, refusalOf } from './refusal.ts';
import type { OidcSettings } from './settings.ts';

/** Who the provider says it is. */
export interface Proven {
  issuer: string;
  subject: string;
  claimedName: string | null;
  /** It has seen a second factor that we trust. */
  secondFactor: boolean;
  providerSession: string | null;
  idToken: string;
  returnTo: string;
}

export interface Provider {
  readonly name: string;
  begin(returnTo: string, now: Instant): Promise<{ url: string; flow: string; until: Date }>;
  /** Throws an `OidcRefusal`. `query`: of the address that the browser came back to. */
  finish(query: string, flow: string | null, now: Instant): Promise<Proven>;
  /** Where the browser has to go to end the provider's session as well. */
  logoutUrl(sessionId: string): Promise<string | null>;
  /** Whose sessions the provider's logout token ends. Throws an `OidcRefusal`. */
  loggedOut(token: string): Promise<{ issuer: string; subject: string | null; providerSession: string | null }>;
}

export const CALLBACK = '/api/v1/session/oidc/callback';

const FLOW_MS = 10 * 60_000;
const DISCOVERED_FOR_MS = 3_600_000;
const TOLERANCE_SECONDS = 30;
const TIMEOUT_SECONDS = 10;
const FLOW = 'oidc flow';
export const idTokenPurpose = (personId: string) => `id token ${personId}`;

const flowSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string(), until: z.number() });

export function createProvider(
  settings: OidcSettings,
  { publicUrl, database, seal }: { publicUrl: string; database: Database; seal: Seal },
): Provider {
  const redirectUri = new URL(CALLBACK, publicUrl).href;
  let discovered: { at: Instant; configuration: client.Configuration; keys: JWTVerifyGetKey } | null = null;

  /** Read once an hour; one that cannot be read now goes on as it was. */
  async function configured(now: Instant = Date.now()) {
    if (discovered && now - discovered.at < DISCOVERED_FOR_MS) return discovered;
    try {
      const configuration = await discover(settings);
      const keys = createRemoteJWKSet(new URL(configuration.serverMetadata().jwks_uri ?? ''), { timeoutDuration: TIMEOUT_SECONDS * 1_000 });
      discovered = { at: now, configuration, keys };
      return discovered;
    } catch (error) {
      if (discovered) return discovered;
      throw new OidcRefusal('oidc-away', error instanceof Error ? error.message : String(error));
    }
  }

  return {
    name: settings.name,

    begin: async (returnTo, now) => {
      const { configuration } = await configured(now);
      const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: settings.scopes,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      const until = now + FLOW_MS;
      return { url: url.href, flow: seal.close(JSON.stringify({ state, nonce, verifier, returnTo, until }), FLOW), until: new Date(until) };
    },

    finish: async (query, sealed, now) => {
      const text = sealed === null ? null : seal.open(sealed, FLOW);
      if (text === null) throw new OidcRefusal('oidc-flow', 'this browser has not begun a sign-in');
      const flow = flowSchema.parse(JSON.parse(text));
      if (flow.until < now) throw new OidcRefusal('oidc-flow', 'the sign-in took too long');
      const { configuration } = await configured(now);
      const back = new URL(redirectUri);
      back.search = query;
      try {
        const tokens = await client.authorizationCodeGrant(configuration, back, {
          pkceCodeVerifier: flow.verifier,
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims()!;
        requireOurs(claims, settings.clientId, now);
        return {
          issuer: claims.iss,
          subject: claims.sub,
          claimedName: nameIn(claims, settings.usernameClaim),
          secondFactor: Array.isArray(claims.amr) && claims.amr.some((one) => settings.trustedAmr.includes(String(one))),
          providerSession: typeof claims.sid === 'string' ? claims.sid : null,
          idToken: tokens.id_token!,
          returnTo: flow.returnTo,
        };
      } catch (error) {
        throw refusalOf(error);
      }
    },

    logoutUrl: async (sessionId) => {
      const row = await database.first<{ personId: string; idToken: string | null }>(
        'select person_id as "personId", id_token as "idToken" from session where id = $1',
        [sessionId],
      );
      const hint = row?.idToken ? seal.open(row.idToken, idTokenPurpose(row.personId)) : null;
      const known = await configured().catch(() => null);
      if (!hint || !known?.configuration.serverMetadata().end_session_endpoint) return null;
      return client.buildEndSessionUrl(known.configuration, { id_token_hint: hint, post_logout_redirect_uri: new URL('/', publicUrl).href })
        .href;
    },

    loggedOut: async (token) => {
      const { configuration, keys } = await configured();
      const { issuer } = configuration.serverMetadata();
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience: settings.clientId,
          algorithms: [settings.signedBy],
          clockTolerance: TOLERANCE_SECONDS,
          maxTokenAge: 300,
          requiredClaims: ['jti', 'events'],
        });
        const events = payload.events as Record<string, unknown> | null;
        if (!events?.['http://schemas.openid.net/event/backchannel-logout']) throw new Error('no logout event');
        if (payload.nonce !== undefined) throw new Error('a logout token has no nonce');
        const providerSession = typeof payload.sid === 'string' ? payload.sid : null;
        if (!payload.sub && !providerSession) throw new Error('neither subject nor session');
        return { issuer, subject: payload.sub ?? null, providerSession };
      } catch (error) {
        throw new OidcRefusal('oidc-token', error instanceof Error ? error.message : String(error));
      }
    },
  };
}

async function discover(settings: OidcSettings): Promise<client.Configuration> {
  const configuration = await client.discovery(
    settings.issuer,
    settings.clientId,
    { id_token_signed_response_alg: settings.signedBy, [client.clockTolerance]: TOLERANCE_SECONDS },
    await proofOf(settings),
    { timeout: TIMEOUT_SECONDS, execute: settings.issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [] },
  );
  // The token comes straight from the provider by TLS, which the standard lets pass for its signature; we look at both.
  client.enableNonRepudiationChecks(configuration);
  return configuration;
}

async function proofOf({ privateKey, secret }: OidcSettings): Promise<client.ClientAuth> {
  if (!privateKey) return client.ClientSecretPost(secret!);
  const type = createPrivateKey(privateKey.pem).asymmetricKeyType;
  const key = await importPKCS8(privateKey.pem, type === 'rsa' ? 'RS256' : type === 'ed25519' ? 'EdDSA' : 'ES256');
  return client.PrivateKeyJwt(privateKey.id === undefined ? key : { key, kid: privateKey.id });
}

/** What the library leaves to us: a token from the future, and one that was made for another client. */
function requireOurs(claims: client.IDToken, clientId: string, now: Instant): void {
  if (claims.iat * 1_000 > now + TOLERANCE_SECONDS * 1_000) throw new OidcRefusal('oidc-token', 'unexpected ID Token "iat": in the future');
  if (claims.azp !== undefined && claims.azp !== clientId) throw new OidcRefusal('oidc-token', 'unexpected ID Token "azp": another client');
}

/** An address counts only where the provider has checked it. */
function nameIn(claims: client.IDToken, claim: string | undefined): string | null {
  if (claim === undefined || (claim === 'email' && claims.email_verified !== true)) return null;
  const name = claims[claim];
  return typeof name === 'string' && name.trim() !== '' ? name.slice(0, 100) : null;
}
