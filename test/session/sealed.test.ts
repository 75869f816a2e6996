import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createSeal, keyOfFolder, readKey } from '../../api/session/sealed.ts';

const seal = createSeal(randomBytes(32));
const folder = mkdtempSync(join(tmpdir(), 'caselight-seal-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('what is sealed', () => {
  it('is opened by the same key for the same purpose only, and never the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (text, purpose, other) => {
        const sealed = seal.close(text, purpose);
        expect(seal.open(sealed, purpose)).toBe(text);
        if (other !== purpose) expect(seal.open(sealed, other)).toBeNull();
        expect(seal.close(text, purpose)).not.toBe(sealed);
      }),
    );
  });

  it('is nothing once a sign of it was changed', () => {
    const sealed = seal.close('JBSWY3DPEHPK3PXP', 'totp x');
    for (let at = sealed.lastIndexOf('.') + 1; at < sealed.length - 1; at++) {
      const altered = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      expect(seal.open(altered, 'totp x')).toBeNull();
    }
    expect(seal.open('', 'totp x')).toBeNull();
    expect(seal.open('v1.x.y', 'totp x')).toBeNull();
  });

  it('says that the key is another one, and what to do', () => {
    const sealed = createSeal(randomBytes(32)).close('text', 'purpose');
    expect(() => seal.open(sealed, 'purpose')).toThrow(expect.objectContaining({ status: 503, code: 'secret-key-changed' }));
  });
});

describe('the key', () => {
  it('is made at the first start, for its owner alone, and stays', () => {
    const key = keyOfFolder(folder);
    expect(key).toHaveLength(32);
    expect(keyOfFolder(folder)).toEqual(key);
    expect(readdirSync(folder)).toEqual(['secret.key']);
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('is refused where the file holds none', () => {
    const broken = mkdtempSync(join(folder, 'broken-'));
    writeFileSync(join(broken, 'secret.key'), 'not a key');
    expect(() => keyOfFolder(broken)).toThrow(/不是有效的密钥/);
  });

  it('is given as base64, base64url or hex of 32 bytes', () => {
    const key = randomBytes(32);
    for (const text of [key.toString('base64'), key.toString('base64url'), key.toString('hex'), ` ${key.toString('base64')}\n`])
      expect(readKey(text)).toEqual(key);
    for (const text of ['', 'short', randomBytes(31).toString('base64'), randomBytes(33).toString('hex'), 'x'.repeat(64)])
      expect(readKey(text)).toBeNull();
  });
});
