/** Under which id a command goes to Temporal: nothing that was given can be read from it, and a repetition is known by it. */
import { afterAll, beforeEach, expect, it } from 'vitest';
import { updateIdsOf } from '../../temporal/update-id.ts';
import { adoptKeyRing } from '../../temporal/key-ring.ts';

const given = process.env.CASELIGHT_CODEC_KEYS;
const ring = (...names: string[]): void => {
  process.env.CASELIGHT_CODEC_KEYS = names.map((name) => `${name}:${Buffer.alloc(32, name).toString('base64')}`).join(',');
  adoptKeyRing(process.env);
};

beforeEach(() => ring('one'));
afterAll(() => {
  process.env.CASELIGHT_CODEC_KEYS = given;
  adoptKeyRing(process.env);
});

const KEY = '330102196003071234';

it('is the same for the same person and key, another for another person, and tells neither', () => {
  const { id, former } = updateIdsOf('zhang', KEY);
  expect(updateIdsOf('zhang', KEY)).toEqual({ id, former });
  expect(updateIdsOf('li', KEY).id).not.toBe(id);
  expect(updateIdsOf('zhang', `${KEY}1`).id).not.toBe(id);
  // No person and key beside each other read as another person's.
  expect(updateIdsOf('a', 'b:c').id).not.toBe(updateIdsOf('a:b', 'c').id);
  expect(id).toMatch(/^k-[A-Za-z0-9_-]{43}$/);
  expect(id).not.toContain(KEY);
});

it('needs the key of the ring: who has the store alone cannot try what may have been given', () => {
  const before = updateIdsOf('zhang', KEY).id;
  ring('two');
  expect(updateIdsOf('zhang', KEY).id).not.toBe(before);
});

it.each([
  ['a key that was added in front', ['two', 'one']],
  ['a key that was added at the end', ['one', 'two']],
])('is still known with %s', (_what, names) => {
  const before = updateIdsOf('zhang', KEY).id;
  ring(...names);
  const { id, former } = updateIdsOf('zhang', KEY);
  expect([id, ...former]).toContain(before);
});

it('is still known where it stood in plain words', () => {
  expect(updateIdsOf('zhang', KEY).former).toContain(`zhang:${KEY}`);
});
