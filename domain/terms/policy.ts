/** Case policies: validated before they are published, hashed by content, compared field by field. */
import { canonicalJson } from '../canonical-json.ts';
import type { Sha256 } from '../work/record.ts';
import { refuse, type Refusal } from '../result.ts';
import { validateCalendar } from './calendar-check.ts';
import { isDayUnit } from './count.ts';
import { PAUSE_GROUNDS, type TermPolicy, type Ladder, type Rung, type TermDefinition } from './model.ts';

/** Everything of a policy but its hash, as the text that is hashed. */
export function canonicalPolicy(policy: TermPolicy): string {
  const { hash: _hash, ...content } = policy;
  return canonicalJson(content);
}

/** The policy with its content hash. The digest is the caller's. */
export function sealPolicy<Policy extends TermPolicy>(policy: Policy, sha256: Sha256): Policy {
  return { ...policy, hash: sha256(canonicalPolicy(policy)) };
}

/** Events that a rung's action brings about and that arm the term of the answer. For transfer see `checkEnds`. */
const ANSWERED: Partial<Record<Rung['action'], string>> = { urge: 'Urged', supervise: 'SupervisionIssued' };

/** A policy's terms, pauses and ladders, without the calendar they run under. */
export type TermRules = Omit<TermPolicy, 'hash' | 'calendar'>;

export type Report = (code: string, message: string, needs: string[]) => void;

const isPositiveInteger = (value: number) => Number.isInteger(value) && value > 0;

function checkTerm(term: TermDefinition, policy: TermRules, stages: readonly string[], report: Report): void {
  const name = `“${term.label || term.key}”`;
  if (term.label.trim() === '') report('term-label-missing', `期限${term.key}没有名称。`, ['填写期限名称']);
  if (term.basis.trim() === '') report('term-basis-missing', `${name}没有依据。`, ['填写法律条文或本县规则']);
  if (term.effect === 'rule' && (term.rule?.name ?? '').trim() === '') {
    report('term-rule-unnamed', `${name}出自部门或者地方规定，没有写明是哪一部规定。`, ['写明所参照的规定，或者改为内部期限']);
  }
  if (term.effect !== 'rule' && term.rule !== undefined) {
    report('term-rule-unused', `${name}不是规定期限，不能写参照的规定。`, ['去掉所参照的规定，或者改为规定期限']);
  }
  if (!isPositiveInteger(term.length)) report('term-length-invalid', `${name}的长度须为正整数。`, ['改正长度']);
  const { share, remaining } = term.yellow;
  if (!(share > 0 && share <= 1)) report('yellow-share-invalid', `${name}的预警比例须大于0、不超过1。`, ['改正预警比例']);
  if (!(remaining >= 0)) report('yellow-remaining-invalid', `${name}的预警余量不能为负。`, ['改正预警余量']);
  else if (remaining >= term.length) {
    report('yellow-at-once', `${name}的预警余量不小于期限本身，一起算就是黄灯。`, ['减小预警余量']);
  }
  if (!isDayUnit(term.unit) && term.roll !== 'none') {
    report('roll-on-clock-term', `${name}按钟点计算，末日顺延不适用。`, ['末日处理改为不顺延']);
  }
  if (term.direction === 'back') {
    if (!isDayUnit(term.unit)) report('back-on-clock-term', `${name}向前推算，只能按日、月、年。`, ['改用日、月、年']);
    if (term.pausedBy.length > 0) report('back-term-paused', `${name}向前推算，不能中止。`, ['去掉中止事由']);
    if (term.extensions.length > 0) report('back-term-extended', `${name}向前推算，不能延长。`, ['去掉延长']);
  }
  if (term.stage !== undefined && !stages.includes(term.stage)) {
    report('term-stage-unknown', `${name}所属阶段“${String(term.stage)}”不存在。`, ['改正阶段']);
  }
  if (term.stage === undefined && term.armedBy.length === 0) {
    report('term-never-armed', `${name}没有起算事件，永远不会起算。`, ['填写起算事件或所属阶段']);
  }
  if (term.stage === undefined && !term.window && term.metBy.length === 0) {
    report('term-never-met', `${name}没有办结事件，永远无法办结。`, ['填写办结事件或所属阶段']);
  }
  for (const ground of term.pausedBy) {
    if (!PAUSE_GROUNDS.includes(ground)) report('pause-ground-unknown', `${name}的中止事由“${String(ground)}”不存在。`, ['改正中止事由']);
  }
  term.extensions.forEach(({ maxLength, basis }, index) => {
    const step = `${name}第${index + 1}次延长`;
    if (maxLength !== null && !isPositiveInteger(maxLength)) report('extension-bound-invalid', `${step}的上限须为正整数。`, ['改正上限']);
    if (maxLength === null && index < term.extensions.length - 1) {
      report('extension-unbounded-early', `${step}没有上限，其后不能再有延长。`, ['把无上限的延长放在最后']);
    }
    if (basis.trim() === '') report('extension-basis-missing', `${step}没有依据。`, ['填写依据']);
  });
  if (term.ladder !== undefined && !policy.ladders.some(({ key }) => key === term.ladder)) {
    report('ladder-unknown', `${name}所用的督办阶梯“${term.ladder}”不存在。`, ['选择已有的督办阶梯']);
  }
}

