/** The lives that wait for months are lived to the end from whatever day they begin on, and keep their terms. */
import { describe, expect, test } from 'vitest';
import { addDays, instantOf } from '../../domain/terms/instant.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import { deriveTerms } from '../../domain/terms/view.ts';
import { factsFrom, LONG_LIVES, type LongLife, playPast } from '../../tools/lives/long-lives.ts';
import { PaperScene } from '../../tools/lives/paper-scene.ts';
import { QINGSHI } from '../../tools/lives/scene.ts';
import { seedRegisters } from '../../tools/lives/seed-registers.ts';

const registers = seedRegisters();
const sceneOn = (day: LegalDate): PaperScene =>
  new PaperScene('paper', `${day}T09:30:00+08:00`, registers, { stop: () => false, before: Number.MAX_SAFE_INTEGER });
const termOf = (scene: PaperScene, key: string) =>
  deriveTerms(registers.policy, scene.file.ledger, instantOf(scene.now())).findLast((one) => one.key === key);

/** Before the spring festival, in it, before and after the October holidays, on weekends, and every month between. */
const DAYS = ['2026-01-02', '2026-01-28', '2026-02-18', '2026-03-08', '2026-04-30', '2026-06-20', '2026-08-14', '2026-09-24', '2026-10-05'];

describe.each(DAYS)('begun on %s', (day) => {
  /** What lies behind and what goes on, on one scene. */
  const played = async (life: LongLife, between: (scene: PaperScene) => void = () => undefined): Promise<PaperScene> => {
    const scene = sceneOn(day);
    const goesOn = await life.past(scene, QINGSHI, factsFrom(life, day));
    between(scene);
    await goesOn(scene);
    return scene;
  };

  test('upheld in review, then enforced by the court', async () => {
    const scene = await played(LONG_LIVES.court);
    expect(scene.file).toMatchObject({ stage: 'archived', ending: { outcome: 'penalty' } });
    expect(termOf(scene, 'court-application')).toMatchObject({ status: 'met', late: false });
  });

  test('taken by the police and given back', async () => {
    const scene = await played(LONG_LIVES.policeReturn, ({ file }) => expect(file.suspension).not.toBeNull());
    expect(scene.file).toMatchObject({ stage: 'archived', police: { returned: { standstill: 'suspended' } } });
    expect(termOf(scene, 'decision-deadline')).toMatchObject({ status: 'met', late: false });
    expect(termOf(scene, 'procurator-answer')).toMatchObject({ status: 'met', late: false });
  });

  test('a rural building is taken down by the town', async () => {
    const scene = await played(LONG_LIVES.demolition);
    expect(scene.file).toMatchObject({ stage: 'archived', ending: { outcome: 'ordered' } });
    // 行政强制法 44: not before the six months of the suit have passed.
    const suitUntil = termOf(scene, 'litigation')?.deadline ?? '';
    expect((scene.file.coercion?.executions[0]?.startedAt ?? '') > suitUntil).toBe(true);
  });

  test('sealed goods are tested and given back', async () => {
    const scene = await played(LONG_LIVES.seizure);
    expect(scene.file).toMatchObject({
      stage: 'archived',
      ending: { outcome: 'not-established' },
      seizures: [{ resolution: { kind: 'returned' } }],
    });
    expect(termOf(scene, 'seal-detain')).toMatchObject({ status: 'met', late: false });
  });

  test('heard, and fined', async () => {
    expect((await played(LONG_LIVES.hearing)).file).toMatchObject({ stage: 'archived', ending: { outcome: 'penalty' } });
  });
});

// Worked out by hand: begun on 06-30, the review's decision is served on Wednesday 09-16. Fifteen days from the 17th end on
// Thursday 10-01, a holiday until Wednesday 10-07, so on Thursday 10-08; three months from then on Friday 2027-01-08.
test('the court may be asked once fifteen days have passed, for three months', async () => {
  const scene = sceneOn('2026-06-30');
  await LONG_LIVES.court.past(scene, QINGSHI, factsFrom(LONG_LIVES.court, '2026-06-30'));
  expect(scene.file.litigation[0]?.servedOn).toBe('2026-09-16');
  const view = termOf(scene, 'court-application');
  expect([view?.anchor.slice(0, 10), view?.deadline?.slice(0, 10)]).toEqual(['2026-10-08', '2027-01-08']);
});

// However the holidays lie, what is on paper has come to rest when the rest is to go on.
test.each(Object.entries(LONG_LIVES))('what lies behind %s fits into its days', async (_, life) => {
  for (let today = '2026-01-01'; today < '2026-12-31'; today = addDays(today, 17)) {
    const { steps } = await playPast(life, today, instantOf(`${today}T01:00:00+08:00`));
    expect((steps.at(-1)?.at.slice(0, 10) ?? today) < today, today).toBe(true);
  }
});
