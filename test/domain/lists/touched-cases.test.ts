import { describe, expect, it } from 'vitest';
import { adjust } from '../../../domain/lists/adjustment.ts';
import { checkDependants, checkList, holdsBack, type Surroundings } from '../../../domain/lists/check-list.ts';
import { delegationFromMatters } from '../../../domain/lists/delegation.ts';
import { type OpenCase, touchedCases, unlawfulEffects } from '../../../domain/lists/touched-cases.ts';
import type { ListName } from '../../../domain/lists/list-names.ts';
import { benchmarks, departments, duties, factorDefinitions, matter, matters, patrolItems } from './catalogue.ts';

const FROM = '2027-01-01';
const versioned = <Row>(list: ListName, rows: readonly Row[], version: string, effectiveFrom: string) => ({
  rows,
  version: { list, version, effectiveFrom },
});
const qingshi = { id: 'qingshi', name: '青石镇', kind: 'town' as const };
const open = (over: Partial<OpenCase> = {}): OpenCase => ({
  caseId: 'c1',
  number: null,
  stage: 'evidence',
  unit: qingshi,
  matter: { code: 'CG-0101', name: matter('CG-0101').name },
  conductOn: '2026-12-20',
  filedOn: null,
  decided: false,
  proposed: null,
  ...over,
});

describe('a matter that changes or goes', () => {
  const old = versioned('matters', matters, '2026.1', '2024-01-01');
  const without = versioned(
    'matters',
    matters.filter(({ code }) => code !== 'CG-0101'),
    '2027.1',
    FROM,
  );
  const changed = versioned(
    'matters',
    matters.map((row) => (row.code === 'CG-0101' ? { ...row, major: !row.major } : row)),
    '2027.1',
    FROM,
  );
  const effect = (after: typeof old, over: Partial<OpenCase> = {}) =>
    touchedCases('matters', old, after, [open(over)], after.rows).map((one) => one.effect);

  it.each([
    ['conduct before the new version stays with the old one', without, {}, ['kept']],
    ['conduct on its first day can no longer be filed', without, { conductOn: FROM }, ['dropped']],
    ['conduct not found out yet can no longer be filed', without, { conductOn: null }, ['dropped']],
    ['what was filed goes on', without, { conductOn: null, filedOn: '2026-12-21' }, ['kept']],
    ['a change is told', changed, { conductOn: FROM }, ['changed']],
    ['a decided case is past it', without, { decided: true }, []],
    ['another matter is left alone', without, { matter: { code: 'CG-0102', name: '别的' } }, []],
    ['no matter yet', without, { matter: null }, []],
  ])('%s', (_name, after, over, expected) => expect(effect(after, over)).toEqual(expected));
});

describe('a benchmark whose range moves', () => {
  // 擅自堆放（公民，拒不改正）, up to 5 m²: 200 to 500 yuan.
  const row = benchmarks.find(({ matterCode }) => matterCode === 'CG-0101')!;
  const old = versioned('benchmarks', benchmarks, '2026.1', '2024-01-01');
  const withRange = (min: number, max: number) =>
    versioned(
      'benchmarks',
      benchmarks.map((one) =>
        one === row
          ? {
              ...row,
              tiers: row.tiers.map((tier, index) =>
                index === 0 ? { ...tier, ranges: tier.ranges.map((range) => ({ ...range, min, max })) } : tier,
              ),
            }
          : one,
      ),
      '2027.1',
      FROM,
    );
  const proposed = (fine: number) => ({
    fine,
    stage: 'after-refusal' as const,
    subjectKind: 'citizen' as const,
    factors: { areaSqm: 3, refusedCorrection: false, correctedWithinDeadline: false },
  });
  const effects = (min: number, max: number, fine: number) =>
    touchedCases('benchmarks', old, withRange(min, max), [open({ proposed: proposed(fine) })], matters);

  it('tells a proposed fine that lies above, below or inside the new range', () => {
    expect(effects(200, 300, 400)).toMatchObject([
      {
        effect: 'above-range',
        message: expect.stringMatching(/^拟罚400元；轻微档200元至500元改为轻微档200元至300元；行为发生在2026-12-20，仍按2026.1版裁量/),
      },
    ]);
    expect(effects(450, 600, 400)).toMatchObject([{ effect: 'below-range' }]);
    expect(effects(300, 500, 400)).toMatchObject([{ effect: 'range-changed' }]);
    expect(effects(200, 500, 400)).toEqual([]);
  });

  it('says nothing of cases that propose nothing', () =>
    expect(touchedCases('benchmarks', old, withRange(200, 300), [open()], matters)).toEqual([]));
});

