import { Form } from 'antd';
import { useEffect, useState } from 'react';
import { STATUTORY_RANGE } from '../../../domain/case/evidence/derivation.ts';
import { type FactorNeed, factorNeed } from '../../../domain/discretion/factors.ts';
import { factorsOf } from '../../../domain/discretion/benchmark.ts';
import { baseFactorOf } from '../../../domain/discretion/figures.ts';
import type { PenaltyStage } from '../../../domain/lists/matters.ts';
import { useBenchmark, useMatter, useMatters } from '../api/lists.ts';
import { Refused } from '../parts/refused.tsx';
import { SimilarCases } from '../similar/similar-cases.tsx';
import type { Control } from './control.ts';
import { type FactorAnswers, FactorInputs, type RecordedFactor } from './factor-inputs.tsx';
import { PenaltyResult } from './penalty-result.tsx';
import { type PenaltyQuestion, usePenalty } from './use-penalty.ts';

/** What is settled before the facts are asked for. */
export interface PenaltyGround extends Pick<PenaltyQuestion, 'matterCode' | 'subjectKind' | 'conductOn' | 'conductEndedOn' | 'decidedOn'> {
  recorded: readonly RecordedFactor[];
  /** The tier of the benchmark, or only the ranges of the clauses that are weighed against each other. */
  asks: 'tier' | 'range';
  /** The clause's stage where the form does not choose one. */
  stage: PenaltyStage;
}

type FactorsProps = Control<FactorAnswers> & { ground: PenaltyGround | null; caseId?: string | null };

/** The circumstances that what is asked depends on, and what follows from them as they are filled in. */
export function FactorsControl(props: FactorsProps) {
  return props.ground?.asks === 'range' ? <RangeFactors {...props} ground={props.ground} /> : <TierFactors {...props} />;
}

/** What the clauses' own ranges are figured from: the base of each that is not in yuan. */
function RangeFactors({ value, onChange, ground }: FactorsProps & { ground: PenaltyGround }) {
  const form = Form.useFormInstance();
  const candidates = Form.useWatch('candidates', form) as ({ matterCode?: string | null } | undefined)[] | undefined;
  const codes = [ground.matterCode, ...(candidates ?? []).map((one) => one?.matterCode)];
  const matters = useMatters();
  const weighed = (matters.data?.items ?? []).filter(({ code }) => codes.includes(code));
  const known = new Set(ground.recorded.map(({ key }) => key));
  const bases = weighed.flatMap(({ penalties }) => penalties.flatMap(({ unit }) => (unit ? [baseFactorOf(unit)] : [])));
  const needs = asked([], bases, [], Object.keys(value ?? {})).filter(({ key }) => !known.has(key));
  if (needs.length === 0) return <span className="quiet">所列条款的罚款幅度都以元规定，不需要另外的事实。</span>;
  return <FactorInputs needs={needs} recorded={ground.recorded} value={value ?? {}} onChange={(next) => onChange?.(next)} />;
}

/** The circumstances that matter and benchmark ask for. */
function TierFactors({ value, onChange, ground, caseId = null }: FactorsProps) {
  const form = Form.useFormInstance();
  const chosenStage = Form.useWatch('stage', form) as PenaltyStage | null | undefined;
  const fine = Form.useWatch('fine', form) as number | null | undefined;
  const answers = value ?? {};
  const benchmark = useBenchmark(ground?.matterCode ?? null, ground?.conductOn ?? null);
  const matter = useMatter(ground?.matterCode ?? null, ground?.conductOn ?? null);
  const question = ground && {
    matterCode: ground.matterCode,
    subjectKind: ground.subjectKind,
    conductOn: ground.conductOn,
    ...(ground.conductEndedOn ? { conductEndedOn: ground.conductEndedOn } : {}),
    decidedOn: ground.decidedOn,
    stage: chosenStage ?? ground.stage,
    factors: { ...answers, ...Object.fromEntries(ground.recorded.map((fact) => [fact.key, fact.value])) },
  };
  const derived = usePenalty(question);
  const choices = useChoices(derived.data?.kind === 'missing' ? derived.data.needs : NONE);
  if (!ground) return <span className="quiet">写明违法事项、当事人和违法行为之日后，才能推算裁量幅度。</span>;
  const needs = asked(
    benchmark.data?.benchmark ? factorsOf(benchmark.data.benchmark) : [],
    (matter.data?.penalties ?? []).flatMap(({ unit }) => (unit ? [baseFactorOf(unit)] : [])),
    [...(derived.data?.kind === 'missing' ? derived.data.needs : []), ...choices],
    Object.keys(answers),
  );
  return (
    <div aria-live="polite">
      {needs.length > 0 ? (
        <FactorInputs needs={needs} recorded={ground.recorded} value={answers} onChange={(next) => onChange?.(next)} />
      ) : benchmark.isPending ? null : (
        <p className="quiet">本事项没有裁量基准，按条文的幅度裁量。</p>
      )}
      {derived.data ? <PenaltyResult answer={derived.data} fine={fine ?? null} /> : null}
      {caseId && question && derived.data?.kind === 'derived' ? (
        <SimilarCases
          caseId={caseId}
          fine={fine ?? null}
          proposed={{ tier: derived.data.penalty.tier ?? STATUTORY_RANGE, stage: question.stage, factors: question.factors }}
        />
      ) : null}
      {derived.isError ? <Refused error={derived.error} onRetry={() => void derived.refetch()} /> : null}
    </div>
  );
}

const NONE: FactorNeed[] = [];

/** Only the question names the choices; they stay when it is answered. */
function useChoices(missing: FactorNeed[]): FactorNeed[] {
  const [kept, setKept] = useState(NONE);
  useEffect(() => {
    const fresh = missing.filter((need) => need.options);
    if (fresh.length > 0) setKept((before) => [...before.filter((need) => fresh.every((other) => other.key !== need.key)), ...fresh]);
  }, [missing]);
  return kept;
}

/** Each fact once; the derivation's own question knows the choices and goes before. */
function asked(benchmark: FactorNeed[], bases: (string | null)[], missing: FactorNeed[], answered: string[]): FactorNeed[] {
  const needs = new Map<string, FactorNeed>();
  const plain = [...bases.filter((key): key is string => key !== null), ...answered].map((key) => factorNeed(key));
  for (const need of [...benchmark, ...plain]) if (!needs.has(need.key)) needs.set(need.key, need);
  for (const need of missing) if (!needs.has(need.key) || need.options) needs.set(need.key, need);
  return [...needs.values()];
}
