/**
 * Conduct from before the lists began (行政处罚法 24, 36, 37): the list is asked whether the power may be used on the day the
 * body acts, the matter's predecessors what the law was then; what nobody recorded is said to be unknown.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveLaw } from '../../../domain/discretion/law.ts';
import { competence, type Delegation } from '../../../domain/lists/delegation.ts';
import { type ListVersion, rowForConduct } from '../../../domain/lists/versions.ts';
import type { Matter } from '../../../domain/lists/matters.ts';
import { dateOfDay, dayOf } from '../../../domain/terms/instant.ts';
import { eventsOf, lookUp, refusalOf, type Scene } from '../case/kit.ts';
import { conclusion, decision, evidenced, notice, uncorrected } from '../case/late-scenes.ts';
import { units } from '../case/people.ts';
import { conduct, verified } from '../case/scenes.ts';
import { matter } from '../lists/catalogue.ts';

const version = (name: string, effectiveFrom: string, effectiveUntil: string | null = null): ListVersion => ({
  list: 'matters',
  version: name,
  effectiveFrom,
  effectiveUntil,
});
const V1 = version('2025.1', '2025-01-01');
const V2 = version('2026.1', '2026-07-01');
const rows = [
  { code: 'A', row: 'A of 2025', version: V1 },
  { code: 'B', row: 'B of 2025', version: V1 },
  { code: 'A', row: 'A of 2026', version: V2 },
  { code: 'C', row: 'C of 2026', version: V2 },
];

/** Lists of 2025-01-01 (A, B) and of 2026-07-01 (A, C). */
describe('which row tells of a conduct', () => {
  it.each([
    ['A', '2019-05-01', '2025-03-01', 'A of 2025', 'before the first list: the one of the day of the act'],
    ['A', '2019-05-01', '2026-08-01', 'A of 2026', 'the same building, acted on later'],
    ['A', '2023-05-01', '2026-06-30', 'A of 2025', 'the last day of the first list'],
    ['A', '2025-06-01', '2026-08-01', 'A of 2025', 'listed at the conduct: that row, and the newer beside it (37)'],
    ['A', '2026-07-01', '2026-08-01', 'A of 2026', 'the newer list from its first day'],
    ['C', '2025-06-01', '2026-08-01', 'C of 2026', 'listed only since: the power is there when the body acts'],
    ['C', '2025-06-01', '2026-06-30', 'list-row-not-yet', 'acted on before it is listed: no power yet'],
    ['B', '2019-05-01', '2026-08-01', 'list-row-removed', 'no longer listed when the body acts'],
    ['B', '2025-06-01', '2026-08-01', 'B of 2025', 'listed at the conduct; competence is asked apart'],
    ['X', '2019-05-01', '2026-08-01', 'list-row-unknown', 'never listed'],
  ])('%s done on %s, acted on %s: %s (%s)', (code, conductOn, actOn, expected) => {
    const found = rowForConduct(rows, code, conductOn, actOn);
    expect(found.ok ? found.row : found.code).toBe(expected);
  });

  it('is always the one of the day of the act for conduct before 2025', () => {
    const day = fc.integer({ min: dayOf('2015-01-01'), max: dayOf('2024-12-31') });
    const act = fc.integer({ min: dayOf('2025-01-01'), max: dayOf('2027-12-31') });
    fc.assert(
      fc.property(day, act, (then, now) => {
        const found = rowForConduct(rows, 'A', dateOfDay(then), dateOfDay(now));
        expect(found.ok && found.version.version).toBe(dateOfDay(now) < '2026-07-01' ? '2025.1' : '2026.1');
      }),
    );
  });
});

describe('whether the power is delegated is asked of the day of the act', () => {
  const row: Delegation = {
    code: 'CG-0101-town',
    matterCode: 'CG-0101',
    matterName: '占道堆放',
    townType: 'town',
    towns: null,
    powers: ['penalty'],
    effectiveFrom: '2025-01-01',
    effectiveUntil: '2026-06-30',
    decision: { title: '省政府决定', verified: true },
    note: null,
  };
  it.each([
    ['2024-12-31', null, false],
    ['2025-01-01', null, true],
    ['2026-06-30', null, true],
    ['2026-07-01', null, false],
    ['2026-07-01', '2026-06-30', true],
    ['2026-07-01', '2024-12-31', false],
  ])('acting on %s, filed on %s: %s', (on, filedOn, ok) => {
    const town = { id: units.qingshi.id, name: units.qingshi.name, kind: 'town' as const };
    const delegation = { rows: [row], version: { ...V1, list: 'delegation' as const } };
    expect(competence({ matter: { code: 'CG-0101', name: '占道堆放' }, delegation, town, on, filedOn }).ok).toBe(ok);
  });
});

const ST0113 = matter('ST-0113');
const old = ST0113.predecessor!;
/** 生态环境法典 from 2026-08-15; 固废法 2020 from 2020-09-01 to 2026-08-14; before it 固废法 2016 from 2016-11-07. */
const withHistory = {
  ...ST0113,
  predecessor: { ...old, effectiveFrom: '2020-09-01' },
  earlierPredecessors: [
    {
      ...old,
      effectiveFrom: '2016-11-07',
      effectiveUntil: '2020-08-31',
      penaltyClause: { ...old.penaltyClause, law: '固体废物污染环境防治法（2016年）' },
    },
  ],
};
const ask = (conductOn: string, conductEndedOn: string | null = null, row: Matter = withHistory, decidedOn = '2026-11-21') =>
  resolveLaw({ matter: row, subject: 'citizen', stage: 'direct', conductOn, conductEndedOn, decidedOn });

