import type { TestProject } from 'vitest/node';
import { provideStack } from '../support/stack.ts';

/** API tests speak HTTP with a whole stack. */
export default (project: TestProject) => provideStack(project);
