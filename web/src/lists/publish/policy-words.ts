/** Changes of the rules as a reader says them: field by field, lengths with their unit. */
import { RUNG_LABELS } from '../../../../domain/terms/ladder.ts';
import type { CasePolicy } from '../../../../domain/case/policy.ts';
import { type Ladder, PAUSE_GROUND_LABELS, type PauseGround, TERM_EFFECT_LABELS, type TermEffect } from '../../../../domain/terms/model.ts';
import type { PolicyDifference } from '../../../../domain/terms/policy.ts';
import { lengthText, UNIT_WORDS } from '../../../../domain/terms/words.ts';
import type { Comparison } from './model.ts';

const FIELDS: Record<string, string> = {
  length: '长度',
  unit: '单位',
  yellow: '转黄',
  label: '名称',
  basis: '依据',
  roll: '末日顺延',
  pausedBy: '暂停事由',
  extensions: '延长',
  rungs: '阶梯',
  ladder: '督办阶梯',
  armedBy: '起算',
  metBy: '办结',
  cancelledBy: '终止',
  duty: '责任人',
  effect: '性质',
  rule: '参照的规定',
  saysClass: '写明期限性质',
  local: '本地规定',
  startedBy: '开始',
  endedBy: '结束',
  citizen: '公民',
  organisation: '法人或其他组织',
  value: '内容',
  version: '版本',
};

type LadderRung = Ladder['rungs'][number];

const isRungs = (value: unknown): value is LadderRung[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'action' in one);

function rungWords({ at, after, action, answerWithin }: LadderRung): string {
  const when =
    after.length === 0
      ? '时'
      : after.length < 0
        ? `前${lengthText(-after.length, after.unit)}`
        : `后${lengthText(after.length, after.unit)}`;
  return `${at === 'yellow' ? '转黄' : '转红'}${when}${RUNG_LABELS[action]}${answerWithin ? `，${lengthText(answerWithin.length, answerWithin.unit)}内答复` : ''}`;
}

function valueWords(field: string, value: unknown, unit: keyof typeof UNIT_WORDS | undefined): string {
  if (value === null || value === undefined) return '（无）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field === 'effect') return TERM_EFFECT_LABELS[value as TermEffect];
  if (field === 'rule') return (value as { name: string }).name;
  if (field === 'unit') return UNIT_WORDS[value as keyof typeof UNIT_WORDS];
  if (field === 'length' && unit) return lengthText(Number(value), unit);
  if (field === 'yellow') {
    const { share, remaining } = value as { share: number; remaining: number };
    return `用去${Math.round(share * 100)}%或剩${unit ? lengthText(remaining, unit) : remaining}`;
  }
  if (field === 'pausedBy') return (value as PauseGround[]).map((ground) => PAUSE_GROUND_LABELS[ground]).join('、') || '不暂停';
  if (isRungs(value)) return value.map(rungWords).join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** As a comparison of two versions shows it. `body` is the new version. */
export function policyComparison(differences: readonly PolicyDifference[], body: CasePolicy): Comparison {
  const ref = ({ part, key, label }: PolicyDifference) => ({
    code: part === 'term' ? '期限' : part === 'ladder' ? '督办阶梯' : part === 'pause' ? '中止' : part === 'calendar' ? '日历' : '数额标准',
    title: label || key,
  });
  return {
    added: differences.filter(({ kind }) => kind === 'added').map(ref),
    removed: differences.filter(({ kind }) => kind === 'removed').map(ref),
    changed: differences
      .filter(({ kind }) => kind === 'changed')
      .map((difference) => {
        const unit = body.terms.find(({ key }) => key === difference.key)?.unit;
        return {
          ...ref(difference),
          fields: difference.changes.map(({ field, before, after }) => ({
            field,
            heading: FIELDS[field] ?? field,
            before: valueWords(field, before, unit),
            after: valueWords(field, after, unit),
          })),
        };
      }),
  };
}
