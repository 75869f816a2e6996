import { describe, expect, it } from 'vitest';
import { detailInWords } from '../../../domain/audit/details.ts';

describe('what an entry of the trail says', () => {
  it.each([
    [{ ok: true }, '核验：相符'],
    [{ method: 'password', reason: 'unknown-name' }, '登录方式：密码；理由：没有这个用户名'],
    [{ why: 'handler', found: 3 }, '凭：承办人；查到：3条'],
    [{ status: 403, code: 'role-required' }, '被拒：不许；缘由：role-required'],
    [{ what: 'identifier', party: 1, reason: '核对身份', partyId: null }, '内容：证件号码；第几名当事人：1；理由：核对身份'],
    [{ words: '0123456789abcdef' }, '查询词摘要：01234567…'],
    [{ how: 'approve', ids: ['a', 'b'] }, '方式：批准；变更编号：a、b'],
  ])('%j is told as %s', (detail, words) => expect(detailInWords(detail)).toBe(words));

  it('calls filters as their form does, and shows what a later release added without its key', () => {
    expect(detailInWords({ filters: ['town', 'from'] }, (name) => ({ town: '属地镇街' })[name] ?? name)).toBe('按条件：属地镇街、from');
    expect(detailInWords({ laterRelease: { a: 1 } })).toBe('其他：{"a":1}');
  });
});
