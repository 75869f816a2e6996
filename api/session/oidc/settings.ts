/** The OpenID provider, as the environment names it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Signatures that may be asked for; none that a client secret makes, and never `none`. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const words = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
  .default([]);

const schema = z.object({
  CASELIGHT_OIDC_ISSUER: z.url('应为网址').optional(),
  CASELIGHT_OIDC_CLIENT_ID: z.string().min(1).optional(),
  CASELIGHT_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** A private key (PKCS #8, PEM): the client proves itself by `private_key_jwt` instead of a secret. */
  CASELIGHT_OIDC_PRIVATE_KEY_FILE: z.string().min(1).optional(),
  /** The key's id at the provider, where it has one. */
  CASELIGHT_OIDC_PRIVATE_KEY_ID: z.string().min(1).optional(),
  CASELIGHT_OIDC_SCOPES: z.string().min(1).default('openid profile'),
  /** What stands on the button. */
  CASELIGHT_OIDC_NAME: z.string().min(1).max(40).default('统一身份认证'),
  CASELIGHT_OIDC_SIGNED_BY: z.enum(ALGORITHMS).default('RS256'),
  /** The claim that is the person's user name here; without one the security administrator links every account. */
  CASELIGHT_OIDC_USERNAME_CLAIM: z.string().min(1).optional(),
  /** What the provider writes into `amr` when it has seen a second factor; without any, administrators pass ours. */
  CASELIGHT_OIDC_TRUSTED_AMR: words,
});

export interface OidcSettings {
  issuer: URL;
  clientId: string;
  secret: string | undefined;
  privateKey: { pem: string; id: string | undefined } | undefined;
  scopes: string;
  name: string;
  signedBy: (typeof ALGORITHMS)[number];
  usernameClaim: string | undefined;
  trustedAmr: readonly string[];
}

const isLoopback = (url: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

/** Null without an issuer. `faults` names what is wrong or missing. */
export function readOidcSettings(environment: Record<string, string | undefined>): { settings: OidcSettings | null; faults: string[] } {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    return { settings: null, faults: parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`) };
  }
  const env = parsed.data;
  if (env.CASELIGHT_OIDC_ISSUER === undefined) return { settings: null, faults: [] };
  const faults: string[] = [];
  const issuer = new URL(env.CASELIGHT_OIDC_ISSUER);
  if (issuer.protocol !== 'https:' && !isLoopback(issuer)) faults.push('CASELIGHT_OIDC_ISSUER：须以 https:// 开头');
  if (!env.CASELIGHT_OIDC_CLIENT_ID) faults.push('CASELIGHT_OIDC_CLIENT_ID：没有设置');
  if (!environment.CASELIGHT_PUBLIC_URL) faults.push('CASELIGHT_PUBLIC_URL：使用统一身份认证须设置本系统的网址');
  const file = env.CASELIGHT_OIDC_PRIVATE_KEY_FILE;
  if (!file && !env.CASELIGHT_OIDC_CLIENT_SECRET)
    faults.push('CASELIGHT_OIDC_CLIENT_SECRET 或 CASELIGHT_OIDC_PRIVATE_KEY_FILE：须设置其中之一');
  let pem: string | undefined;
  try {
    pem = file ? readFileSync(file, 'utf8') : undefined;
  } catch {
    faults.push(`CASELIGHT_OIDC_PRIVATE_KEY_FILE：读不到 ${file}`);
  }
  if (faults.length > 0) return { settings: null, faults };
  return {
    settings: {
      issuer,
      clientId: env.CASELIGHT_OIDC_CLIENT_ID!,
      secret: env.CASELIGHT_OIDC_CLIENT_SECRET,
      privateKey: pem === undefined ? undefined : { pem, id: env.CASELIGHT_OIDC_PRIVATE_KEY_ID },
      scopes: env.CASELIGHT_OIDC_SCOPES,
      name: env.CASELIGHT_OIDC_NAME,
      signedBy: env.CASELIGHT_OIDC_SIGNED_BY,
      usernameClaim: env.CASELIGHT_OIDC_USERNAME_CLAIM,
      trustedAmr: env.CASELIGHT_OIDC_TRUSTED_AMR,
    },
    faults: [],
  };
}