/** A rung's place, in working hours from the yellow light, roughly: only for comparing two of the same light. */
function placeOf(rung: Rung): number {
  return rung.after.length * (rung.after.unit === 'workday' ? 1000 : 1);
}

function checkLadder(ladder: Ladder, report: Report): void {
  const name = `督办阶梯“${ladder.label || ladder.key}”`;
  if (ladder.rungs.length === 0) report('ladder-empty', `${name}没有任何步骤。`, ['至少填写一步']);
  ladder.rungs.forEach((rung, index) => {
    const step = `${name}第${index + 1}步`;
    if (!Number.isFinite(rung.after.length)) report('rung-offset-invalid', `${step}的时间不是数字。`, ['改正时间']);
    const asks = rung.action === 'urge' || rung.action === 'supervise';
    if (asks && !rung.answerWithin) report('rung-answer-missing', `${step}要求答复，但没有写答复时限。`, ['填写答复时限']);
    if (rung.answerWithin && !(rung.answerWithin.length > 0)) {
      report('rung-answer-invalid', `${step}的答复时限须大于零。`, ['改正答复时限']);
    }
    if (rung.basis.trim() === '') report('rung-basis-missing', `${step}没有依据。`, ['填写依据']);
    const previous = ladder.rungs[index - 1];
    if (!previous) return;
    const backwards = previous.at === 'red' && rung.at === 'yellow';
    if (backwards || (previous.at === rung.at && placeOf(previous) > placeOf(rung))) {
      report('ladder-out-of-order', `${step}早于前一步。`, ['按时间先后排列']);
    }
    if (previous.action === 'transfer') {
      report('ladder-goes-on-after-transfer', `${name}在提级移送之后还有步骤，没有终点。`, ['提级移送须为最后一步']);
    }
  });
}

/**
 * Ladders without an end: one whose urging, left unanswered, leads to a ladder that urges again, and so on in a circle;
 * or one that ends by waiting for an answer which nobody follows up. A transfer ends a ladder: it climbs one tier, and
 * there is a highest.
 */
function checkEnds(policy: TermRules, report: Report): void {
  const ladderOf = new Map(policy.ladders.map((ladder) => [ladder.key, ladder]));
  const answersTo = (rung: Rung): TermDefinition[] => {
    const event = ANSWERED[rung.action];
    if (event === undefined) return [];
    return policy.terms.filter(({ armedBy }) => armedBy.some((trigger) => trigger.event === event));
  };
  const next = (ladder: Ladder): Ladder[] =>
    ladder.rungs
      .flatMap(answersTo)
      .map(({ ladder: key }) => (key === undefined ? undefined : ladderOf.get(key)))
      .filter((found) => found !== undefined);
  for (const ladder of policy.ladders) {
    const seen = new Set<string>();
    const open = next(ladder);
    while (open.length > 0) {
      const current = open.pop()!;
      if (current.key === ladder.key) {
        report('ladder-endless', `督办阶梯“${ladder.label}”没有终点：未答复时会回到自身。`, ['以提级移送或报告督办员收尾']);
        break;
      }
      if (seen.has(current.key)) continue;
      seen.add(current.key);
      open.push(...next(current));
    }
    const last = ladder.rungs.at(-1);
    if (last && ANSWERED[last.action] !== undefined && !answersTo(last).some((term) => term.ladder !== undefined)) {
      report('ladder-endless', `督办阶梯“${ladder.label}”以等待答复结束，无人答复时没有下文。`, [
        '加一步提级移送，或为答复期限指定督办阶梯',
      ]);
    }
  }
}

