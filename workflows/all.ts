/** What a worker runs: every function exported here is a workflow, under its name, for good (docs/adr). */
export { caseWorkflow } from './case.ts';
export { calendarRevisionWorkflow } from './calendar-revision.ts';
export { installationWorkflow } from './installation.ts';
export { jurisdictionWorkflow } from './jurisdiction.ts';
export { whistleWorkflow } from './whistle.ts';
