/**
 * A paper life brought in as an office does it: one person types it from the scan, another compares and confirms. There is no
 * shorter way, for demonstration either.
 */
import type { PaperDraft } from '../../contract/paper.ts';
import type { Client } from '../tour/client.ts';
import type { PaperStep } from './paper-scene.ts';
import { scanOf } from './scan.ts';

export interface PaperLife {
  reference: string;
  reason: string;
  /** In charge of the case in the end. */
  unitId: string;
  steps: readonly PaperStep[];
}

interface Standing {
  id: string;
  revision: number;
  status: PaperDraft['status'];
}

type SignIn = (username: string) => Promise<Client>;

const seen = ({ revision }: Standing): Record<string, string> => ({ 'If-Match': `"${revision}"` });

/** One page an act. */
const pagesOf = (steps: readonly PaperStep[]): string[][] =>
  steps.map(({ name, at, by }, index) => [`Page ${index + 1} of ${steps.length}`, at.slice(0, 16).replace('T', ' '), name, `by ${by}`]);

/** A draft of that file where an interrupted run has left one. */
async function begun(enterer: Client, { reference, reason, unitId }: PaperLife): Promise<Standing> {
  const answer = await enterer.send<Standing & { code?: string }>('POST', '/paper-drafts', { reference, reason, unitId });
  if (answer.status !== 409 || answer.body.code !== 'reference-known') {
    return answer.status < 300 ? answer.body : enterer.ask<Standing>('POST', '/paper-drafts', { reference, reason, unitId });
  }
  for (let cursor: string | null = ''; cursor !== null;) {
    const { items, nextCursor }: { items: (Standing & { reference: string })[]; nextCursor: string | null } = await enterer.ask(
      'GET',
      `/paper-drafts?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    const found = items.find((one) => one.reference === reference);
    if (found) return enterer.ask<PaperDraft>('GET', `/paper-drafts/${found.id}`);
    cursor = nextCursor;
  }
  throw new Error(`no draft of ${reference}`);
}

/** Brings it in and answers the case's id; gone on with where it was broken off. */
export async function enterPaper(by: string, life: PaperLife, signIn: SignIn): Promise<string> {
  const enterer = await signIn(by);
  let draft = await begun(enterer, life);
  const path = `/paper-drafts/${draft.id}`;
  if (draft.status === 'drafting') {
    const form = new FormData();
    form.append('file', new Blob([scanOf(pagesOf(life.steps))], { type: 'application/pdf' }), `scan-${draft.id}.pdf`);
    const scanned = await enterer.send<{ code?: string; detail?: string }>('POST', `${path}/files`, form);
    if (scanned.status !== 201 && scanned.body.code !== 'scan-known')
      throw new Error(`the scan is not taken: ${scanned.body.detail ?? ''}`);
    const acts = life.steps.map((step, index) => ({ ...step, pages: [index + 1] }));
    draft = await enterer.ask<Standing>('PUT', `${path}/acts`, { acts }, seen(draft));
    draft = await enterer.ask<Standing>('POST', `${path}/submit`, undefined, seen(draft));
  }
  const { checkers, caseId, status, checkedBy } = await enterer.ask<PaperDraft>('GET', path);
  if (status === 'entered') return caseId;
  // Where the unit has nobody left who did not act in it, the county's supervisor compares.
  const checker = await signIn(checkedBy?.id ?? checkers[0]?.id ?? 'supervisor');
  if (status === 'submitted') {
    const checks = life.steps.map((_, index) => ({ act: index + 1 }));
    draft = await checker.ask<Standing>('PUT', `${path}/checks`, { checks }, seen(draft));
  }
  await checker.ask('POST', `${path}/confirm`, undefined, seen(draft));
  return caseId;
}