describe('what the law was at the conduct is asked of the predecessors', () => {
  it.each([
    ['2026-08-15', null, 'current', null, 'the first day of the new law'],
    ['2026-08-14', null, 'predecessor', null, 'the last day of the old one, which is lighter here'],
    ['2020-09-01', null, 'predecessor', null, 'the first day of the old one'],
    ['2020-08-31', null, 'predecessor', '2016年', 'the last day of the one before'],
    ['2016-11-07', null, 'predecessor', '2016年', 'its first day'],
    ['2016-11-06', null, 'unknown', null, 'before anything that is recorded'],
    ['2010-01-01', null, 'unknown', null, 'long before'],
    // A building of 2010 that still stands: the law of the day it ends, or of the decision while it goes on.
    ['2010-01-01', '2026-11-21', 'current', null, 'still standing on the day of the decision'],
    ['2010-01-01', '2020-08-31', 'predecessor', '2016年', 'ended under the law of 2016'],
    ['2010-01-01', '2016-11-06', 'unknown', null, 'ended before anything that is recorded'],
  ] as const)('done on %s, ended on %s: %s %s (%s)', (conductOn, endedOn, which, label, _why) => {
    const law = ask(conductOn, endedOn);
    if (!law.ok) throw new Error(law.message);
    expect(law.unknown === null ? law.version.which : 'unknown').toBe(which);
    if (label !== null) expect(law.version.label).toContain(label);
    expect(law.unknown !== null).toBe(law.needsReview !== null && law.comparison === null);
  });

  it('says what is not known, and that there may have been no penalty at all', () => {
    const law = ask('2016-11-06');
    expect(law.ok && law.unknown).toMatch(
      /^行为发生于2016-11-06，.*自2026-08-15起施行，清单没有登载行为时有效的条款：行为时的规定不明.*没有处罚规定的不予处罚，规定较轻的从其规定$/,
    );
    expect(law.ok && law.lines[0]?.text).toContain('行为时的规定不明，暂按决定时（2026-11-21）的');
  });

  it('a gap between two laws is unknown too', () => {
    const gap = { ...ST0113, predecessor: { ...old, effectiveUntil: '2026-07-31' } };
    const law = ask('2026-08-01', null, gap);
    expect(law.ok && law.unknown).toContain('已于2026-07-31失效');
  });

  it('a predecessor without a first day reaches back as far as anybody asks, as before', () => {
    const law = ask('2010-01-01', null, ST0113);
    expect(law.ok && law.version.which).toBe('predecessor');
  });

  it('is known or said to be unknown, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf('2005-01-01'), max: dayOf('2026-11-21') }), (day) => {
        const on = dateOfDay(day);
        const law = ask(on);
        expect(law.ok).toBe(true);
        expect(law.ok && law.unknown !== null).toBe(on < '2016-11-07');
      }),
    );
  });
});

describe('a case of such conduct', () => {
  const of2025: Parameters<typeof verified>[0] = { conduct: { ...conduct, on: '2025-03-01' } };
  // CG-0101 records no first day of its clause: what it was before 2026 is not known.
  const toDecide = (): Scene => {
    const scene = evidenced(of2025);
    return scene
      .did('ConcludeInvestigation', conclusion(scene), 'handler1')
      .did('SubmitForReview', { statement: '请审核' }, 'handler1')
      .did('PassReview', { opinion: '同意' }, 'bureaureview')
      .at('2026-03-06T10:00:00+08:00')
      .did('NotifyProposedDecision', notice(), 'handler1')
      .did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-06', text: '书面放弃' }, 'handler1');
  };

  it('is recorded, filed and proposed; the proposal says what is not known', () => {
    expect(
      eventsOf(uncorrected(of2025).when('FileCase', { officerIds: ['handler1', 'handler2'], reason: '拒不改正' }, 'townhead')),
    ).toContain('CaseFiled');
    const lines = toDecide().file.conclusion?.proposed.derivation?.lines.map(({ text }) => text) ?? [];
    expect(lines.some((text) => text.includes('须核对当时条文与现行条文是否一致'))).toBe(true);
  });

  it('is decided with a note on the law of then (37)', () => {
    const refusal = refusalOf(toDecide().when('Decide', decision(), 'townhead'));
    expect([refusal.code, refusal.basis]).toEqual(['law-note-missing', ['《行政处罚法》第四条', '《行政处罚法》第三十七条']]);
    const lawNote = '2025年时该条文与现行条文相同';
    expect(toDecide().did('Decide', decision({ lawNote }), 'townhead').last('Decided').data.lawNote).toBe(lawNote);
    // A case of the rules before is decided as it was.
    expect(eventsOf(toDecide().when('Decide', decision(), 'townhead', { rules: 3 }))).toContain('Decided');
  });

  it('is not punished on the spot (51)', () => {
    const scene = verified({ ...of2025, matterCode: 'QD-0103' });
    const found = lookUp({ matter: 'QD-0103' }, null).matter!;
    const people = lookUp({ people: ['handler1', 'handler2'] }, null).people;
    // As if the clause had come into force on 2026-01-01, with nothing recorded before it.
    const lookups = { people, matter: { ...found, row: { ...found.row, effectiveFrom: '2026-01-01', predecessor: null } } };
    const refusal = refusalOf(
      scene.when(
        'DecideOnTheSpot',
        {
          facts: '遛狗不牵绳',
          fine: 50,
          factors: { dogHeightCm: 30, harm: 'none' },
          officerIds: ['handler1', 'handler2'],
          certificateShown: true,
          rightsTold: true,
          formNumber: '青当罚〔2026〕001',
          handedOver: true,
          signed: true,
          correctedOnSpot: true,
        },
        'handler1',
        { lookups },
      ),
    );
    expect(refusal).toMatchObject({ code: 'law-unknown', basis: ['《行政处罚法》第五十一条', '《行政处罚法》第三十七条'] });
  });
});
