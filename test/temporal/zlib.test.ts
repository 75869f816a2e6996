import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gunzipSync } from 'node:zlib';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFLATE_ABOVE_BYTES, isDeflated, PayloadError, zlibCodec } from '../../temporal/zlib.ts';
import { decodeHistory, type History, historyText } from '../../temporal/history.ts';

const json = (value: unknown): Payload => defaultPayloadConverter.toPayload(value)!;
const value = (payload: Payload): unknown => defaultPayloadConverter.fromPayload(payload);
const marked = (data: Uint8Array): Payload => ({ metadata: { encoding: new TextEncoder().encode('binary/zlib') }, data });
const same = (a: Payload, b: Payload): void => {
  expect(Buffer.from(a.data ?? [])).toEqual(Buffer.from(b.data ?? []));
  const entries = (payload: Payload) =>
    Object.entries(payload.metadata ?? {})
      .map(([key, bytes]) => [key, Buffer.from(bytes).toString('hex')])
      .sort();
  expect(entries(a)).toEqual(entries(b));
};

describe('the codec', () => {
  test('gives back whatever it was given', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 4_000 }),
      fc.record({ byte: fc.nat(255), times: fc.nat(10_000) }).map(({ byte, times }) => new Uint8Array(times).fill(byte)),
      fc
        .array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 200 })
        .map((words) => new TextEncoder().encode(words.join('案'))),
    );
    const encoding = fc
      .constantFrom('json/plain', 'binary/null', 'binary/zlib', 'binary/encrypted', '')
      .map((name) => new TextEncoder().encode(name));
    const payload = fc.record({
      metadata: fc.record({ encoding, more: fc.uint8Array({ maxLength: 20 }) }, { requiredKeys: [] }),
      data: bytes,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(payload, { maxLength: 3 }), async (payloads) => {
        const back = await zlibCodec.decode(await zlibCodec.encode(payloads));
        expect(back).toHaveLength(payloads.length);
        back.forEach((one, n) => same(one, payloads[n]!));
      }),
    );
  });

  test('leaves alone what is small, what would not shrink, and what others have written', async () => {
    const small = json('催办');
    const noise = json(Array.from({ length: 3_000 }, (_, n) => Math.sin(n * n)).join(''));
    const random = {
      metadata: { encoding: new TextEncoder().encode('binary/plain') },
      data: crypto.getRandomValues(new Uint8Array(8_000)),
    };
    const [kept, packed, raw] = await zlibCodec.encode([small, noise, random]);
    expect(kept).toBe(small);
    expect(isDeflated(packed!)).toBe(true);
    expect(raw).toBe(random);
    const foreign = { metadata: { encoding: new TextEncoder().encode('binary/encrypted') }, data: new Uint8Array(5_000) };
    expect((await zlibCodec.decode([foreign]))[0]).toBe(foreign);
    expect((await zlibCodec.decode([{}]))[0]).toEqual({});
  });

  test('packs from a kilobyte on', async () => {
    const of = (length: number) => zlibCodec.encode([{ metadata: {}, data: new Uint8Array(length) }]).then(([one]) => isDeflated(one!));
    expect([await of(DEFLATE_ABOVE_BYTES), await of(DEFLATE_ABOVE_BYTES + 1)]).toEqual([false, true]);
  });

  test('reads what the Go SDK’s zlib codec writes', async () => {
    // Payload{metadata: {encoding: json/plain}, data: '"案灯"'} as protobuf, written by hand.
    const text = Buffer.from('"案灯"');
    const entry = Buffer.concat([Buffer.from([0x0a, 8]), Buffer.from('encoding'), Buffer.from([0x12, 10]), Buffer.from('json/plain')]);
    const whole = Buffer.concat([Buffer.from([0x0a, entry.length]), entry, Buffer.from([0x12, text.length]), text]);
    const [read] = await zlibCodec.decode([marked(deflateSync(whole))]);
    expect(value(read!)).toBe('案灯');
  });

  test.each<[string, (packed: Buffer) => Uint8Array]>([
    ['cut short', (packed) => packed.subarray(0, packed.length - 10)],
    ['with a byte turned', (packed) => Buffer.from(packed.map((byte, n) => (n === Math.floor(packed.length / 2) ? byte ^ 0x55 : byte)))],
    ['empty', () => new Uint8Array()],
    ['that are words', () => Buffer.from('案灯'.repeat(100))],
    ['that unpack to something else', () => deflateSync(Buffer.from([0x12, 0xff, 0xff, 0x03, 1]))],
    ['that would fill the memory', () => deflateSync(Buffer.alloc(70 * 1024 * 1024))],
  ])('refuses data %s', async (_how, spoil) => {
    const [packed] = await zlibCodec.encode([json({ text: '询问笔录'.repeat(2_000) })]);
    const refused = zlibCodec.decode([marked(spoil(Buffer.from(packed!.data!)))]);
    await expect(refused).rejects.toThrow(PayloadError);
    await expect(refused).rejects.toThrow('Temporal 中保存的数据');
  });
});

describe('a history', () => {
  const folder = join(import.meta.dirname, '..', 'replay', 'histories');
  const [shape] = readdirSync(folder).sort();
  const file = readdirSync(join(folder, shape!)).find((name) => name.startsWith('caseWorkflow'))!;
  const stored = (): History => historyFromJSON(JSON.parse(gunzipSync(readFileSync(join(folder, shape!, file))).toString('utf8')));

  test('from before the codec stays as it is', async () => {
    expect(await historyText(stored())).toBe(historyToJSON(stored()));
  });

  test('with packed payloads is told as it was before they were packed', async () => {
    const packed = stored();
    let touched = 0;
    // Every payload of it, wherever it lies.
    const walk = async (node: unknown): Promise<void> => {
      for (const [key, child] of Object.entries((node ?? {}) as Record<string, unknown>)) {
        if (child === null || typeof child !== 'object' || child instanceof Uint8Array) continue;
        if (Array.isArray(child) && key === 'payloads') {
          const payloads = await zlibCodec.encode(child as Payload[]);
          touched += payloads.filter(isDeflated).length;
          child.splice(0, child.length, ...payloads);
        } else await walk(child);
      }
    };
    await walk(packed);
    expect(touched).toBeGreaterThan(0);
    expect(historyToJSON(packed)).not.toBe(historyToJSON(stored()));
    await decodeHistory(packed);
    expect(historyToJSON(packed)).toBe(historyToJSON(stored()));
  });
});
