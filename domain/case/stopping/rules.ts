import { ownClause } from '../matter-ref.ts';
import { ONE_PARTY } from '../internal-rules.ts';
import type { stoppingCommands } from './commands.ts';
import type { z } from 'zod';
import { mandatoryGiven } from '../../discretion/companions.ts';
import { checkProposed } from '../../discretion/proposed.ts';
import { simplifiedAllowed } from '../../discretion/simplified.ts';
import type { PenaltyKind } from '../../lists/matters.ts';
import { personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import type { LegalDate } from '../../terms/model.ts';
import { competent } from '../competence.ts';
import { withinLimitation } from '../conduct.ts';
import type { CommandContext } from '../context.ts';
import { checkResult, correctedInTime, correctionUnmet, refusals } from '../any-stage/correction.ts';
import { dayBetween, today } from '../../work/days.ts';
import { deriveForCase, penaltyStageOf, recordedDerivation } from '../evidence/derivation.ts';
import { onTheSpotPath } from '../execution/court-window.ts';
import { alikeWithin, describeEarlier, establishedEarlier, finesForSameAct } from '../earlier.ts';
import type { StoppingEvents } from './events.ts';
import { actingOfficers, headOfCase, noRecusalPending, notHandledBy } from '../guards.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { nextId } from '../../work/file.ts';
import { nothingSeized } from '../seizure/held.ts';
import { freeToDispose, handlesOrAssists, noSuspectedCrime } from '../standing.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders, Readiness, ReadyContext } from '../types.ts';
import { instantOf, legalDateOf } from '../../terms/instant.ts';

type OnTheSpot = z.infer<(typeof stoppingCommands)['DecideOnTheSpot']['schema']>;

const ART_33 = ['《行政处罚法》第三十三条第一款'];
const ART_52 = ['《行政处罚法》第五十二条'];

// 行政处罚法 33(1): what is not put right in time is not excused.
function putRight(file: CaseFile, act: string): { correctedOn: LegalDate } | Refusal {
  const correctedOn = correctedInTime(file);
  return correctedOn === null
    ? refuse('not-corrected', `违法行为尚未及时改正，不能${act}`, ['在期限内改正并复查确认', '或者记录当场改正'], ART_33)
    : { correctedOn };
}

// Exemption and closing without a penalty are the head's to approve, never of one's own case.
const headDisposes = (file: CaseFile, { actor }: ReadyContext, act: string): Refusal | null =>
  firstRefusal(
    headOfCase(file, actor, act),
    notHandledBy(file, actor, act),
    noSuspectedCrime(file, act),
    freeToDispose(file, act),
    noRecusalPending(file, act),
    nothingSeized(file, act),
  );

const excusable = (file: CaseFile, context: ReadyContext, act: string): { correctedOn: LegalDate } | Refusal =>
  firstRefusal(headDisposes(file, context, act), established(file, act)) ?? putRight(file, act);

const notListed = (file: CaseFile): Refusal =>
  refuse(
    'not-exemptible',
    `“${file.matter?.name ?? '该事项'}”不在首违不罚清单内`,
    ['符合轻微不罚条件的，按轻微不罚办理', '或者立案查处'],
    ART_33,
  );

// 行政处罚法 33(1): "first" of the same kind of conduct, as far back as the local rule looks. Up to rule 3: of any, ever.
function notFirst(file: CaseFile, context: CommandContext): Refusal | null {
  const { history } = context.lookups;
  const period = context.policy.thresholds.firstViolation ?? null;
  const earlier = context.rules >= 4 ? alikeWithin(file, history, period?.months ?? null) : establishedEarlier(file, history);
  if (earlier.length === 0) return null;
  const within = context.rules >= 4 && period ? `${period.months}个月内` : '';
  return refuse(
    'not-first-violation',
    `当事人不是初次违法：${within}${earlier.map(describeEarlier).join('；')}`,
    ['立案查处或者按轻微不罚办理'],
    context.rules >= 4 && period ? [...ART_33, period.basis] : ART_33,
  );
}

// 行政处罚法 33(3): who is not punished is taught, and the record says when.
const educated = (educatedOn: LegalDate, file: CaseFile, context: CommandContext): Refusal | null =>
  dayBetween(educatedOn, '教育日期', context, { date: legalDateOf(instantOf(file.openedAt)), what: '案件建立' });

function established(file: CaseFile, act: string): Refusal | null {
  if (!file.matter) return refuse('matter-missing', `尚未确定违法事项，不能${act}`, ['记录核查时选择违法事项'], ['《行政处罚法》第四十条']);
  if (!file.conduct)
    return refuse('conduct-missing', `尚未写明违法行为，不能${act}`, ['记录核查时填写违法行为'], ['《行政处罚法》第四十条']);
  if (file.parties.length === 0) return refuse('party-missing', `尚未查明当事人，不能${act}`, ['先查明当事人'], ['《行政处罚法》第四十条']);
  return null;
}

// On the spot against one party, who is known there; several are heard in the ordinary procedure.
const oneParty = (file: CaseFile): Refusal | null =>
  file.parties.length <= 1
    ? null
    : refuse('several-parties', `本案有${file.parties.length}名当事人，不能当场处罚`, ['改用普通程序立案', '或者分案办理'], ONE_PARTY);

// 行政处罚法 52, 44, 45: certificate shown, rights told, the form numbered and handed over at once, refusal to sign noted.
function formalities(payload: OnTheSpot): Refusal | null {
  if (!payload.certificateShown) return refuse('certificate-not-shown', '应当向当事人出示执法证件', ['出示执法证件'], ART_52);
  if (!payload.rightsTold) {
    return refuse(
      'rights-not-told',
      '应当告知当事人拟处罚的内容、事实、理由、依据和陈述申辩权',
      ['先告知当事人'],
      ['《行政处罚法》第四十四条'],
    );
  }
  if (payload.statement !== null && payload.statementAnswer === null) {
    return refuse('statement-unanswered', '当事人提出陈述申辩的，应当复核', ['写明是否采纳和理由'], ['《行政处罚法》第四十五条']);
  }
  if (!payload.handedOver) return refuse('not-handed-over', '当场处罚决定书应当当场交付当事人', ['当场交付决定书'], ART_52);
  if (!payload.signed && payload.signatureNote === null) {
    return refuse('signature-note-missing', '当事人拒绝签收的，应当在决定书上注明', ['填写拒绝签收的注明'], ART_52);
  }
  return null;
}

// 行政处罚法 67–70: the body that fines does not collect, but for three cases, and only against the official receipt.
function cashAllowed(payload: OnTheSpot): Refusal | null {
  const { cash, fine } = payload;
  if (!cash) return null;
  const bank = '由当事人到银行或者通过电子支付系统缴纳';
  if (fine === 0) return refuse('nothing-to-collect', '没有罚款，不存在当场收缴', ['删去当场收缴'], ['《行政处罚法》第六十八条']);
  if (cash.ground === 'small' && fine > 100) {
    return refuse('cash-over-limit', `罚款${fine}元超过一百元，不能以此当场收缴`, [bank], ['《行政处罚法》第六十八条第一项']);
  }
  if (cash.ground === 'remote' && !cash.requestedByParty) {
    return refuse(
      'cash-not-requested',
      '边远、水上、交通不便地区当场收缴，须经当事人本人提出',
      ['由当事人本人提出', bank],
      ['《行政处罚法》第六十九条'],
    );
  }
  return null;
}

// 行政处罚法 28(1): with a penalty goes the order to put the wrong right, unless it was ordered before or done at once.
function correctionOrdered(file: CaseFile, payload: OnTheSpot, context: CommandContext): Refusal | null {
  if (payload.correction) {
    return payload.correction.dueOn < today(context)
      ? refuse('due-in-the-past', '改正期限不能早于今天', ['更正改正期限'], ['《行政处罚法》第二十八条第一款'])
      : null;
  }
  const done = payload.correctedOnSpot || file.corrections.length > 0 || correctedInTime(file) !== null;
  return done
    ? null
    : refuse(
        'order-to-correct',
        '实施行政处罚时应当责令当事人改正',
        ['填写责令改正的要求和期限', '或者写明已当场改正'],
        ['《行政处罚法》第二十八条第一款'],
      );
}

// Clauses that say 责令改正，拒不改正的处…: the fine opens only after an order that was not followed.
export function orderedFirst(file: CaseFile, act: string): Refusal | null {
  if (!file.matter?.orderToCorrectFirst || correctionUnmet(file)) return null;
  return refuse(
    'order-to-correct-first',
    `“${file.matter.name}”应当先责令改正，逾期或者拒不改正的才能处罚，不能${act}`,
    file.corrections.length === 0 ? ['先责令限期改正，并在期满后复查'] : ['期满后复查并记录未改正', '已按期改正的，以改正后办结'],
    ownClause(file),
  );
}

// 行政处罚法 29: one act is not fined twice.
export function notFinedForThisAct(file: CaseFile, context: CommandContext): Refusal | null {
  const fined = finesForSameAct(file, context.lookups.history);
  return fined.length === 0
    ? null
    : refuse(
        'second-fine',
        `当事人的同一违法行为已被罚款：${fined.map(describeEarlier).join('；')}`,
        ['核实是否同一违法行为；不是的，按普通程序办理并说明'],
        ['《行政处罚法》第二十九条'],
      );
}

export const readyStopping = {
  RecordStopAction: (file, { actor }) => handlesOrAssists(file, actor),
  RecordCorrectionCheck: (file, { actor }) =>
    firstRefusal(
      handlesOrAssists(file, actor),
      file.corrections.length > 0 ? null : refuse('no-correction-ordered', '没有责令改正的记录，不能复查', ['先责令改正']),
    ),
  ExemptFirstViolation: (file, context) => excusable(file, context, '首违不罚'),
  ExemptMinorViolation: (file, context) => excusable(file, context, '轻微不罚'),
  DecideOnTheSpot: (file) =>
    firstRefusal(
      established(file, '当场处罚'),
      oneParty(file),
      noSuspectedCrime(file, '当场处罚'),
      freeToDispose(file, '当场处罚'),
      noRecusalPending(file, '当场处罚'),
      withinLimitation(file),
      orderedFirst(file, '当场处罚'),
    ),
  ReportOnTheSpotPenalty: (file) => {
    if (!file.onTheSpot) return refuse('not-on-the-spot', '本案不是当场处罚，不需要备案', []);
    return file.onTheSpot.reported ? refuse('already-reported', '当场处罚已经备案', []) : null;
  },
  CloseCorrected: (file, context) => {
    const direct = file.matter?.orderToCorrectFirst
      ? null
      : refuse(
          'not-correct-first',
          '该事项的条款没有规定先责令改正，不能以改正办结',
          ['立案查处', '轻微或者初次违法的，依法不予处罚'],
          ['《行政处罚法》第五十四条'],
        );
    const ordered = file.corrections.length > 0 ? null : refuse('no-correction-ordered', '没有责令改正的记录', ['先责令改正并复查']);
    return firstRefusal(headDisposes(file, context, '办结'), established(file, '办结'), direct, ordered) ?? putRight(file, '以改正办结');
  },
} satisfies Readiness<typeof stoppingCommands>;

export const decideStopping: Deciders<typeof stoppingCommands, StoppingEvents, typeof readyStopping> = {
  RecordStopAction: (file, payload, context) =>
    actingOfficers(file, payload.officerIds, context.now, context) ?? [
      {
        type: 'StopActionRecorded',
        data: {
          action: payload.action,
          result: payload.result,
          corrected: payload.corrected,
          officers: refsOf(payload.officerIds, context),
        },
      },
    ],

  OrderCorrection: (file, payload, context) => {
    const early =
      payload.dueOn < today(context)
        ? refuse('due-in-the-past', '改正期限不能早于今天', ['更正改正期限'], ['《行政处罚法》第二十八条第一款'])
        : null;
    return (
      firstRefusal(actingOfficers(file, payload.officerIds, context.now, context), early) ?? [
        {
          type: 'CorrectionOrdered',
          data: {
            id: nextId(file, 'correction'),
            requirement: payload.requirement,
            dueOn: payload.dueOn,
            documentNumber: payload.documentNumber,
            officers: refsOf(payload.officerIds, context),
          },
        },
      ]
    );
  },

  RecordCorrectionCheck: (file, payload, context) => {
    const correction = file.corrections.find(({ id }) => id === payload.correctionId);
    if (!correction) return refuse('unknown-correction', '没有这项责令改正', ['选择本案的责令改正']);
    if (payload.corrected && payload.refused) {
      return refuse('contradiction', '既填已改正，又填拒绝改正', ['核实复查情况后更正']);
    }
    if (!payload.corrected && payload.correctedOn !== null) {
      return refuse('contradiction', '未改正的，不填改正日期', ['删去改正日期，或者更正为已改正']);
    }
    const ordered = { date: legalDateOf(instantOf(correction.at)), what: '责令改正' };
    const refusal = firstRefusal(
      actingOfficers(file, payload.officerIds, context.now, context),
      payload.correctedOn === null ? null : dayBetween(payload.correctedOn, '改正日期', context, ordered),
    );
    if (refusal) return refusal;
    const checkedOn = today(context);
    const correctedOn = payload.corrected ? (payload.correctedOn ?? checkedOn) : null;
    const result = checkResult(correction.dueOn, { ...payload, checkedOn, correctedOn }, context.rules);
    return [
      {
        type: 'CorrectionChecked',
        data: {
          id: correction.id,
          checkedOn,
          corrected: payload.corrected,
          correctedOn,
          refused: payload.refused,
          result,
          refusals: refusals(file) + (result === 'unmet' ? 1 : 0),
          findings: payload.findings,
          officers: refsOf(payload.officerIds, context),
        },
      },
    ];
  },

  // 行政处罚法 33(1), second half: first, with slight harm, put right in time. A list tells for which conduct that is
  // usually so; the law does not ask for one.
  ExemptFirstViolation: (file, payload, context, { correctedOn }) => {
    const listed = context.lookups.matter?.row.firstViolation ?? null;
    const refusal = firstRefusal(
      listed || context.rules >= 4 ? null : notListed(file),
      notFirst(file, context),
      competent(context),
      educated(payload.educatedOn, file, context),
    );
    if (refusal) return refusal;
    const period = context.rules >= 4 ? context.policy.thresholds.firstViolation : undefined;
    return [
      {
        type: 'FirstViolationExempted',
        data: {
          finding: payload.finding,
          condition: listed ? `${listed.condition}；${payload.condition}` : payload.condition,
          earlier: 0,
          correctedOn,
          education: payload.education,
          educatedOn: payload.educatedOn,
          approvedBy: context.actor.id,
        },
        basis: ['《行政处罚法》第三十三条第一款后段、第三款', ...(listed ? [listed.source.title] : []), ...(period ? [period.basis] : [])],
      },
    ];
  },

  // 行政处罚法 33(1), first half: slight, put right in time, no harm.
  ExemptMinorViolation: (file, payload, context, { correctedOn }) => {
    if (!payload.noHarm) {
      return refuse('harm-done', '造成危害后果的，不适用轻微不罚', ['危害后果轻微且初次违法的，按首违不罚办理', '或者立案查处'], ART_33);
    }
    return (
      educated(payload.educatedOn, file, context) ?? [
        {
          type: 'MinorViolationExempted',
          data: {
            finding: payload.finding,
            correctedOn,
            education: payload.education,
            educatedOn: payload.educatedOn,
            approvedBy: context.actor.id,
          },
        },
      ]
    );
  },

  // 行政处罚法 51, 52, 68: within the limits of the penalty actually imposed, inside the benchmark's range.
  DecideOnTheSpot: (file, payload, context) => {
    const day = today(context);
    const refusal = firstRefusal(
      actingOfficers(file, payload.officerIds, context.now, context),
      payload.officerIds.includes(context.actor.id)
        ? null
        : refuse('not-one-of-the-officers', '当场处罚由在场的执法人员作出', ['由在场执法人员操作']),
      competent(context),
      formalities(payload),
      cashAllowed(payload),
      correctionOrdered(file, payload, context),
      notFinedForThisAct(file, context),
    );
    if (refusal) return refusal;
    if (payload.correctedOnSpot && payload.factors['correctedOnSpot'] === false) {
      return refuse('contradiction', '既填违法行为已当场改正，又在裁量要素中填未当场改正', ['核实后更正']);
    }
    const given = payload.correctedOnSpot ? { ...payload.factors, correctedOnSpot: true } : payload.factors;
    const derived = deriveForCase(file, given, penaltyStageOf(file, context), day, context);
    if (!derived.ok) return derived;
    const { derivation, versions, party, matter } = derived;
    const { unknown, effectiveFrom } = derivation.law;
    // Where only the first day of the clause is not recorded, the officers know the clause that they read out.
    if (unknown !== null && effectiveFrom !== null) {
      return refuse(
        'law-unknown',
        `${unknown}；依据不明的，不能当场处罚`,
        ['改用普通程序，由法制审核查明'],
        ['《行政处罚法》第五十一条', '《行政处罚法》第三十七条'],
      );
    }
    const kinds: PenaltyKind[] = payload.warning ? ['警告'] : [];
    const allowed = simplifiedAllowed({
      matter,
      subjectKind: party.kind,
      penalty: { fine: payload.fine, kinds },
      individualBusinessAs: context.policy.thresholds.individualBusinessAs,
    });
    if (!allowed.ok) return allowed;
    const checked = checkProposed({ derivation, proposed: { fine: payload.fine, kinds } });
    // 行政处罚法 34: leaving the benchmark takes a higher approval, and with it the ordinary procedure.
    if (!checked.ok) {
      const leaves = checked.code.startsWith('deviation-');
      return leaves ? { ...checked, needs: ['在裁量幅度内确定数额', '或者改用普通程序'] } : checked;
    }
    // What the clause shall give beside the fine, and cannot be given on the spot, asks for the ordinary procedure.
    const owed = context.rules >= 4 && !context.paper ? mandatoryGiven(derivation, kinds, []) : null;
    if (owed) return { ...owed, needs: ['应当一并给予警告的，同时给予警告', '其他处罚改用普通程序'] };

    const recorded = recordedDerivation(derivation, versions.benchmarks ?? null);
    return [
      {
        type: 'PenaltyDecidedOnTheSpot',
        data: {
          decidedOn: day,
          money: { fine: payload.fine, confiscation: 0 },
          others: kinds,
          facts: payload.facts,
          officers: refsOf(payload.officerIds, context),
          by: personRef(context.actor),
          statement: payload.statement === null ? null : `${payload.statement}（复核：${payload.statementAnswer ?? ''}）`,
          formNumber: payload.formNumber,
          signed: payload.signed,
          signatureNote: payload.signatureNote,
          payment: payload.fine === 0 ? 'none' : payload.cash ? 'cash' : 'bank',
          cash: payload.cash && {
            ground: payload.cash.ground,
            receipt: payload.cash.receipt,
            ...(payload.cash.onWater ? { onWater: true } : {}),
          },
          orderToCorrect: payload.correction && { id: nextId(file, 'correction'), ...payload.correction },
          derivation: { ...recorded, lines: [...recorded.lines, ...allowed.lines, ...checked.lines] },
          ...(context.paper && context.rules >= 3 ? { paperNumber: payload.formNumber } : {}),
          remedies: '对当场处罚决定不服的，应当先申请行政复议，对复议决定不服的再提起行政诉讼（《行政复议法》第二十三条）',
          ...(context.rules >= 4 ? { court: payload.fine > 0 && !payload.cash ? onTheSpotPath(day) : null } : {}),
        },
        basis: [...ART_52, '《行政处罚法》第五十一条', derivation.law.label],
      },
    ];
  },

  ReportOnTheSpotPenalty: (_file, payload) => [{ type: 'OnTheSpotPenaltyReported', data: { to: payload.to } }],

  CloseCorrected: (_file, { reason }, { actor }, { correctedOn }) => [
    { type: 'CorrectedCaseClosed', data: { correctedOn, reason, approvedBy: actor.id } },
  ],
};