function twice<Item>(items: readonly Item[], keyOf: (item: Item) => string): string[] {
  const seen = new Set<string>();
  return items.map(keyOf).filter((key) => (seen.has(key) ? true : (seen.add(key), false)));
}

/** Everything wrong with the terms themselves; `stages`: those of the kind they are for. */
export function validateTerms(policy: TermRules, stages: readonly string[]): Refusal[] {
  const refusals: Refusal[] = [];
  const report: Report = (code, message, needs) => refusals.push(refuse(code, message, needs));
  if (policy.id.trim() === '') report('policy-id-missing', '规则没有编号。', ['填写编号']);
  if (!isPositiveInteger(policy.version)) report('policy-version-invalid', '规则版本须为正整数。', ['改正版本']);
  for (const key of twice(policy.terms, (term) => term.key)) report('term-twice', `期限“${key}”出现了两次。`, ['同一期限只保留一条']);
  for (const key of twice(policy.ladders, (ladder) => ladder.key))
    report('ladder-twice', `督办阶梯“${key}”出现了两次。`, ['同一阶梯只保留一条']);
  for (const term of policy.terms) checkTerm(term, policy, stages, report);
  for (const ladder of policy.ladders) checkLadder(ladder, report);
  checkEnds(policy, report);
  for (const trigger of policy.pauseTriggers) {
    if (trigger.startedBy.length === 0) report('pause-never-begins', `中止“${trigger.ground}”没有开始事件。`, ['填写开始事件']);
    if (trigger.endedBy.length === 0)
      report('pause-never-ends', `中止“${trigger.ground}”没有结束事件，一旦中止无法恢复。`, ['填写结束事件']);
  }
  return refusals;
}

/** Everything wrong with a policy; `stages`: those of the kind it is for. Empty when it may be used. */
export const validatePolicy = (policy: TermPolicy, stages: readonly string[]): Refusal[] => [
  ...validateTerms(policy, stages),
  ...(policy.calendar.years.length === 0 ? [refuse('calendar-empty', '工作日历没有任何已公布的年份。', ['至少导入一年的放假安排'])] : []),
  ...validateCalendar(policy.calendar),
];

export interface PolicyDifference {
  part: 'term' | 'ladder' | 'pause' | 'threshold' | 'calendar';
  key: string;
  label: string;
  kind: 'added' | 'removed' | 'changed';
  /** The fields that differ, as JSON. */
  changes: { field: string; before: unknown; after: unknown }[];
}

export function fieldChanges(before: object, after: object): PolicyDifference['changes'] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return fields.flatMap((field) => {
    const a: unknown = (before as Record<string, unknown>)[field] ?? null;
    const b: unknown = (after as Record<string, unknown>)[field] ?? null;
    return canonicalJson(a) === canonicalJson(b) ? [] : [{ field, before: a, after: b }];
  });
}

function compareLists<Item extends object>(
  part: PolicyDifference['part'],
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
  labelOf: (item: Item) => string,
): PolicyDifference[] {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const fresh = new Map(after.map((item) => [keyOf(item), item]));
  const differences: PolicyDifference[] = [];
  for (const [key, item] of old) {
    const other = fresh.get(key);
    if (!other) differences.push({ part, key, label: labelOf(item), kind: 'removed', changes: [] });
    else {
      const changes = fieldChanges(item, other);
      if (changes.length > 0) differences.push({ part, key, label: labelOf(other), kind: 'changed', changes });
    }
  }
  for (const [key, item] of fresh) {
    if (!old.has(key)) differences.push({ part, key, label: labelOf(item), kind: 'added', changes: [] });
  }
  return differences;
}

/** What a newer policy changes in the terms, part by part and field by field. */
export function comparePolicies(before: TermPolicy, after: TermPolicy): PolicyDifference[] {
  const pauseKey = ({ ground, ref, instance }: TermPolicy['pauseTriggers'][number]) => `${ground}/${ref ?? instance ?? ''}`;
  const calendar = fieldChanges(before.calendar, after.calendar);
  return [
    ...compareLists(
      'term',
      before.terms,
      after.terms,
      ({ key }) => key,
      ({ label }) => label,
    ),
    ...compareLists(
      'ladder',
      before.ladders,
      after.ladders,
      ({ key }) => key,
      ({ label }) => label,
    ),
    ...compareLists('pause', before.pauseTriggers, after.pauseTriggers, pauseKey, ({ ground }) => ground),
    ...(calendar.length === 0
      ? []
      : [{ part: 'calendar', key: 'calendar', label: '工作日历', kind: 'changed', changes: calendar } as const]),
  ];
}
