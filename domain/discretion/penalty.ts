/**
 * Derives the penalty: subject → law → stage → clause row → benchmark tier → range → yuan, with every step said and its
 * basis named. Pure: the same facts always give the same answer. Missing facts are asked for, never assumed.
 */
import type { Benchmark } from '../lists/benchmarks.ts';
import { IMPOSITION_LABELS, PENALTY_STAGE_LABELS, rangeLabel } from '../lists/matters.ts';
import type { Imposition, Matter, MatterPenalty, PenaltyStage } from '../lists/matters.ts';
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { evaluateBenchmark } from './benchmark.ts';
import type { TierOrder } from './benchmark.ts';
import { findCircumstances } from './circumstances.ts';
import type { Finding } from './circumstances.ts';
import { currentClause, rowsAt } from './clause-rows.ts';
import type { OpenRows } from './clause-rows.ts';
import { dataFindings } from './data-findings.ts';
import { checkFactors, impliedFacts, needText } from './factors.ts';
import type { Facts } from './factors.ts';
import { figuresOf } from './figures.ts';
import { coversStage, gradeRow, missingFactors } from './grade.ts';
import { resolveLaw } from './law.ts';
import type { AppliedLaw, Line } from './law.ts';
import type { OtherPenalty, PenaltyDerivation, PenaltyQuestion, PenaltyRange, PenaltyRefusal } from './penalty-model.ts';
import { chooseRow, conditionHolds, conditionOf } from './row-condition.ts';
import { countSubject } from './subject.ts';
import type { CountedSubject } from './subject.ts';

/** The penalty's range with its whole derivation, or why there is none and what is missing. Never throws on data. */
export function derivePenalty(question: PenaltyQuestion): PenaltyDerivation | PenaltyRefusal {
  const { matter, stage, subjectKind } = question;
  const benchmark = question.benchmark ?? null;
  if (benchmark && benchmark.matterCode !== matter.code) {
    return refuse('benchmark-mismatch', `裁量基准属于${benchmark.matterCode}，不是${matter.code}`, [`选用${matter.code}的裁量基准`]);
  }
  const checked = checkFactors(question.factors);
  if (!checked.ok) return checked;
  const { facts, because } = impliedFacts(checked.factors);
  if (subjectKind === 'organisation' && facts['ageYears'] !== undefined) {
    return refuse('factor-invalid', '处罚对象是单位，不应填写年龄', ['删去行为时周岁，或者更正处罚对象']);
  }
  const subject = countSubject(matter, subjectKind, question.individualBusinessAs);
  if (!subject.ok) return subject;
  const law = resolveLaw({ ...question, facts, subject: subject.counted, conductEndedOn: question.conductEndedOn ?? null });
  if (!law.ok) return law;
  const open = rowsAt(law.version, subject.counted, stage);
  const closed = stageRefusal(matter, law, open, subject, stage);
  if (closed) return closed;

  const findings = [...findCircumstances(matter, subjectKind, facts), ...dataFindings(matter, law, stage, facts, open)];
  if (because) findings.push({ code: 'implied-by-correction', effect: 'check', text: because, basis: '行政处罚法第二十八条第一款' });
  const frame: Frame = { question, subject, law, open, findings };
  const forbidden = findings.find((finding) => finding.effect === 'no-penalty');
  if (forbidden) {
    const tierWhy = { rule: 'no-penalty-by-law' as const, text: forbidden.text, evaluated: [] };
    const line = { text: '依法不予行政处罚，不再评定裁量档次', basis: forbidden.basis };
    return answer(frame, { tier: '不予处罚', tierWhy, decision: '不予行政处罚' }, [line]);
  }
  const others = otherPenalties(open.others, stage, facts);
  if (open.fines.length === 0) {
    const text = `${law.version.label}对此对象和阶段不设罚款`;
    const lines = [{ text, basis: law.version.label }, ...otherLines(others, law)];
    return answer(frame, { tier: null, tierWhy: { rule: 'no-fine', text, evaluated: [] }, otherPenalties: others }, lines);
  }
  return deriveFine(frame, benchmark, facts, others);
}

/** What is settled before the fine itself is looked at. */
interface Frame {
  question: PenaltyQuestion;
  subject: CountedSubject;
  law: AppliedLaw;
  open: OpenRows;
  findings: Finding[];
}

