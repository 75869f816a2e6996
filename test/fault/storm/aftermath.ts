/** What is there when the storm is over: all copies of every item, one more command for each, and every page of it. */
import { createHash } from 'node:crypto';
import { type Client, Connection } from '@temporalio/client';
import type pg from 'pg';
import pMap from 'p-map';
import type { RecordedEvent } from '../../../domain/work/record.ts';
import { clientOn } from '../../../temporal/connection.ts';
import { HEAD_QUERY, type HeadAnswer } from '../../../workflows/messages.ts';
import { withClient } from '../../../tools/stack/postgres.ts';
import type { Stack } from '../../../tools/stack/stack.ts';
import { APIS, pause } from './county.ts';
import type { Hand } from './hand.ts';
import { caseAt, isCase, isFinal, pathOf, type Place, workflowIdAt } from './place.ts';
import { eyeOf, note, type Storm } from './players.ts';
import { readEvents, readPage } from './reading.ts';
import { readRecords, readViews, type View } from './record.ts';
import type { Heard } from './receiver.ts';
import type { Aftermath, CaseEnd, Copies, Report, StoredFile, Workflow } from './check/trial.ts';

const AT_ONCE = 6;
/** A projection that waits for its next attempt comes within this time. */
const AT_REST_WITHIN_MS = 45_000;
const QUERY_MS = 10_000;

interface Lookout {
  client: Client;
  database: pg.Client;
}

async function withLookout<Answer>(stack: Stack, use: (lookout: Lookout) => Promise<Answer>): Promise<Answer> {
  const connection = await Connection.connect({ address: stack.temporalAddress, connectTimeout: '10s' });
  try {
    const client = clientOn(connection, stack.namespace);
    return await withClient(stack.databaseUrl, (database) => use({ client, database }));
  } finally {
    await connection.close();
  }
}

async function workflowOf({ client }: Lookout, place: Place): Promise<Workflow> {
  try {
    const ask = () => client.workflow.getHandle(workflowIdAt(place)).query<HeadAnswer>(HEAD_QUERY);
    const { version, hash, stage } = await client.connection.withDeadline(Date.now() + QUERY_MS, ask);
    return { version, hash, stage };
  } catch (error) {
    return error instanceof Error && error.name === 'WorkflowNotFoundError' ? 'none' : 'no-answer';
  }
}

/** Every item that anybody knows of: clients, record, view. Of which kind it is, its view says. */
function placesOf({ docket }: Storm, views: readonly View[], records: ReadonlyMap<string, unknown>): Place[] {
  const kinds = new Map(views.map(({ id, kind }) => [id, kind]));
  const ids = [...new Set([...docket.all(), ...kinds.keys(), ...records.keys()])].sort();
  return ids.map((id) => ({ kind: kinds.get(id) ?? 'case', id }));
}

interface Snapshot {
  places: Map<string, Place>;
  copies: Map<string, Copies>;
  records: Map<string, RecordedEvent[]>;
}

async function snapshot(storm: Storm, lookout: Lookout): Promise<Snapshot> {
  const ask = async (): Promise<{ views: View[]; records: Map<string, RecordedEvent[]> }> => ({
    views: await readViews(lookout.database),
    records: await readRecords(lookout.database),
  });
  const first = await ask();
  const places = placesOf(storm, first.views, first.records);
  const workflows = new Map<string, Workflow>();
  await pMap(places, async (place) => void workflows.set(place.id, await workflowOf(lookout, place)), { concurrency: AT_ONCE });
  const { views, records } = await ask();
  const viewOf = new Map(views.map((view) => [view.id, view]));
  const copies = new Map(
    places.map(({ id: caseId }): [string, Copies] => {
      const last = records.get(caseId)?.at(-1);
      const view = viewOf.get(caseId);
      return [
        caseId,
        {
          workflow: workflows.get(caseId) ?? 'none',
          record: { version: last?.seq ?? 0, hash: last?.hash ?? null },
          view: view ? { version: view.version, head: view.head, stage: view.stage } : null,
        },
      ];
    }),
  );
  return { places: new Map(places.map((place) => [place.id, place])), copies, records };
}

const isSame = ({ workflow, record, view }: Copies): boolean =>
  typeof workflow !== 'string' &&
  (workflow.version === 0 ? record.version === 0 : record.hash === workflow.hash && view?.head === workflow.hash);

/** Looks again until all copies are the same, or for as long as may be needed. */
async function atRest(storm: Storm, lookout: Lookout): Promise<Snapshot> {
  const until = Date.now() + AT_REST_WITHIN_MS;
  for (;;) {
    const now = await snapshot(storm, lookout);
    if ([...now.copies.values()].every(isSame) || Date.now() > until) return now;
    await pause(1_000);
  }
}

/** One more note on the version that the page shows. Null when it was taken, or the item is at its end and says so. */
async function wedgeOf(storm: Storm, hand: Hand, place: Place): Promise<string | null> {
  let why = '';
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const page = await readPage(eyeOf(storm, hand.name, 'supervisor'), APIS[attempt % 2]!, place);
    if (!page) {
      why = 'its page is not shown';
      await pause(500);
      continue;
    }
    const until = Date.now() + 15_000;
    const told = await note(hand, 'supervisor', place, { ifMatch: page.version, expect: 'either' }, () => Date.now() < until);
    if (told.kind === 'ok') return null;
    if (told.kind === 'refused' && told.status === 409 && isFinal(place, page.file.stage)) return null;
    why =
      told.kind === 'refused'
        ? `a note on version ${page.version} is refused: ${told.status} ${told.code} ${told.detail}`
        : 'a note is not answered';
    if (told.kind === 'open') return why;
    await pause(500);
  }
  return why;
}

