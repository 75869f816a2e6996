import { describe, expect, it } from 'vitest';
import { handDown, previewAdjustment, takeBack } from '../../../domain/lists/adjustment.ts';
import { checkDelegation, competence, delegationFromMatters } from '../../../domain/lists/delegation.ts';
import type { CompetenceQuestion, Delegation } from '../../../domain/lists/delegation.ts';
import type { ListVersion } from '../../../domain/lists/versions.ts';
import { matter, matters } from './catalogue.ts';

const version: ListVersion = { list: 'delegation', version: '2026.1', effectiveFrom: '2026-01-01' };
const seed = delegationFromMatters(matters, '2026-01-01');
const town = { id: 'qingshi', name: '青石镇', kind: 'town' as const };
const street = { id: 'chengguan', name: '城关街道', kind: 'street' as const };

const ask = (question: Partial<CompetenceQuestion> & { rows?: readonly Delegation[] }) =>
  competence({
    matter: matter('CG-0102'),
    delegation: { rows: question.rows ?? seed, version },
    town,
    on: '2026-11-21',
    filedOn: null,
    ...question,
  });

describe('the list made from the matters', () => {
  it('has one row a town type for each of the 89 matters, and no street where the law names the 乡镇 itself', () => {
    // 89 matters for towns; GH-0102, GH-0104 and GH-0105 are the township's by law: 89 × 2 − 3, and the township's own
    // power to demolish (城乡规划法 65) as a row of its own.
    expect(matters.filter((row) => row.delegatedTo.includes('town'))).toHaveLength(89);
    expect(seed).toHaveLength(176);
    const byLaw = ['GH-0102', 'GH-0104', 'GH-0105'];
    expect(seed.filter((row) => byLaw.includes(row.matterCode)).map((row) => row.code)).toEqual([
      'GH-0102-town',
      'GH-0102-town-compulsory',
      'GH-0104-town',
      'GH-0105-town',
    ]);
    expect(seed.filter((row) => row.powers.join() !== 'penalty')).toMatchObject([
      { matterCode: 'GH-0102', powers: ['compulsory'], clause: { law: '中华人民共和国城乡规划法', article: '第六十五条' } },
    ]);
  });

  it('passes its own check', () => {
    expect(
      checkDelegation(
        seed,
        matters.map((row) => row.code),
      ),
    ).toEqual([]);
  });
});

