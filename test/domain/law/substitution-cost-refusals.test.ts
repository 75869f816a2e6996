/** What is refused of a debt for performing in the party's stead (行政强制法 51–54): which debt, in what order, by which ground. */
import { describe, expect, it } from 'vitest';
import type { SubstitutionCost } from '../../../domain/case/state.ts';
import { costDemanded, costIdOf, costRemedy, costServed, costService } from '../case/coercion-scenes.ts';
import { type PayloadOf, refusalOf, type Scene } from '../case/kit.ts';

const at = (scene: Scene, day: string): Scene => scene.at(`${day}T10:00:00+08:00`);
const OTHER = 'cost-99';
/** Beside the debt another one, decided the same day. */
const beside = (scene: Scene, patch: Partial<SubstitutionCost>): Scene =>
  scene.having(({ substitutionCosts }) => ({
    substitutionCosts: [...substitutionCosts, { ...substitutionCosts[0]!, costId: OTHER, documentNumber: '青代履费〔2026〕9号', ...patch }],
  }));
const changed = (scene: Scene, patch: Partial<SubstitutionCost>): Scene =>
  scene.having(({ substitutionCosts }) => ({ substitutionCosts: substitutionCosts.map((cost) => ({ ...cost, ...patch })) }));

const paying = (costId: string): PayloadOf<'RecordSubstitutionCostPayment'> => ({
  costId,
  amount: 100,
  paidOn: '2026-03-24',
  receipt: '浙7',
});
const comment = (costId: string): PayloadOf<'AnswerSubstitutionCostComment'> => ({
  costId,
  receivedOn: '2026-09-14',
  text: '费用过高',
  adopted: false,
  answer: '有票据',
});
const answer = (costId: string): PayloadOf<'RecordSubstitutionCostCourtAnswer'> => ({
  costId,
  on: '2026-09-29',
  answer: 'accepted',
  text: '受理',
});
const applying = (scene: Scene): PayloadOf<'ApplyCourtForSubstitutionCost'> => ({
  costId: costIdOf(scene),
  appliedOn: '2026-09-29',
  court: '县人民法院',
  lateReason: null,
});

describe('a debt that is not there, or not yet, or no more', () => {
  const pay = (scene: Scene, costId: string) => refusalOf(scene.when('RecordSubstitutionCostPayment', paying(costId), 'handler1')).code;

  it('is not paid', () => {
    const scene = costServed();
    expect(pay(scene, 'cost-1000')).toBe('unknown-cost');
    expect(pay(beside(scene, { ended: { ...costEndedNow, ground: 'other' } }), OTHER)).toBe('cost-settled');
    expect(pay(beside(scene, { served: null }), OTHER)).toBe('cost-not-served');
    const served = scene.file.substitutionCosts[0]!.served!;
    expect(pay(changed(scene, { served: { ...served, servedOn: '2026-04-23' } }), costIdOf(scene))).toBe('service-not-in-effect');
    expect(pay(changed(scene, { served: null }), costIdOf(scene))).toBe('cost-not-served');
  });

  it('is not ended', () => {
    const scene = changed(costServed(), { ended: { ...costEndedNow, ground: 'other' } });
    expect(refusalOf(scene.when('EndSubstitutionCost', ending(scene, 'other'), 'townhead')).code).toBe('no-cost-open');
  });

  it('is not served twice', () => {
    const scene = beside(costServed(), { served: null });
    const again = { ...costService(scene), costId: scene.file.substitutionCosts[0]!.costId };
    expect(refusalOf(scene.when('ServeSubstitutionCost', again, 'handler1')).code).toBe('served-already');
  });
});

const costEndedNow = { at: '2026-03-24T02:00:00.000Z', endedOn: '2026-03-24', reason: '已清', approvedBy: 'townhead' };
const ending = (scene: Scene, ground: PayloadOf<'EndSubstitutionCost'>['ground']): PayloadOf<'EndSubstitutionCost'> => ({
  costId: costIdOf(scene),
  ground,
  reason: '无财产可供执行',
});

