// `npm run rules`: runs the domain's tests, writes down which rule refused in which test, and makes the documents anew.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRefusals } from '../docs/refusals.ts';
import { readDomain } from '../docs/source-program.ts';
import { root } from '../paths.mjs';
import { ruleFaults } from './faults.ts';
import { runWitnessed } from './run.ts';
import { SEEN_FILE, seenText } from './seen.ts';
import { UNREACHABLE } from './unreachable.ts';

const { seen } = await runWitnessed({});
if (seen) {
  writeFileSync(join(root, SEEN_FILE), seenText(seen));
  const faults = ruleFaults(readRefusals(readDomain()), seen, UNREACHABLE);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  await import('../docs/main.ts');
} else {
  console.error('有测试没有通过，没有写入');
  process.exitCode = 1;
}
