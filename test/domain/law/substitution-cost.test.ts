/**
 * What performing in the party's stead cost (行政强制法 50–54, 51(2)): a debt by cost, borne by the party, with its own notice,
 * term, demand and way to the court. Performed for 760 yuan on Friday 2026-03-20, budget 800. Days by hand.
 */
import { describe, expect, it } from 'vitest';
import { fileList } from '../../../domain/case/closing/file-list.ts';
import { costLeft, costUndecided } from '../../../domain/case/substitution-cost/owed.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import {
  clearedAtOnce,
  costDecided,
  costDecision,
  costDemand,
  costDemanded,
  costEnforced,
  costIdOf,
  costLowered,
  costOfAnother,
  costOverBudget,
  costRemedy,
  costServed,
  costService,
  costWithdrawn,
  substituted,
} from '../case/coercion-scenes.ts';
import { dataOf, eventsOf, type PayloadOf, refusalOf, type Scene } from '../case/kit.ts';

const at = (scene: Scene, day: string): Scene => scene.at(`${day}T10:00:00+08:00`);
const term = (scene: Scene, key: string) => deriveTerms(scene.policy, scene.file.ledger, scene.now).findLast((one) => one.key === key);
const ends = (scene: Scene, key: string): string | undefined => term(scene, key)?.deadline?.slice(0, 10);

describe('the decision on the cost', () => {
  it('is asked for within ten workdays of the performance', () => {
    // 03-23 to 27, 30, 31, 04-01, 02, 03.
    expect(ends(substituted(), 'substitution-cost-decision')).toBe('2026-04-03');
    expect(term(costDecided(), 'substitution-cost-decision')).toMatchObject({ status: 'met' });
  });

  it('says line by line how it came about', () => {
    const scene = costDecided();
    const [cost] = scene.file.substitutionCosts;
    expect(cost).toMatchObject({ amount: 760, payDays: 15 });
    expect(cost?.lines.map(({ text }) => text)).toEqual([
      '2026-03-13代履行决定（青代履〔2026〕1号），实际发生760元',
      '装载人工：300元',
      '清运车辆：460元',
      '按照成本合计760元，不超过实际发生的费用',
      '在费用预算800元以内',
      '由当事人承担，自收到决定之日起15日内缴纳；没有法律规定可以加处罚款、滞纳金，不加处',
    ]);
    expect(costOverBudget().file.substitutionCosts[0]?.lines.map(({ text }) => text)).toContain('超出费用预算800元：砂石实为四立方米');
  });

  it.each<[string, Partial<PayloadOf<'DecideSubstitutionCost'>>, string]>([
    ['nothing', { items: [{ what: '人工', amount: 0 }] }, 'amount-zero'],
    ['more than was spent', { items: [{ what: '人工', amount: 760.01 }] }, 'cost-over-actual'],
    ['another performance', { substitutionId: 'substitution-99' }, 'unknown-substitution'],
  ])('is not for %s', (_, patch, code) => {
    const scene = substituted().at('2026-03-23T09:00:00+08:00');
    expect(refusalOf(scene.when('DecideSubstitutionCost', costDecision(scene, patch), 'townhead')).code).toBe(code);
  });

  it('explains what passes the budget, and is made once', () => {
    const scene = costOverBudget();
    const again = scene.when('DecideSubstitutionCost', costDecision(scene), 'townhead');
    expect(refusalOf(again).code).toBe('no-cost-to-decide');
    const cost = scene.file.substitutionCosts[0];
    expect(cost?.amount).toBe(900);
    const undecided = scene.having(() => ({ substitutionCosts: [] }));
    const silent = costDecision(undecided, { items: [{ what: '清运', amount: 900 }] });
    expect(refusalOf(undecided.when('DecideSubstitutionCost', silent, 'townhead')).code).toBe('over-budget-unexplained');
  });

  // 52: cleared at once, the cost is the party's all the same. Done on Friday 03-06 at half past midnight: 9 to 13, 16 to 20.
  it('follows an urgent clearing too, and may be made anew after it was taken back', () => {
    expect(ends(clearedAtOnce(), 'substitution-cost-decision')).toBe('2026-03-20');
    const scene = costWithdrawn();
    expect(costUndecided(scene.file)).toHaveLength(1);
    const anew = scene.did('DecideSubstitutionCost', costDecision(scene, { documentNumber: '青代履费〔2026〕2号' }), 'townhead');
    expect(anew.file.substitutionCosts.map(costLeft)).toEqual([0, 760]);
  });

  it('leaves nothing to the party where another law lays it on somebody else', () => {
    const scene = costOfAnother();
    expect(scene.file.substitutionCosts.map(costLeft)).toEqual([0]);
    expect(term(scene, 'substitution-cost-service')).toBeUndefined();
    expect(refusalOf(scene.when('ServeSubstitutionCost', costService(scene), 'handler1')).code).toBe('nothing-to-serve');
  });
});

