/** Referral to the police (移送规定) and disputes over jurisdiction (行政处罚法 25). */
import { COPY_TO_PROCURATOR } from '../internal-rules.ts';
import { REFERRAL_PAPER_LABELS, type referralCommands } from './commands.ts';
import { type Person, personRef, type UnitRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { addDays, instantOf, legalDateOf } from '../../terms/instant.ts';
import type { IsoInstant, LegalDate } from '../../terms/model.ts';
import type { CommandContext } from '../context.ts';
import { dayBetween, today } from '../../work/days.ts';
import type { ReferralEvents } from './events.ts';
import type { TransferEvents } from '../transfer/events.ts';
import { actingOfficers, headOfCase, notHandledBy } from '../guards.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { nextId } from '../../work/file.ts';
import { isHeld } from '../seizure/held.ts';
import type { CaseFile, ReferralPaper } from '../state.ts';
import { tierForUnit } from '../transfer/tier-hook.ts';
import { type Deciders, isRefusal, type Readiness } from '../types.ts';

const RULES = '《行政执法机关移送涉嫌犯罪案件的规定》';

type Police = NonNullable<CaseFile['police']>;

/** A referral on its way: proposed, and neither refused by the head, nor answered in the negative, nor given back. */
export const underway = (police: Police | null): boolean =>
  police !== null && police.refused === null && police.answer?.filed !== false && police.returned === null;

const notReferred = (): Refusal => refuse('not-referred', '没有提请移送公安', ['先提请移送公安'], [`${RULES}第五条`]);

// 移送规定 5: the principal head or whoever presides decides; a deputy does not.
function principalHead(file: CaseFile, person: Person, act: string): Refusal | null {
  const head = headOfCase(file, person, act);
  if (head) return head;
  return person.principal
    ? null
    : refuse(
        'principal-head-required',
        `${act}须由正职负责人或者主持工作的负责人决定`,
        [`由${file.unit.name}正职负责人决定`],
        [`${RULES}第五条`],
      );
}

function awaitsDecision({ police }: CaseFile): Refusal | null {
  if (!police) return notReferred();
  return police.approved || police.refused
    ? refuse('referral-decided', '是否移送公安已经决定', police.approved ? ['办理移送'] : [], [`${RULES}第五条`])
    : null;
}

/** The referral that the police have, and since when. */
function handedOver({ police }: CaseFile): (Police & { handedOver: { at: IsoInstant } }) | Refusal {
  if (!police) return notReferred();
  return police.handedOver
    ? { ...police, handedOver: police.handedOver }
    : refuse('not-handed-to-police', '案件尚未移送公安机关', ['先办理移送'], [`${RULES}第五条`]);
}

const missingPaper = (kind: ReferralPaper['kind'], why: string): Refusal =>
  refuse('papers-missing', `移送材料缺少${REFERRAL_PAPER_LABELS[kind]}${why}`, [`附上${REFERRAL_PAPER_LABELS[kind]}`], [`${RULES}第六条`]);

// 移送规定 6: letter and report always; the goods list where goods are held, the expert opinion where there is one.
function papersComplete(file: CaseFile, files: readonly ReferralPaper[]): Refusal | null {
  const has = (kind: ReferralPaper['kind']) => files.some((paper) => paper.kind === kind);
  if (!has('transfer-letter')) return missingPaper('transfer-letter', '');
  if (!has('investigation-report')) return missingPaper('investigation-report', '');
  if (holdsGoods(file) && !has('goods-list')) return missingPaper('goods-list', '：本案有涉案物品');
  if (file.appraisals.some(({ result }) => result !== null) && !has('expert-report')) {
    return missingPaper('expert-report', '：本案已有鉴定结论');
  }
  const known = new Set(file.evidence.map(({ id }) => id));
  const strange = files.find(({ evidenceId }) => evidenceId !== null && !known.has(evidenceId));
  return strange ? refuse('unknown-evidence', `移送材料“${strange.title}”对应的证据不在本案证据清单内`, ['重新选择证据']) : null;
}

/** Goods that the police will want: preserved, sealed or detained ones (行政强制法 21), and physical evidence. */
const holdsGoods = (file: CaseFile): boolean =>
  file.preservations.some(({ resolution }) => resolution === null || resolution.kind === 'sealed') ||
  file.seizures.some(isHeld) ||
  file.evidence.some(({ kind, excluded }) => kind === 'physical' && excluded === null);

/** 移送规定 9: three natural days from the notice; nothing makes them workdays (law-terms: the strict reading). */
const OBJECTION_DAYS = 3;
const objectionUntil = (receivedOn: LegalDate): LegalDate => addDays(receivedOn, OBJECTION_DAYS);

type Dispute = NonNullable<CaseFile['jurisdiction']>;

const openDispute = ({ jurisdiction }: CaseFile): Dispute | Refusal =>
  jurisdiction?.settledAt === null
    ? jurisdiction
    : refuse('no-dispute', '没有待解决的管辖争议', ['先提出管辖争议'], ['《行政处罚法》第二十五条']);

/** The heads of both sides may record what they agreed on. */
function eitherSide(file: CaseFile, dispute: Dispute, person: Person): Refusal | null {
  const sides = [file.unit, dispute.with];
  return sides.some(({ id }) => id === person.unit.id)
    ? null
    : refuse('not-a-side', `管辖争议由${sides.map(({ name }) => name).join('、')}协商`, [`由${file.unit.name}负责人记录`]);
}

// 行政处罚法 25: the common superior of the two designates; for towns and bureaus of a county that is the county.
function commonSuperior(file: CaseFile, dispute: Dispute, person: Person): Refusal | null {
  const sides = [file.unit.id, dispute.with.id];
  return person.unit.kind === 'county' && !sides.includes(person.unit.id)
    ? null
    : refuse('not-the-superior', '指定管辖由争议双方共同的上一级机关作出', ['由县级机关指定管辖'], ['《行政处罚法》第二十五条']);
}

/** One of the two, or a third: the case has to go to an enforcement unit of the county. */
function designable(unit: UnitRef | undefined): UnitRef | Refusal {
  if (!unit) return refuse('unknown-unit', '所选管辖单位不存在', ['重新选择管辖单位']);
  return unit.kind === 'town' || unit.kind === 'street' || unit.kind === 'bureau'
    ? unit
    : refuse('not-an-enforcement-unit', `${unit.name}不是执法单位，不能管辖案件`, ['选择镇街或者执法部门']);
}

export const readyReferral = {
  ReferToPolice: (file) =>
    underway(file.police) ? refuse('already-referred', '案件已经提请移送公安', ['按移送程序继续办理'], [`${RULES}第五条`]) : null,
  ApproveReferral: (file, { actor }) =>
    firstRefusal(awaitsDecision(file), principalHead(file, actor, '批准移送公安'), notHandledBy(file, actor, '批准移送公安')),
  RefuseReferral: (file, { actor }) =>
    firstRefusal(awaitsDecision(file), principalHead(file, actor, '不批准移送公安'), notHandledBy(file, actor, '不批准移送公安')),
  HandOverToPolice: (file) => {
    if (!file.police) return notReferred();
    if (!file.police.approved) return refuse('referral-not-approved', '移送公安尚未批准', ['由正职负责人批准移送'], [`${RULES}第五条`]);
    return file.police.handedOver ? refuse('already-handed-over', '案件已经移送公安机关', ['登记公安机关的答复']) : null;
  },
  RecordPoliceAnswer: (file) => {
    const police = handedOver(file);
    return !isRefusal(police) && police.answer ? refuse('already-answered', '公安机关的答复已经登记', []) : police;
  },
  ObjectToPolice: (file, context) => {
    const police = handedOver(file);
    if (isRefusal(police)) return police;
    const refusal = headOfCase(file, context.actor, '提出异议');
    if (refusal) return refusal;
    const { answer } = police;
    if (!answer || answer.filed) {
      return refuse('nothing-to-object', '公安机关没有作出不予立案的决定', [], [`${RULES}第九条`]);
    }
    const until = objectionUntil(answer.receivedOn);
    return today(context) <= until
      ? police
      : refuse(
          'objection-too-late',
          `异议应当在接到通知书之日起三日内提出，到${until}为止`,
          ['依法继续作出行政处理决定'],
          [`${RULES}第九条`],
        );
  },
  HandOverGoodsToPolice: (file) => {
    const police = handedOver(file);
    if (isRefusal(police)) return police;
    if (!police.answer?.filed) {
      return refuse('police-not-filed', '公安机关尚未立案，不移交涉案物品', ['登记公安机关的立案通知书'], [`${RULES}第十二条`]);
    }
    if (police.returned) {
      return refuse('already-returned', '公安机关已经退回案件，不再移交涉案物品', ['在本案中处理涉案物品'], [`${RULES}第十三条`]);
    }
    return police.goods ? refuse('goods-handed-over', '涉案物品已经移交', []) : null;
  },
  RaiseJurisdictionDispute: (file, { actor }) => {
    const refusal = headOfCase(file, actor, '提出管辖争议');
    if (refusal) return refusal;
    const dispute = openDispute(file);
    return isRefusal(dispute)
      ? null
      : refuse('dispute-open', `与${dispute.with.name}的管辖争议尚未解决`, ['先解决已有的争议'], ['《行政处罚法》第二十五条']);
  },
  RecordConsultation: (file, { actor }) => {
    const dispute = openDispute(file);
    if (isRefusal(dispute)) return dispute;
    const refusal = eitherSide(file, dispute, actor);
    if (refusal) return refusal;
    return dispute.consulted
      ? refuse('already-consulted', '协商结果已经记录', ['报请共同的上一级机关指定管辖'], ['《行政处罚法》第二十五条'])
      : dispute;
  },
  DesignateJurisdiction: (file, { actor, rules }) => {
    const dispute = openDispute(file);
    if (isRefusal(dispute)) return dispute;
    const refusal = commonSuperior(file, dispute, actor);
    if (refusal) return refusal;
    // 行政处罚法 25(2): 「也可以直接由共同的上一级行政机关指定管辖」.
    return dispute.consulted || rules >= 4
      ? dispute
      : refuse('not-consulted', '双方尚未协商，不能指定管辖', ['先协商并记录结果'], ['《行政处罚法》第二十五条']);
  },
} satisfies Readiness<typeof referralCommands>;

/** With whom one can be in dispute: a unit there is, and another. */
function otherSide(file: CaseFile, unit: UnitRef | undefined): UnitRef | Refusal {
  if (!unit) return refuse('unknown-unit', '所选单位不存在', ['重新选择争议对方']);
  return unit.id === file.unit.id ? refuse('dispute-with-itself', '不能与本单位发生管辖争议', ['选择另一单位']) : unit;
}

const custodyKnown = (file: CaseFile, custody: readonly string[]): Refusal | null => {
  const known = new Set([...file.evidence, ...file.preservations, ...file.seizures].map(({ id }) => id));
  const strange = custody.find((id) => !known.has(id));
  return strange === undefined ? null : refuse('custody-unknown', `移送项目${strange}不是本案的证据或者物品`, ['从清单中删除该项']);
};

// Local setting (两法衔接): the referral is copied to the procurator.
const copiedWhereAsked = (copied: boolean, context: CommandContext): Refusal | null =>
  context.policy.thresholds.copyToProcurator && !copied
    ? refuse('procurator-copy', '按本县的设置，移送涉嫌犯罪案件应当同时抄送人民检察院', ['抄送人民检察院'], COPY_TO_PROCURATOR)
    : null;

type Events = ReferralEvents & TransferEvents;

export const decideReferral: Deciders<typeof referralCommands, Events, typeof readyReferral> = {
  ReferToPolice: (file, payload, context) =>
    firstRefusal(actingOfficers(file, payload.officerIds, context.now, context), papersComplete(file, payload.files)) ?? [
      {
        type: 'ReferralToPoliceProposed',
        data: { team: refsOf(payload.officerIds, context), crime: payload.crime, grounds: payload.grounds, files: payload.files },
      },
    ],

  ApproveReferral: (_file, payload, { actor }) => [
    { type: 'ReferralToPoliceApproved', data: { by: personRef(actor), opinion: payload.opinion } },
  ],

  RefuseReferral: (_file, payload, { actor }) => [
    { type: 'ReferralToPoliceRefused', data: { by: personRef(actor), reason: payload.reason } },
  ],

  HandOverToPolice: (file, payload, context) =>
    firstRefusal(custodyKnown(file, payload.custody), copiedWhereAsked(payload.copiedToProcurator, context)) ?? [
      {
        type: 'ReferredToPolice',
        data: {
          to: payload.to,
          receipt: payload.receipt,
          custody: [...new Set(payload.custody)],
          copiedToProcurator: payload.copiedToProcurator,
          goodsHandedOver: payload.goodsIncluded,
        },
      },
    ],

  RecordPoliceAnswer: (_file, payload, context, { handedOver: { at } }) => {
    const refusal = firstRefusal(
      dayBetween(payload.receivedOn, '收到通知书日期', context, { date: legalDateOf(instantOf(at)), what: '移送' }),
      payload.waits && !payload.filed
        ? refuse('contradiction', '公安机关不予立案的，没有刑事案件可以等待', ['把“等待刑事案件处理结果”改为“否”'])
        : null,
      // A case stands still on the paper of the police, not on somebody's word.
      context.rules >= 5 && payload.waits && payload.documentNumber === null
        ? refuse(
            'filing-notice-missing',
            '等待刑事案件处理结果的，本案中止：应当有公安机关的立案通知书',
            ['填写通知书文号', '没有收到通知书的，把“等待刑事案件处理结果”改为“否”'],
            ['《市场监督管理行政处罚程序规定》第四十六条', '《行政执法机关移送涉嫌犯罪案件的规定》第八条'],
          )
        : null,
    );
    return (
      refusal ?? [
        {
          type: 'PoliceAnswered',
          data: {
            receivedOn: payload.receivedOn,
            filed: payload.filed,
            text: payload.text,
            documentNumber: payload.documentNumber,
            waits: payload.waits,
          },
        },
      ]
    );
  },

  ObjectToPolice: (_file, payload, _context, { objections }) => {
    // 移送规定 9: the police are asked once; after that the procurator supervises.
    const asked = objections.some(({ to }) => to === payload.to);
    return asked
      ? refuse(
          'objected-already',
          payload.to === 'police' ? '已经提请复议，不能再次提请' : '已经建议立案监督',
          [payload.to === 'police' ? '建议人民检察院立案监督' : '依法继续作出行政处理决定'],
          [`${RULES}第九条`],
        )
      : [{ type: 'PoliceRefusalObjected', data: payload }];
  },

  HandOverGoodsToPolice: (_file, payload) => [{ type: 'GoodsHandedToPolice', data: payload }],

  RaiseJurisdictionDispute: (file, payload, context) => {
    const unit = otherSide(file, context.lookups.units[payload.unitId]);
    if (isRefusal(unit)) return unit;
    return [
      {
        type: 'JurisdictionDisputeRaised',
        data: { disputeId: `${file.caseId}-${nextId(file, 'dispute')}`, with: unit, reason: payload.reason },
      },
    ];
  },

  RecordConsultation: (file, payload, context, dispute) => {
    const { disputeId } = dispute;
    if (!payload.agreed) {
      if (payload.unitId !== null) return refuse('contradiction', '协商不一致的，不填管辖单位', ['删去管辖单位，报请指定管辖']);
      const data = { disputeId, agreed: false, unit: null, result: payload.result };
      return [{ type: 'JurisdictionConsulted', data }];
    }
    const unit = payload.unitId === null ? undefined : context.lookups.units[payload.unitId];
    if (!unit || (unit.id !== file.unit.id && unit.id !== dispute.with.id)) {
      return refuse(
        'not-a-side',
        `协商一致的，应当写明由${file.unit.name}还是${dispute.with.name}管辖`,
        ['选择管辖单位'],
        ['《行政处罚法》第二十五条'],
      );
    }
    return [
      { type: 'JurisdictionConsulted', data: { disputeId, agreed: true, unit, result: payload.result } },
      ...(unit.id === file.unit.id ? [] : tierForUnit(file, unit, context)),
    ];
  },

  DesignateJurisdiction: (file, payload, context, { disputeId }) => {
    const unit = designable(context.lookups.units[payload.unitId]);
    if (isRefusal(unit)) return unit;
    return [
      {
        type: 'JurisdictionDesignated',
        data: { disputeId, unit, by: personRef(context.actor), document: payload.document, moved: unit.id !== file.unit.id },
      },
      ...(unit.id === file.unit.id ? [] : tierForUnit(file, unit, context)),
    ];
  },
};