describe('what the party says of a demand', () => {
  it('answers a demand, and of that very debt', () => {
    const scene = at(costServed(), '2026-09-14');
    expect(refusalOf(scene.when('AnswerSubstitutionCostComment', comment(costIdOf(scene)), 'handler1')).code).toBe('not-demanded');
    const two = beside(costDemanded(), { demands: [] });
    expect(refusalOf(two.when('AnswerSubstitutionCostComment', comment(OTHER), 'handler1')).code).toBe('not-demanded');
  });
});

describe('review and suit over the debt', () => {
  const record = (scene: Scene, patch: Partial<PayloadOf<'RecordSubstitutionCostRemedy'>> = {}) =>
    refusalOf(scene.when('RecordSubstitutionCostRemedy', costRemedy(scene, patch), 'handler1')).code;
  const begun = () => at(costServed(), '2026-04-22');
  const started = () => begun().did('RecordSubstitutionCostRemedy', costRemedy(begun(), { copyReceivedOn: '2026-04-22' }), 'handler1');

  it('begin once, of a debt that was served and stands', () => {
    expect(record(begun(), { costId: 'cost-1000' })).toBe('unknown-cost');
    expect(record(started())).toBe('litigation-running');
    const revoked = at(started(), '2026-05-18').did(
      'RecordSubstitutionCostRemedy',
      costRemedy(begun(), { step: 'ended', on: '2026-05-18', reference: '复议9号', result: 'revoked' }),
      'handler1',
    );
    expect(record(revoked)).toBe('cost-settled');
  });

  it('are answered once and end with a result, once they have begun', () => {
    expect(record(begun(), { step: 'ended', result: 'upheld' })).toBe('no-litigation');
    const answered = started().did(
      'RecordSubstitutionCostRemedy',
      costRemedy(begun(), { step: 'answered', on: '2026-04-22', reference: '答复9号' }),
      'handler1',
    );
    expect(record(answered, { step: 'answered', reference: '答复9号' })).toBe('answered-already');
    expect(record(answered, { step: 'ended', result: null })).toBe('result-missing');
  });

  it('keep the debt from the court while they run', () => {
    const demanded = at(costDemanded(), '2026-09-29');
    const sued = demanded.did('RecordSubstitutionCostRemedy', costRemedy(demanded, { kind: 'suit', reference: '行初9号' }), 'handler1');
    expect(refusalOf(sued.when('ApplyCourtForSubstitutionCost', applying(sued), 'townhead')).code).toBe('litigation-running');
  });
});

describe('the court', () => {
  const applied = () => {
    const scene = at(costDemanded(), '2026-09-29');
    return scene.did('ApplyCourtForSubstitutionCost', applying(scene), 'townhead');
  };

  it('is asked once, and answers what it was asked', () => {
    expect(refusalOf(applied().when('ApplyCourtForSubstitutionCost', applying(applied()), 'townhead')).code).toBe('at-the-court');
    const scene = at(costDemanded(), '2026-09-29');
    expect(refusalOf(scene.when('RecordSubstitutionCostCourtAnswer', answer(costIdOf(scene)), 'handler1')).code).toBe('not-at-the-court');
    const two = beside(applied(), { court: null });
    expect(refusalOf(two.when('RecordSubstitutionCostCourtAnswer', answer(OTHER), 'handler1')).code).toBe('not-at-the-court');
  });
});

describe('the end of a debt', () => {
  it('by death is a citizen’s, by dissolution an organisation’s', () => {
    const scene = costServed();
    const all = (kind: 'citizen' | 'organisation') =>
      scene.having(({ parties }) => ({ parties: parties.map((party) => ({ ...party, kind })) }));
    expect(refusalOf(all('organisation').when('EndSubstitutionCost', ending(scene, 'died'), 'townhead')).code).toBe('no-citizen');
    expect(refusalOf(all('citizen').when('EndSubstitutionCost', ending(scene, 'dissolved'), 'townhead')).code).toBe('no-organisation');
  });
});
