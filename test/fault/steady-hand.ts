/** A client that does not give up: repeats a command under the same Idempotency-Key until it is told yes or no. */
import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '../../domain/work/record.ts';
import type { CaseAnswer } from '../../contract/cases.ts';
import type { Page } from '../../contract/page.ts';
import type { Client } from '../../tools/tour/client.ts';
import { eventually } from '../support/wait.ts';

interface Verified {
  ok: boolean;
  checks: { name: string; ok: boolean; text: string }[];
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a client may see while a part is away: no connection, or an honest 503 that says when to come back. */
async function attempt(client: Client, path: string, body: unknown, key: string): Promise<'done' | 'again'> {
  let answer;
  try {
    answer = await client.send<{ code?: string; detail?: string }>('POST', path, body, { 'Idempotency-Key': key });
  } catch {
    return 'again';
  }
  if (answer.status === 200) return 'done';
  if (answer.status === 503) {
    if (!answer.headers.get('Retry-After')) throw new Error('a 503 without Retry-After');
    return 'again';
  }
  throw new Error(`${path}: ${answer.status} ${answer.body.code ?? ''} ${answer.body.detail ?? ''}`);
}

/**
 * Adds notes to a case, one after the other, each until it is acknowledged, as long as `more` asks for one: it is told
 * how many are acknowledged. Answers their texts in order; a note that is neither accepted nor refused by `deadline`
 * (epoch milliseconds) is an error.
 */
export async function addNotes(
  client: Client,
  caseId: string,
  more: (acknowledged: number) => string | null,
  deadline: number,
): Promise<string[]> {
  const sent: string[] = [];
  for (let text = more(0); text !== null; text = more(sent.length)) {
    const key = randomUUID();
    while ((await attempt(client, `/cases/${caseId}/commands/AddNote`, { text }, key)) !== 'done') {
      if (Date.now() > deadline) throw new Error(`“${text}” was neither accepted nor refused in time`);
      await wait(150);
    }
    sent.push(text);
  }
  return sent;
}

export async function openCase(client: Client, title: string): Promise<string> {
  const now = `${new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().slice(0, 19)}+08:00`;
  const { caseId } = await client.ask<{ caseId: string }>(
    'POST',
    '/cases',
    { title, townId: 'qingshi', address: '青石镇', channel: 'grid', receivedAt: now, text: '故障演练' },
    { 'Idempotency-Key': randomUUID() },
  );
  return caseId;
}

/** Texts of the case's notes in the order of the record, once the record has caught up with `expected` of them. */
export async function recordedNotes(client: Client, caseId: string, expected: number): Promise<string[]> {
  const events = await eventually(
    () => client.ask<Page<RecordedEvent>>('GET', `/cases/${caseId}/events?limit=1000`),
    (page) => page.items.filter(({ type }) => type === 'NoteAdded').length >= expected,
    60_000,
  );
  return events.items.filter(({ type }) => type === 'NoteAdded').map(({ data }) => (data as { text: string }).text);
}

/** Both copies agree, and what is shown is what is recorded. */
export async function proved(client: Client, caseId: string): Promise<void> {
  const verified = await eventually(
    () => client.ask<Verified>('GET', `/cases/${caseId}/verify`),
    ({ ok }) => ok,
    30_000,
  );
  if (!verified.ok) throw new Error(JSON.stringify(verified.checks));
  const events = await client.ask<Page<RecordedEvent>>('GET', `/cases/${caseId}/events?limit=1000`);
  const shown = await client.ask<CaseAnswer>('GET', `/cases/${caseId}`);
  if (shown.version !== events.items.at(-1)?.seq) throw new Error(`shown ${shown.version}, recorded ${events.items.at(-1)?.seq ?? 0}`);
}
