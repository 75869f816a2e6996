import type { TestProject } from 'vitest/node';
import { provideStack } from '../support/stack.ts';

/** PostgreSQL and Temporal; every test file brings workers of its own. */
export default (project: TestProject): Promise<() => Promise<void>> => provideStack(project, ['postgres', 'temporal']);
