import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress, maskCitizenId, maskIdentifier, maskPersonName, maskPhone } from '../../../domain/parties/masking.ts';
import { coreName, dice, MERGE_THRESHOLD, normaliseName, similarParty } from '../../../domain/parties/similar.ts';
import type { PartyLike } from '../../../domain/parties/similar.ts';

describe('masking', () => {
  it.each([
    [maskCitizenId, '11010519491231002X', '110***********002X'],
    [maskCitizenId, '1234567', '*******'],
    [maskPhone, '13812345678', '138****5678'],
    [maskPhone, '0578-2123456', '*********56'],
    [maskPhone, '1', '*'],
    [maskPersonName, '张', '张'],
    [maskPersonName, '张三', '张*'],
    [maskPersonName, '张小三', '张*三'],
    [maskPersonName, '阿卜杜拉江', '阿***江'],
    [maskAddress, '青石镇人民路88号2幢301室', '青石镇人民路***'],
    [maskAddress, '柳林镇上溪村三组5号', '柳林镇上溪村***'],
    [maskAddress, '白沙镇', '白沙镇'],
    [maskIdentifier, '91350100M000100Y43', '91350100M000100Y43'],
    [maskIdentifier, '11010519491231002X', '110***********002X'],
    // Mistyped: it may be an identity number, so it is hidden.
    [maskIdentifier, '110105194912310021', '110***********0021'],
  ] as const)('%o(%s) → %s', (mask, input, output) => expect(mask(input)).toBe(output));

  it('never shows the birth date of an eighteen-digit number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{16}[0-9X]$/), (number) => {
        const masked = maskCitizenId(number);
        expect(masked).toHaveLength(18);
        expect(masked.slice(6, 14)).toBe('********');
      }),
    );
  });
});

describe('names', () => {
  it.each([
    ['　云溪县老王（普通合伙） 餐饮店', '云溪县老王普通合伙餐饮店'],
    ['阿依•古丽', '阿依·古丽'],
    ['ＡＢＣ建设', 'abc建设'],
  ])('%s is compared as %s', (name, expected) => expect(normaliseName(name)).toBe(expected));

  it('drops the legal form, but never the whole name', () => {
    expect(coreName('云溪县鑫源建材有限公司')).toBe('云溪县鑫源建材');
    expect(coreName('有限公司')).toBe('有限公司');
  });

  it('Dice counts shared pairs', () => {
    // 老王烧烤: 老王 王烧 烧烤; 老王烧烤店: 老王 王烧 烧烤 烤店; 2·3/(3+4).
    expect(dice('老王烧烤', '老王烧烤店')).toBeCloseTo(6 / 7);
    expect(dice('', '')).toBe(0);
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => dice(a, b) === dice(b, a) && dice(a, b) <= 1));
  });
});

describe('merge proposals', () => {
  const company: PartyLike = {
    kind: 'organisation',
    name: '云溪县鑫源建材有限公司',
    identifier: null,
    phone: '0578-2123456',
    address: '青石镇工业路8号',
  };
  const person: PartyLike = { kind: 'citizen', name: '王建国', identifier: null, phone: '13800000001', address: '青石镇下村12号' };

  it.each([
    [
      'the same number',
      { ...person, identifier: '11010519491231002X' },
      { ...person, name: '王健国', phone: null, identifier: '11010519491231002x' },
      true,
    ],
    // 7·3+9·3+10·0+5·1+8·0+4·2+2·1+1·9+6·9+3·0+7·0+9·3+10·0+5·7+8·0+4·0+2·1 = 190 = 17·11 + 3 →
    // the fourth sign of 10X98765432: 9.
    ['two valid numbers', { ...person, identifier: '11010519491231002X' }, { ...person, identifier: '330102199003070019' }, false],
    ['a number on one side, name and phone on both', { ...person, identifier: '11010519491231002X' }, person, true],
    ['a name alone', person, { ...person, phone: null, address: null }, false],
    ['name and phone', person, { ...person, address: null }, true],
    ['name and address', person, { ...person, phone: '13900000000' }, true],
    ['another name', person, { ...person, name: '李建国' }, false],
    ['a company with and without its legal form, same phone', company, { ...company, name: '云溪县鑫源建材', address: null }, true],
    ['a company alike by name only', company, { ...company, name: '云溪县鑫源建材经营部', phone: null, address: null }, false],
    ['a person and a company', person, company, false],
  ])('%s', (_name, a, b, expected) => {
    const answer = similarParty(a, b);
    expect(answer.propose).toBe(expected);
    expect(answer.why.length).toBeGreaterThan(0);
    expect(similarParty(b, a)).toEqual(answer);
    expect(answer.propose).toBe(answer.score >= MERGE_THRESHOLD);
  });
});
