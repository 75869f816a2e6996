/** docs/terms.md: terms, pauses and ladders of every kind. */
import { kinds } from '../../domain/kinds.ts';
import { namesOf } from '../../domain/county/names.ts';
import { firstPolicy } from '../../domain/statute/county-policy.ts';
import {
  PAUSE_GROUND_LABELS,
  TERM_EFFECT_LABELS,
  type TermDefinition,
  type TermPolicy,
  type TermTrigger,
} from '../../domain/terms/model.ts';
import { RUNG_LABELS } from '../../domain/terms/ladder.ts';
import { lengthText } from '../../domain/terms/words.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { code, page, table } from './markdown.ts';

const DUTY_LABELS: Record<TermDefinition['duty'], string> = {
  dispatcher: '调度员',
  handler: '承办人',
  reviewer: '审核员',
  head: '负责人',
  party: '当事人',
  receiver: '接收单位',
  'other-body': '其他机关',
};
const ROLL_LABELS = { none: '不顺延', next: '顺延', previous: '提前' } as const;

const POLICY = firstPolicy({ id: 'county', county: namesOf('本县') });

type Labels = (event: string) => string;

const triggers = (list: readonly TermTrigger[], label: Labels): string => [...new Set(list.map(({ event }) => label(event)))].join('、');

const extensions = ({ extensions: steps, unit }: TermDefinition): string =>
  steps
    .map(
      ({ maxLength, approver }) =>
        `${maxLength === null ? '集体决定的期限' : `至多${lengthText(maxLength, unit)}`}（${approver === 'head' ? '负责人批准' : '负责人集体讨论'}）`,
    )
    .join('<br>');

const row = (term: TermDefinition, label: Labels): string[] => [
  code(term.key),
  term.label,
  `${term.direction === 'back' ? '提前' : ''}${lengthText(term.length, term.unit)}`,
  TERM_EFFECT_LABELS[term.effect] + (term.rule ? `：${term.rule.name}` : ''),
  triggers(term.armedBy, label),
  triggers(term.metBy, label),
  term.pausedBy.map((ground) => PAUSE_GROUND_LABELS[ground]).join('、'),
  extensions(term),
  ROLL_LABELS[term.roll],
  DUTY_LABELS[term.duty] + (term.window ? '（期间）' : ''),
  [term.basis, ...(term.local ? [`*${term.local}*`] : [])].join('<br>'),
];

const HEAD = ['键', '期限', '长度', '效力', '起算', '完成', '停止计算', '延长', '末日非工作日', '谁的事', '依据'];

/** Terms, pauses and ladders of one kind. */
function partsOf(kind: AnyKind): string[] {
  const { id, version, terms, pauseTriggers, ladders }: Omit<TermPolicy, 'hash' | 'calendar'> = kind.terms ?? POLICY;
  const label: Labels = (event) => kind.events[event]?.label ?? event;
  return [
    `## ${kind.label}`,
    `取自 \`${id}@${version}\`，共 ${terms.length} 个期限。`,
    '### 期限',
    table(
      HEAD,
      terms.map((term) => row(term, label)),
    ),
    '### 停止计算的事由',
    table(
      ['事由', '从', '到', '依据'],
      pauseTriggers.map((pause) => [
        PAUSE_GROUND_LABELS[pause.ground],
        triggers(pause.startedBy, label),
        triggers(pause.endedBy, label),
        pause.basis,
      ]),
    ),
    '### 催办督办',
    table(
      ['阶梯', '动作', '何时', '答复', '依据'],
      ladders.flatMap((ladder) =>
        ladder.rungs.map((rung) => [
          ladder.label,
          RUNG_LABELS[rung.action],
          `${rung.at === 'yellow' ? '到期预警' : '超期'}${rung.after.length < 0 ? '前' : '后'}${lengthText(Math.abs(rung.after.length), rung.after.unit)}`,
          rung.answerWithin ? `${lengthText(rung.answerWithin.length, rung.answerWithin.unit)}内` : '',
          rung.basis,
        ]),
      ),
    ),
  ];
}

export function termsDocument(): string {
  const { hearingFine, collectiveFine, bureauFine } = POLICY.thresholds;
  const sums = { '听证“较大数额”': hearingFine, 集体讨论: collectiveFine, 由执法局办结: bureauFine };
  return page(
    '期限、停止计算、催办督办',
    '取自一个县起步时的办案规则和各类事项自己的规则，“本县”处为该县的名称。国家法律留给地方或者部门规定的数字标有斜体说明，使用前应当按本地规定核对。',
    ...kinds.flatMap(partsOf),
    '## 由地方规定的数额',
    table(
      ['事项', '公民', '法人或者其他组织', '依据'],
      Object.entries(sums).map(([name, { citizen, organisation, basis }]) => [name, `${citizen}元`, `${organisation}元`, basis]),
    ),
  );
}
