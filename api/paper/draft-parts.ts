/** What the routes of a draft share. */
import { z } from 'zod';
import { audits, type Audited } from '../audit/says.ts';

export const paperTag = '纸质案卷补录';
export const draftParams = z.object({ draftId: z.string().meta({ title: '录入稿' }) });

type OfDraft = { params: { draftId: string } };

export const draftRead = (): Audited<OfDraft> => audits<OfDraft>('read', { subject: ({ params }) => `draft:${params.draftId}` });

/** An act on a draft: it has no record but its own rows, so the audit trail tells it. */
export const draftAct = (more: Omit<Audited<OfDraft>, 'kind' | 'subject'> = {}): Audited<OfDraft> =>
  audits<OfDraft>('other', { subject: ({ params }) => `draft:${params.draftId}`, ...more });