describe('its terms', () => {
  // Served on Tuesday 03-24. Fifteen days: 04-08, a Wednesday. Sixty: March 7, April 30, May 23 → Saturday 05-23 → Monday 05-25.
  // Six months: Thursday 09-24; three more for the court: Thursday 12-24.
  it('run from the service', () => {
    const scene = costServed();
    expect(term(scene, 'substitution-cost-service')).toMatchObject({ status: 'met', late: false });
    expect(ends(scene, 'substitution-cost-payment')).toBe('2026-04-08');
    expect(ends(scene, 'substitution-cost-review')).toBe('2026-05-25');
    expect(ends(scene, 'substitution-cost-suit')).toBe('2026-09-24');
    expect(ends(scene, 'substitution-cost-court')).toBe('2026-12-24');
  });

  it('are those of that debt alone: no fine, no decision and no closing moves them', () => {
    const scene = costServed();
    expect(term(scene, 'fine-payment')).toBeUndefined();
    expect(ends(scene, 'substitution-cost-payment')).toBe('2026-04-08');
  });

  it('end with the payment', () => {
    const scene = at(costServed(), '2026-04-07');
    const costId = costIdOf(scene);
    const pay = (amount: number, receipt: string): PayloadOf<'RecordSubstitutionCostPayment'> => ({
      costId,
      amount,
      paidOn: '2026-04-07',
      receipt,
    });
    expect(refusalOf(scene.when('RecordSubstitutionCostPayment', pay(0, '1'), 'handler1')).code).toBe('amount-zero');
    expect(refusalOf(scene.when('RecordSubstitutionCostPayment', pay(761, '1'), 'handler1')).code).toBe('overpaid');
    const part = scene.did('RecordSubstitutionCostPayment', pay(400, '浙1'), 'handler1');
    expect(dataOf(part.when('RecordSubstitutionCostPayment', pay(360, '浙2'), 'handler1'), 'SubstitutionCostPaid').settled).toBe(true);
    expect(refusalOf(part.when('RecordSubstitutionCostPayment', pay(360, '浙1'), 'handler1')).code).toBe('receipt-twice');
    const paid = part.did('RecordSubstitutionCostPayment', pay(360, '浙2'), 'handler1');
    expect(term(paid, 'substitution-cost-payment')).toMatchObject({ status: 'met', late: false });
    expect(term(paid, 'substitution-cost-court')).toMatchObject({ status: 'cancelled' });
    expect(refusalOf(paid.when('EndSubstitutionCost', { costId, ground: 'other', reason: '已清' }, 'townhead')).code).toBe('no-cost-open');
  });
});

