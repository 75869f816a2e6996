import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordFault } from '../../../domain/sign-in/password.ts';

const owner = { username: 'chenlixin', name: '陈立新' };
const fault = (password: string) => passwordFault(password, owner)?.message ?? null;

describe('a new password', () => {
  it.each(['四张木桌旁边的猫在看雨', 'short', '十一个汉字还是太短了啊'])('is at least twelve signs long: %s', (password) => {
    expect(fault(password)).toMatch(/太短/);
  });

  it.each([
    '四张木桌旁边的猫在看雨啊',
    'correct horse battery',
    'lowercaseonlywords',
    '        twelve spaces count',
    '🐈🐕🐎🐖🐑🐓🐇🐿🦔🦇🐢🐍',
  ])('is taken whatever it is made of: %s', (password) => expect(fault(password)).toBeNull());

  it.each(['Password1234', 'P@ssw0rd1234', 'QWERTY123456', '1qaz2wsx3edc', 'woaini1314520', 'caselight-demo', 'ＰＡＳＳＷＯＲＤ１２３４'])(
    'is not one that is guessed first: %s',
    (password) => expect(fault(password)).toMatch(/最先会被猜到/),
  );

  it.each(['aaaaaaaaaaaa', 'abcabcabcabc', '12341234123412', '123456789012', '098765432109', 'qwertyuiopas', 'nmlkjihgfedcb'])(
    'is no repetition and no run: %s',
    (password) => expect(fault(password)).toMatch(/重复或连续/),
  );

  it.each(['chenlixin2026', 'ChenLiXin!!!!', 'ｃｈｅｎｌｉｘｉｎ2026'])('is not the own name: %s', (password) => {
    expect(fault(password)).toMatch(/姓名或用户名/);
  });

  it('may hold the own name among other words', () => expect(fault('chenlixin keeps bees at home')).toBeNull());

  it('says what is needed and where that stands', () => {
    expect(passwordFault('short', owner)).toMatchObject({
      code: 'weak-password',
      needs: [expect.stringContaining('12')],
      basis: ['OWASP ASVS 5.0 6.2'],
    });
  });

  it('is judged by its signs and not by its bytes, and never longer than 128', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 0, maxLength: 160 }), (password) => {
        const length = [...password.normalize('NFKC')].length;
        const told = fault(password);
        if (length < 12) expect(told).toMatch(/太短/);
        else if (length > 128) expect(told).toMatch(/太长/);
        else if (told !== null) expect(told).not.toMatch(/太短|太长/);
      }),
    );
  });
});
