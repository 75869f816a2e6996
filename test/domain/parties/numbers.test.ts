import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, checkCitizenId, citizenCheckDigit } from '../../../domain/parties/citizen-id.ts';
import { checkCreditCode, creditCheckCharacter, CREDIT_CODE_ALPHABET } from '../../../domain/parties/credit-code.ts';
import { checkIdentity, partyKey } from '../../../domain/parties/identity.ts';
import { PROVINCES } from '../../../domain/parties/provinces.ts';
import { addDays } from '../../../domain/terms/instant.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
/** Identity numbers of people born 1930 to 2019, made up. */
const citizenIds = fc
  .tuple(fc.constantFrom(...Object.keys(PROVINCES)), digits(4), fc.integer({ min: 0, max: 32_800 }), digits(3))
  .map(([province, region, day, sequence]) => {
    const first17 = `${province}${region}${addDays('1930-01-01', day).replaceAll('-', '')}${sequence}`;
    return first17 + citizenCheckDigit(first17);
  });
const alphabet = fc.constantFrom(...CREDIT_CODE_ALPHABET);
const creditCodes = fc
  .tuple(fc.constantFrom('91', '92', '93', '12', '51'), digits(6), fc.array(alphabet, { minLength: 9, maxLength: 9 }))
  .map(([kind, region, code]) => {
    const first17 = kind + region + code.join('');
    return first17 + creditCheckCharacter(first17);
  });

describe('citizen identity numbers (GB 11643)', () => {
  it('takes the standard’s own example', () => {
    // 7·1+9·1+10·0+5·1+8·0+4·5+2·1+1·9+6·4+3·9+7·1+9·2+10·3+5·1+8·0+4·0+2·2 = 167 = 15·11 + 2 →
    // the third sign of 10X98765432: X.
    expect(checkCitizenId('11010519491231002X', '2026-11-21')).toEqual({
      ok: true,
      number: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
      region: '110105',
      province: '北京市',
      age: 76,
    });
  });

  it('takes it as people type it', () => {
    expect(checkCitizenId(' 110105 19491231 002x ')).toMatchObject({ ok: true, number: '11010519491231002X', age: null });
    expect(checkCitizenId('１１０１０５１９４９１２３１００２Ｘ')).toMatchObject({ ok: true });
  });

  it.each([
    ['', 'citizen-id-format'],
    ['1101051949123100', 'citizen-id-format'],
    ['11010519491231002Y', 'citizen-id-format'],
    ['X1010519491231002X', 'citizen-id-format'],
    ['110105491231002', 'citizen-id-old'],
    ['990105194912310020', 'citizen-id-region'],
    ['110105194902300028', 'citizen-id-birth-date'],
    ['110105194913310025', 'citizen-id-birth-date'],
    ['110105194912310021', 'citizen-id-check-digit'],
    ['110105184912310020', 'citizen-id-birth-date'],
  ])('%s → %s', (number, code) => {
    const answer = checkCitizenId(number);
    expect(answer).toMatchObject({ ok: false, code, basis: ['GB 11643-1999'] });
    if (!answer.ok) expect([answer.message, ...answer.needs].every((text) => /\p{Script=Han}/u.test(text))).toBe(true);
  });

  it('a birth after the day asked about cannot be', () => {
    expect(checkCitizenId('11010519491231002X', '1949-12-30')).toMatchObject({ ok: false, code: 'citizen-id-birth-date' });
    expect(checkCitizenId('11010519491231002X', '2026-02-30')).toMatchObject({ ok: false, code: 'date-invalid' });
    // Born at the end of 1949: 150 years are full on 2100-01-01, 151 a year later.
    expect(checkCitizenId('11010519491231002X', '2100-12-31')).toMatchObject({ ok: true, age: 150 });
    expect(checkCitizenId('11010519491231002X', '2101-01-01')).toMatchObject({ ok: false, code: 'citizen-id-birth-date' });
  });

  it('every made-up number holds, and no number with one digit changed', () => {
    fc.assert(
      fc.property(citizenIds, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
        expect(checkCitizenId(number).ok).toBe(true);
        const other = (Number(number.charAt(place)) + shift) % 10;
        expect(checkCitizenId(number.slice(0, place) + String(other) + number.slice(place + 1)).ok).toBe(false);
      }),
    );
  });

  it('nor one with two neighbours exchanged', () => {
    fc.assert(
      fc.property(citizenIds, fc.nat(15), (number, place) => {
        const [a, b] = [number.charAt(place), number.charAt(place + 1)];
        fc.pre(a !== b);
        expect(checkCitizenId(number.slice(0, place) + b + a + number.slice(place + 2)).ok).toBe(false);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40, unit: 'binary' }), (text) => typeof checkCitizenId(text).ok === 'boolean'));
  });
});