const READABLE_PAGES = ['', '/terms', '/next'];
const CASE_PAGES = [...READABLE_PAGES, '/tier', '/history', '/linked', '/files'];

async function pageFaults(storm: Storm, place: Place): Promise<CaseEnd['pages']> {
  const faults: CaseEnd['pages'] = [];
  const { county } = storm;
  const events = await readEvents(eyeOf(storm, 'aftermath', 'supervisor'), 'api', place);
  if (!events) faults.push({ page: 'events', fault: 'not answered' });
  for (const path of isCase(place) ? CASE_PAGES : READABLE_PAGES) {
    const reply = await county.send(path === '/history' ? 'auditor' : 'supervisor', 'api2', 'GET', `${pathOf(place)}${path}`);
    if (reply.status !== 200) faults.push({ page: path || 'page', fault: `${reply.status} ${reply.code}` });
  }
  if (!isCase(place)) return faults;
  const verified = await county.send('auditor', 'api', 'GET', `${pathOf(place)}/verify`);
  const { ok, checks = [] } = verified.body as { ok?: boolean; checks?: { name: string; ok: boolean; text: string }[] };
  if (verified.status !== 200 || ok !== true) {
    const bad = checks.filter((check) => !check.ok).map(({ name, text }) => `${name}：${text}`);
    faults.push({ page: 'verify', fault: `${verified.status} ${verified.code} ${bad.join('；')}` });
  }
  return faults;
}

/** Every file that a case lists, fetched and hashed. */
async function storedFiles({ county }: Storm, { id: caseId }: Place): Promise<StoredFile[]> {
  const listed = await county.send('supervisor', 'api', 'GET', `/cases/${caseId}/files`);
  const items = (listed.body as { items?: { hash: string }[] }).items ?? [];
  const files: StoredFile[] = [];
  for (const { hash } of items) {
    const { status, sha256 } = await county.fetchHash('supervisor', 'api2', `/cases/${caseId}/files/${hash}`);
    files.push({
      caseId,
      hash,
      fault: status === 200 && sha256 === hash ? null : `fetched: ${status}, content ${sha256 === hash ? 'whole' : 'other'}`,
    });
  }
  return files;
}

export const sha256 = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex');

/** Commands without an answer are asked again under their keys, now that everything runs. */
export async function settle(storm: Storm): Promise<Aftermath['unanswered']> {
  const unanswered: Aftermath['unanswered'] = [];
  await pMap(
    storm.unsettled.splice(0),
    async ({ op, caseId, settle: again }) => {
      if ((await again(20_000)).kind === 'open') unanswered.push({ op, caseId });
    },
    { concurrency: 12 },
  );
  return unanswered;
}

/** `lateWork` is done between the look at rest and the last look. */
export async function lookAround(
  storm: Storm,
  hand: Hand,
  stack: Stack,
  heard: Heard[],
  unanswered: Aftermath['unanswered'],
  lateWork: (records: Snapshot['records']) => Promise<void>,
): Promise<Aftermath> {
  return withLookout(stack, async (lookout) => {
    const rest = await atRest(storm, lookout);
    const wedges = new Map<string, string | null>();
    const opened = [...rest.copies]
      .filter(([, { workflow, view }]) => view !== null || (typeof workflow !== 'string' && workflow.version > 0))
      .map(([id]) => rest.places.get(id) ?? caseAt(id));
    await pMap(opened, async (place) => void wedges.set(place.id, await wedgeOf(storm, hand, place)), { concurrency: AT_ONCE });
    await lateWork(rest.records);
    const last = await atRest(storm, lookout);
    const pages = new Map<string, CaseEnd['pages']>();
    const files: StoredFile[] = [];
    await pMap(
      opened,
      async (place) => {
        pages.set(place.id, await pageFaults(storm, place));
        if (isCase(place)) files.push(...(await storedFiles(storm, place)));
      },
      { concurrency: AT_ONCE },
    );
    const board = await storm.county.send('supervisor', 'api', 'GET', '/board');
    if (board.status !== 200) pages.set('', [{ page: 'board', fault: `${board.status} ${board.code}` }]);
    const cases = [...last.copies].map(([caseId, end]): CaseEnd => ({
      caseId,
      end,
      rest: rest.copies.get(caseId) ?? end,
      events: last.records.get(caseId) ?? [],
      wedged: wedges.get(caseId) ?? null,
      pages: pages.get(caseId) ?? [],
    }));
    return { cases, files, heard, unanswered, ...(await tables(lookout.database)) };
  });
}

async function tables(database: pg.Client): Promise<Pick<Aftermath, 'orphans' | 'reports'>> {
  // A record that never has to give anything back needs no such table.
  const kept = await database.query<{ table: string | null }>(`select to_regclass('orphaned_event')::text as table`);
  const orphans = kept.rows[0]?.table
    ? await database.query<{ caseId: string; seq: number }>('select case_id as "caseId", seq from orphaned_event order by id')
    : { rows: [] };
  const reports = await database.query<Report>('select id::text, ticket, case_id as "caseId", kind from channel_report order by id');
  return { orphans: orphans.rows, reports: reports.rows };
}
