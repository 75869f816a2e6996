import type { z } from 'zod';
import type { seizureCommands } from './commands.ts';
import { MEASURE_LABELS } from './commands.ts';
import type { SeizureClause } from '../../lists/matters.ts';
import { clauseLabel } from '../../lists/fields.ts';
import { personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { isHead } from '../../roles.ts';
import { extendTerm } from '../../terms/guards.ts';
import { foldLedger } from '../../terms/ledger.ts';
import { instantOf, legalDateOf, MINUTE, toShanghaiIso } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { ActEvents } from '../../work/acts/acts.ts';
import { dayBetween } from '../../work/days.ts';
import { nextId } from '../../work/file.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { competenceWhy, competent } from '../competence.ts';
import type { CommandContext } from '../context.ts';
import type { EvidenceEvents } from '../evidence/events.ts';
import { confiscates, preservation, preservationResolved, unknownPreservation } from '../evidence/preserving.ts';
import { actingOfficers, headOfCase, notHandledBy } from '../guards.ts';
import { notTwice } from '../repeated.ts';
import { handlesOrAssists } from '../standing.ts';
import type { CaseFile, Seizure } from '../state.ts';
import { type Deciders, isRefusal, type Readiness, type ReadyContext } from '../types.ts';
import type { SeizureEvents } from './events.ts';
import { isHeld, seizedWords, SEIZURE_TERM } from './held.ts';

type Act = z.infer<(typeof seizureCommands)['SealOrDetain']['schema']>;
type Ending = z.infer<(typeof seizureCommands)['ResolveSeizure']['schema']>;

const law = (...articles: string[]): string[] => articles.map((article) => `《行政强制法》${article}`);

/** 行政强制法 25(1). */
const EXTENSION_DAYS = 30;

const seizureOf = (file: CaseFile, id: string): Seizure | Refusal =>
  file.seizures.find((one) => one.id === id) ??
  refuse('unknown-seizure', '没有这项查封、扣押', ['选择本案的查封、扣押'], law('第二十四条'));

const anySeizure = (file: CaseFile): Refusal | null =>
  file.seizures.length > 0 ? null : refuse('no-seizure', '本案没有查封、扣押', ['先呈请查封、扣押']);

const anyHeld = (file: CaseFile): Refusal | null =>
  file.seizures.some(isHeld) ? null : refuse('nothing-seized', '本案没有正在查封、扣押的物品', ['先实施查封、扣押']);

function heldSeizure(file: CaseFile, id: string): (Seizure & { carriedOut: NonNullable<Seizure['carriedOut']> }) | Refusal {
  const found = seizureOf(file, id);
  if (isRefusal(found)) return found;
  if (found.carriedOut === null) return refuse('not-carried-out', '这项查封、扣押尚未实施', ['先实施查封、扣押']);
  return found.resolution === null
    ? { ...found, carriedOut: found.carriedOut }
    : refuse('already-resolved', `${seizedWords(found)}已经处理`, []);
}

// 行政强制法 25: a case whose rules do not count the thirty days takes no goods away.
const counted = ({ policy }: ReadyContext): Refusal | null =>
  policy.terms.some(({ key }) => key === SEIZURE_TERM)
    ? null
    : refuse('seizure-not-counted', '本案适用的办案规则没有查封、扣押的期限', ['先换用现行办案规则'], law('第二十五条'));

// 行政强制法 10, 17, 22: a law or regulation allows the measure in this matter, and this unit has the power.
function allowed(context: CommandContext): SeizureClause | Refusal {
  const found = context.lookups.matter;
  const clause = (found?.later?.row ?? found?.row)?.seizure;
  if (!clause) {
    const what = found ? `“${found.row.name}”` : '该事项';
    return refuse(
      'seizure-not-allowed',
      `${what}没有可以查封、扣押的法律、法规规定`,
      ['采取其他方式保全证据'],
      law('第十条', '第二十二条'),
    );
  }
  return competent(context) ?? clause;
}

/** 行政强制法 17(3), 18(2): the same two certified officers, under the articles of coercion. */
const twoOfficers = (file: CaseFile, act: Act, context: CommandContext): Refusal | null => {
  const unfit = actingOfficers(file, act.officerIds, instantOf(act.carriedOutAt), context);
  return unfit && (unfit.code === 'two-officers' || unfit.code === 'not-certified')
    ? { ...unfit, basis: law('第十七条第三款', '第十八条第二项') }
    : unfit;
};

// 行政强制法 18(1), 19: approved before, or urgent with its reason.
function approvedBefore(file: CaseFile, act: Act): { seizure: Seizure | null } | Refusal {
  if (act.seizureId === null) {
    return act.urgentReason === null
      ? refuse(
          'seizure-not-approved',
          '实施查封、扣押前须向负责人报告并经批准',
          ['先呈请查封扣押，由负责人批准', '情况紧急的写明理由，二十四小时内补办批准'],
          law('第十八条第一项', '第十九条'),
        )
      : { seizure: null };
  }
  const seizure = seizureOf(file, act.seizureId);
  if (isRefusal(seizure)) return seizure;
  if (seizure.carriedOut) return refuse('already-carried-out', `${seizedWords(seizure)}已经实施`, ['另行呈请']);
  const { answer } = seizure;
  if (!answer) return refuse('seizure-not-approved', '负责人尚未批准', ['由负责人审批'], law('第十八条第一项'));
  if (!answer.approved) return refuse('seizure-refused', '负责人没有批准，不能实施', ['不采取查封、扣押'], law('第十八条第一项'));
  // Officers write the minute: within the minute of the approval nothing came before it.
  const approvedAt = instantOf(answer.at);
  if (instantOf(act.carriedOutAt) < approvedAt - (approvedAt % MINUTE)) {
    return refuse('before-approval', '实施时间早于批准时间', ['更正实施时间', '当场实施的按情况紧急办理'], law('第十八条第一项'));
  }
  const strange = act.goods.find(({ name }) => !seizure.request?.goods.some((one) => one.name === name));
  return act.measure !== seizure.measure || strange
    ? refuse(
        'other-than-approved',
        strange ? `“${strange.name}”不在批准的范围内` : `批准的是${MEASURE_LABELS[seizure.measure]}`,
        ['按批准的措施和范围实施', '或者另行呈请'],
        law('第十八条第一项', '第二十三条第一款'),
      )
    : { seizure };
}

const lawful = (holds: boolean, code: string, message: string, need: string, article: string): Refusal | null =>
  holds ? null : refuse(code, message, [need], law(article));

// 行政强制法 18, 23, 24(1): the list on the spot, item by item.
const onTheSpot = (act: Act): Refusal | null =>
  firstRefusal(
    lawful(act.certificateShown, 'certificate-not-shown', '应当出示执法身份证件', '出示执法身份证件', '第十八条第三项'),
    lawful(act.partyNotified, 'party-not-notified', '应当通知当事人到场', '通知当事人到场', '第十八条第四项'),
    lawful(
      act.partyPresent || act.witness !== null,
      'witness-missing',
      '当事人不到场的，应当邀请见证人到场',
      '填写见证人',
      '第十八条第九项',
    ),
    lawful(
      act.rightsTold,
      'rights-not-told',
      '应当当场告知采取措施的理由、依据和当事人的权利、救济途径',
      '当场告知当事人',
      '第十八条第五项',
    ),
    lawful(
      act.signed || act.signatureNote !== null,
      'signature-note-missing',
      '现场笔录应当签名，当事人拒绝的应当注明',
      '填写未签名的说明',
      '第十八条第八项',
    ),
    lawful(
      act.related,
      'goods-unrelated',
      '不得查封、扣押与违法行为无关的场所、设施或者财物',
      '从清单中去掉无关的物品',
      '第二十三条第一款',
    ),
    lawful(
      !act.necessities,
      'necessities-of-life',
      '不得查封、扣押公民个人及其所扶养家属的生活必需品',
      '从清单中去掉生活必需品',
      '第二十三条第一款',
    ),
    lawful(!act.sealedElsewhere, 'sealed-twice', '已被其他国家机关依法查封的，不得重复查封', '与查封机关联系处理', '第二十三条第二款'),
    lawful(
      act.handedOver,
      'decision-not-handed-over',
      '查封、扣押决定书和清单应当当场交付当事人',
      '当场交付决定书和清单',
      '第二十四条第一款',
    ),
  );

// 国办发〔2018〕118号: taking goods away is recorded in sound and picture throughout.
const recorded = ({ recordingHash, recordingNote }: Act): Refusal | null =>
  recordingHash !== null || recordingNote !== null
    ? null
    : refuse('recording-missing', '查封、扣押应当全程音像记录', ['上传音像记录', '或者写明没有音像记录的原因'], ['国办发〔2018〕118号']);

/** The day that nothing done with the goods comes before. */
const carriedOutOn = ({ carriedOut }: Seizure & { carriedOut: NonNullable<Seizure['carriedOut']> }): { date: LegalDate; what: string } => ({
  date: legalDateOf(instantOf(carriedOut.carriedOutAt)),
  what: '实施日期',
});

function endsLawfully(file: CaseFile, seizure: Seizure, ending: Ending): Refusal | null {
  // 行政强制法 19: not approved, lifted at once.
  if (seizure.answer?.approved === false && ending.kind !== 'returned') {
    return refuse('must-be-lifted', '负责人认为不应当采取的，应当立即解除', ['选择“解除并退还”'], law('第十九条'));
  }
  switch (ending.kind) {
    case 'returned':
      if (ending.ground === null)
        return refuse('lifting-ground-missing', '解除查封、扣押应当写明事由', ['选择解除事由'], law('第二十八条第一款'));
      return ending.recipient === null
        ? refuse('recipient-missing', '解除查封、扣押应当立即退还财物', ['填写接收人'], law('第二十八条第二款'))
        : null;
    case 'confiscated':
      return confiscates(file)
        ? null
        : refuse('no-confiscation', '没有作出没收的处罚决定，不能没收', ['先作出没收决定', '或者解除并退还'], law('第二十七条'));
    case 'destroyed':
      return ending.legalBasis === null
        ? refuse('destruction-without-basis', '只有法律、行政法规规定应当销毁的才能销毁', ['填写销毁的依据'], law('第二十七条'))
        : null;
    case 'police':
      if (!file.police?.handedOver) return refuse('not-handed-to-police', '案件尚未移送公安机关', ['先办理移送公安'], law('第二十一条'));
      return ending.partyToldOn === null
        ? refuse('party-not-told', '查封、扣押的财物一并移送的，应当书面告知当事人', ['填写书面告知当事人日期'], law('第二十一条'))
        : null;
  }
}

export const readySeizure = {
  RequestSeizure: (_file, context) => counted(context),
  ApproveSeizure: (file, { actor }) =>
    firstRefusal(
      file.seizures.some(({ answer, resolution }) => answer === null && resolution === null)
        ? null
        : refuse('no-seizure-to-approve', '没有待审批的查封、扣押', ['先呈请查封、扣押']),
      headOfCase(file, actor, '批准查封、扣押'),
      notHandledBy(file, actor, '批准查封、扣押'),
    ),
  SealOrDetain: (file, context) => firstRefusal(handlesOrAssists(file, context.actor), counted(context)),
  ExtendSeizure: (file, { actor }) =>
    firstRefusal(anyHeld(file), headOfCase(file, actor, '批准延长'), notHandledBy(file, actor, '批准延长')),
  RecordCustody: (file, { actor }) => firstRefusal(anyHeld(file), handlesOrAssists(file, actor)),
  ResolveSeizure: (file, { actor }) =>
    firstRefusal(anySeizure(file), anyHeld(file), isHead(actor) ? headOfCase(file, actor, '处理') : handlesOrAssists(file, actor)),
} satisfies Readiness<typeof seizureCommands>;

type Events = SeizureEvents & Pick<EvidenceEvents, 'PreservationResolved'> & Pick<ActEvents<'Case'>, 'TermExtended'>;

export const decideSeizure: Deciders<typeof seizureCommands, Events, typeof readySeizure> = {
  RequestSeizure: (file, payload, context) => {
    const clause = allowed(context);
    if (isRefusal(clause)) return clause;
    const open = file.seizures.flatMap(({ measure, request, answer, resolution }) =>
      request && !answer && !resolution ? [{ measure, goods: request.goods }] : [],
    );
    const { measure, goods } = payload;
    return (
      notTwice(open, { measure, goods }, '呈请', context) ?? [
        { type: 'SeizureRequested', data: { seizureId: nextId(file, 'seizure'), ...payload } },
      ]
    );
  },

  ApproveSeizure: (file, { seizureId, approved, reason }, { actor }) => {
    const seizure = seizureOf(file, seizureId);
    if (isRefusal(seizure)) return seizure;
    if (seizure.answer) return refuse('already-approved', '这项查封、扣押已经审批', []);
    if (seizure.resolution) return refuse('already-resolved', `${seizedWords(seizure)}已经处理`, []);
    return [{ type: approved ? 'SeizureApproved' : 'SeizureRefused', data: { seizureId, by: personRef(actor), reason } }];
  },

  SealOrDetain: (file, payload, context) => {
    const clause = allowed(context);
    if (isRefusal(clause)) return clause;
    const approved = approvedBefore(file, payload);
    if (isRefusal(approved)) return approved;
    const { preservationId, recordingHash } = payload;
    const preserved = preservationId === null ? null : (preservation(file, preservationId) ?? unknownPreservation());
    const refusal = firstRefusal(
      instantOf(payload.carriedOutAt) > context.now ? refuse('in-the-future', '实施时间不能晚于现在', ['更正实施时间']) : null,
      twoOfficers(file, payload, context),
      onTheSpot(payload),
      recorded(payload),
      recordingHash !== null && !context.lookups.files[recordingHash] ? refuse('unknown-file', '音像记录尚未上传', ['重新上传']) : null,
      preserved,
    );
    if (refusal) return refusal;
    const { seizure } = approved;
    return [
      {
        type: 'SealedOrDetained',
        data: {
          seizureId: seizure?.id ?? nextId(file, 'seizure'),
          measure: payload.measure,
          goods: payload.goods,
          carriedOutAt: payload.carriedOutAt,
          approvedBy: seizure?.answer?.by ?? null,
          urgentReason: seizure ? null : payload.urgentReason,
          preservationId,
          officers: refsOf(payload.officerIds, context),
          partyPresent: payload.partyPresent,
          witness: payload.witness,
          statement: payload.statement,
          signed: payload.signed,
          signatureNote: payload.signatureNote,
          documentNumber: payload.documentNumber,
          keeper: payload.keeper,
          place: payload.place,
          recordingHash,
          recordingNote: payload.recordingNote,
          clause: clause.clause,
          competence: competenceWhy(context),
        },
      },
      // 行政处罚法 56: what was preserved is now sealed or detained, under its own law and its own days.
      ...(preserved && !isRefusal(preserved)
        ? [preservationResolved(file, preserved, 'sealed', `转为${MEASURE_LABELS[payload.measure]}`, context)]
        : []),
    ];
  },

  // 行政强制法 25(1): once, before the end, at most thirty days where no law says otherwise; 25(2): the party is told why.
  ExtendSeizure: (file, payload, context) => {
    const seizure = heldSeizure(file, payload.seizureId);
    if (isRefusal(seizure)) return seizure;
    const clause = allowed(context);
    if (isRefusal(clause)) return clause;
    const most = clause.extension?.days ?? EXTENSION_DAYS;
    const basis = clause.extension ? [clauseLabel(clause.extension.clause)] : law('第二十五条第一款');
    if (payload.days > most) {
      return refuse('extension-beyond-bound', `延长期限不得超过${most}日，不能延长${payload.days}日`, [`延长不超过${most}日`], basis);
    }
    const record = foldLedger(file.ledger).records.find((one) => one.key === SEIZURE_TERM && one.ref === seizure.id);
    const { days, reason, toldOn, receipt } = payload;
    const request = { term: record?.term ?? SEIZURE_TERM, length: days, approver: 'head' as const, basis: basis.join('、'), why: reason };
    const step = extendTerm(context.policy, file.ledger, { ...request, at: toShanghaiIso(context.now) });
    if (!step.ok) return { ...step, basis };
    const early = dayBetween(toldOn, '书面告知当事人日期', context, carriedOutOn(seizure));
    if (early) return early;
    return [
      { type: 'TermExtended', data: { ...request, members: [], minutes: null }, basis },
      { type: 'SeizureExtended', data: { seizureId: seizure.id, days, reason, toldOn, receipt, by: personRef(context.actor) } },
    ];
  },

  RecordCustody: (file, payload, context) => {
    const seizure = heldSeizure(file, payload.seizureId);
    if (isRefusal(seizure)) return seizure;
    const { seizureId: _seizureId, ...entry } = payload;
    const refusal = firstRefusal(
      dayBetween(payload.on, '日期', context, carriedOutOn(seizure)),
      notTwice(seizure.custody, entry, '保管情况', context),
    );
    return refusal ?? [{ type: 'CustodyRecorded', data: payload }];
  },

  ResolveSeizure: (file, payload, context) => {
    const seizure = heldSeizure(file, payload.seizureId);
    if (isRefusal(seizure)) return seizure;
    const from = carriedOutOn(seizure);
    const { partyToldOn } = payload;
    const refusal = firstRefusal(
      dayBetween(payload.on, '处理日期', context, from),
      partyToldOn === null ? null : dayBetween(partyToldOn, '书面告知当事人日期', context, from),
      endsLawfully(file, seizure, payload),
    );
    return refusal ?? [{ type: 'SeizureResolved', data: payload }];
  },
};
