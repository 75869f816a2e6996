import { beforeAll, describe, expect, it } from 'vitest';
import { as } from './client.ts';
import { database } from './database.ts';
import { done, expectProblem, takenUp } from './scenes.ts';

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
/** A matter that no other test closes a case of. */
const MATTER = 'CG-0108';

async function verified(kind: 'citizen' | 'organisation' = 'citizen'): Promise<string> {
  const caseId = await takenUp();
  done(
    await (
      await as('handler1')
    ).command(caseId, 'RecordVerification', {
      founded: true,
      findings: '现场查实张贴小广告',
      officerIds: ['handler1', 'handler2'],
      matterCode: MATTER,
      conduct: { on: today(), place: '青石镇' },
      parties: [{ name: '匿名当事人', kind, identifier: null }],
    }),
  );
  return caseId;
}

interface Past {
  fine: number;
  tier: string;
  factors?: Record<string, unknown>;
  kind?: 'citizen' | 'organisation';
  stage?: string;
}

/** As if the case had run to its end. */
async function closed({ fine, tier, factors = {}, kind = 'citizen', stage = 'direct' }: Past): Promise<string> {
  const caseId = await verified(kind);
  const derivation = { tier, stage, min: 100, max: 1000, unit: 'yuan' };
  await database().run(
    `with closed as (update case_detail set closed_on = '2026-05-02', outcome = 'penalty', fine = $2, decided_on = '2026-05-01' where id = $1)
     update work_view set closed_at = clock_timestamp(), state = jsonb_set(state, '{conclusion}', $3::jsonb) where id = $1`,
    [caseId, fine, JSON.stringify({ proposed: { factors, derivation, deviation: null } })],
  );
  return caseId;
}

describe('a proposed fine beside those of closed cases', () => {
  let own = '';
  let nearest = '';
  const ask = async (who: string, rest = '') => (await as(who)).get(`/cases/${own}/similar${rest}`);
  const factors = (value: unknown) => encodeURIComponent(JSON.stringify(value));

  beforeAll(async () => {
    await closed({ fine: 200, tier: '轻微' });
    await closed({ fine: 500, tier: '一般', factors: { durationDays: 3 } });
    await closed({ fine: 900, tier: '一般', kind: 'organisation' });
    await closed({ fine: 800, tier: '一般', stage: 'after-refusal' });
    nearest = await closed({ fine: 700, tier: '一般', factors: { durationDays: 9, night: true } });
    own = await verified();
  });

  it('before anything is proposed says what the form says: tier, row and facts', async () => {
    const body = done(
      await ask('handler1', `?tier=${encodeURIComponent('一般')}&stage=direct&factors=${factors({ durationDays: 9, night: false })}`),
    ).body;
    expect(body).toMatchObject({ matterCode: MATTER, tier: '一般', stage: 'direct' });
    expect(body.alike).toEqual({ count: 2, min: 500, median: 600, max: 700 });
    expect(body.all).toEqual({ count: 5, min: 200, median: 700, max: 900 });
    expect(body.items.map(({ sameTier, sameSubject }: { sameTier: boolean; sameSubject: boolean }) => [sameTier, sameSubject])).toEqual([
      [true, true],
      [true, true],
      [true, false],
      [false, true],
      [false, true],
    ]);
    expect(body.items[0]).toMatchObject({ caseId: nearest, fine: 700, shared: ['durationDays'], mayOpen: true, subjectKind: 'citizen' });
    expect(JSON.stringify(body)).not.toContain('匿名当事人');
  });

  it('without a tier there is nothing alike, and the whole matter remains', async () => {
    const body = done(await ask('handler1')).body;
    expect(body).toMatchObject({ tier: null, alike: null, all: { count: 5 } });
    expect(done(await ask('handler1', '?limit=2')).body.items).toHaveLength(2);
  });

  it('a case of which nothing is settled yet compares with nothing', async () => {
    const caseId = await takenUp();
    expect(done(await (await as('handler1')).get(`/cases/${caseId}/similar`)).body).toEqual({
      matterCode: null,
      tier: null,
      stage: null,
      items: [],
      alike: null,
      all: null,
    });
  });

  it('nonsense is told at its field, other towns are told nothing', async () => {
    for (const rest of ['?factors=zzz', '?factors=%5B1%5D', `?factors=${factors({ a: { b: 1 } })}`, '?stage=later', '?limit=0', '?q=1']) {
      expectProblem(await ask('handler1', rest), 422);
    }
    expectProblem(await ask('handler4'), 404);
  });
});
