/** docs/refusals.md: every refusal code with its words and where it comes from, for integrators. */
import type { Rule } from './matrix.ts';
import { code, link, page, table } from './markdown.ts';

export function refusalsDocument(rules: readonly Rule[]): string {
  const codes = [...new Set(rules.map((rule) => rule.code))].sort();
  return page(
    '拒绝代码',
    '规则拒绝时，接口以 RFC 9457 问题文档回答：`code` 稳定，`detail` 说明原因，`needs` 列出怎样才可以办，`basis` 是依据。' +
      '“…”处是办理时才知道的内容。身份类的为 403，版本陈旧为 412，其余为 409。',
    `共 ${codes.length} 个代码。`,
    table(
      ['代码', '说法', '出自'],
      codes.map((one) => {
        const places = rules.filter((rule) => rule.code === one);
        return [
          code(one),
          [...new Set(places.flatMap(({ messages }) => messages))].join('<br>'),
          [...new Set(places.map(({ file }) => file))].map((file) => link(file)).join('<br>'),
        ];
      }),
    ),
  );
}
