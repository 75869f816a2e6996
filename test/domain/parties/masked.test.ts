import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citizenCheckDigit } from '../../../domain/parties/citizen-id.ts';
import { masked, unmasked } from '../../../domain/parties/masked.ts';
import { maskFreeText, maskNumbers } from '../../../domain/parties/masking.ts';

const idOf = (sequence: number): string => {
  const first = `33210219900307${String(sequence).padStart(3, '0')}`;
  return first + citizenCheckDigit(first);
};
const ID = idOf(17);
const party = { name: '王小明', identifier: ID, phone: '13611112222' };

describe('what an answer shows', () => {
  it('masks reporters and numbers wherever they stand, and numbers in any text', () => {
    const body = {
      lead: { reporterName: '张三丰', reporterPhone: '13800001111', text: `身份证${ID}的人在卸渣土` },
      rows: [{ data: { parties: [party] } }, { data: { field: 'party-phone', before: '13611112222', after: '13611113333' } }],
      at: new Date(0),
      note: null,
    };
    const shown = JSON.stringify(masked(body));
    for (const secret of [ID, '张三丰', '13800001111', '13611112222', '13611113333']) expect(shown).not.toContain(secret);
    expect(masked(body).rows[0]).toEqual({
      data: { parties: [{ name: '王小明', identifier: '332***********' + ID.slice(-4), phone: '136****2222' }] },
    });
    expect(masked(body).at).toEqual(new Date(0));
  });

  it('leaves credit codes, digests and what is no number as they are, and copies nothing then', () => {
    const body = { identifier: '91330100799655058B', hash: 'a'.repeat(64), items: [{ text: '编号 123456789012345678' }] };
    expect(masked(body)).toBe(body);
    expect(maskNumbers(`x${ID}`)).toBe(`x${ID}`);
  });

  it('is the same when it is masked again', () => {
    fc.assert(
      fc.property(
        fc.record({ reporterName: fc.string(), reporterPhone: fc.string(), identifier: fc.string(), phone: fc.string() }),
        (one) => {
          const once = masked(one);
          expect(masked(once)).toEqual(once);
        },
      ),
    );
    expect(masked(masked(party))).toEqual(masked(party));
  });
});

describe('free text', () => {
  it.each([
    ['致电13611112222未接', '致电136****2222未接'],
    ['电话 138 1234 5678，', '电话 138 **** 5678，'],
    ['+86 138-1234-5678', '+86 138-****-5678'],
    ['回复 li.lei+12345@yunxi.gov.cn', '回复 l***@yunxi.gov.cn'],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskFreeText(text)).toBe(shown);
    expect(masked({ rows: [{ note: text }] })).toEqual({ rows: [{ note: shown }] });
    expect(maskFreeText(shown)).toBe(shown);
  });

  it('leaves numbers that are nobody’s, and what names a thing', () => {
    const body = {
      ticket: '13611112222',
      id: '13611112222',
      caseId: '13611112222',
      text: '金额136111122220元，12345热线，浙云罚〔2026〕12号',
    };
    expect(masked(body)).toBe(body);
  });

  it('is the same when it is masked again', () => {
    fc.assert(fc.property(fc.string(), (text) => maskFreeText(maskFreeText(text)) === maskFreeText(text)));
  });

  it('that a form sends back as it was shown is kept as it was', () => {
    const file = { conduct: { place: '滨河路，联系13611112222' }, notes: [{ text: '另见13611113333' }] };
    const sent = { place: '滨河路，联系136****2222', text: '重点：**核实**' };
    expect(unmasked(sent, [], file).value).toEqual({ place: '滨河路，联系13611112222', text: '重点：**核实**' });
    const twins = { one: '13611112222', other: '13699992222' };
    expect(unmasked({ text: '136****2222' }, [], twins).value).toEqual({ text: '136****2222' });
  });
});

describe('what a form sends back', () => {
  it('unchanged masks become what is on file', () => {
    expect(unmasked({ parties: [masked(party)] }, [party])).toEqual({ value: { parties: [party] }, faults: [] });
  });

  it('the party of that name goes before another that looks the same when masked', () => {
    const twin = { ...party, name: '王大明', identifier: ID.slice(0, 10) + '0101' + ID.slice(14) };
    expect(unmasked({ parties: [masked(party)] }, [twin, party]).value).toEqual({ parties: [party] });
    const { faults } = unmasked({ identifier: masked(party).identifier }, [twin, party]);
    expect(faults).toMatchObject([{ path: ['identifier'], message: expect.stringContaining('不止一名') }]);
  });

  it('a mask that stands for nothing on file is a fault of its field, and so is one as a correction', () => {
    expect(unmasked({ parties: [masked(party)] }, []).faults.map(({ path }) => path.join('.'))).toEqual([
      'parties.0.identifier',
      'parties.0.phone',
    ]);
    expect(unmasked({ field: 'party-phone', after: '136****2222' }, [party]).faults).toMatchObject([{ path: ['after'] }]);
  });

  it('leaves everything else alone', () => {
    const payload = { text: '**重点**', parties: [{ name: '甲', identifier: null, phone: '0571-1' }] };
    expect(unmasked(payload, [party])).toEqual({ value: payload, faults: [] });
  });
});
