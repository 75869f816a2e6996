/** What Temporal's store holds of us: opens with our keys alone, for the workflow it was written for alone. */
import { mkdtempSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { doubtOf, unmarked } from '../../temporal/authentic.ts';
import { clientCodec, isEncrypted, keyIdOf, PayloadError, readingCodec, workerCodec } from '../../temporal/codec.ts';
import { ensureKeyFile, newKey, readKeyFile, writeKeyFile } from '../../temporal/key-file.ts';
import { adoptKeyRing, KEY_FILE, readKeyRing } from '../../temporal/key-ring.ts';

const json = (value: unknown): Payload => defaultPayloadConverter.toPayload(value)!;
const value = (payload: Payload | undefined): unknown => defaultPayloadConverter.fromPayload(payload!);
const of = (workflowId: string) => ({ type: 'workflow', namespace: 'default', workflowId }) as const;
const secret = { name: '张三', phone: '13812345678' };

let folder: string;
let given: string | undefined;
const environment = () => ({ CASELIGHT_DATA: folder });
const path = () => join(folder, KEY_FILE);
/** Another ring from now on. */
const change = (older = false, ...keys: ReturnType<typeof newKey>[]) => {
  writeKeyFile(path(), { version: 1, since: new Date().toISOString(), older, keys });
  adoptKeyRing(environment());
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caselight-ring-'));
  given = process.env.CASELIGHT_CODEC_KEYS;
  delete process.env.CASELIGHT_CODEC_KEYS;
  ensureKeyFile(path(), false, new Date());
  adoptKeyRing(environment());
});
afterEach(() => {
  process.env.CASELIGHT_CODEC_KEYS = given;
  rmSync(folder, { recursive: true, force: true });
});

