import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../domain/canonical-json.ts';

describe('canonical JSON', () => {
  it('is the same text whichever way a value was put together', () => {
    expect(canonicalJson({ b: 1, a: { d: [2, '三'], c: null } })).toBe('{"a":{"c":null,"d":[2,"三"]},"b":1}');
    expect(canonicalJson({ a: { c: null, d: [2, '三'] }, b: 1 })).toBe('{"a":{"c":null,"d":[2,"三"]},"b":1}');
  });

  it('leaves out what is undefined, and keeps its place in a list', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
  });

  // By code unit, as every engine sorts: not by the words of a language.
  it('sorts keys by their code units', () => {
    expect(canonicalJson({ 乙: 1, 甲: 2, b: 3, B: 4, '10': 5, '9': 6 })).toBe('{"10":5,"9":6,"B":4,"b":3,"乙":1,"甲":2}');
  });

  it('refuses what JSON cannot say, rather than say something else', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow('NaN');
    expect(() => canonicalJson({ at: Infinity })).toThrow('Infinity');
    expect(() => canonicalJson(undefined)).toThrow('undefined');
    expect(() => canonicalJson(1n)).toThrow('bigint');
  });
});
