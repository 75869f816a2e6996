import type { TestProject } from 'vitest/node';
import { provideStack } from '../support/stack.ts';

/** Workflow tests run their own workers; they need the two engines and the seeded county. */
export default (project: TestProject) => provideStack(project, ['postgres', 'temporal']);
