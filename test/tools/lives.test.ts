/** The lives that wait for months are lived to the end from whatever day they begin on, and keep their terms. */
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../domain/terms/instant.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import { deriveTerms } from '../../domain/terms/view.ts';
import * as court from '../../tools/lives/court.ts';
import * as demolition from '../../tools/lives/demolition.ts';
import { PaperScene } from '../../tools/lives/paper-scene.ts';
import * as policeReturn from '../../tools/lives/police-return.ts';
import { type Facts, QINGSHI } from '../../tools/lives/scene.ts';
import { seedRegisters } from '../../tools/lives/seed-registers.ts';
import * as seizure from '../../tools/lives/seizure.ts';

const registers = seedRegisters();
const factsOn = (day: LegalDate, more: Partial<Facts> = {}): Facts => ({
  title: '焚烧秸秆',
  townId: 'qingshi',
  address: '青石镇上庄村',
  channel: 'grid',
  leadId: null,
  receivedAt: `${day}T08:40:00+08:00`,
  text: '村东侧农田有人焚烧秸秆。',
  matterCode: 'ST-0104',
  conductOn: day,
  party: { name: '王某某', kind: 'citizen', identifier: null },
  factors: { areaSqm: 30, fireSpread: false },
  fine: 1000,
  ...more,
});
const sceneOn = (day: LegalDate): PaperScene =>
  new PaperScene('paper', `${day}T09:30:00+08:00`, registers, { stop: () => false, before: Number.MAX_SAFE_INTEGER });
const termOf = (scene: PaperScene, key: string) =>
  deriveTerms(registers.policy, scene.file.ledger, instantOf(scene.now())).findLast((one) => one.key === key);

/** Before the spring festival, in it, before and after the October holidays, on weekends, and every month between. */
const DAYS = ['2026-01-02', '2026-01-28', '2026-02-18', '2026-03-08', '2026-04-30', '2026-06-20', '2026-08-14', '2026-09-24', '2026-10-05'];

describe.each(DAYS)('begun on %s', (day) => {
  test('upheld in review, then enforced by the court', async () => {
    const scene = sceneOn(day);
    await court.untilUpheld(scene, QINGSHI, factsOn(day));
    await court.fromUpheld(scene, QINGSHI);
    expect(scene.file).toMatchObject({ stage: 'archived', ending: { outcome: 'penalty' } });
    expect(termOf(scene, 'court-application')).toMatchObject({ status: 'met', late: false });
  });

  test('taken by the police and given back', async () => {
    const scene = sceneOn(day);
    const facts = factsOn(day, { factors: { areaSqm: 60, fireSpread: true }, fine: 1800 });
    await policeReturn.untilPolice(scene, QINGSHI, facts);
    expect(scene.file.suspension).not.toBeNull();
    await policeReturn.fromPolice(scene, QINGSHI, facts);
    expect(scene.file).toMatchObject({ stage: 'archived', police: { returned: { standstill: 'suspended' } } });
    expect(termOf(scene, 'decision-deadline')).toMatchObject({ status: 'met', late: false });
    expect(termOf(scene, 'procurator-answer')).toMatchObject({ status: 'met', late: false });
  });

  test('a rural building is taken down by the town', async () => {
    const scene = sceneOn(day);
    const facts = factsOn(day, { matterCode: 'GH-0102', factors: {}, fine: 0 });
    const on = await demolition.untilForced(scene, QINGSHI, facts);
    // 行政强制法 44: not before the six months of the suit have passed.
    expect(on > (termOf(scene, 'litigation')?.deadline ?? '').slice(0, 10)).toBe(true);
    await demolition.fromForced(scene, QINGSHI, on);
    expect(scene.file).toMatchObject({ stage: 'archived', ending: { outcome: 'ordered' } });
  });

  test('sealed goods are tested and given back', async () => {
    const scene = sceneOn(day);
    const facts = factsOn(day, { matterCode: 'SP-0105', factors: {}, fine: 0 });
    await seizure.untilTested(scene, QINGSHI, facts);
    await seizure.fromTested(scene, QINGSHI, facts);
    expect(scene.file).toMatchObject({
      stage: 'archived',
      ending: { outcome: 'not-established' },
      seizures: [{ resolution: { kind: 'returned' } }],
    });
    expect(termOf(scene, 'seal-detain')).toMatchObject({ status: 'met', late: false });
  });
});

// Worked out by hand: begun on 06-30, the review's decision is served on Wednesday 09-16. Fifteen days from the 17th end on
// Thursday 10-01, a holiday until Wednesday 10-07, so on Thursday 10-08; three months from then on Friday 2027-01-08.
test('the court may be asked once fifteen days have passed, for three months', async () => {
  const scene = sceneOn('2026-06-30');
  await court.untilUpheld(scene, QINGSHI, factsOn('2026-06-30'));
  expect(scene.file.litigation[0]?.servedOn).toBe('2026-09-16');
  const view = termOf(scene, 'court-application');
  expect([view?.anchor.slice(0, 10), view?.deadline?.slice(0, 10)]).toEqual(['2026-10-08', '2027-01-08']);
});
