/** What coercion refuses beside the worked examples of the law: things that are not there, done already, or not yet. */
import { describe, expect, it } from 'vitest';
import {
  announced,
  clearedAtOnce,
  demand,
  demolished,
  forcedDecision,
  ordered,
  orderNotified,
  performance,
  substitution,
  substitutionDecided,
  substitutionDemanded,
} from './coercion-scenes.ts';
import { type PayloadOf, refusalOf, type Scene } from './kit.ts';
import { filed, reviewed, uncorrected } from './late-scenes.ts';
import { establishedEarlier } from '../../../domain/case/earlier.ts';
import { forced, ordersRemoval } from '../../../domain/case/coercion/standing.ts';
import { inCustody } from '../../../domain/case/referral/events.ts';
import { heldInCustody } from '../../../domain/case/transfer/rules.ts';
import { verified } from './scenes.ts';
import {
  approved,
  detained,
  detention,
  ending,
  notApproved,
  refusedAndReturned,
  requested,
  seizureIdOf,
  testedAndReturned,
  unlicensed,
  urgent,
} from './seizure-scenes.ts';

const noFiles = { lookups: { files: {} } };

describe('a seizure', () => {
  const end = (scene: Scene, seizureId: string) => scene.when('ResolveSeizure', ending(scene, { seizureId }), 'handler1');

  it('is one of this case, carried out, and not yet decided on', () => {
    expect(refusalOf(end(unlicensed(), 'seizure-1')).code).toBe('no-seizure');
    expect(refusalOf(end(requested(), seizureIdOf(requested()))).code).toBe('nothing-seized');
    expect(refusalOf(end(testedAndReturned(), seizureIdOf(testedAndReturned()))).code).toBe('nothing-seized');
    expect(refusalOf(end(detained(), 'seizure-99')).code).toBe('unknown-seizure');
    const second = detained().did(
      'RequestSeizure',
      { measure: 'seal', goods: [{ name: '门店', quantity: '1间' }], reason: '继续经营' },
      'handler1',
    );
    expect(refusalOf(end(second, second.file.seizures[1]?.id ?? '')).code).toBe('not-carried-out');
    const again = testedAndReturned().did(
      'SealOrDetain',
      detention({ urgentReason: '又运回', carriedOutAt: '2026-03-24T10:05:00+08:00' }),
      'handler1',
    );
    expect(refusalOf(end(again, again.file.seizures[0]?.id ?? '')).code).toBe('already-resolved');
  });

  it('is approved once, and carried out once', () => {
    const answer = (scene: Scene) =>
      scene.when('ApproveSeizure', { seizureId: seizureIdOf(scene), approved: true, reason: '同意' }, 'townhead');
    expect(refusalOf(answer(unlicensed())).code).toBe('no-seizure-to-approve');
    const waiting = approved().did(
      'RequestSeizure',
      { measure: 'seal', goods: [{ name: '门店', quantity: '1间' }], reason: '继续经营' },
      'handler1',
    );
    expect(refusalOf(answer(waiting)).code).toBe('already-approved');
    const lifted = urgent();
    const over = lifted
      .did('ResolveSeizure', ending(lifted, { on: '2026-03-09' }), 'handler1')
      .did('RequestSeizure', { measure: 'seal', goods: [{ name: '门店', quantity: '1间' }], reason: '继续经营' }, 'handler1');
    expect(refusalOf(answer(over)).code).toBe('already-resolved');
    const act = (scene: Scene) => scene.when('SealOrDetain', detention({ seizureId: seizureIdOf(scene) }), 'handler1');
    expect(refusalOf(act(detained())).code).toBe('already-carried-out');
    expect(refusalOf(act(notApproved().at('2026-03-09T10:30:00+08:00'))).code).toBe('seizure-refused');
    expect(refusedAndReturned().file.seizures[0]?.resolution?.ground).toBe('refused');
  });

  it('comes with a recording that was uploaded', () => {
    const scene = approved().at('2026-03-09T10:30:00+08:00');
    const act = detention({ seizureId: seizureIdOf(scene), recordingHash: 'e'.repeat(64) });
    expect(refusalOf(scene.when('SealOrDetain', act, 'handler1', noFiles)).code).toBe('unknown-file');
  });

  it('changes hands and goes to the police with the case', () => {
    const scene = detained();
    expect(heldInCustody(scene.file)).toContainEqual({ id: seizureIdOf(scene), what: '扣押的压面机' });
    expect(heldInCustody(testedAndReturned().file).map(({ what }) => what)).not.toContain('扣押的压面机');
    expect(inCustody(scene.file, [seizureIdOf(scene)])).toBe('扣押的压面机');
  });

  it('goes to the police only with what the party was told', () => {
    const handed = detained().having(() => ({ police: { handedOver: {} } as never }));
    const scene = handed.at('2026-03-20T10:00:00+08:00');
    expect(refusalOf(scene.when('ResolveSeizure', ending(scene, { kind: 'police' }), 'handler1'))).toMatchObject({
      code: 'party-not-told',
      basis: ['《行政强制法》第二十一条'],
    });
    expect(scene.when('ResolveSeizure', ending(scene, { kind: 'police', partyToldOn: '2026-03-20' }), 'handler1').ok).toBe(true);
  });
});