describe('competence (行政处罚法 24)', () => {
  it('says yes with the item and version', () => {
    expect(ask({})).toMatchObject({ ok: true, item: 'CG-0102-town', version: '赋权清单 2026.1（2026-01-01起）' });
    expect(ask({ town: street })).toMatchObject({ ok: true, item: 'CG-0102-street' });
  });

  it('refuses a matter that stays with the county, and a street where only townships have the power', () => {
    expect(ask({ matter: matter('CG-0121') })).toMatchObject({ ok: false, code: 'power-not-delegated', item: null });
    expect(ask({ matter: matter('GH-0102'), town: street })).toMatchObject({ ok: false, code: 'power-not-delegated' });
    expect(ask({ matter: matter('GH-0102') })).toMatchObject({ ok: true });
  });

  it('refuses inspection and compulsory power: Art. 24 hands down penalties alone', () => {
    expect(ask({ power: 'compulsory' })).toMatchObject({ ok: false, code: 'power-not-delegated' });
    expect(ask({ power: 'inspection' })).toMatchObject({ ok: false, code: 'power-not-delegated' });
  });

  // 行政强制法 17, 22: a row of its own, with its article and dates; entrusted, it is none.
  const coercing = seed.find(({ code }) => code === 'GH-0102-town-compulsory')!;
  it.each<[string, Partial<Delegation>, string]>([
    ['as conferred by 城乡规划法 65', {}, 'ok'],
    ['before it begins', { effectiveFrom: '2026-12-01' }, 'power-not-yet'],
    ['after it was taken back', { effectiveUntil: '2026-06-30' }, 'power-taken-back'],
    ['entrusted by the bureau', { mode: 'entrusted' }, 'power-not-delegated'],
    ['as a power to punish', { powers: ['penalty'] }, 'power-not-delegated'],
  ])('to coerce: %s', (_, change, expected) => {
    const answer = ask({ matter: matter('GH-0102'), power: 'compulsory', rows: [{ ...coercing, ...change }] });
    expect(answer.ok ? 'ok' : answer.code).toBe(expected);
    expect(answer.ok ? answer.why : answer.basis?.[0]).toContain(
      answer.ok ? '《中华人民共和国城乡规划法》第六十五条' : '行政强制法第十七条',
    );
    expect(ask({ matter: matter('GH-0102'), power: 'compulsory', town: street, rows: seed }).ok).toBe(false);
  });

  it.each<[string, Partial<Delegation>, string[]]>([
    ['an own row with its article', {}, []],
    ['beside the power to punish', { powers: ['penalty', 'compulsory'] }, ['coercion-with-others']],
    ['entrusted', { mode: 'entrusted' }, ['coercion-entrusted']],
    ['without an article', { clause: undefined }, ['coercion-without-clause']],
    ['an article without the power', { powers: ['penalty'] }, ['clause-without-coercion']],
  ])('the check of a row that lets coerce: %s', (_, change, codes) => {
    expect(checkDelegation([{ ...coercing, ...change } as Delegation], ['GH-0102']).map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ['2025-12-31', null, 'power-not-yet'],
    ['2026-01-01', null, 'ok'],
    ['2026-09-30', null, 'ok'],
    ['2026-10-01', null, 'power-taken-back'],
    ['2026-10-01', '2026-09-30', 'ok'],
    ['2026-10-01', '2026-10-01', 'power-taken-back'],
    // A filing date after the act cannot help it.
    ['2025-12-31', '2026-02-01', 'power-not-yet'],
  ])('taken back after 2026-09-30: on %s, filed %s → %s', (on, filedOn, expected) => {
    const rows = takeBack(seed, 'CG-0102', 'town', '2026-09-30') as Delegation[];
    const answer = ask({ rows, on, filedOn });
    expect(answer.ok ? 'ok' : answer.code).toBe(expected);
    if (!answer.ok) {
      expect(answer.needs.length).toBeGreaterThan(0);
      expect(answer).toMatchObject({
        item: 'CG-0102-town',
        basis: ['行政处罚法第二十四条', '赋权清单 2026.1（2026-01-01起）第CG-0102-town项'],
      });
    }
  });

  it('can be limited to some towns', () => {
    const rows = seed.map((row) => (row.code === 'CG-0102-town' ? { ...row, towns: ['liulin'] } : row));
    expect(ask({ rows })).toMatchObject({ ok: false, code: 'power-not-delegated' });
    expect(ask({ rows, town: { ...town, id: 'liulin' } })).toMatchObject({ ok: true });
  });
});

describe('dynamic adjustment', () => {
  const row = (change: Partial<Delegation>): Delegation => ({ ...seed[0]!, code: 'NEW-1', ...change });

  it('hands down, and refuses what overlaps or runs backwards', () => {
    const taken = takeBack(seed, 'CG-0101', 'town', '2026-09-30') as Delegation[];
    expect(handDown(taken, row({ effectiveFrom: '2026-10-01' }))).toHaveLength(taken.length + 1);
    expect(handDown(taken, row({ effectiveFrom: '2026-09-30' }))).toMatchObject({ ok: false, code: 'period-overlap' });
    expect(handDown(taken, row({ effectiveFrom: '2026-10-02', effectiveUntil: '2026-10-01' }))).toMatchObject({ code: 'period-reversed' });
    expect(handDown(taken, row({ code: 'CG-0101-town' }))).toMatchObject({ code: 'duplicate-code' });
    expect(handDown(taken, row({ effectiveFrom: '2026-09-30', powers: ['inspection'] }))).toHaveLength(taken.length + 1);
  });

  it('takes back: ends what runs, drops what has not begun, refuses what is not there', () => {
    const later = [...(takeBack(seed, 'CG-0101', 'town', '2026-09-30') as Delegation[]), row({ effectiveFrom: '2027-01-01' })];
    const taken = takeBack(later, 'CG-0101', 'town', '2026-11-30') as Delegation[];
    expect(
      taken.filter((entry) => entry.matterCode === 'CG-0101' && entry.townType === 'town').map((entry) => entry.effectiveUntil),
    ).toEqual(['2026-09-30']);
    expect(takeBack(seed, 'CG-0121', 'town', '2026-09-30')).toMatchObject({ ok: false, code: 'nothing-to-take-back' });
  });

  it('previews which open cases it touches', () => {
    const after = {
      rows: takeBack(seed, 'CG-0102', 'town', '2026-11-30') as Delegation[],
      version: { ...version, version: '2026.2', effectiveFrom: '2026-12-01' },
    };
    const open = (caseId: string, filedOn: string | null, change = {}) => ({ caseId, matter: matter('CG-0102'), town, filedOn, ...change });
    const effects = previewAdjustment({ rows: seed, version }, after, [
      open('filed', '2026-11-01'),
      open('not filed', null),
      open('street', null, { town: street }),
      open('other', null, { matter: matter('CG-0101') }),
    ]);
    expect(effects.map(({ caseId, effect }) => [caseId, effect])).toEqual([
      ['filed', 'kept'],
      ['not filed', 'lost'],
    ]);
    expect(effects[1]!.message).toContain('已于2026-11-30收回');
    const back = previewAdjustment(after, { rows: seed, version: { ...version, version: '2027.1', effectiveFrom: '2027-03-01' } }, [
      open('x', null),
    ]);
    expect(back.map(({ effect }) => effect)).toEqual(['gained']);
  });

  it('the check finds overlaps, reversed periods and strangers', () => {
    const findings = checkDelegation(
      [
        row({ code: 'A' }),
        row({ code: 'B', effectiveFrom: '2026-05-01', effectiveUntil: '2026-04-01' }),
        row({ code: 'C', matterCode: 'ZZ-1', towns: ['mars'] }),
      ],
      ['CG-0101'],
      ['qingshi'],
    );
    expect(findings.map((finding) => `${finding.item} ${finding.code}`)).toEqual([
      'B period-reversed',
      'C unknown-matter',
      'C unknown-town',
    ]);
    expect(checkDelegation([row({ code: 'A' }), row({ code: 'B' })], ['CG-0101'])[0]).toMatchObject({ item: 'B', code: 'period-overlap' });
  });
});