describe('age 周岁: completed on the day after the birthday', () => {
  it.each([
    ['2012-11-21', '2026-11-21', 13],
    ['2012-11-21', '2026-11-22', 14],
    ['2012-11-20', '2026-11-21', 14],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2012-12-31', '2027-01-01', 14],
    ['2026-11-21', '2026-11-21', -1],
  ])('born %s, on %s: %i', (born, on, age) => expect(ageOn(born, on)).toBe(age));
});

describe('unified social credit codes (GB 32100)', () => {
  it('takes the standard’s own example', () => {
    // 9·1+1·3+3·9+5·27+1·26+M(21)·20+1·8+Y(30)·30+4·28 = 1640 = 52·31 + 28 → 31 − 28 = 3.
    expect(checkCreditCode('91350100M000100Y43')).toMatchObject({
      ok: true,
      code: '91350100M000100Y43',
      registrar: '市场监管',
      category: '企业',
      subjectKind: 'organisation',
      region: '350100',
      organisationCodeRight: true,
    });
  });

  it.each([
    ['91350100M000100Y4', 'credit-code-format'],
    ['91350100M000100Y4I', 'credit-code-format'],
    ['9135010OM000100Y43', 'credit-code-format'],
    ['9135A100M000100Y43', 'credit-code-region'],
    ['E1350100M000100Y43', 'credit-code-registrar'],
    ['91350100M000100Y44', 'credit-code-check'],
    ['企业', 'credit-code-format'],
  ])('%s → %s', (code, expected) => expect(checkCreditCode(code)).toMatchObject({ ok: false, code: expected, basis: ['GB 32100-2015'] }));

  it('every made-up code holds, and no code with one sign changed or two neighbours exchanged', () => {
    fc.assert(
      fc.property(creditCodes, fc.nat(17), fc.integer({ min: 1, max: 30 }), (code, place, shift) => {
        expect(checkCreditCode(code).ok).toBe(true);
        const other = CREDIT_CODE_ALPHABET.charAt((CREDIT_CODE_ALPHABET.indexOf(code.charAt(place)) + shift) % 31);
        expect(checkCreditCode(code.slice(0, place) + other + code.slice(place + 1)).ok).toBe(false);
        const next = Math.min(place, 16);
        const [a, b] = [code.charAt(next), code.charAt(next + 1)];
        if (a !== b) expect(checkCreditCode(code.slice(0, next) + b + a + code.slice(next + 2)).ok).toBe(false);
      }),
    );
  });

  it('the alphabet leaves out I, O, S, V and Z', () => {
    expect(CREDIT_CODE_ALPHABET).toHaveLength(31);
    expect(/[IOSVZ]/.test(CREDIT_CODE_ALPHABET)).toBe(false);
  });
});

describe('one party, one key', () => {
  const business = (() => {
    const first17 = '92330000MA00000001'.slice(0, 17);
    return first17 + creditCheckCharacter(first17);
  })();

  it('finds the number by the kind of party', () => {
    expect(partyKey({ kind: 'citizen', identifier: '11010519491231002x' })).toBe('citizen-id:11010519491231002X');
    expect(partyKey({ kind: 'organisation', identifier: '91350100m000100y43' })).toBe('credit-code:91350100M000100Y43');
    expect(partyKey({ kind: 'individual-business', identifier: business })).toBe(`credit-code:${business}`);
    expect(partyKey({ kind: 'individual-business', identifier: '11010519491231002X' })).toBe('citizen-id:11010519491231002X');
    expect(partyKey({ kind: 'citizen', identifier: null })).toBeNull();
    expect(partyKey({ kind: 'citizen', identifier: '91350100M000100Y43' })).toBeNull();
  });

  it('refuses a code of another kind', () => {
    expect(checkIdentity('organisation', business)).toMatchObject({ ok: false, code: 'credit-code-kind' });
    expect(checkIdentity('individual-business', '91350100M000100Y43')).toMatchObject({ ok: false, code: 'credit-code-kind' });
    expect(checkIdentity('individual-business', '110105194912310021')).toMatchObject({ code: 'citizen-id-check-digit' });
    expect(checkIdentity('individual-business', 'ABC')).toMatchObject({ code: 'credit-code-format' });
  });
});