describe('forced execution', () => {
  const announcement = { announcedOn: '2026-03-09', where: '现场', removeBy: '2026-03-30', text: '限期自行拆除' };

  it('has an order of the decision, served', () => {
    expect(refusalOf(verified().when('DemandCompliance', demand(ordered()), 'handler1')).code).toBe('no-correction-ordered');
    const unserved = orderNotified().did(
      'Decide',
      { kind: 'order', reasons: '违法建设', correction: { requirement: '拆除', dueOn: '2026-03-23' } },
      'townhead',
    );
    expect(refusalOf(unserved.when('AnnounceDemolition', announcement, 'handler1')).code).toBe('decision-not-served');
    const letOff = reviewed().did('Decide', { kind: 'no-penalty', reasons: '情节轻微', education: '已教育' }, 'townhead');
    expect(refusalOf(letOff.when('AnnounceDemolition', announcement, 'handler1')).code).toBe('no-removal-ordered');
  });

  it('is told before it is answered, and decided before it is done', () => {
    const answer = { receivedOn: '2026-03-09', text: '宽限', adopted: false, answer: '没有理由' };
    expect(refusalOf(filed().when('RecordDemandAnswer', answer, 'handler1')).code).toBe('not-demanded');
    const act = { ...demolished().file.coercion!.executions[0]! };
    const payload: PayloadOf<'RecordForcedExecution'> = {
      startedAt: act.startedAt,
      endedAt: act.endedAt,
      officerIds: ['handler1', 'handler2'],
      partyNotifiedOn: act.partyNotifiedOn,
      partyPresent: true,
      signed: true,
      belongings: '无',
      utilitiesKept: true,
      result: '已拆除',
      complete: true,
      recordingHash: 'b'.repeat(64),
    };
    expect(refusalOf(announced().when('RecordForcedExecution', payload, 'handler1')).code).toBe('no-forced-decision');
    const done = demolished();
    expect(refusalOf(done.when('RecordForcedExecution', payload, 'handler1')).code).toBe('already-forced');
  });

  it('is planned for a day to come, and recorded with a file that is there', () => {
    const scene = announced().at('2026-09-10T09:00:00+08:00');
    expect(refusalOf(scene.when('DecideForcedExecution', forcedDecision(scene, { plannedOn: '2026-09-09' }), 'townhead')).code).toBe(
      'in-the-past',
    );
  });

  it('asks for terms that run: a case without any has not served its decision', () => {
    const scene = announced()
      .having(() => ({ ledger: [] }))
      .at('2026-09-10T09:00:00+08:00');
    expect(refusalOf(scene.when('DecideForcedExecution', forcedDecision(scene), 'townhead')).code).toBe('remedies-not-begun');
  });
});

describe('an order in the record of its party', () => {
  it.each([
    ['ordered', true],
    ['penalty', true],
    ['unfounded', false],
    [null, false],
  ] as const)('%s: a violation was established: %s', (outcome, established) => {
    const earlier = {
      caseId: 'case-0',
      number: null,
      matterCode: 'GH-0102',
      matterName: '乡村违法建设',
      town: '青石镇',
      decidedOn: '2026-01-05',
      outcome,
      fine: null,
      conductOn: '2025-12-01',
      place: null,
    };
    expect(establishedEarlier({ caseId: 'case-1' }, [earlier])).toHaveLength(established ? 1 : 0);
  });
});

describe('what was forced', () => {
  it('counts for the decision that it carried out, not for a later one', () => {
    const again = demolished()
      .did('CloseCase', { ground: 'order-performed', reason: '已拆除' }, 'townhead')
      .did(
        'ReopenCase',
        { to: 'evidence', reason: '决定有误', legalBasis: '《行政处罚法》第七十五条', decisionRevoked: true },
        'bureauhead',
      );
    expect(ordersRemoval(again.file)).toBe(false);
    const anew = again.having(({ decision }) => ({
      stage: 'execution',
      decision: decision && { ...decision, at: '2026-10-01T01:00:00.000Z', revokedOn: null },
    }));
    expect(forced(anew.file)).toBe(false);
    expect(forced(demolished().file)).toBe(true);
  });
});

describe('substitute performance', () => {
  it('is decided first, once, for a day to come', () => {
    const scene = substitutionDemanded();
    expect(refusalOf(scene.when('RecordSubstitutePerformance', performance(scene), 'handler1')).code).toBe('no-substitution');
    expect(refusalOf(clearedAtOnce().when('RecordSubstitutePerformance', performance(clearedAtOnce()), 'handler1')).code).toBe(
      'no-substitution',
    );
    const late = scene.at('2026-03-13T09:00:00+08:00');
    const past = substitution(late, { performOn: '2026-03-12' });
    expect(refusalOf(late.when('DecideSubstitutePerformance', past, 'townhead')).code).toBe('in-the-past');
    const decided = substitutionDecided().at('2026-03-20T12:00:00+08:00');
    const other = performance(decided, { substitutionId: 'substitution-99' });
    expect(refusalOf(decided.when('RecordSubstitutePerformance', other, 'handler1')).code).toBe('unknown-substitution');
  });

  it('is watched by people who are known, and recorded with a file that is there', () => {
    const at = uncorrected().at('2026-03-05T10:30:00+08:00');
    const atOnce = substitution(at, {
      correctionId: null,
      harm: null,
      atOnce: true,
      place: 'road',
      partyUnable: true,
      performOn: '2026-03-05',
    });
    const scene = at.did('DecideSubstitutePerformance', atOnce, 'townhead').at('2026-03-05T15:00:00+08:00');
    const act = (patch: Partial<PayloadOf<'RecordSubstitutePerformance'>>) =>
      performance(scene, { startedAt: '2026-03-05T11:00:00+08:00', endedAt: '2026-03-05T12:00:00+08:00', ...patch });
    expect(refusalOf(scene.when('RecordSubstitutePerformance', act({ supervisorIds: ['nobody'] }), 'handler1')).code).toBe(
      'unknown-person',
    );
    expect(refusalOf(scene.when('RecordSubstitutePerformance', act({ recordingHash: 'f'.repeat(64) }), 'handler1', noFiles)).code).toBe(
      'unknown-file',
    );
  });
});
