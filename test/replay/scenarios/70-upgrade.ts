import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { kindOf, workflowIdOfItem } from '../../../domain/kinds.ts';
import { CaseClient, envelope } from '../../support/cases.ts';
import { chainOf } from '../../support/rows.ts';
import { startTestStack, stopTestStack } from '../../support/stack.ts';
import { eventually } from '../../support/wait.ts';
import { startTestWorker } from '../../support/workers.ts';
import type { LeftBehind } from '../before.ts';
import type { Scenario } from '../stage.ts';

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

/** The cases that the code of an earlier release left in the midst of things, in a data folder. */
async function leftBehind(checkout: string, dataDir: string): Promise<LeftBehind> {
  const script = join(import.meta.dirname, '..', 'before.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['tools/run.mjs', script, resolve(checkout), dataDir], {
    cwd: resolve(checkout),
    maxBuffer: 16_000_000,
  });
  const line = stdout.split('\n').find((one) => one.startsWith('LEFT '));
  if (!line) throw new Error(`the earlier code left nothing: ${stdout}`);
  return JSON.parse(line.slice(5)) as LeftBehind;
}

export const scenario: Scenario = {
  shows: '升级本身：上一版留下的案件由这一版接着办（CASELIGHT_BEFORE 指出上一版的检出目录）',
  play: async ({ keep }) => {
    const checkout = process.env.CASELIGHT_BEFORE;
    if (!checkout) {
      console.log('  没有给出 CASELIGHT_BEFORE，这一条没有录');
      return;
    }
    const dataDir = mkdtempSync(join(tmpdir(), 'caselight-upgrade-'));
    const { cases } = await leftBehind(checkout, dataDir);
    const stack = await startTestStack(['postgres', 'temporal'], { dataDir });
    const worker = await startTestWorker(stack);
    const { client, database } = worker;
    try {
      const whole = async (one: CaseClient): Promise<void> => {
        await eventually(
          () => one.head(),
          ({ pending }) => pending <= 1,
          60_000,
        );
        await one.sweep();
        const { hash, version } = await one.head();
        const chain = await chainOf(database, one.caseId);
        if (!chain.ok || chain.head !== hash || chain.length !== version)
          throw new Error(`${one.caseId}: ${JSON.stringify(chain)} after ${version}`);
      };
      for (const name of ['atWork', 'behind', 'filedBehind', 'inDispute'] as const) {
        const { caseId, updateId, version } = cases[name];
        const one = new CaseClient(client, caseId);
        const receipt = await one.send(note('升级后的第一条'));
        if (receipt.version <= version) throw new Error(`${name}: version ${receipt.version} after ${version}`);
        const again = await one.send(note('升级前的最后一条'), updateId);
        if (again.version !== version) throw new Error(`${name}: a command of before was done twice`);
        if (name === 'filedBehind')
          await eventually(
            () => one.state(),
            (file) => file?.filing?.number !== null,
            60_000,
          );
        if (name === 'inDispute') {
          const disputeId = (await one.state())?.jurisdiction?.disputeId ?? '';
          await one.did('RecordConsultation', { agreed: true, unitId: 'qingshi', result: '由青石镇管辖' }, 'townhead');
          await client.workflow.getHandle(workflowIdOfItem(kindOf('dispute'), disputeId)).result();
          await keep(client, workflowIdOfItem(kindOf('dispute'), disputeId));
        }
        await whole(one);
        await keep(client, one.handle.workflowId);
      }
      const archived = new CaseClient(client, cases.archiving.caseId);
      await archived.handle.result();
      await keep(client, archived.handle.workflowId);
    } finally {
      await worker.close();
      await stopTestStack(stack);
    }
  },
};
