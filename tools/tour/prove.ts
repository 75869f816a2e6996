/** What has to be true of every life once it was played: the record is whole, known as it was, and closed to others. */
import type { RecordedEvent } from '../../domain/work/record.ts';
import type { CaseAnswer } from '../../contract/cases.ts';
import type { Page } from '../../contract/page.ts';
import type { Verification } from '../../contract/record.ts';
import type { Client } from './client.ts';
import type { LiveScene } from './live-scene.ts';
import type { Tour } from './tours.ts';

const PROVED_WITHIN_MS = 60_000;

/** Every step there, in its order, each in the stage it belongs to, and nothing late but what the party lets pass. */
export function checkPassed(
  { passed }: LiveScene,
  { stretches: expected, partyLate = [] }: Pick<Tour, 'stretches' | 'partyLate'>,
  print: (line: string) => void,
): void {
  const wanted = expected.flatMap(([stage, ...steps]) => steps.map((name) => ({ name, stage })));
  for (const [index, { name, stage }] of wanted.entries()) {
    const was = passed[index];
    if (was?.name !== name || was.stage !== stage) {
      throw new Error(`step ${index + 1} should be ${name} in ${stage}, was ${was ? `${was.name} in ${was.stage}` : 'missing'}`);
    }
    const late = was.late.filter((key) => !partyLate.includes(key));
    if (late.length > 0 || was.light === 'grey')
      throw new Error(`step ${index + 1} ${name} left the case ${was.light}: ${late.join(', ')}`);
  }
  if (passed.length > wanted.length) throw new Error(`${passed[wanted.length]?.name ?? ''} was not expected`);
  print(`  ✓ ${wanted.length} 步各在其阶段，灯与期限相符，${partyLate.length > 0 ? '只有当事人逾期' : '无一超期'}`);
}

export async function prove(scene: LiveScene, auditor: Client, print: (line: string) => void): Promise<void> {
  const { caseId, version } = scene.file;
  const events = await auditor.ask<Page<RecordedEvent>>('GET', `/cases/${caseId}/events?limit=1000`);
  if (events.items.length < version) throw new Error(`the record has ${events.items.length} events, the case is at ${version}`);
  const middle = events.items[Math.floor(events.items.length / 2)];
  if (!middle) throw new Error('the record is empty');
  const then = await auditor.ask<CaseAnswer>('GET', `/cases/${caseId}?asOf=${encodeURIComponent(middle.at)}`);
  if (then.case.version < middle.seq) throw new Error(`as of ${middle.at} the case should be at ${middle.seq}, is at ${then.case.version}`);
  const verify = () => auditor.ask<Verification>('GET', `/cases/${caseId}/verify`);
  let verified = await verify();
  // Histories and anchors are filed a moment after the archiving.
  for (const until = Date.now() + PROVED_WITHIN_MS; verified.open && Date.now() < until; verified = await verify()) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const broken = verified.checks.filter((check) => !check.ok);
  if (!verified.ok) throw new Error(`not proved: ${broken.map((check) => `${check.name} ${check.text}`).join('；')}`);
  const stranger = await (await scene.person('hukou-handler1')).send('GET', `/cases/${caseId}`);
  if (stranger.status !== 404) throw new Error(`another town sees the case (${stranger.status})`);
  print(`  ✓ ${events.items.length} 条记录完整，可按当时回看，外镇看不到`);
}
