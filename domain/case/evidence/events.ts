import type { PersonRef } from '../../people.ts';
import type { Circumstance } from '../../routing/tier.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { CaseFile, CaseParty, Evidence, PreservationEnding, ProposedPenalty, AppraisalKind } from '../state.ts';
import type { Evolvers } from '../types.ts';

type Added = Omit<Evidence, 'excluded' | 'verified'>;

export interface EvidenceEvents {
  FilingRequested: { officers: PersonRef[]; reason: string };
  CaseFiled: {
    filedOn: LegalDate; officers: PersonRef[]; approvedBy: string; reason: string;
    limitationUntil: LegalDate | null; circumstances: Circumstance[];
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
    preservationId: string; items: { name: string; quantity: string; place: string }[]; officers: PersonRef[];
    approvedBy: PersonRef | null; urgentReason: string | null; partyPresent: boolean; witness: string | null;
  };
  PreservationApproved: { preservationId: string; by: PersonRef };
  PreservationApprovalRefused: { preservationId: string; by: PersonRef; reason: string };
  PreservationResolved: { preservationId: string; kind: PreservationEnding; note: string; late: boolean };
  InterviewRecorded: {
    id: string; person: string; role: 'party' | 'witness' | 'other'; officers: PersonRef[]; place: string;
    summary: string;
    signed: boolean; signatureNote: string | null; evidence: Added;
  };
  SamplesTaken: {
    id: string; takenOn: LegalDate; from: string; samples: { name: string; quantity: string }[]; method: string;
    partyPresent: boolean; witness: string | null; officers: PersonRef[];
  };
  AppraisalRequested: {
    appraisalId: string; kind: AppraisalKind; subject: string; body: string; expectedOn: LegalDate | null;
    partyToldOn: LegalDate;
  };
  AppraisalRecorded: { appraisalId: string; opinion: string; partyToldOn: LegalDate; evidence: Added };
  InvestigationConcluded: {
    proposed: ProposedPenalty; report: string; by: string[]; evidenceIds: string[];
    openPreservations: { id: string; reason: string }[]; circumstances: Circumstance[];
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

const joined = (
  file: CaseFile, more: readonly Circumstance[],
): Circumstance[] => [...new Set([...file.circumstances, ...more])];

export const evolveEvidence: Evolvers<EvidenceEvents> = {
  FilingRequested: (file, { at, actor, data }) => ({
    ...file,
    filingRequest: { at, by: actor.id, officers: data.officers, reason: data.reason },
  }),
  CaseFiled: (file, { at, data }) => ({
    ...file,
    stage: 'evidence',
    procedure: 'ordinary',
    circumstances: joined(file, data.circumstances),
    handlers: data.officers,
    everHandled: [...new Set([...file.everHandled, ...data.officers.map((officer) => officer.id)])],
    filing: {
      at, filedOn: data.filedOn, officers: data.officers, approvedBy: data.approvedBy, reason: data.reason,
      limitationUntil: data.limitationUntil, number: data.paperNumber,
    },
  }),
  CaseNumberAllotted: (file, { data }) => ({ ...file, filing: file.filing && { ...file.filing, number: data.number } }),
  // What was concluded on other parties is concluded again.
  PartiesIdentified: (file, { data }) => ({ ...file, parties: data.parties, conclusion: null }),
  EvidenceAdded: (file, { data }) => withEvidence(file, data),
  OffSiteEvidenceRecorded: (file, { data }) => withEvidence(file, data),
  EvidenceVerified: (file, { data }) => ({
    ...file,
    evidence: file.evidence.map((item) => (data.evidenceIds.includes(item.id) ? { ...item, verified: true } : item)),
  }),
  EvidenceExcluded: (file, { data }) => ({
    ...file,
    evidence: file.evidence.map((item) =>
      (item.id === data.evidenceId
        ? { ...item, verified: false, excluded: { reason: data.reason, basis: data.illegal } }
        : item)),
  }),
  EvidencePreserved: (file, { at, data }) => ({
    ...file,
    preservations: [
      ...file.preservations,
      {
        id: data.preservationId, items: data.items, officers: data.officers, approvedBy: data.approvedBy,
        urgentReason: data.urgentReason, approvalRefused: null, at, resolution: null,
      },
    ],
  }),
  PreservationApproved: (file, { data }) => preserved(file, data.preservationId, { approvedBy: data.by }),
  PreservationApprovalRefused: (file, { at, data }) =>
    preserved(file, data.preservationId, { approvalRefused: { at, by: data.by.id, reason: data.reason } }),
  PreservationResolved: (file, { at, data }) =>
    preserved(file, data.preservationId, { resolution: { kind: data.kind, at, note: data.note } }),
  InterviewRecorded: (file, { at, data }) => ({
    ...withEvidence(file, data.evidence),
    interviews: [
      ...file.interviews,
      {
        id: data.id, at, person: data.person, role: data.role, officers: data.officers, place: data.place,
        summary: data.summary,
        evidenceId: data.evidence.id, signed: data.signed, signatureNote: data.signatureNote,
      },
    ],
  }),
  SamplesTaken: (file, { at, data }) => ({
    ...file,
    samplings: [
      ...file.samplings,
      {
        id: data.id, at, takenOn: data.takenOn, from: data.from, samples: data.samples, method: data.method,
        partyPresent: data.partyPresent, witness: data.witness, officers: data.officers,
      },
    ],
  }),
  AppraisalRequested: (file, { at, data }) => ({
    ...file,
    appraisals: [
      ...file.appraisals,
      {
        id: data.appraisalId, kind: data.kind, subject: data.subject, body: data.body, requestedAt: at,
        expectedOn: data.expectedOn, partyToldAt: at, result: null,
      },
    ],
  }),
  AppraisalRecorded: (file, { at, data }) => ({
    ...withEvidence(file, data.evidence),
    appraisals: file.appraisals.map((one) =>
      (one.id === data.appraisalId
        ? { ...one, result: { at, opinion: data.opinion, evidenceId: data.evidence.id, partyToldOn: data.partyToldOn } }
        : one)),
  }),
  InvestigationConcluded: (file, { at, data }) => ({
    ...file,
    circumstances: joined(file, data.circumstances),
    conclusion: {
      at, proposed: data.proposed, report: data.report, by: data.by, evidenceIds: data.evidenceIds,
      openPreservations: data.openPreservations,
    },
  }),
  DeviationDecided: (file, { data }) => {
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
};
