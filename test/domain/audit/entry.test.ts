import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, auditFault, auditStart, sealEntries, type SealedEntry } from '../../../domain/audit/entry.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const text = fc.option(fc.string({ maxLength: 12 }), { nil: null });
const entry: fc.Arbitrary<Omit<AuditEntry, 'n'>> = fc.record({
  at: fc.constantFrom('2026-11-27T01:02:03.004Z', '2026-11-27T01:02:03.005Z'),
  what: fc.constantFrom('read:readCase', 'session:signIn'),
  outcome: fc.constantFrom('done', 'refused'),
  actorId: text,
  keyId: text,
  sessionId: text,
  requestId: text,
  address: text,
  subject: text,
  detail: fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean())),
});
const entries = fc.array(entry, { minLength: 2, maxLength: 8 });

/** The first fault of a walk, as the number of the entry it is found at. */
function brokenAt(chain: readonly SealedEntry[]): number | null {
  let head = auditStart(sha256);
  for (const one of chain) {
    if (auditFault(head, one, sha256)) return one.n;
    head = one;
  }
  return null;
}

describe('the chain of the audit trail', () => {
  it('holds, in one batch or in several', () => {
    fc.assert(
      fc.property(entries, fc.nat(7), (given, cut) => {
        const whole = sealEntries(auditStart(sha256), given, sha256);
        const first = sealEntries(auditStart(sha256), given.slice(0, cut), sha256);
        const rest = sealEntries(first.at(-1) ?? auditStart(sha256), given.slice(cut), sha256);
        expect([...first, ...rest]).toEqual(whole);
        expect(brokenAt(whole)).toBeNull();
      }),
    );
  });

  it('breaks where any field of an entry is altered', () => {
    fc.assert(
      fc.property(entries, fc.nat(), fc.constantFrom('what', 'actorId', 'subject', 'address', 'at', 'keyId'), (given, which, field) => {
        const chain = sealEntries(auditStart(sha256), given, sha256);
        const at = which % chain.length;
        const forged = chain.map((one, index) => (index === at ? { ...one, [field]: `${one[field as 'what']}!` } : one));
        expect(brokenAt(forged)).toBe(at + 1);
      }),
    );
  });

  it('breaks where an entry is taken out of the middle, or two change places', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (given, which) => {
        const chain = sealEntries(auditStart(sha256), given, sha256);
        const at = which % (chain.length - 1);
        expect(brokenAt(chain.toSpliced(at, 1))).toBe(at + 2);
        const swapped = chain.with(at, { ...chain[at + 1]!, n: at + 1 }).with(at + 1, { ...chain[at]!, n: at + 2 });
        expect(brokenAt(swapped)).toBe(at + 1);
      }),
    );
  });

  it('says which are missing', () => {
    const one = { at: '2026-11-27T01:02:03.004Z', what: 'read:readCase', outcome: 'done' as const, actorId: null, keyId: null };
    const more = { sessionId: null, requestId: null, address: null, subject: null, detail: {} };
    const chain = sealEntries(
      auditStart(sha256),
      Array.from({ length: 4 }, () => ({ ...one, ...more })),
      sha256,
    );
    expect(auditFault(chain[0]!, chain[2]!, sha256)).toBe('缺少第2条');
    expect(auditFault(auditStart(sha256), chain[3]!, sha256)).toBe('缺少第1条至第3条');
  });
});
