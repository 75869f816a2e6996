/**
 * Signs what is sent to a channel, so that it can tell our reports from anybody else's: HMAC-SHA256 with the webhook's
 * secret over `timestamp.body`. The receiver also refuses timestamps that lie minutes back.
 */
import { createHmac, randomBytes } from 'node:crypto';

export const newSecret = (): string => `whs_${randomBytes(32).toString('base64url')}`;

/** `timestamp`: seconds since 1970 as text, as sent in `X-Caselight-Timestamp`. Answers `sha256=<hex>`. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
