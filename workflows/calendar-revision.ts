/**
 * A calendar was published: every open case is told, page by page. It may be stopped and taken up anywhere: what is done
 * is seen from the cases themselves (their policy bears the new calendar), and a case told twice changes nothing.
 */
import { continueAsNew, defineQuery, proxyActivities, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { WorkActivities } from '../activities/activities.ts';
import { SLOW_TASK_QUEUE } from '../temporal/names.ts';
import { type CalendarRevisionInput, COMMAND_UPDATE, type RevisionProgress, REVISION_PROGRESS_QUERY, workflowIdOf } from './messages.ts';

const progressQuery = defineQuery<RevisionProgress>(REVISION_PROGRESS_QUERY);

const PAGE = 200;
/** Cases may still be opened under the former calendar for as long as an API process remembers the former policy. */
const REMEMBERED = '20 seconds';
/** More sweeps than this find the same cases again and again: somebody must look at those that are left. */
const MOST_SWEEPS = 20;

const reading = proxyActivities<WorkActivities>({
  taskQueue: SLOW_TASK_QUEUE,
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '30s' },
});

// A page that was begun is taken up where it was: cases already told answer at once.
const telling = proxyActivities<WorkActivities>({
  taskQueue: SLOW_TASK_QUEUE,
  startToCloseTimeout: '10m',
  heartbeatTimeout: '60s',
  retry: { initialInterval: '2s', backoffCoefficient: 1.5, maximumInterval: '1m' },
});

export async function calendarRevisionWorkflow(input: CalendarRevisionInput): Promise<RevisionProgress> {
  const { revisionId } = input;
  const progress: RevisionProgress = { ...(input.progress ?? { sweep: 1, after: null, told: 0, failed: 0, ended: null }) };
  setHandler(progressQuery, () => progress);
  if (!input.progress) await reading.beginRevision({ revisionId });

  for (;;) {
    const page = await reading.casesToRevise({ revisionId, after: progress.after, limit: PAGE });
    if (page.superseded) {
      progress.ended = 'superseded';
      break;
    }
    if (page.caseIds.length === 0) {
      // A whole sweep that found nobody is the end; one more looks for those who came meanwhile.
      if (progress.after === null || progress.sweep >= MOST_SWEEPS) {
        progress.ended = 'finished';
        break;
      }
      progress.sweep += 1;
      progress.after = null;
      await sleep(REMEMBERED);
      continue;
    }
    const cases = page.caseIds.map((caseId) => ({ caseId, workflowId: workflowIdOf(caseId) }));
    const { done, failed } = await telling.reviseCases({ revisionId, update: COMMAND_UPDATE, cases });
    progress.told += done;
    progress.failed += failed;
    progress.after = page.caseIds.at(-1) ?? null;
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof calendarRevisionWorkflow>({ revisionId, progress });
    }
  }
  await reading.endRevision({ revisionId, status: progress.ended });
  return progress;
}