type Parts = Partial<PenaltyDerivation> & Pick<PenaltyDerivation, 'tier' | 'tierWhy'>;

function answer({ question, subject, law, open, findings }: Frame, parts: Parts, lines: Line[]): PenaltyDerivation {
  return {
    ok: true,
    matterCode: question.matter.code,
    stage: question.stage,
    law: lawPart(law),
    subject: { kind: subject.kind, counted: subject.counted },
    range: null,
    statutory: null,
    figures: null,
    otherPenalties: [],
    decision: null,
    findings,
    ...parts,
    lines: [...openingLines(question, subject, law, open), ...lines, ...findings.map(({ text, basis }) => ({ text, basis }))],
  };
}

function deriveFine(frame: Frame, benchmark: Benchmark | null, facts: Facts, others: OtherPenalty[]): PenaltyDerivation | PenaltyRefusal {
  const { law, open, subject, question } = frame;
  const clause = law.version.label;
  const choice = chooseRow(open.fines, facts);
  if (choice.kind === 'gap') {
    const cases = choice.texts.map((text) => `“${text}”`).join('、');
    return {
      ...refuse(
        'clause-gap',
        `${clause}没有规定本案的情形：${cases}都不符合`,
        ['由法制审核确定适用哪一种情形', ...choice.needs.map(needText)],
        [clause],
      ),
      missing: choice.needs,
    };
  }
  if (choice.kind === 'missing') {
    // Both questions at once: the row's and, where the benchmark is asked either way, the tier's.
    const asked = benchmark !== null && coversStage(benchmark, subject.counted, open);
    const tier = asked ? evaluateBenchmark(benchmark, facts, tierOrderOf(question)) : null;
    return missingFactors([...choice.needs, ...(tier?.kind === 'missing' ? tier.needs : [])], law, benchmark);
  }
  const { min, max, unit } = choice.row;
  if (min === null || max === null || unit === null) {
    return refuse('amount-not-set', `${clause}没有规定罚款数额，不能计算`, ['在执法事项清单补录地方性法规规定的罚款数额'], [clause]);
  }
  const statutory: PenaltyRange = { min, max, unit, minInclusive: min > 0, maxInclusive: true };
  const order = tierOrderOf(question);
  const graded = gradeRow({ benchmark, facts, subject: subject.counted, law, open, row: statutory, matter: question.matter, order });
  if (!graded.ok) return graded;

  const { tier, range } = graded;
  const ceiling = figuresOf('法定幅度', statutory, facts);
  const nothing = { range: range === null ? null : ceiling.range, lines: [] };
  const own = range === null || tier === null ? nothing : figuresOf('裁量幅度', range, facts);
  const circumstance = choice.text ? `（${choice.text}）` : '';
  return answer(
    { ...frame, findings: [...frame.findings, ...graded.findings] },
    {
      tier: tier?.tier ?? null,
      tierWhy: graded.tierWhy,
      range,
      statutory,
      decision: tier?.decision ?? null,
      otherPenalties: others,
      ...(choice.row.imposition ? { fineImposition: choice.row.imposition } : {}),
      figures: ceiling.range ? { range: own.range, statutory: ceiling.range } : null,
    },
    [
      { text: `法定幅度：罚款${rangeLabel(min, max, unit)}${circumstance}`, basis: clause },
      ...graded.lines,
      ...ceiling.lines,
      ...(ceiling.range ? own.lines : []),
      ...otherLines(others, law),
    ],
  );
}

/** A case from before rule 4 is graded as it was. */
const tierOrderOf = ({ rules = Infinity }: PenaltyQuestion): TierOrder => (rules >= 4 ? 'mildest-unless-aggravated' : 'gravest-first');

