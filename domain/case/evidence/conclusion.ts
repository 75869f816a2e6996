/** The end of the investigation: the proposal and what it has to stand on. */
import { DEVIATION } from '../internal-rules.ts';
import type { z } from 'zod';
import type { evidenceCommands } from './commands.ts';
import { type LeftOut, leftOutFits, mandatoryGiven, optionalAnswered } from '../../discretion/companions.ts';
import type { PenaltyDerivation } from '../../discretion/penalty-model.ts';
import { checkProposed, type ProposedAnswer } from '../../discretion/proposed.ts';
import { personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { withinLimitation } from '../conduct.ts';
import type { CommandContext } from '../context.ts';
import { correctionUnmet } from '../any-stage/correction.ts';
import { today } from '../../work/days.ts';
import { clauseKinds, deriveForCase, penaltyStageOf, recordedDerivation } from './derivation.ts';
import { describeEarlier, finesForSameAct } from '../earlier.ts';
import type { EvidenceEvents } from './events.ts';
import type { TransferEvents } from '../transfer/events.ts';
import { notHandledBy } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import { ownClause } from '../matter-ref.ts';
import { orderInClause } from '../decision/order.ts';
import { punishedApart } from '../decision/several-parties.ts';
import { freeToDispose, noSuspectedCrime } from '../standing.ts';
import type { CaseFile, Derivation, ProposedPenalty } from '../state.ts';
import { tierEvents } from '../transfer/tier-hook.ts';
import type { Deciders, Readiness } from '../types.ts';

type Commands = Pick<typeof evidenceCommands, 'ConcludeInvestigation' | 'DecideDeviation'>;
type Payload = z.infer<Commands['ConcludeInvestigation']['schema']>;

const ART_46 = ['《行政处罚法》第四十条', '《行政处罚法》第四十六条'];

// 行政处罚法 57: concluded is what was filed and handled by two (42).
const filedFirst = (file: CaseFile): Refusal | null =>
  file.filing ? null : refuse('not-filed', '案件尚未立案，不能调查终结', ['先由负责人批准立案'], ['《行政处罚法》第五十四条']);

const twoHandlers = (file: CaseFile): Refusal | null =>
  file.handlers.length >= 2
    ? null
    : refuse('two-officers', '承办人不足两人，不能调查终结', ['由负责人补足两名持证承办人'], ['《行政处罚法》第四十二条']);

// An opinion that is still awaited may change the facts.
const noAppraisalOpen = (file: CaseFile): Refusal | null => {
  const open = file.appraisals.find(({ result }) => result === null);
  return open
    ? refuse('appraisal-open', `${open.body}的检测鉴定结论尚未收到，不能调查终结`, ['登记检测鉴定结论'], ['《行政处罚法》第四十条'])
    : null;
};

// 行政处罚法 40, 46(2)(3): the facts stand on evidence that was found true, none of it got unlawfully.
function standsOnEvidence(file: CaseFile, ids: readonly string[], needed: boolean): Refusal | null {
  if (ids.length === 0) {
    return needed ? refuse('no-evidence', '没有列明认定事实的证据', ['选择经查证属实的证据'], ART_46) : null;
  }
  for (const id of ids) {
    const item = file.evidence.find((one) => one.id === id);
    if (!item) return refuse('unknown-evidence', '所选证据不在本案证据清单内', ['重新选择证据'], ART_46);
    if (item.excluded) return refuse('evidence-excluded', `证据“${item.title}”已被排除，不能作为认定事实的根据`, ['去掉该证据'], ART_46);
    if (!item.verified) {
      const needs = [`先核实证据“${item.title}”，或者去掉该证据`];
      return refuse('evidence-not-verified', `证据“${item.title}”尚未查证属实`, needs, ART_46);
    }
  }
  return null;
}

// 行政处罚法 56: what is still preserved is either dealt with or accounted for.
function preservationsAccounted(file: CaseFile, open: Payload['openPreservations']): Refusal | null {
  const unresolved = file.preservations.filter(({ resolution }) => resolution === null);
  const silent = unresolved.filter(({ id }) => !open.some((one) => one.id === id));
  if (silent.length > 0) {
    return refuse(
      'preservation-open',
      `还有${silent.length}项先行登记保存没有处理，也没有说明理由`,
      silent.map((one) => `处理先行登记保存的${one.items.map(({ name }) => name).join('、')}，或者写明尚未处理的理由`),
      ['《行政处罚法》第五十六条'],
    );
  }
  const strange = open.find(({ id }) => !unresolved.some((one) => one.id === id));
  return strange
    ? refuse('unknown-preservation', '所列先行登记保存不存在或者已经处理', ['从清单中去掉'], ['《行政处罚法》第五十六条'])
    : null;
}

// 行政处罚法 57(1): only a proposal to punish carries a punishment.
const imposesNothing = (payload: Payload): Refusal | null =>
  payload.fine > 0 || payload.confiscation > 0 || payload.others.length > 0
    ? refuse(
        'imposed-without-penalty',
        '不建议处罚的，不能填写罚款、没收或者其他处罚',
        ['清空处罚内容', '或者改为建议给予行政处罚'],
        ['《行政处罚法》第五十七条'],
      )
    : null;

// 行政处罚法 9, 28(2): money that is confiscated is confiscated as something.
const confiscatedAsSomething = (payload: Payload): Refusal | null =>
  payload.confiscation > 0 && !payload.others.some((other) => other.startsWith('没收'))
    ? refuse(
        'confiscation-kind-missing',
        '填写了没收金额，应当选择没收违法所得或者没收非法财物',
        ['在其他处罚中选择没收的种类'],
        ['《行政处罚法》第九条第二项'],
      )
    : null;

// Rows for refusal and missed deadlines open only where an order to correct was not met.
const stageFits = (file: CaseFile, stage: Payload['stage']): Refusal | null =>
  stage === 'after-refusal' && !correctionUnmet(file)
    ? refuse('not-refused', '没有逾期或者拒不改正的复查记录，不能适用该罚则', ['先责令改正并复查', '或者选择其他罚则'], ownClause(file))
    : null;

interface Proposal {
  ok: true;
  proposed: ProposedPenalty;
}

/** The proposal to punish, inside the benchmark's range or with a reason for leaving it (行政处罚法 34). */
function proposal(file: CaseFile, payload: Payload, context: CommandContext): Proposal | Refusal {
  const stage = payload.stage ?? penaltyStageOf(file, context);
  const refusal = firstRefusal(withinLimitation(file), confiscatedAsSomething(payload), stageFits(file, stage));
  if (refusal) return refusal;
  const derived = deriveForCase(file, payload.factors, stage, today(context), context);
  if (!derived.ok) return derived;
  const { derivation, factors, versions } = derived;
  if (payload.fine === 0 && payload.confiscation === 0 && payload.others.length === 0) {
    return refuse(
      'nothing-imposed',
      '建议给予处罚的，应当写明处罚内容',
      ['填写罚款、没收或者其他处罚', '或者建议不予处罚'],
      ['《行政处罚法》第九条'],
    );
  }
  const check = (deviation: { reason: string; approvedBy: string } | null): ProposedAnswer =>
    checkProposed({ derivation, proposed: { fine: payload.fine, kinds: clauseKinds(payload.others), deviation } });
  const inside = check(null);
  const reason = payload.deviationReason;
  // The reason is given now, the approval above follows (DecideDeviation) before anybody is told of the figure.
  const outside =
    !inside.ok && inside.code === 'deviation-reason-required' && reason !== null
      ? check({ reason, approvedBy: '待上一级负责人批准' })
      : null;
  const answer = outside ?? inside;
  if (!answer.ok) return answer;
  // A payload from before there was this field has none.
  const leftOut = payload.leftOut ?? [];
  const silent = companionsSaid(derivation, payload.others, leftOut, context);
  if (silent) return silent;
  return {
    ok: true,
    proposed: {
      kind: 'penalty',
      money: { fine: payload.fine, confiscation: payload.confiscation },
      others: payload.others,
      facts: payload.facts,
      factors,
      derivation: withLines(recordedDerivation(derivation, versions.benchmarks ?? null), [
        ...answer.lines,
        ...weighedLines(file),
        ...sameActLines(file, context),
      ]),
      deviation: outside && reason !== null ? { reason, approvedBy: null } : null,
      ...(context.rules >= 4 && leftOut.length > 0 ? { leftOut } : {}),
    },
  };
}

// 行政处罚法 5(2), 28(2) and the clause: what it gives beside the fine is imposed, or said not to be; a decision on paper
// is entered as it was made.
function companionsSaid(
  derivation: PenaltyDerivation,
  imposed: readonly string[],
  leftOut: readonly LeftOut[],
  { rules, paper }: CommandContext,
): Refusal | null {
  if (rules < 4 || paper) return null;
  return firstRefusal(
    leftOutFits(derivation, imposed, leftOut),
    mandatoryGiven(derivation, imposed, leftOut),
    optionalAnswered(derivation, imposed, leftOut),
  );
}

const withLines = (derivation: Derivation, more: Derivation['lines']): Derivation => ({
  ...derivation,
  lines: [...derivation.lines, ...more],
});

// 行政处罚法 29, second sentence: why this clause and not another is shown with the proposal.
const weighedLines = ({ concurrence }: CaseFile): Derivation['lines'] => concurrence?.lines ?? [];

// 行政处罚法 29: an earlier fine for perhaps the same act is shown with the proposal and answered at the decision.
const sameActLines = (file: CaseFile, context: CommandContext): Derivation['lines'] =>
  finesForSameAct(file, context.lookups.history).map((one) => ({
    text: `当事人已被罚款：${describeEarlier(one)}；是同一违法行为的，不得再次罚款`,
    basis: '行政处罚法第二十九条',
  }));

const withoutPenalty = (payload: Payload & { kind: Exclude<Payload['kind'], 'penalty'> }): ProposedPenalty => ({
  kind: payload.kind,
  money: { fine: 0, confiscation: 0 },
  others: [],
  facts: payload.facts,
  factors: payload.factors,
  derivation: null,
  deviation: null,
});

export const readyConclusion = {
  ConcludeInvestigation: (file) =>
    firstRefusal(
      filedFirst(file),
      twoHandlers(file),
      noSuspectedCrime(file, '调查终结'),
      freeToDispose(file, '调查终结'),
      noAppraisalOpen(file),
    ),
  DecideDeviation: (file, { actor }) => {
    const deviation = file.conclusion?.proposed.deviation;
    if (!deviation) return refuse('no-deviation', '拟处罚没有偏离裁量基准，不需要审批', []);
    return deviation.approvedBy === null
      ? notHandledBy(file, actor, '审批偏离基准')
      : refuse('already-approved', '偏离裁量基准已经批准', [], DEVIATION);
  },
} satisfies Readiness<Commands>;

export const decideConclusion: Deciders<Commands, EvidenceEvents & TransferEvents, typeof readyConclusion> = {
  ConcludeInvestigation: (file, payload, context) => {
    const evidenceIds = [...new Set(payload.evidenceIds)];
    const { kind } = payload;
    const refusal = firstRefusal(
      standsOnEvidence(file, evidenceIds, kind === 'penalty' || kind === 'order' || kind === 'no-penalty'),
      preservationsAccounted(file, payload.openPreservations),
      kind === 'penalty' ? punishedApart(file, context) : imposesNothing(payload),
      kind === 'order' ? orderInClause(context) : null,
    );
    if (refusal) return refusal;
    const answer =
      kind === 'penalty' ? proposal(file, payload, context) : { ok: true as const, proposed: withoutPenalty({ ...payload, kind }) };
    if (!answer.ok) return answer;
    const { proposed } = answer;
    const circumstances = [...new Set([...file.circumstances, ...payload.circumstances])];
    return [
      {
        type: 'InvestigationConcluded',
        data: {
          proposed,
          report: payload.report,
          by: file.handlers.map(({ id }) => id),
          evidenceIds,
          openPreservations: payload.openPreservations,
          circumstances: payload.circumstances,
        },
      },
      ...tierEvents(file, context, { proposed: { ...proposed.money, others: proposed.others }, circumstances }),
    ];
  },

  // Outside the benchmark (行政处罚法 34) only with a higher approval.
  DecideDeviation: (_file, payload, { actor }) => [
    { type: 'DeviationDecided', data: { approved: payload.approved, opinion: payload.opinion, by: personRef(actor) } },
  ],
};