describe('a payload', () => {
  test('comes back as it went, whatever it was, and shows nothing of itself', async () => {
    const payload = fc.record({
      metadata: fc.record({
        encoding: fc.constantFrom('json/plain', 'binary/null', 'binary/zlib', 'binary/encrypted').map((name) => Buffer.from(name)),
      }),
      data: fc.oneof(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.nat(9_000).map((times) => new Uint8Array(times).fill(7)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(payload, async (one) => {
        for (const codec of [clientCodec, workerCodec, readingCodec]) {
          const [packed] = await codec.encode([one], of('case-1'));
          expect(isEncrypted(packed!)).toBe(true);
          const [back] = await codec.decode([packed!], of('case-1'));
          expect(Buffer.from(back!.data ?? [])).toEqual(Buffer.from(one.data));
          expect(Buffer.from(back!.metadata!.encoding!)).toEqual(Buffer.from(one.metadata.encoding));
        }
      }),
      { numRuns: 60 },
    );
    const [packed] = await clientCodec.encode([json(secret)], of('case-1'));
    const stored = Buffer.concat([packed!.data!, ...Object.values(packed!.metadata!)]).toString('latin1');
    expect(stored).not.toContain(Buffer.from('张三').toString('latin1'));
    expect(stored).not.toContain('13812345678');
    expect(await clientCodec.encode([json(secret)])).not.toEqual(await clientCodec.encode([json(secret)]));
  });

  test('written for one workflow opens for no other', async () => {
    const [packed] = await clientCodec.encode([json(secret)], of('case-1'));
    await expect(clientCodec.decode([packed!], of('case-2'))).rejects.toThrow('写给 case-1');
    expect(doubtOf(value((await workerCodec.decode([packed!], of('case-2')))[0]))).toBe('misdirected');
    const relabelled = { ...packed!, metadata: { ...packed!.metadata, 'caselight-for': Buffer.from('case-2') } };
    expect(doubtOf(value((await workerCodec.decode([relabelled], of('case-2')))[0]))).toBe('damaged');
    const bare = {
      ...packed!,
      metadata: { encoding: packed!.metadata!.encoding!, 'encryption-key-id': packed!.metadata!['encryption-key-id']! },
    };
    expect(doubtOf(value((await workerCodec.decode([bare], of('case-2')))[0]))).toBe('damaged');
  });

  test('with any bit turned, cut short or under another key’s name is turned away', async () => {
    const [packed] = await clientCodec.encode([json(secret)], of('case-1'));
    const bytes = packed!.data!;
    const spoilt = [
      ...Array.from({ length: bytes.length }, (_, n) => Buffer.from(bytes.map((byte, at) => (at === n ? byte ^ 1 : byte)))),
      Buffer.from(bytes.slice(0, 20)),
      Buffer.alloc(0),
    ];
    for (const data of spoilt) {
      await expect(clientCodec.decode([{ ...packed!, data }], of('case-1'))).rejects.toThrow(PayloadError);
      expect(doubtOf(value((await workerCodec.decode([{ ...packed!, data }], of('case-1')))[0]))).toBe('damaged');
    }
    const named = { ...packed!, metadata: { ...packed!.metadata, 'encryption-key-id': Buffer.from('k-other') } };
    await expect(clientCodec.decode([named], of('case-1'))).rejects.toThrow('k-other');
    expect(value((await workerCodec.decode([named], of('case-1')))[0])).toMatchObject({ keyId: 'k-other' });
  });

  test('that is not encrypted is nothing, and is never acted upon where histories from before are read', async () => {
    await expect(clientCodec.decode([json(secret)])).rejects.toThrow('没有加密');
    const [refused] = await workerCodec.decode([json(secret)], of('case-1'));
    expect(doubtOf(value(refused))).toBe('plaintext');
    expect(JSON.stringify(value(refused))).not.toContain('张三');
    change(true, newKey(new Date()));
    expect(value((await clientCodec.decode([json(secret)]))[0])).toEqual(secret);
    // The mark holds against whatever the value says of itself.
    for (const said of [secret, {}, { ...secret, 'caselight:unauthenticated': null }]) {
      const [read] = await workerCodec.decode([json(said)], of('case-1'));
      expect(doubtOf(value(read))).toBe('plaintext');
      expect(unmarked(value(read))).toEqual(JSON.parse(JSON.stringify(said === secret || Object.keys(said).length === 0 ? said : secret)));
    }
  });
});

describe('the key ring', () => {
  test('is made once, readable by its owner alone', () => {
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    const before = readKeyFile(path());
    expect(ensureKeyFile(path(), true, new Date())).toBe(false);
    expect(readKeyFile(path())).toEqual(before);
    chmodSync(path(), 0o640);
    expect(() => readKeyRing(environment())).toThrow('chmod 600');
  });

  test('encrypts with its first and opens with all: what was written before a rotation stays readable', async () => {
    const [one] = readKeyFile(path()).keys;
    const [before] = await clientCodec.encode([json(secret)], of('case-1'));
    change(false, newKey(new Date()), one!);
    const [after] = await clientCodec.encode([json(secret)], of('case-1'));
    expect(keyIdOf(before!)).toBe(one!.id);
    expect(keyIdOf(after!)).not.toBe(one!.id);
    for (const packed of [before!, after!]) expect(value((await clientCodec.decode([packed], of('case-1')))[0])).toEqual(secret);
  });

  test('that gains a key while the process runs is read again for what the key wrote', async () => {
    const known = readKeyFile(path());
    await clientCodec.encode([json(secret)], of('case-1'));
    const added = newKey(new Date());
    process.env.CASELIGHT_CODEC_KEYS = `${added.id}:${added.key}`;
    adoptKeyRing(environment());
    const [written] = await clientCodec.encode([json(secret)], of('case-1'));
    delete process.env.CASELIGHT_CODEC_KEYS;
    adoptKeyRing(environment());
    await clientCodec.encode([json(secret)], of('case-1'));
    writeKeyFile(path(), { ...known, keys: [added, ...known.keys] });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(value((await clientCodec.decode([written!], of('case-1')))[0])).toEqual(secret);
  });

  test.each<[string, string, string]>([
    ['no JSON', '{', '不是完整的 JSON'],
    ['no keys', '{"version":1,"since":"","older":false,"keys":[]}', '没有密钥'],
    ['another shape', '{"version":2}', '内容不对'],
    ['a short key', '{"version":1,"since":"","older":false,"keys":[{"id":"a","key":"AAAA"}]}', '32字节'],
  ])('of %s is said to be so, and none is made in its place', (_what, text, words) => {
    writeFileSync(path(), text);
    expect(() => readKeyRing(environment())).toThrow(words);
  });

  test('comes from the environment where it is given there', () => {
    const key = Buffer.alloc(32, 1).toString('base64');
    expect(readKeyRing({ CASELIGHT_CODEC_KEYS: `b:${key},a:${key}` })).toMatchObject({ ids: ['b', 'a'], first: { id: 'b' }, older: false });
    for (const wrong of [`${key}`, 'a:AAAA', `a:${key},a:${key}`, `案:${key}`])
      expect(() => readKeyRing({ CASELIGHT_CODEC_KEYS: wrong })).toThrow('CASELIGHT_CODEC_KEYS');
  });
});
