/**
 * What lies between us and Temporal's store: every payload is deflated where that pays (zlib.ts), then encrypted and sealed by
 * AES-256-GCM with a key of the ring. Named openly are the key and the workflow it was written for; both are part of what is
 * authenticated, so that what was written for one case opens for no other. docs/adr/0054.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { DataConverter, Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { type Doubt, doubtful, MARKED_PLAINTEXT } from './authentic.ts';
import { keyNamed, keyRing } from './key-ring.ts';
import { pack, PayloadError, PayloadMessage, unpack } from './zlib.ts';

export { PayloadError } from './zlib.ts';

const ENCODING = 'binary/encrypted';
const ALGORITHM = 'aes-256-gcm';
/** Of the form below; part of what is authenticated. */
const VERSION = 'caselight-codec/1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const encoder = new TextEncoder();
const encodingBytes = encoder.encode(ENCODING);

const textOf = (bytes: Uint8Array | null | undefined): string => (bytes instanceof Uint8Array ? Buffer.from(bytes).toString('utf8') : '');
export const isEncrypted = ({ metadata }: Payload): boolean => textOf(metadata?.encoding) === ENCODING;
export const keyIdOf = ({ metadata }: Payload): string => textOf(metadata?.['encryption-key-id']);
export const writtenFor = ({ metadata }: Payload): string => textOf(metadata?.['caselight-for']);

const authenticated = (keyId: string, workflowId: string): Buffer => Buffer.from(`${VERSION}\n${keyId}\n${workflowId}`, 'utf8');
const placeOf = (context: SerializationContext | undefined): string => context?.workflowId ?? '';

async function encrypt(payload: Payload, context: SerializationContext | undefined): Promise<Payload> {
  const { id, key } = keyRing().first;
  const workflowId = placeOf(context);
  const whole = PayloadMessage.encode(await pack(payload)).finish();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(authenticated(id, workflowId));
  const data = Buffer.concat([nonce, cipher.update(whole), cipher.final(), cipher.getAuthTag()]);
  return {
    metadata: {
      encoding: encodingBytes,
      'encryption-key-id': encoder.encode(id),
      ...(workflowId === '' ? {} : { 'caselight-for': encoder.encode(workflowId) }),
    },
    data,
  };
}

/** The payload that was encrypted, or what is to be doubted of it. */
async function decrypt(payload: Payload, context: SerializationContext | undefined): Promise<Payload | Doubt> {
  const [keyId, workflowId] = [keyIdOf(payload), writtenFor(payload)];
  const key = keyNamed(keyId)?.key;
  if (!key) return 'unknown-key';
  const data = Buffer.from(payload.data ?? new Uint8Array());
  if (data.length < NONCE_BYTES + TAG_BYTES) return 'damaged';
  let whole: Buffer;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, data.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(authenticated(keyId, workflowId))
      .setAuthTag(data.subarray(data.length - TAG_BYTES));
    whole = Buffer.concat([decipher.update(data.subarray(NONCE_BYTES, data.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return 'damaged';
  }
  const place = placeOf(context);
  if (place !== '' && place !== workflowId) return 'misdirected';
  return unpack(PayloadMessage.decode(whole));
}

const reasons: Record<Doubt, (payload: Payload) => string> = {
  plaintext: () => 'Temporal 中的数据没有加密，不是案灯写的，不予采用',
  damaged: () => 'Temporal 中的数据已损坏或者被改动，打不开',
  misdirected: (payload) => `Temporal 中的数据是写给 ${writtenFor(payload)} 的，不是写给这里的，不予采用`,
  'unknown-key': (payload) =>
    `Temporal 中的数据用密钥 ${keyIdOf(payload) || '（未注明）'} 加密，密钥环里没有；请从备份恢复密钥环，npm run codec -- check 列出读不出的案件`,
};

export const reasonOf = (doubt: Doubt, payload: Payload): string => reasons[doubt](payload);

type Open = (payload: Payload, context: SerializationContext | undefined) => Promise<Payload>;

const codecOf = (open: Open): PayloadCodec => ({
  encode: (payloads, context) => Promise.all(payloads.map((payload) => encrypt(payload, context))),
  decode: (payloads, context) => Promise.all(payloads.map((payload) => open(payload, context))),
});

const orThrow = (payload: Payload, opened: Payload | Doubt): Payload => {
  if (typeof opened === 'string') throw new PayloadError(reasonOf(opened, payload));
  return opened;
};

/** Of a client: what is not ours is an error, never an answer. */
export const clientCodec = codecOf(async (payload, context) => {
  if (isEncrypted(payload)) return orThrow(payload, await decrypt(payload, context));
  if (!keyRing().older) throw new PayloadError(reasonOf('plaintext', payload));
  return unpack(payload);
});

/** What stands in a payload's place, for workflow and activity to refuse: an error here would fail the whole task. */
const refusable = (doubt: Doubt, payload: Payload): Payload => ({
  metadata: { encoding: encoder.encode('json/plain') },
  data: encoder.encode(JSON.stringify(doubtful(doubt, doubt === 'unknown-key' ? keyIdOf(payload) : undefined))),
});

/**
 * The same value with the mark beside what it says: at the end, where it holds against one that the value brings itself. What
 * is no object has nothing that could be acted upon.
 */
function marked(payload: Payload): Payload {
  const text = textOf(payload.data).trim();
  if (textOf(payload.metadata?.encoding) !== 'json/plain' || !text.startsWith('{') || !text.endsWith('}')) return payload;
  const inner = text.slice(1, -1);
  return { ...payload, data: encoder.encode(`{${inner}${inner.trim() === '' ? '' : ','}${MARKED_PLAINTEXT}}`) };
}

/** Of a worker. */
export const workerCodec = codecOf(async (payload, context) => {
  if (!isEncrypted(payload)) return keyRing().older ? marked(await unpack(payload)) : refusable('plaintext', payload);
  const opened = await decrypt(payload, context);
  return typeof opened === 'string' ? refusable(opened, payload) : opened;
});

/** Of whoever reads a history for people, or replays one from a file: readable parts stay, nothing is acted upon. */
export const readingCodec = codecOf(async (payload, context) =>
  isEncrypted(payload) ? orThrow(payload, await decrypt(payload, context)) : unpack(payload),
);

const failureConverterPath = fileURLToPath(new URL('./failure-converter.cjs', import.meta.url));
/** For the workflows' bundle. */
export const workflowFailuresPath = fileURLToPath(new URL('./workflow-failures.cjs', import.meta.url));

/** For every client of ours; one that lacks it cannot read what the others wrote. */
export const dataConverter: DataConverter = { payloadCodecs: [clientCodec], failureConverterPath };
/** For every worker of ours. */
export const workerDataConverter: DataConverter = { payloadCodecs: [workerCodec], failureConverterPath };
/** For replaying histories from files, which were written readable. */
export const replayDataConverter: DataConverter = { payloadCodecs: [readingCodec], failureConverterPath };
