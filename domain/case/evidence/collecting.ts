/** 取证: what is collected, by whom, and from whom (行政处罚法 41, 42, 46, 55). */
import { EVIDENCE_KEPT } from '../internal-rules.ts';
import type { evidenceCommands } from './commands.ts';
import { refuse, type Refusal } from '../../result.ts';
import { instantOf, legalDateOf } from '../../terms/instant.ts';
import type { EvidenceKind } from '../../vocabulary.ts';
import type { CommandContext } from '../context.ts';
import { dayBetween } from '../../work/days.ts';
import type { EvidenceEvents } from './events.ts';
import { actingOfficers } from '../guards.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { nextId } from '../../work/file.ts';
import { handlesOrAssists } from '../standing.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders, Readiness } from '../types.ts';

const ART_46 = ['《行政处罚法》第四十六条'];

/** An act that has happened: not later than now. */
const happened = (at: string, title: string, context: CommandContext): Refusal | null =>
  instantOf(at) > context.now ? refuse('in-the-future', `${title}不能晚于现在`, [`更正${title}`]) : null;

// 行政处罚法 46, 42: a piece of evidence has two collectors who were certified on the day, and its file where there is one.
export function collected(
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

export const fileNameOf = (hash: string | null, context: CommandContext): string | null =>
  hash === null ? null : (context.lookups.files[hash]?.name ?? null);

/** Kinds that exist only as a recording or as data. */
const NEEDS_FILE: readonly EvidenceKind[] = ['audiovisual', 'electronic'];

// Without a witness nobody can say what was taken while the party was away.
export const witnessed = (partyPresent: boolean, witness: string | null): Refusal | null =>
  partyPresent || witness !== null ? null : refuse('witness-missing', '当事人不在场的，应当有见证人', ['填写见证人'], EVIDENCE_KEPT);

type Commands = Pick<typeof evidenceCommands, 'AddEvidence' | 'RecordOffSiteEvidence' | 'RecordInterview' | 'RecordSampling'>;

export const readyCollecting = {
  AddEvidence: (file, { actor }) => handlesOrAssists(file, actor),
  RecordOffSiteEvidence: (file, { actor }) => handlesOrAssists(file, actor),
  RecordInterview: (file, { actor }) => handlesOrAssists(file, actor),
  RecordSampling: (file, { actor }) => handlesOrAssists(file, actor),
} satisfies Readiness<Commands>;

export const decideCollecting: Deciders<Commands, EvidenceEvents, typeof readyCollecting> = {
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
};
