/** What people see of a case, as entries of the history. */
import type { RecordedEvent } from '../../../domain/work/record.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import type { WorkFile } from '../../../domain/work/file.ts';
import type { CaseRow } from '../../../contract/cases.ts';
import type { Page as PageOf } from '../../../contract/page.ts';
import type { ApiName, County, Reply } from './county.ts';
import type { History, Read } from './history.ts';
import { pathOf, type Place } from './place.ts';

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

/** What a page says of an item, whatever its kind. */
export interface Page {
  version: number;
  head: string;
  file: WorkFile;
}

/** The item's page; null when it is not answered. */
export async function readPage(eye: Eye, api: ApiName, place: Place): Promise<Page | null> {
  const asked = eye.history.now();
  const caseId = place.id;
  const reply = await eye.county.send(eye.person, api, 'GET', pathOf(place));
  if (reply.status !== 200) return failed(eye, 'page', caseId, asked, reply);
  const { version, head, ...answer } = reply.body as { version: number; head: string } & ({ case: CaseFile } | { file: WorkFile });
  const shown = 'case' in answer ? answer.case : answer.file;
  const inside = shown.version === version ? {} : { fault: `version ${version} shows a ${place.kind} of version ${shown.version}` };
  eye.history.write({ t: 'read', asked, by: eye.name, what: 'page', case: caseId, version, head, ...inside });
  return { version, head, file: shown };
}

/** All events of an item, page after page; null when one of them is not answered. */
export async function readEvents(eye: Eye, api: ApiName, place: Place): Promise<RecordedEvent[] | null> {
  const asked = eye.history.now();
  const caseId = place.id;
  const events: RecordedEvent[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const reply = await eye.county.send(eye.person, api, 'GET', `${pathOf(place)}/events?limit=500${query}`);
    if (reply.status !== 200) return failed(eye, 'events', caseId, asked, reply);
    const page = reply.body as PageOf<RecordedEvent>;
    events.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const last = events.at(-1);
  const gap = events.findIndex(({ seq }, index) => seq !== index + 1);
  const entry: Omit<Read, 'at'> = {
    t: 'read',
    asked,
    by: eye.name,
    what: 'events',
    case: caseId,
    version: last?.seq ?? 0,
    head: last?.hash ?? null,
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
  for (const { id, version } of (reply.body as PageOf<CaseRow>).items) {
    eye.history.write({ t: 'read', asked, by: eye.name, what: 'list', case: id, version, head: null });
  }
}

/** Any other page, for whether it is served. */
export async function readOther(eye: Eye, api: ApiName, path: string, caseId: string | null): Promise<void> {
  const asked = eye.history.now();
  const reply = await eye.county.send(eye.person, api, 'GET', path);
  if (reply.status !== 200) failed(eye, path, caseId, asked, reply);
}