describe('the way to the court', () => {
  const apply = (scene: Scene, appliedOn: string, lateReason: string | null = null) =>
    at(scene, appliedOn).when(
      'ApplyCourtForSubstitutionCost',
      { costId: costIdOf(scene), appliedOn, court: '云溪县人民法院', lateReason },
      'townhead',
    );

  it('begins with a demand, once the payment is late', () => {
    const scene = costServed();
    expect(refusalOf(at(scene, '2026-04-08').when('DemandSubstitutionCost', costDemand(scene, '2026-04-08'), 'handler1')).code).toBe(
      'not-overdue',
    );
    expect(eventsOf(at(scene, '2026-04-09').when('DemandSubstitutionCost', costDemand(scene, '2026-04-09'), 'handler1'))).toEqual([
      'SubstitutionCostDemanded',
    ]);
    expect(refusalOf(apply(scene, '2026-10-09')).code).toBe('not-demanded');
  });

  // Demanded on Monday 09-14: 15, 16, 17, 18, 20 (make-up), 21, 22, 23, 24, 28 are ten workdays. 09-25 to 27 is 中秋.
  it('waits ten workdays, and for review and suit to pass', () => {
    const scene = costDemanded();
    expect(ends(scene, 'substitution-cost-demand')).toBe('2026-09-28');
    expect(refusalOf(apply(scene, '2026-09-28')).code).toBe('demand-not-run');
    expect(eventsOf(apply(scene, '2026-09-29'))).toEqual(['SubstitutionCostCourtApplied']);
    expect(eventsOf(apply(scene, '2026-12-24'))).toEqual(['SubstitutionCostCourtApplied']);
    expect(refusalOf(apply(scene, '2026-12-25')).code).toBe('court-application-late');
    const early = at(costServed(), '2026-04-09');
    const demanded = early.did('DemandSubstitutionCost', costDemand(early, '2026-04-09'), 'handler1');
    expect(refusalOf(apply(demanded, '2026-09-24')).code).toBe('remedies-open');
    expect(eventsOf(apply(demanded, '2026-09-25'))).toEqual(['SubstitutionCostCourtApplied']);
  });

  it('is closed by a comment that was found right', () => {
    const scene = costDemanded();
    const adopted = scene.did(
      'AnswerSubstitutionCostComment',
      { costId: costIdOf(scene), receivedOn: '2026-09-14', text: '已由他人清运', adopted: true, answer: '属实' },
      'handler1',
    );
    expect(refusalOf(apply(adopted, '2026-09-29')).code).toBe('objection-adopted');
  });

  // Upheld, served on Monday 06-22: fifteen days to 07-07, three months to 10-07, 国庆 → Thursday 10-08.
  it('is counted from the review that upheld it', () => {
    const begun = at(costServed(), '2026-04-22');
    // Copy on Wednesday 04-22: 23, 24, 27 to 30, 05-06, 07, 08, 09 (make-up).
    const started = begun.did('RecordSubstitutionCostRemedy', costRemedy(begun, { copyReceivedOn: '2026-04-22' }), 'handler1');
    expect(ends(started, 'substitution-cost-reply')).toBe('2026-05-09');
    expect(term(started, 'substitution-cost-court')).toMatchObject({ status: 'cancelled' });
    const ended = at(started, '2026-06-22').did(
      'RecordSubstitutionCostRemedy',
      costRemedy(begun, { step: 'ended', on: '2026-06-18', reference: '复议9号决定', result: 'upheld', servedOn: '2026-06-22' }),
      'handler1',
    );
    expect(ends(ended, 'substitution-cost-suit-after-review')).toBe('2026-07-07');
    expect(ends(ended, 'substitution-cost-court')).toBe('2026-10-08');
    const demanded = ended.did('DemandSubstitutionCost', costDemand(ended, '2026-06-22'), 'handler1');
    // 06-23 to 26, 29, 30, 07-01, 02, 03, 06: ten workdays.
    expect(ends(demanded, 'substitution-cost-demand')).toBe('2026-07-06');
    expect(refusalOf(apply(demanded, '2026-07-07')).code).toBe('remedies-open');
    expect(eventsOf(apply(demanded, '2026-07-08'))).toEqual(['SubstitutionCostCourtApplied']);
    expect(eventsOf(apply(demanded, '2026-10-08'))).toEqual(['SubstitutionCostCourtApplied']);
    expect(refusalOf(apply(demanded, '2026-10-09')).code).toBe('court-application-late');
  });

  it('is the review body’s where it changed the sum, and nobody’s where it was revoked', () => {
    expect(costLowered().file.substitutionCosts.map(({ amount }) => amount)).toEqual([700]);
    const begun = at(costServed(), '2026-04-22');
    const started = begun.did('RecordSubstitutionCostRemedy', costRemedy(begun), 'handler1');
    const end = (result: 'changed' | 'revoked', amount: number | null) =>
      at(started, '2026-05-18').when(
        'RecordSubstitutionCostRemedy',
        costRemedy(begun, { step: 'ended', on: '2026-05-18', reference: '决定', result, amount }),
        'handler1',
      );
    expect(refusalOf(end('changed', 761)).code).toBe('changed-heavier');
    expect(refusalOf(end('changed', null)).code).toBe('amount-and-result');
    const changed = at(started, '2026-05-18').going(end('changed', 500) as never);
    const demanded = changed.did('DemandSubstitutionCost', costDemand(changed, '2026-05-18'), 'handler1');
    expect(refusalOf(apply(demanded, '2026-06-05')).code).toBe('review-body-enforces');
    const revoked = at(started, '2026-05-18').going(end('revoked', null) as never);
    expect(revoked.file.substitutionCosts.map(costLeft)).toEqual([0]);
    expect(term(revoked, 'substitution-cost-payment')).toMatchObject({ status: 'cancelled' });
    expect(costUndecided(revoked.file)).toHaveLength(1);
  });

  it('two years of a judgment that dismisses the suit, without a demand', () => {
    const begun = at(costServed(), '2026-04-22');
    const suit = { kind: 'suit', reference: '行初9号' } as const;
    const sued = begun.did('RecordSubstitutionCostRemedy', costRemedy(begun, { ...suit, copyReceivedOn: '2026-04-22' }), 'handler1');
    // Fifteen natural days: 05-07.
    expect(ends(sued, 'substitution-cost-defence')).toBe('2026-05-07');
    const judged = at(sued, '2026-07-20').did(
      'RecordSubstitutionCostRemedy',
      costRemedy(begun, { ...suit, step: 'ended', on: '2026-07-15', result: 'dismissed', servedOn: '2026-07-20' }),
      'handler1',
    );
    // 2028-07-20 is a Thursday.
    expect(ends(judged, 'substitution-cost-judgment')).toBe('2028-07-20');
    expect(eventsOf(apply(judged, '2026-07-20'))).toEqual(['SubstitutionCostCourtApplied']);
  });

  it('ends with what the court says', () => {
    const scene = costEnforced();
    expect(scene.file.substitutionCosts.map(costLeft)).toEqual([0]);
    expect(term(scene, 'substitution-cost-acceptance')).toMatchObject({ status: 'met' });
  });
});

describe('the file', () => {
  it('is not put away over a cost that is owed or undecided', () => {
    const closing = (scene: Scene) => scene.having(() => ({ stage: 'closed' as const }));
    const archive = (scene: Scene, options = {}) =>
      closing(scene).when(
        'ArchiveCase',
        {
          fileNumber: '2026-1',
          retention: 'years-10',
          papers: fileList(scene.file).map(({ title }) => ({ title, pages: 1 })),
        } as PayloadOf<'ArchiveCase'>,
        'handler1',
        options,
      );
    expect(refusalOf(archive(substituted())).code).toBe('cost-undecided');
    expect(refusalOf(archive(costServed())).code).toBe('cost-open');
    // As under the rules before.
    const before = archive(substituted(), { rules: 5 });
    expect(before.ok ? null : before.code).not.toBe('cost-undecided');
  });
});
