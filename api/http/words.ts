/** Plain Chinese for what a schema did not word itself. Set once, at the API's entry. */
import { z } from 'zod';
import { zhCN } from 'zod/locales';
import { TYPE_NAMES } from '../../domain/lists/row-check.ts';

const KINDS: Readonly<Record<string, string>> = { ...TYPE_NAMES, date: '日期' };

const plain: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '必须填写' : `应为${KINDS[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return `不认识的字段：${issue.keys.join('、')}`;
    case 'invalid_value':
      return issue.values.length === 1 ? `只能是：${String(issue.values[0])}` : `不在可选范围内：${issue.values.map(String).join('、')}`;
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') {
        return issue.minimum === 1 ? '不能为空' : `不能少于${issue.minimum}${issue.origin === 'string' ? '字' : '项'}`;
      }
      return `不能小于${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `不能超过${issue.maximum}字`;
      return issue.origin === 'array' ? `不能超过${issue.maximum}项` : `不能大于${issue.maximum}`;
    case 'not_multiple_of':
      return `应为${issue.divisor}的倍数`;
    case 'invalid_union':
      return '不符合任何一种允许的形式';
    default:
      return undefined;
  }
};

/** zod's own zh-CN words, and plainer ones where a handler of cases would not understand them. */
export function speakChinese(): void {
  z.config({ ...zhCN(), customError: plain });
}
