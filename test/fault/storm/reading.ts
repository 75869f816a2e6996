/** What people see of a case, as entries of the history. */
import type { RecordedEvent } from '../../../domain/work/record.ts';
import type { CaseAnswer, CaseRow } from '../../../contract/cases.ts';
import type { Page } from '../../../contract/page.ts';
import type { ApiName, County, Reply } from './county.ts';
import type { History, Read } from './history.ts';

const TAIL = 12;

export interface Eye {
  county: County;
  history: History;
  name: string;
  person: string;
}

function failed({ history, name }: Eye, what: string, caseId: string | null, asked: number, { status, code }: Reply): null {
  history.write({ t: 'read-failed', asked, by: name, what, case: caseId, status, code });
  return null;
}

/** The case page; null when it is not answered. */
export async function readPage(eye: Eye, api: ApiName, caseId: string): Promise<CaseAnswer | null> {
  const asked = eye.history.now();
  const reply = await eye.county.send(eye.person, api, 'GET', `/cases/${caseId}`);
  if (reply.status !== 200) return failed(eye, 'page', caseId, asked, reply);
  const page = reply.body as CaseAnswer;
  const inside = page.case.version === page.version ? {} : { fault: `version ${page.version} shows a case of version ${page.case.version}` };
  const { version, head } = page;
  eye.history.write({ t: 'read', asked, by: eye.name, what: 'page', case: caseId, version, head, ...inside });
  return page;
}

/** All events of a case, page after page; null when one of them is not answered. */
export async function readEvents(eye: Eye, api: ApiName, caseId: string): Promise<RecordedEvent[] | null> {
  const asked = eye.history.now();
  const events: RecordedEvent[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const reply = await eye.county.send(eye.person, api, 'GET', `/cases/${caseId}/events?limit=500${query}`);
    if (reply.status !== 200) return failed(eye, 'events', caseId, asked, reply);
    const page = reply.body as Page<RecordedEvent>;
    events.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const last = events.at(-1);
  const gap = events.findIndex(({ seq }, index) => seq !== index + 1);
  const entry: Omit<Read, 'at'> = {
    t: 'read', asked, by: eye.name, what: 'events', case: caseId, version: last?.seq ?? 0, head: last?.hash ?? null,
    tail: events.slice(-TAIL).map(({ seq, type, hash }) => [seq, type, hash]),
    ...(gap < 0 ? {} : { fault: `event ${gap + 1} is not where it belongs` }),
  };
  eye.history.write(entry);
  return events;
}

/** The first page of the list of cases. */
export async function readList(eye: Eye, api: ApiName): Promise<void> {
  const asked = eye.history.now();
  const reply = await eye.county.send(eye.person, api, 'GET', '/cases?limit=50');
  if (reply.status !== 200) return void failed(eye, 'list', null, asked, reply);
  for (const { id, version } of (reply.body as Page<CaseRow>).items) {
    eye.history.write({ t: 'read', asked, by: eye.name, what: 'list', case: id, version, head: null });
  }
}

/** Any other page, for whether it is served. */
export async function readOther(eye: Eye, api: ApiName, path: string, caseId: string | null): Promise<void> {
  const asked = eye.history.now();
  const reply = await eye.county.send(eye.person, api, 'GET', path);
  if (reply.status !== 200) failed(eye, path, caseId, asked, reply);
}
