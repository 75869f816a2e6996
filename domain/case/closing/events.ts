import type { LegalDate } from '../../terms/model.ts';
import type { Outcome, Stage } from '../../vocabulary.ts';
import type { Evolvers } from '../types.ts';

export interface ClosingEvents {
  CaseClosed: {
    outcome: Outcome; ground: string; cause: string | null; reason: string; uncorrectedReason: string | null;
    approvedBy: string;
  };
  CaseArchived: {
    fileNumber: string; retention: string;
    /** The file list in order: what is in the file and its pages. */
    papers: { title: string; volume: 'main' | 'secondary'; pages: number }[];
    pages: number;
  };
  /**
   * `decisionRevoked`: the agency takes its own decision back (行政处罚法 75); what was `published` of it is then to be
   * withdrawn within 3 workdays (行政处罚法 48(2)).
   */
  CaseReopened: {
    from: 'closed' | 'archived'; to: Stage; reason: string; legalBasis: string; decisionRevoked: boolean;
    published: boolean;
  };
  PenaltyPublished: { publishedOn: LegalDate; where: string; socialImpact: string };
  PublicationWithdrawn: { withdrawnOn: LegalDate; ground: string; explanation: string };
}

export const evolveClosing: Evolvers<ClosingEvents> = {
  CaseClosed: (file, { at, actor, data }) => ({
    ...file,
    stage: 'closed',
    ending: { at, outcome: data.outcome, reason: data.reason, by: actor.id, approvedBy: data.approvedBy },
  }),
  CaseArchived: (file, { at, actor, data }) => ({
    ...file,
    stage: 'archived',
    archive: { at, fileNumber: data.fileNumber, retention: data.retention, items: data.papers.length, by: actor.id },
  }),
  CaseReopened: (file, { at, actor, data }) => ({
    ...file,
    stage: data.to,
    ending: null,
    archive: null,
    reopened: [...file.reopened, { at, reason: data.reason, by: actor.id }],
    // What was decided and done stays in the record; the work after it starts anew.
    ...(data.to === 'evidence'
      ? {
        conclusion: null, notice: null, hearing: null, collectiveDiscussion: null, decision: null, litigation: [],
        review: file.review && { ...file.review, passed: null, afterHearing: null },
        execution: { paid: [], instalments: null, demands: [], court: null, performed: [], settled: false },
      }
      : {}),
  }),
  PenaltyPublished: (file, { at, data }) => ({
    ...file,
    publication: { publishedAt: at, publishedOn: data.publishedOn, withdrawnAt: null, reason: null },
  }),
  PublicationWithdrawn: (file, { at, data }) => ({
    ...file,
    publication: file.publication && { ...file.publication, withdrawnAt: at, reason: data.explanation },
  }),
};
