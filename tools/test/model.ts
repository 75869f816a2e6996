/**
 * `npm run test:model`: the model-based check of the case with its long count of random lives (2,000 unless
 * CASELIGHT_MODEL_RUNS says otherwise). `npm test` runs a bounded number of them.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endWithUs } from '../generate/run-tool.ts';
import { root } from '../paths.mjs';

const RUNS = '2000';

const child = spawn(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    'domain',
    'test/domain/case/model.test.ts',
    '--testTimeout=1800000',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { CASELIGHT_MODEL_RUNS: RUNS, ...process.env } },
);
endWithUs(child);
child.once('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
child.once('close', (code) => {
  process.exitCode = code ?? 1;
});
