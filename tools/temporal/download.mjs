// `node download.mjs local|time-skipping <folder> <version>`: lets the Temporal SDK download one of its servers into a
// folder. The SDK knows the address and the right build; it only offers the download together with a start.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [kind, downloadDir, version] = process.argv.slice(2);
const options = { server: { executable: { type: 'cached-download', downloadDir, version } } };
try {
  const environment =
    kind === 'local' ? await TestWorkflowEnvironment.createLocal(options) : await TestWorkflowEnvironment.createTimeSkipping(options);
  await environment.teardown();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
