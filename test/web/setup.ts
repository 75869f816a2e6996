import type { TestProject } from 'vitest/node';
import { provideStack } from '../support/stack.ts';

/** Browser tests open the built web app, served by a whole stack. */
export default (project: TestProject) => provideStack(project, undefined, { web: true });
