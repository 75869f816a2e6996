/** Filing, and everything that is collected; the conclusion of the investigation is decided in `conclusion.ts`. */
import { EVIDENCE_KEPT, SEPARATION } from '../internal-rules.ts';
import type { evidenceCommands } from './commands.ts';
import { personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { HANDLERS, hasRole, isHead } from '../../roles.ts';
import { instantOf, legalDateOf } from '../../terms/instant.ts';
import type { EvidenceKind } from '../../vocabulary.ts';
import { competenceWhy, competent } from '../competence.ts';
import { limitationUntil, withinLimitation } from '../conduct.ts';
import type { CommandContext } from '../context.ts';
import { dayBetween, today, workdaysAfter } from '../../work/days.ts';
import type { EvidenceEvents } from './events.ts';
import type { TransferEvents } from '../transfer/events.ts';
import { actingOfficers, headOfCase, isHandler, notHandledBy, officersOfUnit } from '../guards.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { nextId } from '../../work/file.ts';
import { checkedParties } from '../parties.ts';
import { freeToDispose, handlesOrAssists } from '../standing.ts';
import { isHeld } from '../seizure/held.ts';
import { countedBy, lastDayOf } from '../terms-of.ts';
import type { CaseFile, Conduct, Evidence, Preservation, PreservationEnding } from '../state.ts';
import { tierEvents } from '../transfer/tier-hook.ts';
import type { Deciders, Readiness, ReadyContext } from '../types.ts';
import { decideConclusion, readyConclusion } from './conclusion.ts';
import { decideConcurrence, readyConcurrence } from './concurrence.ts';
import { orderedFirst } from '../stopping/rules.ts';

const ART_46 = ['《行政处罚法》第四十六条'];
const ART_56 = ['《行政处罚法》第五十六条'];

/** 行政处罚法 56, 85: seven workdays to decide on what was preserved. */
export const PRESERVATION_WORKDAYS = 7;

// 行政处罚法 54(2): filed is what has been looked into: a matter, a conduct and a place in the list.
function lookedInto({ matter, conduct }: CaseFile): { conduct: Conduct } | Refusal {
  if (!matter) return refuse('matter-missing', '尚未确定违法事项，不能立案', ['记录核查时选择违法事项'], ['《行政处罚法》第五十四条']);
  return conduct
    ? { conduct }
    : refuse('conduct-missing', '尚未写明违法行为，不能立案', ['记录核查时填写违法行为的时间和地点'], ['《行政处罚法》第五十四条']);
}

function fileable(file: CaseFile): { conduct: Conduct } | Refusal {
  const found = lookedInto(file);
  return firstRefusal(found, withinLimitation(file), orderedFirst(file, '立案')) ?? found;
}

/** An act that has happened: not later than now. */
const happened = (at: string, title: string, context: CommandContext): Refusal | null =>
  instantOf(at) > context.now ? refuse('in-the-future', `${title}不能晚于现在`, [`更正${title}`]) : null;

// 行政处罚法 46, 42: a piece of evidence has two collectors who were certified on the day, and its file where there is one.
function collected(
  file: CaseFile,
  item: { officerIds: string[]; at: string; fileHash: string | null; title: string },
  context: CommandContext,
): Refusal | null {
  return firstRefusal(
    happened(item.at, item.title, context),
    actingOfficers(file, item.officerIds, instantOf(item.at), context),
    fileKnown(file, item.fileHash, context),
  );
}

function fileKnown(file: CaseFile, hash: string | null, context: CommandContext): Refusal | null {
  if (hash === null) return null;
  if (!context.lookups.files[hash]) return refuse('unknown-file', '附件尚未上传', ['重新上传附件'], ART_46);
  const same = file.evidence.find((item) => item.fileHash === hash);
  return same ? refuse('file-twice', `该附件已作为证据“${same.title}”登记`, ['不重复登记，或者上传另一个附件'], ART_46) : null;
}

const fileNameOf = (hash: string | null, context: CommandContext): string | null =>
  hash === null ? null : (context.lookups.files[hash]?.name ?? null);

/** Kinds that exist only as a recording or as data. */
const NEEDS_FILE: readonly EvidenceKind[] = ['audiovisual', 'electronic'];

const item = (file: CaseFile, id: string): Evidence | undefined => file.evidence.find((one) => one.id === id);
const unknownEvidence = () => refuse('unknown-evidence', '所选证据不在本案证据清单内', ['重新选择证据'], ART_46);

export const preservation = (file: CaseFile, id: string) => file.preservations.find((one) => one.id === id);
export const unknownPreservation = () => refuse('unknown-preservation', '没有这项先行登记保存', ['选择本案的先行登记保存'], ART_56);

// Without a witness nobody can say what was taken while the party was away.
const witnessed = (partyPresent: boolean, witness: string | null): Refusal | null =>
  partyPresent || witness !== null ? null : refuse('witness-missing', '当事人不在场的，应当有见证人', ['填写见证人'], EVIDENCE_KEPT);

/** A handler of the case (or an officer of the assisting unit), or the head of the unit that handles it. */
const handlerOrHead = (file: CaseFile, { actor }: ReadyContext, act: string): Refusal | null =>
  isHead(actor) ? headOfCase(file, actor, act) : handlesOrAssists(file, actor);

const none = (file: CaseFile): Refusal | null =>
  file.preservations.length > 0 ? null : refuse('no-preservation', '本案没有先行登记保存', [], ART_56);

// 行政强制法 25(3): the time of testing is not counted where it is fixed and told in writing.
function seizedGoodsTested(
  file: CaseFile,
  { seizureId, expectedOn }: { seizureId: string | null; expectedOn: string | null },
): Refusal | null {
  if (seizureId === null) return null;
  const basis = ['《行政强制法》第二十五条第三款'];
  const seizure = file.seizures.find(({ id }) => id === seizureId);
  if (!seizure || !isHeld(seizure)) return refuse('not-seized', '所选物品没有查封、扣押', ['选择正在查封、扣押的物品'], basis);
  return expectedOn === null
    ? refuse(
        'testing-time-not-fixed',
        '查封、扣押物品的检测、检验、检疫或者技术鉴定期间应当明确',
        ['填写预计完成日期，并书面告知当事人'],
        basis,
      )
    : null;
}

export const readyEvidence = {
  ...readyConclusion,
  ...readyConcurrence,
  RequestFiling: (file) => fileable(file),
  FileCase: (file, { actor }) => firstRefusal(headOfCase(file, actor, '立案'), notHandledBy(file, actor, '批准立案')) ?? fileable(file),
  IdentifyParties: (file) => freeToDispose(file, '更换当事人'),
  AddEvidence: (file, { actor }) => handlesOrAssists(file, actor),
  RecordOffSiteEvidence: (file, { actor }) => handlesOrAssists(file, actor),
  VerifyEvidence: (file) =>
    file.evidence.some((one) => !one.verified && one.excluded === null)
      ? null
      : refuse('nothing-to-verify', '没有待核实的证据', ['先添加证据'], ART_46),
  ExcludeEvidence: (file, context) => {
    if (file.evidence.every((one) => one.excluded !== null)) return refuse('nothing-to-exclude', '没有可以排除的证据', []);
    const { actor } = context;
    return hasRole(actor, ...HANDLERS) ? isHandler(file, actor) : null;
  },
  PreserveEvidence: (file, context) => handlerOrHead(file, context, '先行登记保存'),
  ApprovePreservation: (file, { actor }) =>
    firstRefusal(none(file), headOfCase(file, actor, '批准先行登记保存'), notHandledBy(file, actor, '批准先行登记保存')),
  ResolvePreservation: (file, context) => firstRefusal(none(file), handlerOrHead(file, context, '处理先行登记保存')),
  RecordInterview: (file, { actor }) => handlesOrAssists(file, actor),
  RecordSampling: (file, { actor }) => handlesOrAssists(file, actor),
  RecordAppraisal: (file) =>
    file.appraisals.some((one) => one.result === null) ? null : refuse('no-appraisal-open', '没有待收的检测鉴定结论', ['先委托检测鉴定']),
} satisfies Readiness<typeof evidenceCommands>;

type Events = EvidenceEvents & TransferEvents;

/** What became of preserved goods, and whether it was decided within the seven workdays. */
export function preservationResolved(file: CaseFile, found: Preservation, kind: PreservationEnding, note: string, context: CommandContext) {
  const last =
    lastDayOf(file, countedBy(context), 'evidence-preservation', ({ record }) => record.ref === found.id) ??
    workdaysAfter(context.policy.calendar, legalDateOf(instantOf(found.at)), PRESERVATION_WORKDAYS);
  return { type: 'PreservationResolved' as const, data: { preservationId: found.id, kind, note, late: today(context) > last } };
}

export const decideEvidence: Deciders<typeof evidenceCommands, Events, typeof readyEvidence> = {
  ...decideConclusion,
  ...decideConcurrence,

  RequestFiling: (file, payload, context) =>
    firstRefusal(competent(context), officersOfUnit(file, payload.officerIds, file.unit, context)) ?? [
      { type: 'FilingRequested', data: { officers: refsOf(payload.officerIds, context), reason: payload.reason } },
    ],

  FileCase: (file, payload, context, { conduct }) => {
    const refusal = firstRefusal(
      competent(context),
      officersOfUnit(file, payload.officerIds, file.unit, context),
      payload.officerIds.includes(context.actor.id)
        ? refuse('approves-own-case', '批准立案的负责人不能同时担任承办人', ['另选承办人'], SEPARATION)
        : null,
      payload.paperNumber !== null && !context.paper
        ? refuse('number-not-allowed', '案号由系统连续编排，不能自行填写', ['删去原案号'])
        : null,
    );
    if (refusal) return refusal;
    const circumstances = [...new Set([...file.circumstances, ...payload.circumstances])];
    return [
      {
        type: 'CaseFiled',
        data: {
          filedOn: today(context),
          officers: refsOf(payload.officerIds, context),
          approvedBy: context.actor.id,
          reason: payload.reason,
          limitationUntil: limitationUntil(conduct),
          circumstances: payload.circumstances,
          competence: competenceWhy(context),
          paperNumber: payload.paperNumber,
        },
      },
      ...tierEvents(file, context, { procedure: 'ordinary', circumstances }),
    ];
  },

  IdentifyParties: (file, payload, context) => {
    const checked = checkedParties(payload.parties, today(context));
    if (!checked.ok) return checked;
    return [
      { type: 'PartiesIdentified', data: { parties: checked.parties, how: payload.how } },
      ...tierEvents(file, context, { parties: checked.parties }),
    ];
  },

  AddEvidence: (file, payload, context) => {
    const refusal = collected(file, { ...payload, at: payload.collectedAt, title: '收集时间' }, context);
    if (refusal) return refusal;
    if (NEEDS_FILE.includes(payload.kind) && payload.fileHash === null) {
      return refuse('file-missing', '视听资料和电子数据应当上传原文件', ['上传附件'], EVIDENCE_KEPT);
    }
    if (!payload.original && payload.copyNote === null) {
      return refuse('copy-note-missing', '复制件、复制品应当写明原件存放处和核对情况', ['填写复制件说明'], EVIDENCE_KEPT);
    }
    return [
      {
        type: 'EvidenceAdded',
        data: {
          id: nextId(file, 'evidence'),
          kind: payload.kind,
          title: payload.title,
          fileHash: payload.fileHash,
          fileName: fileNameOf(payload.fileHash, context),
          original: payload.original,
          collectors: refsOf(payload.officerIds, context),
          collectedAt: payload.collectedAt,
          place: payload.place,
          provider: payload.provider,
          copyNote: payload.copyNote,
          device: null,
        },
      },
    ];
  },

  // 行政处罚法 41: device lawful, calibrated and its site published; the record itself reviewed, else it is no evidence.
  RecordOffSiteEvidence: (file, payload, context) => {
    const basis = ['《行政处罚法》第四十一条'];
    const capturedOn = legalDateOf(instantOf(payload.capturedAt));
    const refusal = firstRefusal(
      happened(payload.capturedAt, '记录时间', context),
      actingOfficers(file, payload.reviewerIds, context.now, context),
      fileKnown(file, payload.fileHash, context),
      payload.sitePublished
        ? null
        : refuse('site-not-published', '监控设备设置地点未向社会公布，记录不得作为证据', ['依法公布设置地点后的记录才能使用'], basis),
      payload.deviceCheckedOn > capturedOn
        ? refuse('device-not-checked', `设备于${payload.deviceCheckedOn}才经技术审核，晚于记录时间`, ['使用审核合格后的记录'], basis)
        : null,
      payload.legalReviewOn > capturedOn
        ? refuse('device-not-reviewed', `设备于${payload.legalReviewOn}才经法制审核，晚于记录时间`, ['使用审核后的记录'], basis)
        : null,
      payload.passed ? null : refuse('record-not-passed', '经审核不符合要求的记录，不得作为行政处罚的证据', ['另行收集证据'], basis),
      payload.partyToldOn === null
        ? null
        : dayBetween(payload.partyToldOn, '告知当事人日期', context, { date: capturedOn, what: '记录时间' }),
    );
    if (refusal) return refusal;
    const reviewers = refsOf(payload.reviewerIds, context);
    return [
      {
        type: 'OffSiteEvidenceRecorded',
        data: {
          id: nextId(file, 'evidence'),
          kind: 'electronic',
          title: payload.title,
          fileHash: payload.fileHash,
          fileName: fileNameOf(payload.fileHash, context),
          original: true,
          collectors: reviewers,
          collectedAt: payload.capturedAt,
          place: payload.place,
          provider: null,
          copyNote: payload.review,
          device: {
            number: payload.deviceNumber,
            checkedOn: payload.deviceCheckedOn,
            legalReviewOn: payload.legalReviewOn,
            sitePublished: true,
            publishedWhere: payload.publishedWhere,
            reviewers,
            partyToldOn: payload.partyToldOn,
          },
        },
      },
    ];
  },

  VerifyEvidence: (file, payload) => {
    const ids = [...new Set(payload.evidenceIds)];
    if (ids.length === 0) return refuse('nothing-to-verify', '没有选择证据', ['选择核实的证据'], ART_46);
    const items = ids.map((id) => item(file, id));
    if (items.some((one) => one === undefined)) return unknownEvidence();
    const excluded = items.find((one) => one?.excluded);
    if (excluded) {
      return refuse('evidence-excluded', `证据“${excluded.title}”已被排除，不能核实采用`, ['从清单中去掉该证据'], ART_46);
    }
    return [{ type: 'EvidenceVerified', data: { evidenceIds: ids, findings: payload.findings } }];
  },

  // 行政处罚法 46(3): what was got unlawfully supports no finding; it stays in the file, marked.
  ExcludeEvidence: (file, payload) => {
    const found = item(file, payload.evidenceId);
    if (!found) return unknownEvidence();
    if (found.excluded) return refuse('already-excluded', `证据“${found.title}”已被排除`, []);
    return [
      {
        type: 'EvidenceExcluded',
        data: {
          evidenceId: found.id,
          reason: payload.reason,
          illegal: payload.illegal,
          supportedConclusion: file.conclusion?.evidenceIds.includes(found.id) ?? false,
        },
      },
    ];
  },

  // 行政处罚法 56: with the head's approval; in urgency made good within 24 hours (市场监督管理行政处罚程序规定 33).
  PreserveEvidence: (file, payload, context) => {
    const byHead = isHead(context.actor);
    const refusal = firstRefusal(
      actingOfficers(file, payload.officerIds, context.now, context),
      witnessed(payload.partyPresent, payload.witness),
      byHead || payload.urgentReason !== null
        ? null
        : refuse(
            'head-approval',
            '先行登记保存须经负责人批准',
            ['由负责人办理', '情况紧急的，写明理由先行保存，二十四小时内补办批准'],
            ART_56,
          ),
      byHead && payload.officerIds.includes(context.actor.id)
        ? refuse('approves-own-act', '批准的负责人不能同时担任执行保存的执法人员', ['另选执法人员'], SEPARATION)
        : null,
    );
    if (refusal) return refusal;
    return [
      {
        type: 'EvidencePreserved',
        data: {
          preservationId: nextId(file, 'preservation'),
          items: payload.items,
          officers: refsOf(payload.officerIds, context),
          approvedBy: byHead ? personRef(context.actor) : null,
          urgentReason: byHead ? null : payload.urgentReason,
          partyPresent: payload.partyPresent,
          witness: payload.witness,
        },
      },
    ];
  },

  ApprovePreservation: (file, payload, context) => {
    const found = preservation(file, payload.preservationId);
    if (!found) return unknownPreservation();
    if (found.approvedBy || found.approvalRefused) return refuse('already-approved', '这项先行登记保存已经审批', []);
    const by = personRef(context.actor);
    return payload.approved
      ? [
          {
            type: 'PreservationApproved',
            data: { preservationId: found.id, by, ...(context.rules >= 4 ? { reason: payload.reason } : {}) },
          },
        ]
      : [{ type: 'PreservationApprovalRefused', data: { preservationId: found.id, by, reason: payload.reason } }];
  },

  ResolvePreservation: (file, payload, context) => {
    const found = preservation(file, payload.preservationId);
    if (!found) return unknownPreservation();
    if (found.resolution) return refuse('already-resolved', '这项先行登记保存已经处理', []);
    // 市场监督管理行政处罚程序规定 33(2): not approved, lifted at once.
    if (found.approvalRefused && payload.kind !== 'measures-lifted' && payload.kind !== 'returned') {
      return refuse(
        'must-be-lifted',
        '负责人不批准保存的，应当立即解除或者返还',
        ['选择“解除先行登记保存”或者“返还当事人”'],
        ['《市场监督管理行政处罚程序规定》第三十三条第二款'],
      );
    }
    if (payload.kind === 'confiscated' && !confiscates(file)) {
      return refuse(
        'no-confiscation',
        '没有作出没收的处罚决定，不能没收',
        ['先作出没收决定', '或者选择其他处理'],
        ['《行政处罚法》第九条第二项', ...ART_56],
      );
    }
    // 行政强制法 18, 24: sealing and detaining are acts of their own; what they take out of preservation they resolve.
    if (payload.kind === 'sealed' && context.rules >= 4) {
      return refuse(
        'seal-by-its-own-act',
        '查封、扣押应当依法审批并当场交付决定书和清单，不能以处理登记保存代替',
        ['办理“实施查封扣押”，选择由这项先行登记保存转来'],
        ['《行政强制法》第十八条', '《行政强制法》第二十四条'],
      );
    }
    return [preservationResolved(file, found, payload.kind, payload.note, context)];
  },

  // 行政处罚法 55: two officers, certificate shown, a record that the person signs or a note why not.
  RecordInterview: (file, payload, context) => {
    const basis = ['《行政处罚法》第五十五条'];
    const refusal = firstRefusal(
      collected(file, { officerIds: payload.officerIds, at: payload.askedAt, fileHash: payload.fileHash, title: '询问时间' }, context),
      payload.certificateShown ? null : refuse('certificate-not-shown', '询问时应当出示执法证件', ['出示执法证件'], basis),
      payload.signed || payload.signatureNote !== null
        ? null
        : refuse('signature-note-missing', '被询问人没有签名的，应当注明原因', ['填写未签名的说明'], basis),
    );
    if (refusal) return refusal;
    const officers = refsOf(payload.officerIds, context);
    return [
      {
        type: 'InterviewRecorded',
        data: {
          id: nextId(file, 'interview'),
          person: payload.person,
          role: payload.role,
          officers,
          place: payload.place,
          summary: payload.summary,
          signed: payload.signed,
          signatureNote: payload.signatureNote,
          evidence: {
            id: nextId(file, 'evidence'),
            kind: payload.role === 'party' ? 'party-statement' : 'witness',
            title: `${payload.person}询问笔录`,
            fileHash: payload.fileHash,
            fileName: fileNameOf(payload.fileHash, context),
            original: true,
            collectors: officers,
            collectedAt: payload.askedAt,
            place: payload.place,
            provider: payload.person,
            copyNote: null,
            device: null,
          },
        },
      },
    ];
  },

  RecordSampling: (file, payload, context) => {
    const refusal = firstRefusal(
      dayBetween(payload.takenOn, '抽样日期', context),
      actingOfficers(file, payload.officerIds, instantOf(`${payload.takenOn}T12:00:00+08:00`), context),
      witnessed(payload.partyPresent, payload.witness),
    );
    return (
      refusal ?? [
        {
          type: 'SamplesTaken',
          data: {
            id: nextId(file, 'sampling'),
            takenOn: payload.takenOn,
            from: payload.from,
            samples: payload.samples,
            method: payload.method,
            partyPresent: payload.partyPresent,
            witness: payload.witness,
            officers: refsOf(payload.officerIds, context),
          },
        },
      ]
    );
  },

  RequestAppraisal: (file, payload, context) => {
    const late =
      payload.expectedOn !== null && payload.expectedOn < today(context)
        ? refuse('in-the-past', '预计完成日期不能早于今天', ['更正预计完成日期'])
        : null;
    return (
      firstRefusal(dayBetween(payload.partyToldOn, '告知当事人日期', context), late, seizedGoodsTested(file, payload)) ?? [
        {
          type: 'AppraisalRequested',
          data: {
            appraisalId: nextId(file, 'appraisal'),
            kind: payload.kind,
            subject: payload.subject,
            body: payload.body,
            expectedOn: payload.expectedOn,
            partyToldOn: payload.partyToldOn,
            ...(payload.seizureId === null ? {} : { seizureId: payload.seizureId }),
          },
        },
      ]
    );
  },

  RecordAppraisal: (file, payload, context) => {
    const found = file.appraisals.find(({ id }) => id === payload.appraisalId);
    if (!found) return refuse('unknown-appraisal', '没有这项委托', ['选择本案的委托']);
    if (found.result) return refuse('already-recorded', '这项委托的结论已经登记', []);
    const receivedOn = { date: legalDateOf(instantOf(payload.receivedAt)), what: '收到结论' };
    const refusal = firstRefusal(
      collected(file, { officerIds: payload.officerIds, at: payload.receivedAt, fileHash: payload.fileHash, title: '收到时间' }, context),
      dayBetween(receivedOn.date, '收到时间', context, { date: legalDateOf(instantOf(found.requestedAt)), what: '委托' }),
      dayBetween(payload.partyToldOn, '告知当事人日期', context, receivedOn),
    );
    if (refusal) return refusal;
    return [
      {
        type: 'AppraisalRecorded',
        data: {
          appraisalId: found.id,
          opinion: payload.opinion,
          partyToldOn: payload.partyToldOn,
          evidence: {
            id: nextId(file, 'evidence'),
            kind: 'expert-opinion',
            title: `${found.body}：${found.subject.slice(0, 60)}`,
            fileHash: payload.fileHash,
            fileName: fileNameOf(payload.fileHash, context),
            original: true,
            collectors: refsOf(payload.officerIds, context),
            collectedAt: payload.receivedAt,
            place: found.body,
            provider: found.body,
            copyNote: null,
            device: null,
          },
        },
      },
    ];
  },
};

export const confiscates = (file: CaseFile): boolean =>
  file.decision !== null && (file.decision.money.confiscation > 0 || file.decision.others.some((other) => other.startsWith('没收')));
