import type { PersonRef } from '../../people.ts';
import type { Circumstance } from '../../routing/tier.ts';
import type { LegalDate } from '../../terms/model.ts';
import { PENALTY_STAGE_LABELS } from '../../lists/matters.ts';
import { EVIDENCE_KIND_LABELS } from '../../vocabulary.ts';
import { byName } from '../../work/tell.ts';
import type {
  CaseFile,
  CaseParty,
  Concurrence,
  Evidence,
  MatterRef,
  PreservationEnding,
  ProposedPenalty,
  AppraisalKind,
} from '../state.ts';
import { evidence, factors, matter, party, proposal } from '../tell.ts';
import type { CaseEvents } from '../types.ts';
import type { evidenceCommands } from './commands.ts';

type Added = Omit<Evidence, 'excluded' | 'verified'>;

export interface EvidenceEvents {
  FilingRequested: { officers: PersonRef[]; reason: string };
  CaseFiled: {
    filedOn: LegalDate;
    officers: PersonRef[];
    approvedBy: string;
    reason: string;
    limitationUntil: LegalDate | null;
    circumstances: Circumstance[];
    /** Why the unit may use the power, with the list version. */
    competence: string | null;
    /** A paper case keeps the number it has; null: the register allots one. */
    paperNumber: string | null;
  };
  /** The gapless number of the county's register. */
  CaseNumberAllotted: { number: string };
  PartiesIdentified: { parties: CaseParty[]; how: string };
  EvidenceAdded: Added;
  OffSiteEvidenceRecorded: Added;
  EvidenceVerified: { evidenceIds: string[]; findings: string };
  EvidenceExcluded: { evidenceId: string; reason: string; illegal: string; supportedConclusion: boolean };
  EvidencePreserved: {
    preservationId: string;
    items: { name: string; quantity: string; place: string }[];
    officers: PersonRef[];
    approvedBy: PersonRef | null;
    urgentReason: string | null;
    partyPresent: boolean;
    witness: string | null;
  };
  /** `reason`: absent in events from before it was recorded. */
  PreservationApproved: { preservationId: string; by: PersonRef; reason?: string };
  PreservationApprovalRefused: { preservationId: string; by: PersonRef; reason: string };
  PreservationResolved: { preservationId: string; kind: PreservationEnding; note: string; late: boolean };
  InterviewRecorded: {
    id: string;
    person: string;
    role: 'party' | 'witness' | 'other';
    officers: PersonRef[];
    place: string;
    summary: string;
    signed: boolean;
    signatureNote: string | null;
    evidence: Added;
  };
  SamplesTaken: {
    id: string;
    takenOn: LegalDate;
    from: string;
    samples: { name: string; quantity: string }[];
    method: string;
    partyPresent: boolean;
    witness: string | null;
    officers: PersonRef[];
  };
  AppraisalRequested: {
    appraisalId: string;
    kind: AppraisalKind;
    subject: string;
    body: string;
    expectedOn: LegalDate | null;
    partyToldOn: LegalDate;
    /** Sealed or detained goods: the testing does not count towards their days (行政强制法 25(3)). Absent for others. */
    seizureId?: string;
  };
  AppraisalRecorded: { appraisalId: string; opinion: string; partyToldOn: LegalDate; evidence: Added };
  /** One act under several clauses: each weighed, the higher fine taken (行政处罚法 29); `matter` where it is another one. */
  ClausesWeighed: Concurrence & { matter: MatterRef | null; factors: Record<string, string | number | boolean> };
  InvestigationConcluded: {
    proposed: ProposedPenalty;
    report: string;
    by: string[];
    evidenceIds: string[];
    openPreservations: { id: string; reason: string }[];
    circumstances: Circumstance[];
  };
  DeviationDecided: { approved: boolean; opinion: string; by: PersonRef };
}

const withEvidence = (file: CaseFile, added: Added): CaseFile => ({
  ...file,
  evidence: [...file.evidence, { ...added, excluded: null, verified: false }],
});

const preserved = (file: CaseFile, id: string, patch: Partial<CaseFile['preservations'][number]>): CaseFile => ({
  ...file,
  preservations: file.preservations.map((one) => (one.id === id ? { ...one, ...patch } : one)),
});

const joined = (file: CaseFile, more: readonly Circumstance[]): Circumstance[] => [...new Set([...file.circumstances, ...more])];

const officers = byName('执法人员');
const thePreservation = { title: '先行登记保存', names: 'thing' } as const;
const theAppraisal = { title: '委托', names: 'thing' } as const;

