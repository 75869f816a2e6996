/** Passkeys (WebAuthn) as a second factor: the device proves that it is there and that its owner unlocked it. */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Request } from 'express';
import { isIP } from 'node:net';
import type { Person } from '../../../domain/people.ts';
import type { Instant } from '../../../domain/terms/model.ts';
import type { Database } from '../../database/database.ts';
import { Problem } from '../../http/problem.ts';

export interface Place {
  rpID: string;
  origin: string;
}

const CHALLENGE_MS = 5 * 60_000;
const MOST_PASSKEYS = 10;

/** Where the browser is, as a passkey is bound to it; a 409 where none can be. */
export function placeOf(request: Request, publicUrl: string | undefined): Place {
  const origin = new URL(publicUrl ?? `${request.protocol}://${request.headers.host ?? ''}`);
  const rpID = origin.hostname;
  // Browsers allow passkeys on names reached by https, and on this machine.
  if (rpID !== 'localhost' && (origin.protocol !== 'https:' || isIP(rpID.replaceAll(/[[\]]/g, '')) !== 0)) {
    throw new Problem(409, 'no-passkeys-here', `浏览器不允许在 ${origin.origin} 使用通行密钥`, {
      needs: [
        rpID === '127.0.0.1' ? '在本机请改用 http://localhost 打开' : '通过 https 和域名访问（CASELIGHT_PUBLIC_URL）',
        '或者使用验证器的验证码',
      ],
    });
  }
  return { rpID, origin: origin.origin };
}

interface Row {
  id: string;
  publicKey: Buffer;
  counter: string;
  transports: string[];
}

const keysOf = (database: Database, personId: string) =>
  database.rows<Row>('select id, public_key as "publicKey", counter, transports from passkey where person_id = $1', [personId]);

const remember = (database: Database, sessionId: string, challenge: string, now: Instant) =>
  database.run('update session set challenge = $2, challenge_until = $3 where id = $1', [
    sessionId,
    challenge,
    new Date(now + CHALLENGE_MS),
  ]);

/** The challenge that this session was given; good once. */
async function takeChallenge(database: Database, sessionId: string, now: Instant): Promise<string> {
  const row = await database.first<{ challenge: string | null }>(
    `update session s set challenge = null from (select id, challenge from session where id = $1 and challenge_until > $2 for update) as old
     where s.id = old.id returning old.challenge`,
    [sessionId, new Date(now)],
  );
  if (!row?.challenge) throw new Problem(409, 'challenge-over', '这次操作已经超时', { needs: ['重新开始'] });
  return row.challenge;
}

export async function creationOptions(
  database: Database,
  { person, username, sessionId }: { person: Person; username: string; sessionId: string },
  { rpID }: Place,
  now: Instant,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const keys = await keysOf(database, person.id);
  if (keys.length >= MOST_PASSKEYS)
    throw new Problem(409, 'too-many-passkeys', `通行密钥最多${MOST_PASSKEYS}个`, { needs: ['先移除不再使用的'] });
  const options = await generateRegistrationOptions({
    rpName: '案灯',
    rpID,
    userName: username,
    userDisplayName: person.name,
    excludeCredentials: keys.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
  await remember(database, sessionId, options.challenge, now);
  return options;
}

export async function addPasskey(
  database: Database,
  { personId, sessionId, name, answer }: { personId: string; sessionId: string; name: string; answer: unknown },
  { rpID, origin }: Place,
  now: Instant,
): Promise<void> {
  const expectedChallenge = await takeChallenge(database, sessionId, now);
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: answer as RegistrationResponseJSON,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
  }).catch((error: unknown) => {
    throw notProven(error);
  });
  if (!verified) throw notProven(null);
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  const added = await database.run(
    `insert into passkey (id, person_id, public_key, counter, transports, name, created_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [id, personId, Buffer.from(publicKey), counter, transports, name, new Date(now)],
  );
  if (added === 0) throw new Problem(409, 'passkey-known', '这个通行密钥已经登记过', { needs: ['换一个设备，或者先移除原来的'] });
}

export async function requestOptions(
  database: Database,
  { personId, sessionId }: { personId: string; sessionId: string },
  { rpID }: Place,
  now: Instant,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const keys = await keysOf(database, personId);
  if (keys.length === 0) throw new Problem(409, 'no-passkey', '没有登记过通行密钥', { needs: ['使用验证器的验证码'] });
  const options = await generateAuthenticationOptions({
    rpID,
    allowCredentials: keys.map(({ id, transports }) => ({ id, transports })),
    userVerification: 'required',
  });
  await remember(database, sessionId, options.challenge, now);
  return options;
}

/** Whether one of the person's own passkeys has signed this session's challenge here and now. */
export async function takePasskey(
  database: Database,
  { personId, sessionId, answer }: { personId: string; sessionId: string; answer: unknown },
  { rpID, origin }: Place,
  now: Instant,
): Promise<boolean> {
  const response = answer as AuthenticationResponseJSON;
  const expectedChallenge = await takeChallenge(database, sessionId, now);
  const key = (await keysOf(database, personId)).find(({ id }) => id === response.id);
  if (!key) return false;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: { id: key.id, publicKey: new Uint8Array(key.publicKey), counter: Number(key.counter), transports: key.transports },
  }).catch(() => ({ verified: false, authenticationInfo: null }) as const);
  if (!verified || authenticationInfo === null) return false;
  await database.run('update passkey set counter = $2, last_used_at = $3 where id = $1', [
    key.id,
    authenticationInfo.newCounter,
    new Date(now),
  ]);
  return true;
}

const notProven = (error: unknown) =>
  new Problem(409, 'passkey-not-proven', '通行密钥没有通过验证', {
    needs: ['重新开始；须在登记时的网址上操作，并在设备上确认是本人'],
    ...(error instanceof Error ? { more: { reason: error.message.slice(0, 200) } } : {}),
  });
