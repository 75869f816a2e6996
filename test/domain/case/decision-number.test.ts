import { describe, expect, it } from 'vitest';
import { numbersAllotted } from '../../../domain/case/decision/decision-number.ts';
import { dataOf, fileOf, refusalOf } from './kit.ts';
import { decided, decision, waived } from './late-scenes.ts';
import { verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
const NUMBER = '云溪综执罚决〔2026〕第00001号';
const paper = { reference: '卷1', reason: '系统上线前', enteredAt: '2026-03-20T01:00:00.000Z', enteredBy: 'townhead' };
const allot = (file: Parameters<typeof numbersAllotted>[0], decisionNumber: string | null) =>
  numbersAllotted(file, { caseNumber: null, decisionNumber });

const onTheSpot = {
  facts: '遛狗未使用束犬链，当场查获',
  fine: 50,
  factors: { dogHeightCm: 30, harm: 'none' },
  officerIds,
  certificateShown: true,
  rightsTold: true,
  formNumber: '青当罚〔2026〕001',
  handedOver: true,
  signed: true,
  correctedOnSpot: true,
};

describe('the number of a decision', () => {
  it('is the register’s, written into the record as an event of its own', () => {
    const scene = decided();
    expect(scene.file.decision?.documentNumber).toBeNull();
    const events = allot(scene.file, NUMBER);
    expect(events).toEqual([{ type: 'DecisionNumberAllotted', data: { number: NUMBER } }]);
    const numbered = scene.system(...events);
    expect(numbered.file.decision?.documentNumber).toBe(NUMBER);
    expect(allot(numbered.file, NUMBER)).toEqual([]);
  });

  it('is not asked of a case without a decision, nor where the register was not asked', () => {
    expect(allot(waived().file, NUMBER)).toEqual([]);
    expect(allot(decided().file, null)).toEqual([]);
    expect(numbersAllotted(decided().file, { caseNumber: null })).toEqual([]);
  });

  it('takes the place of the form’s number on the spot; the form keeps its own', () => {
    const scene = verified({ matterCode: 'QD-0103' }).did('DecideOnTheSpot', onTheSpot, 'handler1');
    const numbered = scene.system(...allot(scene.file, NUMBER)).file;
    expect(numbered.decision?.documentNumber).toBe(NUMBER);
    expect(numbered.onTheSpot?.formNumber).toBe('青当罚〔2026〕001');
    expect(allot(numbered, NUMBER)).toEqual([]);
  });

  it('of a paper decision is its own; nobody else fills one in', () => {
    const own = decision({ paperNumber: '青综执罚决〔2026〕7号' });
    const refusal = refusalOf(waived().when('Decide', own, 'townhead'));
    expect([refusal.code, refusal.needs]).toEqual(['number-not-allowed', ['删去原决定书文号']]);
    const outcome = waived().when('Decide', own, 'townhead', { paper });
    expect(fileOf(outcome).decision?.documentNumber).toBe('青综执罚决〔2026〕7号');
    expect(allot(fileOf(outcome), NUMBER)).toEqual([]);
  });

  it('of a paper penalty on the spot is its form’s, since the rules say so in the event', () => {
    const scene = verified({ matterCode: 'QD-0103' });
    const data = dataOf(scene.when('DecideOnTheSpot', onTheSpot, 'handler1', { paper }), 'PenaltyDecidedOnTheSpot');
    expect(data.paperNumber).toBe('青当罚〔2026〕001');
    const before = dataOf(scene.when('DecideOnTheSpot', onTheSpot, 'handler1', { paper, rules: 2 }), 'PenaltyDecidedOnTheSpot');
    expect(before).not.toHaveProperty('paperNumber');
    expect(dataOf(scene.when('DecideOnTheSpot', onTheSpot, 'handler1'), 'PenaltyDecidedOnTheSpot')).not.toHaveProperty('paperNumber');
  });
});
