/**
 * Workflows and read model side by side: every running item's own head, whatever its kind, against what PostgreSQL holds of
 * it.
 */
import type { Client } from '@temporalio/client';
import pMap from 'p-map';
import { kindNamed, kinds } from '../../domain/kinds.ts';
import { compareWith, type Difference, differenceOf as differenceIn, type Item } from '../../installation/difference.ts';
import type { Database } from '../../prisma/database.ts';
import { workflowPollers } from '../../temporal/pollers.ts';
import { TASK_QUEUE } from '../../workflows/messages.ts';

export {
  DIFFERENCE_LABELS,
  type Difference,
  type DifferenceKind,
  type Item,
  WEDGED_ATTEMPTS,
  workflowIdAt,
} from '../../installation/difference.ts';

export const differenceOf = (client: Client, database: Database, item: Item): Promise<Difference | null> =>
  differenceIn(client, database.$pool, item);

const unasked = (database: Database, item: Item): Promise<Difference | null> => compareWith({ state: 'no-answer' }, database.$pool, item);

const AT_ONCE = 8;
const QUERY_MS = 10_000;
/** A cold item, or a worker that has just started, may take so long to answer. */
const PATIENCE_MS = 60_000;
/** A difference is believed when it was seen so often in a row, unchanged; one that changes is work on its way. */
const SEEN = 3;
const MOST_LOOKS = 30;
const PAUSE_MS = 700;

export interface Compared {
  compared: number;
  differences: Difference[];
  /** Of kinds that this program does not know, by kind: written by a newer one, which can compare them. */
  unknown: { kind: string; count: number }[];
}

export interface CompareOptions {
  /** One item alone. */
  only?: Item;
  /** How long items that do not answer are waited for while none does, in milliseconds. */
  patienceMs?: number;
  log?: (line: string) => void;
}

/** Answers how many were looked at and what differs; those in flux are looked at again. */
export async function compare(
  client: Client,
  database: Database,
  { only, patienceMs = PATIENCE_MS, log = () => undefined }: CompareOptions = {},
): Promise<Compared> {
  const { items, unknown } = only === undefined ? await itemsToCompare(client, database) : { items: [only], unknown: [] };
  const differences: Difference[] = [];
  const silence = createSilence(patienceMs, log);
  await pMap(
    items,
    async (item) => {
      const found = await believed(client, database, item, silence);
      if (found) differences.push(found);
    },
    { concurrency: AT_ONCE },
  );
  return { compared: items.length, differences: differences.sort(byKindAndId), unknown };
}

const orderOf = ({ kind }: Item): number => kinds.findIndex(({ name }) => name === kind);
const byKindAndId = ({ item: a }: Difference, { item: b }: Difference): number =>
  a.kind === b.kind ? (a.id < b.id ? -1 : 1) : orderOf(a) - orderOf(b);

/**
 * Workers that are starting, or have many cold items before them, are waited for; one that hangs is told from them by that
 * no item at all answers. Then the rest is not asked one by one: each would only be waited for again.
 */
interface Silence {
  answered(): void;
  /** An item did not answer. */
  unanswered(): void;
  /** Nobody will answer any more, as far as this comparison goes. */
  isOver(): boolean;
}

function createSilence(patienceMs: number, log: (line: string) => void): Silence {
  let since = Date.now();
  let told = false;
  return {
    answered: () => {
      since = Date.now();
    },
    unanswered: () => {
      if (told) return;
      told = true;
      log(`有事项的流程没有应答，办案进程可能刚刚启动，也可能已经停住：没有一件应答时，最多再等${Math.round(patienceMs / 1000)}秒`);
    },
    isOver: () => Date.now() - since > patienceMs,
  };
}

/** Asked so often, while others answered, an item is no longer cold: its own workflow hangs. */
const MOST_UNANSWERED = 6;

async function believed(client: Client, database: Database, item: Item, silence: Silence): Promise<Difference | null> {
  let last = '';
  let seen = 0;
  let unanswered = 0;
  for (let look = 0; look < MOST_LOOKS; look++) {
    const found = await (silence.isOver() ? unasked(database, item) : differenceOf(client, database, item));
    if (found?.kind === 'no-answer') {
      silence.unanswered();
      unanswered += 1;
      if (silence.isOver() || unanswered >= MOST_UNANSWERED) return found;
      look--;
    } else silence.answered();
    if (!found) return null;
    const now = `${found.kind} ${found.workflow} ${found.record} ${found.events} ${found.view}`;
    seen = now === last ? seen + 1 : 1;
    last = now;
    if (seen >= SEEN && found.kind !== 'no-answer') return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  // It moved with every look: an item that is being worked on.
  return null;
}

/** Whether anybody takes up workflow tasks of items; without that no workflow answers. */
export async function hasWorkers(client: Client, namespace: string): Promise<boolean> {
  const pollers = await client.withDeadline(Date.now() + QUERY_MS, () => workflowPollers(client.workflowService, namespace, TASK_QUEUE));
  return pollers.length > 0;
}

/** Every item that Temporal knows and the record does not show as over, and every one that the record shows as open. */
export async function itemsToCompare(client: Client, database: Database): Promise<Pick<Compared, 'unknown'> & { items: Item[] }> {
  const rows = await database.$queryRaw<(Item & { over: boolean })[]>`
    select kind, id, ended and exists (select from record_anchor a where a.case_id = v.id and a.length = v.version) as over from work_view v`;
  const items: Item[] = [];
  for (const { name: kind, workflow } of kinds) {
    const named = async (which: string): Promise<Set<string>> => {
      const ids = new Set<string>();
      for await (const { workflowId } of client.workflow.list({ query: `WorkflowType='${workflow.type}' AND ${which}` })) {
        if (workflowId.startsWith(workflow.idPrefix)) ids.add(workflowId.slice(workflow.idPrefix.length));
      }
      return ids;
    };
    const known = await named(`ExecutionStatus!='ContinuedAsNew'`);
    const running = await named(`ExecutionStatus='Running'`);
    for (const { id, over } of rows.filter((row) => row.kind === kind)) {
      // The workflow of an item that is over has ended rightly; one that runs is an item taken up again, or one that is just
      // ending.
      if (!over) known.add(id);
      else if (!running.has(id)) known.delete(id);
    }
    items.push(...[...known].sort().map((id) => ({ kind, id })));
  }
  const unknown = new Map<string, number>();
  for (const { kind } of rows) if (!kindNamed(kind)) unknown.set(kind, (unknown.get(kind) ?? 0) + 1);
  return { items, unknown: [...unknown].map(([kind, count]) => ({ kind, count })) };
}