/** What the register of evidence adds to the form; the file itself is told by its name. */
const registered = { id: null, fileHash: null, fileName: '附件' } as const;

const device = {
  title: '监控设备',
  titles: {
    number: '设备编号',
    checkedOn: '技术审核日期',
    legalReviewOn: '法制审核日期',
    sitePublished: '设置地点已公布',
    publishedWhere: '公布载体',
    reviewers: byName('审核人员'),
    partyToldOn: '告知当事人日期',
  },
};

export const evidenceEvents: CaseEvents<EvidenceEvents, typeof evidenceCommands> = {
  FilingRequested: {
    label: '呈请立案',
    source: 'RequestFiling',
    titles: { officers: byName('建议承办人') },
    evolve: (file, { at, actor, data }) => ({ ...file, filingRequest: { at, by: actor.id, ...data } }),
  },
  CaseFiled: {
    label: '立案',
    source: 'FileCase',
    titles: {
      filedOn: '立案日期',
      officers: byName('承办人'),
      approvedBy: { title: '批准人', names: 'person' },
      limitationUntil: '追责时效届满',
      competence: '权限依据',
    },
    recordOnly: ['competence'],
    evolve: (file, { at, data: { circumstances, competence: _competence, paperNumber, ...filed } }) => ({
      ...file,
      stage: 'evidence',
      procedure: 'ordinary',
      circumstances: joined(file, circumstances),
      handlers: filed.officers,
      everHandled: [...new Set([...file.everHandled, ...filed.officers.map((officer) => officer.id)])],
      filing: { at, ...filed, number: paperNumber },
    }),
  },
  CaseNumberAllotted: {
    label: '编定案号',
    source: null,
    titles: { number: '案号' },
    evolve: (file, { data }) => ({ ...file, filing: file.filing && { ...file.filing, ...data } }),
  },
  PartiesIdentified: {
    label: '查明当事人',
    source: 'IdentifyParties',
    titles: { parties: party('当事人') },
    recordOnly: ['how'],
    // What was concluded on other parties is concluded again.
    evolve: (file, { data }) => ({ ...file, parties: data.parties, conclusion: null }),
  },
  EvidenceAdded: {
    label: '收集证据',
    source: 'AddEvidence',
    titles: { ...registered, collectors: byName('收集人'), device },
    evolve: (file, { data }) => withEvidence(file, data),
  },
  OffSiteEvidenceRecorded: {
    label: '登记非现场证据',
    source: 'RecordOffSiteEvidence',
    titles: {
      ...registered,
      kind: { title: '证据种类', words: EVIDENCE_KIND_LABELS },
      original: '原件',
      collectors: byName('审核人员'),
      collectedAt: '记录时间',
      provider: '提供人',
      copyNote: '审核意见',
      device,
    },
    evolve: (file, { data }) => withEvidence(file, data),
  },
  EvidenceVerified: {
    label: '核实证据',
    source: 'VerifyEvidence',
    titles: {},
    recordOnly: ['findings'],
    evolve: (file, { data: { evidenceIds } }) => ({
      ...file,
      evidence: file.evidence.map((item) => (evidenceIds.includes(item.id) ? { ...item, verified: true } : item)),
    }),
  },
  EvidenceExcluded: {
    label: '排除证据',
    source: 'ExcludeEvidence',
    titles: { supportedConclusion: '曾用于认定事实' },
    recordOnly: ['supportedConclusion'],
    evolve: (file, { data: { evidenceId, reason, illegal } }) => ({
      ...file,
      evidence: file.evidence.map((item) =>
        item.id === evidenceId ? { ...item, verified: false, excluded: { reason, basis: illegal } } : item,
      ),
    }),
  },
  EvidencePreserved: {
    label: '先行登记保存',
    source: 'PreserveEvidence',
    titles: { preservationId: null, officers, approvedBy: byName('批准人') },
    evolve: (file, { at, data: { preservationId: id, ...kept } }) => ({
      ...file,
      preservations: [...file.preservations, { id, at, ...kept, approvalRefused: null, resolution: null }],
    }),
  },
  PreservationApproved: {
    label: '批准先行登记保存',
    source: 'ApprovePreservation',
    titles: { preservationId: thePreservation, by: byName('批准人') },
    recordOnly: ['reason'],
    evolve: (file, { data }) => preserved(file, data.preservationId, { approvedBy: data.by }),
  },
  PreservationApprovalRefused: {
    label: '不批准先行登记保存',
    source: 'ApprovePreservation',
    titles: { preservationId: thePreservation, by: byName('审批人') },
    evolve: (file, { at, data }) => preserved(file, data.preservationId, { approvalRefused: { at, by: data.by.id, reason: data.reason } }),
  },
  PreservationResolved: {
    label: '先行登记保存处理',
    source: 'ResolvePreservation',
    titles: { preservationId: thePreservation, late: '超过法定期限' },
    recordOnly: ['late'],
    evolve: (file, { at, data: { preservationId, kind, note } }) => preserved(file, preservationId, { resolution: { at, kind, note } }),
  },
  InterviewRecorded: {
    label: '询问',
    source: 'RecordInterview',
    titles: { id: null, officers: byName('询问人'), evidence: evidence('登记为证据') },
    evolve: (file, { at, data: { evidence: record, ...interview } }) => ({
      ...withEvidence(file, record),
      interviews: [...file.interviews, { at, ...interview, evidenceId: record.id }],
    }),
  },
  SamplesTaken: {
    label: '抽样取证',
    source: 'RecordSampling',
    titles: { id: null, officers },
    evolve: (file, { at, data }) => ({ ...file, samplings: [...file.samplings, { at, ...data }] }),
  },
  AppraisalRequested: {
    label: '委托检测鉴定',
    source: 'RequestAppraisal',
    titles: { appraisalId: null, seizureId: { title: '查封扣押的物品', names: 'thing' } },
    evolve: (file, { at, data: { appraisalId: id, ...asked } }) => ({
      ...file,
      appraisals: [...file.appraisals, { id, requestedAt: at, ...asked, result: null }],
    }),
  },
  AppraisalRecorded: {
    label: '取得检测鉴定结果',
    source: 'RecordAppraisal',
    titles: { appraisalId: theAppraisal, evidence: evidence('登记为证据') },
    evolve: (file, { at, data: { appraisalId, evidence: report, ...found } }) => ({
      ...withEvidence(file, report),
      appraisals: file.appraisals.map((one) =>
        one.id === appraisalId ? { ...one, result: { at, ...found, evidenceId: report.id } } : one,
      ),
    }),
  },
  ClausesWeighed: {
    label: '比较竞合条款',
    source: 'WeighClauses',
    titles: {
      clauses: {
        title: '各条款',
        titles: {
          code: '事项编号',
          name: '事项',
          clause: '条款',
          stage: { title: '阶段', words: PENALTY_STAGE_LABELS },
          min: '下限',
          max: '上限',
          text: '罚款',
          why: '理由',
        },
      },
      chosen: '适用的事项',
      matter: matter('改为适用'),
      factors: factors('裁量要素'),
      lines: { title: '比较', titles: { text: '内容', basis: '依据' } },
    },
    recordOnly: ['factors'],
    // What was concluded under another clause is concluded again.
    evolve: (file, { at, data: { matter: taken, factors: _factors, ...weighed } }) => ({
      ...file,
      matter: taken ?? file.matter,
      conclusion: taken ? null : file.conclusion,
      concurrence: { at, ...weighed },
    }),
  },
  InvestigationConcluded: {
    label: '调查终结',
    source: 'ConcludeInvestigation',
    titles: {
      proposed: proposal('拟处理'),
      by: { title: '承办人', names: 'person' },
      openPreservations: { title: '尚未处理的登记保存', titles: { id: thePreservation, reason: '理由' } },
    },
    evolve: (file, { at, data: { circumstances, ...concluded } }) => ({
      ...file,
      circumstances: joined(file, circumstances),
      conclusion: { at, ...concluded },
    }),
  },
  DeviationDecided: {
    label: '裁量偏离审批',
    source: 'DecideDeviation',
    titles: { by: byName('审批人') },
    recordOnly: ['opinion'],
    evolve: (file, { data }) => {
      const conclusion = file.conclusion;
      if (!conclusion?.proposed.deviation) return file;
      // Not approved: the officers conclude again, inside the range.
      if (!data.approved) {
        const review = file.review && { ...file.review, passed: null, afterHearing: null };
        return { ...file, stage: 'evidence', conclusion: null, review };
      }
      const deviation = { ...conclusion.proposed.deviation, approvedBy: data.by.id };
      return { ...file, conclusion: { ...conclusion, proposed: { ...conclusion.proposed, deviation } } };
    },
  },
};