describe('powers taken back and handed down', () => {
  const rows = delegationFromMatters(matters, '2024-01-01');
  const old = versioned('delegation', rows, '2026.1', '2024-01-01');
  const nameOf = (code: string) => matters.find((row) => row.code === code)?.name;
  const back = { action: 'take-back' as const, matterCodes: ['CG-0101', 'CG-0102'], townType: 'town' as const, from: FROM };
  const adjusted = (from = FROM) => {
    const answer = adjust(rows, { ...back, from }, nameOf);
    if (!answer.ok) throw new Error(answer.message);
    return answer.rows;
  };

  it('keeps what was filed and loses what was not', () => {
    const after = versioned('delegation', adjusted(), '2027.1', FROM);
    const cases = [
      open(),
      open({ caseId: 'c2', filedOn: '2026-12-21' }),
      open({ caseId: 'c3', unit: { id: 'bureau', name: '执法局', kind: 'bureau' } }),
    ];
    const effects = touchedCases('delegation', old, after, cases, matters);
    expect(effects.map(({ caseId, effect }) => [caseId, effect])).toEqual([
      ['c1', 'lost'],
      ['c2', 'kept'],
    ]);
    expect(unlawfulEffects(effects, cases)).toEqual([]);
  });

  it('looks at every day on which a changed row ends, not at the version’s first alone', () => {
    const later = versioned('delegation', adjusted('2027-06-01'), '2027.1', FROM);
    expect(touchedCases('delegation', old, later, [open()], matters).map(({ effect }) => effect)).toEqual(['lost']);
  });

  it('finds the filed case that a row left out would strand', () => {
    const after = versioned(
      'delegation',
      rows.filter(({ code }) => code !== 'CG-0101-town'),
      '2027.1',
      FROM,
    );
    const cases = [open({ filedOn: '2026-12-21' })];
    expect(unlawfulEffects(touchedCases('delegation', old, after, cases, matters), cases)).toMatchObject([
      { caseId: 'c1', effect: 'lost' },
    ]);
  });

  it('is one decision: all matters or none', () => {
    expect(adjust(rows, { ...back, matterCodes: ['CG-0101', 'XX-1'] }, nameOf)).toMatchObject({ ok: false, code: 'nothing-to-take-back' });
    const again = {
      ...back,
      action: 'hand-down' as const,
      until: null,
      towns: null,
      powers: ['penalty' as const],
      decision: { title: '决定', verified: false },
      note: null,
    };
    expect(adjust(rows, again, nameOf)).toMatchObject({ ok: false, code: 'period-overlap' });
    expect(adjust(rows, { ...again, matterCodes: ['XX-1'] }, nameOf)).toMatchObject({ ok: false, code: 'unknown-matter' });
    const handed = adjust(adjusted(), { ...again, from: '2027-03-01' }, nameOf);
    expect(handed.ok && handed.rows.slice(-2).map(({ code }) => code)).toEqual(['CG-0101-town-2', 'CG-0102-town-2']);
  });
});

describe('the check of a list', () => {
  const around: Surroundings = {
    rows: { matters, benchmarks, duties, 'patrol-items': patrolItems, delegation: delegationFromMatters(matters, '2024-01-01') },
    factors: factorDefinitions,
    formerMatters: matters.map(({ code }) => code),
    isDepartment: (name) => departments.includes(name),
    towns: ['qingshi'],
    effectiveFrom: FROM,
  };

  // 一般: more than three stoves and at most three.
  const impossible = { factor: 'baseStoves', op: 'range' as const, value: { gt: 3, lte: 3 } };
  const flawed = benchmarks.map((row) =>
    row.matterCode === 'ST-0101'
      ? { ...row, tiers: row.tiers.map((tier) => (tier.tier === '一般' ? { ...tier, criteria: [impossible] } : tier)) }
      : row,
  );

  it('tells what the version before had too, and holds nothing back for it', () => {
    const findings = checkList('benchmarks', flawed, flawed, around);
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { item: 'ST-0101', inherited: true, heading: '裁量档次' },
    ]);
    expect(findings.some(holdsBack)).toBe(false);
  });

  it('does hold back a row that was touched and is still wrong', () => {
    const touched = flawed.map((row) => (row.matterCode === 'ST-0101' ? { ...row, note: '改了备注' } : row));
    expect(checkList('benchmarks', touched, flawed, around)[0]).toMatchObject({ item: 'ST-0101', severity: 'error', inherited: false });
  });

  it('wants a department that is a unit, a town that there is, and a power of a listed matter', () => {
    const [duty] = duties;
    expect(checkList('duties', [{ ...duty!, leadDepartment: '星际局' }], duties, around)[0]).toMatchObject({
      code: 'unknown-department',
      heading: '牵头部门',
    });
    const [power] = around.rows.delegation;
    expect(checkList('delegation', [{ ...power!, towns: ['nowhere'] }], around.rows.delegation, around)[0]).toMatchObject({
      code: 'unknown-town',
    });
    const gone: Surroundings = { ...around, rows: { ...around.rows, matters: matters.filter(({ code }) => code !== power!.matterCode) } };
    expect(checkList('delegation', [power!], [], gone)[0]).toMatchObject({ code: 'matter-no-longer-listed' });
    expect(checkList('delegation', [{ ...power!, effectiveUntil: '2026-12-31' }], [], gone)).toEqual([]);
  });

  it('says what the lists beside it would be wrong in', () => {
    const after: Surroundings = { ...around, rows: { ...around.rows, matters: matters.filter(({ code }) => code !== 'CG-0101') } };
    const found = checkDependants('matters', around, after);
    expect(new Set(found.map(({ list }) => list))).toEqual(new Set(['benchmarks', 'delegation', 'patrol-items']));
    expect(found.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(checkDependants('duties', around, after)).toEqual([]);
  });
});