/** The clause does not open this stage to this subject. */
function stageRefusal(matter: Matter, law: AppliedLaw, open: OpenRows, subject: CountedSubject, stage: PenaltyStage): Refusal | null {
  const current = rowsAt(currentClause(matter), subject.counted, stage);
  const provided = open.stageProvided || (law.version.which === 'predecessor' && current.stageProvided);
  if (provided && open.fines.length + open.others.length > 0) return null;
  const label = PENALTY_STAGE_LABELS[stage];
  const own = law.version.penalties.filter((row) => row.subjectKind === subject.counted);
  const stages = [...new Set(own.map((row) => row.stage))];
  const basis = [law.version.label];
  if (stage === 'direct' && stages.includes('after-refusal')) {
    return refuse(
      'correction-first',
      `${law.version.label}规定先责令改正，拒不改正或者逾期不改正的才处罚`,
      ['先责令改正，并记录拒不改正或者逾期未改正的复查结果', '阶段改为“拒不改正或者逾期不改正”（after-refusal）'],
      basis,
    );
  }
  if (stage === 'direct' && stages.includes('aggravated')) {
    return refuse(
      'grave-only',
      `${law.version.label}只对情节严重的设定处罚，一般情形责令改正`,
      ['查明情节严重的事实', '阶段改为“情节严重”（aggravated）'],
      basis,
    );
  }
  const options = stages.map((value) => `“${PENALTY_STAGE_LABELS[value]}”（${value}）`).join('或');
  return refuse('stage-not-provided', `${law.version.label}没有对此对象“${label}”的罚则`, [`阶段改为${options}`], basis);
}

function lawPart(law: AppliedLaw): PenaltyDerivation['law'] {
  const { version, day, comparison, unknown } = law;
  return {
    which: version.which,
    name: version.clause.law,
    article: version.clause.article,
    label: version.label,
    effectiveFrom: version.effectiveFrom,
    effectiveUntil: version.effectiveUntil,
    day,
    comparison,
    unknown,
  };
}

function openingLines(question: PenaltyQuestion, subject: CountedSubject, law: AppliedLaw, open: OpenRows): Line[] {
  const { matter, stage, versions } = question;
  const list = versions?.matters ? `（执法事项清单${versions.matters}）` : '';
  const lines: Line[] = [
    { text: `事项：${matter.code} ${matter.name}${list}` },
    { text: subject.text, basis: subject.basis },
    ...law.lines,
    { text: `阶段：${PENALTY_STAGE_LABELS[stage]}`, basis: law.version.label },
    ...open.lines.map((text) => ({ text, basis: law.version.label })),
  ];
  if (versions?.benchmarks && question.benchmark) lines.push({ text: `裁量基准版本：${versions.benchmarks}` });
  if (matter.orderToCorrect)
    lines.push({ text: '实施行政处罚时，应当责令当事人改正或者限期改正违法行为', basis: '行政处罚法第二十八条第一款' });
  if (matter.firstViolationExemptible && matter.firstViolation) {
    lines.push({ text: `本事项列入首违不罚清单，条件：${matter.firstViolation.condition}`, basis: '行政处罚法第三十三条第一款' });
  }
  return lines;
}

/** Other penalties that the facts do not exclude. */
function otherPenalties(rows: readonly MatterPenalty[], stage: PenaltyStage, facts: Facts): OtherPenalty[] {
  return rows
    .filter((row) => {
      const condition = conditionOf(row);
      return condition.kind === 'words' || conditionHolds(condition, facts) !== false;
    })
    .map((row) => {
      const imposition = impositionAt(row, stage, facts);
      return { kind: row.kind, isPenalty: row.isPenalty, note: row.note ?? null, ...(imposition ? { imposition } : {}) };
    });
}

/** How a row's penalty is given in this case. */
function impositionAt({ kind, stage: own, imposition }: MatterPenalty, stage: PenaltyStage, facts: Facts): Imposition | undefined {
  // No gains, nothing to confiscate (行政处罚法 28(2)).
  if (kind === '没收违法所得' && facts['illegalGainsYuan'] === 0) return undefined;
  // 责令改正，给予警告；拒不改正的，处罚款: the warning came before the fine and need not be given again with it.
  return kind === '警告' && own === 'direct' && stage !== 'direct' && imposition === 'shall' ? 'may' : imposition;
}

function otherLines(others: readonly OtherPenalty[], law: AppliedLaw): Line[] {
  return others.map(({ kind, isPenalty, note, imposition }) => ({
    text: `${isPenalty ? '条文另有处罚' : '条文另有责令或者强制措施（不是行政处罚）'}：${imposition ? `${IMPOSITION_LABELS[imposition]}给予的` : ''}${kind}${note ? `（${note}）` : ''}`,
    basis: law.version.label,
  }));
}
