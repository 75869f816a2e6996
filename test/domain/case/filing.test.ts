import { describe, expect, it } from 'vitest';
import { matterWithout } from './competence.ts';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf } from './kit.ts';
import { filed, uncorrected } from './late-scenes.ts';
import { company, conduct, verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
/** 露天焚烧: fined at once. */
const BURNING = 'ST-0104';

const payload = (patch: Partial<PayloadOf<'FileCase'>> = {}): PayloadOf<'FileCase'> => ({ officerIds, reason: '拒不改正', ...patch });

describe('FileCase (Art. 54)', () => {
  it('opens the ordinary procedure, raises the tier and arms the 90 days', () => {
    const outcome = uncorrected().when('FileCase', payload(), 'townhead');
    expect(eventsOf(outcome)).toEqual(['CaseFiled', 'TierReassessed']);
    const file = fileOf(outcome);
    expect(file).toMatchObject({
      stage: 'evidence',
      procedure: 'ordinary',
      tier: 'bureau-reviews',
      tierWhy: { rule: 'ordinary-procedure' },
      filing: { filedOn: '2026-03-05', approvedBy: 'townhead', number: null, limitationUntil: '2028-03-01' },
    });
    expect(file.handlers.map(({ id }) => id)).toEqual(officerIds);
    expect(file.ledger.some((entry) => entry.op === 'armed' && entry.key === 'decision-deadline')).toBe(true);
  });

  it('says what every rule of the graded list found', () => {
    const { lines } = dataOf(uncorrected().when('FileCase', payload(), 'townhead'), 'TierReassessed');
    expect(lines.filter(({ applies }) => applies).map(({ rule }) => rule)).toEqual(['ordinary-procedure', 'town']);
    expect(lines.find(({ rule }) => rule === 'cross-area')?.text).toBe('违法行为跨镇街：不符合');
  });

  it('takes its number from the register, and an own number only from a paper file', () => {
    expect(filed().system({ type: 'CaseNumberAllotted', data: { number: '云溪综执立〔2026〕第00001号' } }).file.filing?.number).toBe(
      '云溪综执立〔2026〕第00001号',
    );
    const own = payload({ paperNumber: '青综执立〔2026〕3号' });
    expect(refusalOf(uncorrected().when('FileCase', own, 'townhead')).code).toBe('number-not-allowed');
    const paper = { reference: '卷3', reason: '系统上线前立案', enteredAt: '2026-03-05T02:00:00.000Z', enteredBy: 'townhead' };
    expect(fileOf(uncorrected().when('FileCase', own, 'townhead', { paper })).filing?.number).toBe('青综执立〔2026〕3号');
  });

  it('is approved by the head of the unit, who neither handled the case nor will', () => {
    expect(refusalOf(uncorrected().when('FileCase', payload(), 'liulinhead')).code).toBe('head-required');
    expect(refusalOf(uncorrected().when('FileCase', payload(), 'handler1')).code).toBe('role-required');
    const known = uncorrected().having((file) => ({ everHandled: [...file.everHandled, 'townhead'] }));
    expect(refusalOf(known.when('FileCase', payload(), 'townhead')).code).toBe('handled-by-self');
    expect(refusalOf(uncorrected().when('FileCase', payload(), 'bureauhead')).code).toBe('head-required');
    expect(eventsOf(uncorrected().when('FileCase', payload(), 'bureauhead', { rules: 3 }))).toContain('CaseFiled');
  });

  it('is of a matter and a conduct that were looked into', () => {
    expect(
      refusalOf(
        uncorrected()
          .having(() => ({ matter: null }))
          .when('FileCase', payload(), 'townhead'),
      ).code,
    ).toBe('matter-missing');
    expect(
      refusalOf(
        uncorrected()
          .having(() => ({ conduct: null }))
          .when('FileCase', payload(), 'townhead'),
      ).code,
    ).toBe('conduct-missing');
  });

  it('names two certified officers of the unit (Art. 42)', () => {
    expect(refusalOf(uncorrected().when('FileCase', payload({ officerIds: ['handler1'] }), 'townhead')).code).toBe('two-officers');
    expect(refusalOf(uncorrected().when('FileCase', payload({ officerIds: ['handler1', 'expired'] }), 'townhead')).code).toBe(
      'not-certified',
    );
    expect(refusalOf(uncorrected().when('FileCase', payload({ officerIds: ['handler1', 'handler4'] }), 'townhead')).code).toBe(
      'not-of-unit',
    );
  });

  it('of a correct-first matter needs an order that was not followed', () => {
    const refusal = refusalOf(verified().when('FileCase', payload(), 'townhead'));
    expect(refusal.code).toBe('order-to-correct-first');
    expect(eventsOf(verified({ matterCode: BURNING }).when('FileCase', payload(), 'townhead'))).toContain('CaseFiled');
  });

  it('is not made after the limitation has run out (Art. 36)', () => {
    const old = (on: string, more = {}) => verified({ matterCode: BURNING, conduct: { ...conduct, on, ...more } });
    const refusal = refusalOf(old('2024-03-01').when('FileCase', payload(), 'townhead'));
    expect(refusal.code).toBe('limitation-expired');
    expect(refusal.message).toContain('2026-03-01');
    expect(eventsOf(old('2024-03-02').when('FileCase', payload(), 'townhead'))).toContain('CaseFiled');
    expect(eventsOf(old('2021-03-02', { graveHarm: true }).when('FileCase', payload(), 'townhead'))).toContain('CaseFiled');
    expect(refusalOf(old('2021-03-01', { graveHarm: true }).when('FileCase', payload(), 'townhead')).code).toBe('limitation-expired');
    // Continuing conduct counts from its end.
    expect(eventsOf(old('2020-03-01', { continuing: true, endedOn: '2025-01-01' }).when('FileCase', payload(), 'townhead'))).toContain(
      'CaseFiled',
    );
    expect(refusalOf(old('2020-03-01', { continuing: true, endedOn: '2024-02-29' }).when('FileCase', payload(), 'townhead')).code).toBe(
      'limitation-expired',
    );
  });

  it('is refused where the unit has no power on that day (Art. 24)', () => {
    const { lookups } = matterWithout({ ok: false, code: 'not-delegated', message: '该事项已收回', needs: ['移送县级执法部门'] });
    expect(refusalOf(uncorrected().when('FileCase', payload(), 'townhead', { lookups })).code).toBe('not-delegated');
  });

  it('proposes the bureau for a circumstance of the graded list, and goes on under its review meanwhile', () => {
    const outcome = uncorrected().when('FileCase', payload({ circumstances: ['casualties'] }), 'townhead');
    expect(eventsOf(outcome)).toEqual(['CaseFiled', 'TierReassessed', 'TransferProposed']);
    expect(fileOf(outcome)).toMatchObject({ tier: 'bureau-reviews', transfer: { by: 'rule', rule: 'casualties', from: 'bureau-reviews' } });
  });

  it("names a major matter as the reason for the bureau's review", () => {
    const scene = verified({ matterCode: 'SW-0106', parties: [company] });
    expect(fileOf(scene.when('FileCase', payload(), 'townhead')).tierWhy.rule).toBe('major-matter');
  });

  it('goes on while a transfer waits for its answer: the first to file keeps jurisdiction (Art. 25)', () => {
    const scene = uncorrected({ circumstances: ['complex'] });
    expect(scene.file.transfer).not.toBeNull();
    expect(eventsOf(scene.when('FileCase', payload(), 'townhead'))).toEqual(['CaseFiled', 'TierReassessed']);
  });
});

describe('RequestFiling', () => {
  it("puts the officers' application before the head", () => {
    const scene = uncorrected().did('RequestFiling', { reason: '拒不改正', officerIds }, 'handler1');
    expect(scene.file.filingRequest).toMatchObject({ by: 'handler1', reason: '拒不改正' });
    expect(scene.file.stage).toBe('stopping');
  });

  it('is refused for what could not be filed', () => {
    expect(refusalOf(verified().when('RequestFiling', { reason: '拒不改正', officerIds }, 'handler1')).code).toBe('order-to-correct-first');
    expect(refusalOf(uncorrected().when('RequestFiling', { reason: '拒不改正', officerIds: ['handler1'] }, 'handler1')).code).toBe(
      'two-officers',
    );
  });
});

describe('IdentifyParties', () => {
  it('replaces the parties and grades the case by the new ones', () => {
    const scene = filed().did('IdentifyParties', { parties: [company], how: '营业执照' }, 'handler1');
    expect(scene.file.parties.map(({ name }) => name)).toEqual([company.name]);
  });

  it('checks the numbers', () => {
    const wrong = { ...company, identifier: '91331125MA2A1B2C30' };
    expect(refusalOf(filed().when('IdentifyParties', { parties: [wrong], how: '营业执照' }, 'handler1')).code).toMatch(/^credit-code/);
  });

  it('waits for an open transfer', () => {
    const open = uncorrected({ circumstances: ['complex'] });
    expect(refusalOf(open.when('IdentifyParties', { parties: [company], how: '营业执照' }, 'handler1')).code).toBe('transfer-open');
  });
});
