/** docs/law.md: every article that the product stands on, in its own words, beside the terms, commands and rules made from it. */
import { kinds } from '../../domain/kinds.ts';
import { chineseNumber, type Citation, citationsIn, type LawText, quoted } from '../../domain/statute/citation.ts';
import { lawText, lawTexts } from '../../domain/statute/articles/texts.ts';
import { namesOf } from '../../domain/county/names.ts';
import { firstPolicy } from '../../domain/statute/county-policy.ts';
import { lengthText } from '../../domain/terms/words.ts';
import { code, link, page, table } from './markdown.ts';
import type { Rule } from './matrix.ts';

/** Something of the product that stands on an article. */
interface Standing {
  what: '期限' | '停止计算' | '命令' | '规则';
  text: string;
  where: string;
  citation: Citation;
}

const POLICY = firstPolicy({ id: 'county', county: namesOf('本县') });

const citing = (bases: readonly string[], rest: Omit<Standing, 'citation'>): Standing[] =>
  bases.flatMap((basis) => citationsIn(basis).map((citation) => ({ ...rest, citation })));

function standings(rules: readonly Rule[]): Standing[] {
  return [
    ...kinds.flatMap(({ label, terms, commands }) => [
      ...(terms ?? POLICY).terms.flatMap((term) =>
        citing([term.basis, ...term.extensions.map(({ basis }) => basis)], {
          what: '期限',
          text: `${term.label}（${label}）：${term.direction === 'back' ? '提前' : ''}${lengthText(term.length, term.unit)}`,
          where: code(term.key),
        }),
      ),
      ...(terms ?? POLICY).pauseTriggers.flatMap(({ ground, basis }) =>
        citing([basis], { what: '停止计算', text: label, where: code(ground) }),
      ),
      ...Object.entries(commands).flatMap(([name, spec]) =>
        citing(spec.basis, { what: '命令', text: `${spec.label}（${label}）`, where: code(name) }),
      ),
    ]),
    ...rules.flatMap((rule) => citing(rule.articles, { what: '规则', text: rule.messages.join('／'), where: link(rule.file, rule.unit) })),
  ];
}

const placeOf = ({ article, paragraph, item }: Citation): string =>
  `第${chineseNumber(article)}条${paragraph === null ? '' : `第${chineseNumber(paragraph)}款`}${item === null ? '' : `第${chineseNumber(item)}项`}`;

const words = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n>\n');

function articleParts(law: LawText, article: number, here: readonly Standing[]): string[] {
  const whole = quoted({ article, paragraph: null, item: null }, law);
  const rows = here.map(({ what, text, where, citation }) => [what, text, where, placeOf(citation)]);
  const distinct = [...new Map(rows.map((row) => [row.join('|'), row])).values()];
  return [
    `### 第${chineseNumber(article)}条`,
    whole === null ? '原文未收录。' : words(whole),
    table(['是什么', '内容', '在哪里', '所依据的条款项'], distinct),
  ];
}

export function lawDocument(rules: readonly Rule[]): string {
  const all = standings(rules);
  const others = [...new Set(all.map(({ citation }) => citation.law))].filter((law) => lawText(law) === null);
  return page(
    '法条对照：条文原文 → 期限、命令、规则',
    '供法制人员逐条核对。左起第一列是案灯里依据这一条的东西，最后一列是它所称的条、款、项；规则的函数可以点开查看，测试见“规则矩阵”（`docs/rules.md`）。' +
      '各事项的违法条款和罚则条款原文在事项清单里，不在此处。',
    ...lawTexts.flatMap((law) => {
      const here = all.filter(({ citation }) => lawText(citation.law) === law);
      const articles = [...new Set(here.map(({ citation }) => citation.article))].sort((a, b) => a - b);
      if (articles.length === 0) return [];
      return [
        `## 《${law.law}》`,
        `${law.edition}。所依据的 ${articles.length} 条。`,
        ...articles.flatMap((article) =>
          articleParts(
            law,
            article,
            here.filter(({ citation }) => citation.article === article),
          ),
        ),
      ];
    }),
    ...(others.length === 0
      ? []
      : [
          '## 原文未收录的',
          table(
            ['法律、法规、规章', '内容', '在哪里', '条'],
            all
              .filter(({ citation }) => others.includes(citation.law))
              .map(({ citation, text, where }) => [citation.law, text, where, placeOf(citation)]),
          ),
        ]),
  );
}
