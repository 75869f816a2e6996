/**
 * Opens the demo county's running cases the very way in which an office enters its paper cases, by two people from a scan, puts
 * leads into its inbox, blows whistles and raises a dispute. Done once a data folder; an interrupted run goes on where it
 * stopped, because instant and keys are kept.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { enterPaper } from '../lives/enter-paper.ts';
import { seedRegisters } from '../lives/seed-registers.ts';
import { Client } from '../tour/client.ts';
import { compose } from './compose.ts';
import { openDemoItems } from './items.ts';
import { demoLeadCount, postDemoLead } from './leads.ts';
import { demoPlan } from './plan.ts';

interface Progress {
  /** The instant all cases are counted back from, UTC milliseconds. */
  now: number;
  run: string;
  done: number;
  /** Leads that wait in the inbox. */
  leads?: number;
  /** Whistles and a dispute are there. */
  items?: boolean;
}

async function progressOf(file: string): Promise<Progress> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Progress;
  } catch {
    return { now: Date.now(), run: randomUUID(), done: 0 };
  }
}

async function keep(file: string, progress: Progress): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(progress));
  await rename(`${file}.new`, file);
}

/** Three at a time: enough for two cores, and the progress stays a plain count of batches. */
const BATCH = 3;

interface Target {
  apiUrl: string;
  env: Record<string, string>;
  log: (line: string) => void;
}

export async function openDemoCases({ apiUrl, env, log }: Target): Promise<void> {
  const dataDir = env.CASELIGHT_DATA;
  if (!dataDir) throw new Error('the stack names no data folder');
  const file = join(dataDir, 'demo-county.json');
  const progress = await progressOf(file);
  const plan = demoPlan();
  if (progress.done >= plan.length && (progress.leads ?? 0) >= demoLeadCount && progress.items) return;
  await keep(file, progress);
  log(`正在录入演示案件（${plan.length} 件）和线索（${demoLeadCount} 条）……`);
  const registers = seedRegisters();
  const people = new Map<string, Promise<Client>>();
  const signIn = (username: string): Promise<Client> => {
    const known = people.get(username) ?? Client.signedIn(apiUrl, username);
    people.set(username, known);
    return known;
  };
  const dispatcher = await signIn('dispatcher');
  while (progress.done < plan.length) {
    const batch = plan.slice(progress.done, progress.done + BATCH);
    await Promise.all(
      batch.map(async (planned, offset) => {
        const index = progress.done + offset;
        const composed = await compose(planned, index, progress.now, registers);
        const { reference, steps, file: made } = composed;
        await enterPaper('dispatcher', { reference, reason: '演示数据：由纸质登记补录', unitId: made.unit.id, steps }, signIn);
      }),
    );
    progress.done += batch.length;
    await keep(file, progress);
    if (progress.done % 15 === 0) log(`  已录入 ${progress.done} 件`);
  }
  for (let index = progress.leads ?? 0; index < demoLeadCount; index += 1) {
    await postDemoLead(dispatcher, index, progress.now, progress.run);
    progress.leads = index + 1;
    await keep(file, progress);
  }
  if (progress.items) return;
  await openDemoItems(apiUrl, progress.run);
  progress.items = true;
  await keep(file, progress);
}
