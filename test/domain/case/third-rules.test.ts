/** A case that runs under the third rules: its commands ask their own guards, which the table of authority goes before since. */
import { describe, expect, it } from 'vitest';
import { refusalOf } from './kit.ts';
import { concluded, evidenced, notified, submitted } from './late-scenes.ts';
import { people, units } from './people.ts';
import { dispatched } from './scenes.ts';

const then = { rules: 3 };
const collective = {
  heldOn: '2026-03-06',
  memberIds: ['townhead', 'towndeputy'],
  minutes: '逐一发表意见，一致同意。',
  conclusion: '同意拟处罚意见。',
};

describe('under the third rules', () => {
  it('a unit takes on what was dispatched to it (Art. 54)', () => {
    const payload = { handlerIds: ['handler4', 'handler5'] };
    expect(refusalOf(dispatched().when('AcceptDispatch', payload, 'handler4', then)).code).toBe('not-your-unit');
  });

  it('the town reviews what it closes itself, the bureau everything else', () => {
    const pass = { opinion: '同意' };
    expect(refusalOf(submitted().when('PassReview', pass, 'townreview', then)).code).toBe('wrong-reviewer');
    const town = submitted().having(() => ({ tier: 'town-closes' }));
    expect(refusalOf(town.when('PassReview', pass, 'bureaureview', then)).code).toBe('wrong-reviewer');
  });

  it('the heads of the unit decide together (Art. 57)', () => {
    expect(refusalOf(notified().when('RecordCollectiveDiscussion', collective, 'liulinhead', then)).code).toBe('head-required');
  });

  it('a transfer is proposed by the own unit, and answered by a bureau, the one that was asked', () => {
    const propose = { to: 'bureau-closes' as const, reasons: '案情复杂' };
    expect(refusalOf(evidenced().when('ProposeTransfer', propose, 'liulinhead', then)).code).toBe('not-your-unit');
    const named = evidenced().did('ProposeTransfer', { ...propose, unitId: 'water' }, 'townhead');
    const accept = { handlerIds: ['bureauhandler1', 'bureauhandler2'], custody: [] };
    expect(refusalOf(named.when('AcceptTransfer', accept, 'bureauhead', then)).code).toBe('not-your-unit');
    const open = concluded().did('ProposeTransfer', propose, 'townhead');
    const ofTheCounty = { ...people.bureauhead, id: 'countyhead', unit: units.county };
    expect(refusalOf(open.when('AcceptTransfer', accept, ofTheCounty, then)).code).toBe('not-your-unit');
  });
});
