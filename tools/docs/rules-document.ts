/** docs/rules.md: each procedural rule → article → function → tests. */
import { STAGE_LABELS } from '../../domain/vocabulary.ts';
import { specOf } from '../../domain/case/catalogue.ts';
import type { Rule } from './matrix.ts';
import { code, link, page, table } from './markdown.ts';
import type { FoundTest } from './tests.ts';

const AREAS: [prefix: string, title: string][] = [
  ['domain/work/execute.ts', '所有命令：阶段、角色、承办人、中止'],
  ['domain/case/guards.ts', '共同的规则：两人执法、回避、审批、不得自办自审'],
  ['domain/case/competence.ts', '职权与委托'],
  ['domain/case/opening/rules.ts', '立案登记前：建立案件'],
  ['domain/case/discovery/rules.ts', STAGE_LABELS.discovery],
  ['domain/case/stopping/rules.ts', `${STAGE_LABELS.stopping}、首违不罚、当场处罚`],
  ['domain/case/evidence/rules.ts', STAGE_LABELS.evidence],
  ['domain/case/evidence/conclusion.ts', '调查终结'],
  ['domain/case/review/rules.ts', STAGE_LABELS.review],
  ['domain/case/decision/notice.ts', '告知、陈述申辩、听证'],
  ['domain/case/decision/guards.ts', '作出决定前必须满足的'],
  ['domain/case/decision/rules.ts', STAGE_LABELS.decision],
  ['domain/case/service.ts', '送达'],
  ['domain/case/execution/rules.ts', STAGE_LABELS.execution],
  ['domain/case/closing/rules.ts', '结案、归档、公示'],
  ['domain/case/any-stage/rules.ts', '任何阶段：并案、更正、涉嫌犯罪'],
  ['domain/case/clock/rules.ts', '规则版本'],
  ['domain/case/acts.ts', '任何事项：交接、回避'],
  ['domain/work/acts/people/', '任何事项：交接、回避'],
  ['domain/work/acts/clock/', '任何事项：中止、恢复、延长、工作日历'],
  ['domain/work/acts/supervision/', '任何事项：催办督办'],
  ['domain/work/acts/links/', '任何事项：关联'],
  ['domain/work/acts/record/', '任何事项：备注、更正'],
  ['domain/work/guards.ts', '任何事项：共同的规则'],
  ['domain/case/transfer/rules.ts', '提级移送'],
  ['domain/case/referral/rules.ts', '移送公安、管辖争议'],
  ['domain/work/import', '补录纸质案件'],
  ['domain/case/', '其他办案规则'],
  ['domain/discretion/', '裁量'],
  ['domain/lists/', '清单'],
  ['domain/parties/', '当事人'],
  ['domain/terms/', '期限与日历'],
  ['domain/', '其他'],
];

const areaOf = (file: string): string => AREAS.find(([prefix]) => file.startsWith(prefix))?.[1] ?? file;

const commandsText = ({ commands }: Rule): string => {
  if (commands.length === 0) return '';
  if (commands.length > 4) return `${commands.length}个命令`;
  return commands.map((name) => specOf(name).label).join('、');
};

function testsText(tests: readonly FoundTest[]): string {
  const within = tests.filter(({ title }) => title !== '');
  const [first] = within.length > 0 ? within : tests;
  if (!first) return '';
  const others = tests.length > 1 ? `，共${tests.length}处` : '';
  const name = first.file.split('/').at(-1) ?? first.file;
  return `${link(first.file, name)}${first.title ? `：${first.title}` : ''}${others}`;
}

const basisText = ({ articles, commandArticles }: Rule): string =>
  (articles.length > 0 ? articles.join('<br>') : commandArticles.map((article) => `（命令）${article}`).join('<br>'));

export const untested = (rules: readonly Rule[]): Rule[] => rules.filter(({ refused }) => refused.length === 0);

export function rulesDocument(rules: readonly Rule[]): string {
  const withArticle = rules.filter(({ articles, commandArticles }) => articles.length + commandArticles.length > 0);
  const open = untested(rules);
  const unpassed = rules.filter(({ passed }) => passed.length === 0);
  const areas = [...new Set(AREAS.map(([, title]) => title))];
  return page(
    '规则矩阵：规则 → 条文 → 函数 → 测试',
    '每一行是领域层里的一条“不可以”：它的说法、所依据的条文、所在的函数、适用的命令，以及看到它拒绝和看到它放行的测试。'
    + '本页由源码生成（`npm run docs`），`npm run check:generated` 保证它与源码一致。条文取自拒绝本身或者函数上方的注释；'
    + '标“（命令）”的取自命令的依据；没有条文的是对填写内容的核对。',
    table(['规则', '有条文', '无拒绝测试', '无放行测试'], [
      [String(rules.length), String(withArticle.length), String(open.length), String(unpassed.length)],
    ]),
    ...(open.length === 0 ? [] : [
      '## 还没有拒绝测试的规则',
      table(['代码', '函数', '文件'], open.map((rule) => [code(rule.code), code(rule.unit), link(rule.file)])),
    ]),
    ...areas.flatMap((title) => {
      const here = rules.filter(({ file }) => areaOf(file) === title);
      if (here.length === 0) return [];
      return [
        `## ${title}`,
        table(['规则', '条文', '函数', '代码', '命令', '拒绝的测试', '放行的测试'], here.map((rule) => [
          rule.messages.join('／'), basisText(rule), link(rule.file, rule.unit), code(rule.code), commandsText(rule),
          testsText(rule.refused), testsText(rule.passed),
        ])),
      ];
    }),
  );
}
