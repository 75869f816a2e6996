/** How much a worker takes on at once, and how soon others may take over what it had. */
import type { WorkerOptions } from '@temporalio/worker';

export interface Tuning {
  /** Workflow tasks in hand at once, and how many requests wait at the server for more. */
  workflowTasks: number;
  workflowTaskPolls: number;
  activities: number;
  activityPolls: number;
  localActivities: number;
  /**
   * A case's next task waits so long for the worker that had it last, then for any. With the SDK's ten seconds a command to
   * a case of a killed worker was not answered within its eight; with one, 360 commands by 120 clients at once, whose tasks
   * wait longer than that, cost no more processor time.
   */
  stickyMs: number;
}

export const USUAL: Tuning = {
  workflowTasks: 40,
  workflowTaskPolls: 10,
  activities: 100,
  activityPolls: 5,
  localActivities: 100,
  stickyMs: 1_000,
};

/** The slow queue's: few at once, so that what they do to the database and the disk is not felt by the cases. */
export const SLOW: Tuning = { ...USUAL, activities: 4, activityPolls: 2 };

export const tuningOptions = (tuning: Tuning): Partial<WorkerOptions> => ({
  maxConcurrentWorkflowTaskExecutions: tuning.workflowTasks,
  maxConcurrentWorkflowTaskPolls: Math.min(tuning.workflowTaskPolls, tuning.workflowTasks),
  maxConcurrentActivityTaskExecutions: tuning.activities,
  maxConcurrentActivityTaskPolls: Math.min(tuning.activityPolls, tuning.activities),
  maxConcurrentLocalActivityExecutions: tuning.localActivities,
  stickyQueueScheduleToStartTimeout: tuning.stickyMs,
});

/** What the process takes without a case in it: Node, SDK, bundle, connections. */
const WITHOUT_CASES_MB = 300;
/** A case of twenty commands, with what V8 has not collected yet. */
const CASE_MB = 0.75;

export interface MemoryPlan {
  cachedCases: number;
  /** Bound of the workflow thread's heap. */
  heapMegabytes: number;
}

/** Cases and heap that a process of that size has room for: a third of the heap stays free for what is in hand. */
export function memoryPlan(megabytes: number): MemoryPlan {
  const heapMegabytes = Math.max(128, Math.floor(megabytes - WITHOUT_CASES_MB));
  return { heapMegabytes, cachedCases: Math.max(10, Math.floor((heapMegabytes * 2) / 3 / CASE_MB)) };
}
