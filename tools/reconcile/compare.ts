/** Workflows and read model side by side: every running case's own head against what PostgreSQL holds of it. */
import type { Client } from '@temporalio/client';
import pMap from 'p-map';
import { compareWith, type Difference, differenceOf as differenceIn } from '../../installation/difference.ts';
import type { Database } from '../../prisma/database.ts';
import { workflowPollers } from '../../temporal/pollers.ts';
import { CASE_WORKFLOW, TASK_QUEUE, workflowIdOf } from '../../workflows/messages.ts';

export { DIFFERENCE_LABELS, type Difference, type DifferenceKind, WEDGED_ATTEMPTS } from '../../installation/difference.ts';

export const differenceOf = (client: Client, database: Database, caseId: string): Promise<Difference | null> =>
  differenceIn(client, database.$pool, caseId);

const unasked = (database: Database, caseId: string): Promise<Difference | null> =>
  compareWith({ state: 'no-answer' }, database.$pool, caseId);

const AT_ONCE = 8;
const QUERY_MS = 10_000;
/** A cold case, or a worker that has just started, may take so long to answer. */
const PATIENCE_MS = 60_000;
/** A difference is believed when it was seen so often in a row, unchanged; one that changes is work on its way. */
const SEEN = 3;
const MOST_LOOKS = 30;
const PAUSE_MS = 700;

export interface Compared {
  compared: number;
  differences: Difference[];
}

export interface CompareOptions {
  /** One case alone. */
  only?: string;
  /** How long cases that do not answer are waited for while none does, in milliseconds. */
  patienceMs?: number;
  log?: (line: string) => void;
}

/** Answers how many were looked at and what differs; those in flux are looked at again. */
export async function compare(
  client: Client, database: Database, { only, patienceMs = PATIENCE_MS, log = () => undefined }: CompareOptions = {},
): Promise<Compared> {
  const caseIds = only === undefined ? await casesToCompare(client, database) : [only];
  const differences: Difference[] = [];
  const silence = createSilence(patienceMs, log);
  await pMap(caseIds, async (caseId) => {
    const found = await believed(client, database, caseId, silence);
    if (found) differences.push(found);
  }, { concurrency: AT_ONCE });
  return { compared: caseIds.length, differences: differences.sort((a, b) => (a.caseId < b.caseId ? -1 : 1)) };
}

/**
 * Workers that are starting, or have many cold cases before them, are waited for; one that hangs is told from them by that
 * no case at all answers. Then the rest is not asked one by one: each would only be waited for again.
 */
interface Silence {
  answered(): void;
  /** A case did not answer. */
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
      log(`有案件的流程没有应答，办案进程可能刚刚启动，也可能已经停住：没有一件应答时，最多再等${Math.round(patienceMs / 1000)}秒`);
    },
    isOver: () => Date.now() - since > patienceMs,
  };
}

/** Asked so often, while others answered, a case is no longer cold: its own workflow hangs. */
const MOST_UNANSWERED = 6;

async function believed(client: Client, database: Database, caseId: string, silence: Silence): Promise<Difference | null> {
  let last = '';
  let seen = 0;
  let unanswered = 0;
  for (let look = 0; look < MOST_LOOKS; look++) {
    const found = await (silence.isOver() ? unasked(database, caseId) : differenceOf(client, database, caseId));
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
  // It moved with every look: a case that is being worked on.
  return null;
}

/** Whether anybody takes up workflow tasks of cases; without that no workflow answers. */
export async function hasWorkers(client: Client, namespace: string): Promise<boolean> {
  const pollers = await client.withDeadline(Date.now() + QUERY_MS, () => workflowPollers(client.workflowService, namespace, TASK_QUEUE));
  return pollers.length > 0;
}

/** Every case that Temporal knows and the record does not show as archived, and every one that the record shows as open. */
async function casesToCompare(client: Client, database: Database): Promise<string[]> {
  const known = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType='${CASE_WORKFLOW}' AND ExecutionStatus!='ContinuedAsNew'` })) {
    if (workflowId.startsWith(workflowIdOf(''))) known.add(workflowId.slice(workflowIdOf('').length));
  }
  const running = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType='${CASE_WORKFLOW}' AND ExecutionStatus='Running'` })) {
    running.add(workflowId.slice(workflowIdOf('').length));
  }
  const rows = await database.$queryRaw<{ id: string; over: boolean }[]>`
    select id, ended and exists (select from record_anchor a where a.case_id = v.id and a.length = v.version) as over
    from work_view v where kind = 'case'`;
  for (const { id, over } of rows) {
    // An archived case's workflow has ended rightly; one that runs is a case reopened, or one that is just ending.
    if (!over) known.add(id);
    else if (!running.has(id)) known.delete(id);
  }
  return [...known].sort();
}
