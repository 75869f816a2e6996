/** A paper file brought in over HTTP, by two people and with a scan; step by step for those who test the steps. */
import { randomUUID } from 'node:crypto';
import { scanOf } from '../../tools/lives/scan.ts';
import { as, type Reply } from './client.ts';
import { done } from './scenes.ts';

export interface Act {
  at: string;
  by: string;
  name: string;
  payload: unknown;
  pages?: number[];
}

export interface Standing {
  id: string;
  revision: number;
  status: string;
}

export const seen = ({ revision }: Pick<Standing, 'revision'>) => ({ 'If-Match': `"${revision}"` });

/** Acts, each on the page of its number. */
export const onPages = (acts: readonly Act[]): Act[] => acts.map((act, index) => ({ pages: [index + 1], ...act }));

export interface Paper {
  by?: string;
  unitId?: string;
  reference?: string;
  acts: readonly Act[];
  pages?: number;
}

const put = async (who: string, path: string, body: unknown, headers: Record<string, string>): Promise<Reply> =>
  (await as(who)).raw('PUT', path, JSON.stringify(body), { 'Content-Type': 'application/json', ...headers });

/** Begun, with its scan and its acts; not handed over yet. */
export async function typed({ by = 'dispatcher', unitId = 'qingshi', reference, acts, pages = acts.length }: Paper): Promise<Standing> {
  const person = await as(by);
  const begun = { reference: reference ?? `纸卷-${randomUUID()}`, unitId, reason: '系统启用前已受理' };
  const draft = done(await person.post('/paper-drafts', begun), 201).body as Standing;
  const path = `/paper-drafts/${draft.id}`;
  if (pages > 0) {
    const scan = scanOf(Array.from({ length: pages }, (_, index) => [`Page ${index + 1}`, draft.id]));
    done(await person.upload(`${path}/files`, scan, '卷宗.pdf', 'application/pdf'), 201);
  }
  return done(await writeActs(draft, by, onPages(acts))).body as Standing;
}

export const writeActs = (draft: Standing, by: string, acts: readonly Act[]): Promise<Reply> =>
  put(by, `/paper-drafts/${draft.id}/acts`, { acts }, seen(draft));

export const submit = async (draft: Standing, by = 'dispatcher'): Promise<Reply> =>
  (await as(by)).post(`/paper-drafts/${draft.id}/submit`, undefined, seen(draft));

export const check = (draft: Standing, by: string, checks: readonly { act: number; note?: string }[]): Promise<Reply> =>
  put(by, `/paper-drafts/${draft.id}/checks`, { checks }, seen(draft));

export const confirm = async (draft: Pick<Standing, 'id' | 'revision'>, by: string): Promise<Reply> =>
  (await as(by)).post(`/paper-drafts/${draft.id}/confirm`, undefined, seen(draft));

/** Typed, handed over and compared act by act; not confirmed yet. */
export async function compared(paper: Paper, checker = 'townreview'): Promise<Standing> {
  const by = paper.by ?? 'dispatcher';
  const draft = done(await submit(await typed(paper), by)).body as Standing;
  return done(
    await check(
      draft,
      checker,
      paper.acts.map((_, index) => ({ act: index + 1 })),
    ),
  ).body as Standing;
}

/** The whole way; answers what the confirmation answered. */
export async function entered(paper: Paper, checker = 'townreview'): Promise<Reply> {
  return confirm(await compared(paper, checker), checker);
}
