/** docs/rules.md: each procedural rule → article → function → tests. */
import { STAGE_LABELS } from '../../domain/vocabulary.ts';
import { specOf } from '../../domain/case/catalogue.ts';
import type { Rule } from './matrix.ts';
import { code, link, page, table } from './markdown.ts';
import { SEEN_FILE, type SeenTests } from '../rules/seen.ts';

const AREAS: [prefix: string, title: string][] = [
  ['domain/work/execute.ts', '所有命令：阶段、角色、承办人、中止'],
  ['domain/case/guards.ts', '共同的规则：两人执法、回避、审批、不得自办自审'],
  ['domain/case/competence.ts', '职权与委托'],
  ['domain/case/opening/rules.ts', '立案登记前：建立案件'],
  ['domain/case/discovery/rules.ts', STAGE_LABELS.discovery],
  ['domain/case/stopping/rules.ts', `${STAGE_LABELS.stopping}、首违不罚、当场处罚`],
  ['domain/case/evidence/conclusion.ts', '调查终结'],
  ['domain/case/evidence/', STAGE_LABELS.evidence],
  ['domain/case/review/rules.ts', STAGE_LABELS.review],
  ['domain/case/decision/notice.ts', '告知、陈述申辩、听证'],
  ['domain/case/decision/notification.ts', '告知、陈述申辩、听证'],
  ['domain/case/decision/hearing.ts', '告知、陈述申辩、听证'],
  ['domain/case/decision/serving.ts', '送达'],
  ['domain/case/decision/guards.ts', '作出决定前必须满足的'],
  ['domain/case/decision/verdict.ts', STAGE_LABELS.decision],
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

/** The first tests by name, and how many there are. */
const NAMED_TESTS = 3;

function testsText(tests: SeenTests = {}): string {
  const all = Object.entries(tests).flatMap(([file, titles]) => titles.map((title) => ({ file, title })));
  const named = all.slice(0, NAMED_TESTS).map(({ file, title }) => `${link(file, file.split('/').at(-1))}：${title}`);
  return [...named, ...(all.length > NAMED_TESTS ? [`等 ${all.length} 项`] : [])].join('<br>');
}

const refusedText = ({ refused, passing, unreachable }: Rule): string => {
  if (unreachable !== undefined) return `不会发生：${unreachable}`;
  return testsText(refused) || (passing ? `没有；顺带发生于${testsText(passing)}` : '没有');
};

const basisText = ({ articles, commandArticles }: Rule): string =>
  articles.length > 0 ? articles.join('<br>') : commandArticles.map((article) => `（命令）${article}`).join('<br>');

const isTested = ({ refused }: Rule): boolean => Object.keys(refused).length > 0;

export function rulesDocument(rules: readonly Rule[]): string {
  const withArticle = rules.filter(({ articles, commandArticles }) => articles.length + commandArticles.length > 0);
  const tested = rules.filter(isTested);
  const never = rules.filter(({ unreachable }) => unreachable !== undefined);
  const open = rules.filter((rule) => !isTested(rule) && rule.unreachable === undefined);
  const areas = [...new Set(AREAS.map(([, title]) => title))];
  return page(
    '规则矩阵：规则 → 条文 → 函数 → 测试',
    '每一行是领域层里作出一种“不可以”的一处：它的说法、所依据的条文、所在的函数、适用的命令，以及看到它拒绝和看到它放行的测试。' +
      '条文取自拒绝本身或者函数上方的注释；标“（命令）”的取自命令的依据；没有条文的是对填写内容的核对。',
    '测试一栏来自实际运行：`npm run rules` 运行领域测试并记下每一处在哪些测试中真的拒绝了、测试是否查看了这次拒绝并写明它的代码、' +
      `哪个测试中它被问到而没有拒绝，写入 [${SEEN_FILE}](../${SEEN_FILE})；\`npm test\` 每次重新记录并与之核对。` +
      '本页由源码和这份记录生成（`npm run docs`），`npm run check:generated` 保证一致。',
    table(
      ['规则', '有条文', '有拒绝测试', '不会发生', '没有拒绝测试'],
      [[rules.length, withArticle.length, tested.length, never.length, open.length].map(String)],
    ),
    ...listOf('没有拒绝测试的规则', open),
    ...listOf('不会发生的规则', never),
    ...areas.flatMap((title) => {
      const here = rules.filter(({ file }) => areaOf(file) === title);
      if (here.length === 0) return [];
      return [
        `## ${title}`,
        table(
          ['规则', '条文', '函数', '代码', '命令', '拒绝的测试', '放行的测试'],
          here.map((rule) => [
            rule.messages.join('／'),
            basisText(rule),
            link(rule.file, rule.unit),
            code(rule.code),
            commandsText(rule),
            refusedText(rule),
            testsText(rule.passed),
          ]),
        ),
      ];
    }),
  );
}

const listOf = (title: string, rules: readonly Rule[]): string[] =>
  rules.length === 0
    ? []
    : [
        `## ${title}`,
        table(
          ['代码', '函数', '原因'],
          rules.map((rule) => [
            code(rule.code),
            link(rule.file, rule.unit),
            rule.unreachable ?? (rule.passing ? '只是顺带发生' : '从未发生'),
          ]),
        ),
      ];
