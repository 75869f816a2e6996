import { describe, expect, it } from 'vitest';
import { matterWithout } from './competence.ts';
import { dataOf, eventsOf, fileOf, given, refusalOf, schemaFaults } from './kit.ts';
import { units } from './people.ts';
import { accepted, citizen, company, conduct, dispatched, opened, opening, STACKING, verification, verified } from './scenes.ts';

describe('OpenCase', () => {
  it('opens in the stage of discovery, at the town', () => {
    const { file } = opened();
    expect(file).toMatchObject({ stage: 'discovery', tier: 'town-closes', unit: units.qingshi, circumstances: [] });
  });

  it('refuses a lead from the future', () => {
    const outcome = given().when('OpenCase', opening({ receivedAt: '2026-03-03T09:00:00+08:00' }), 'dispatcher');
    expect(refusalOf(outcome).code).toBe('in-the-future');
  });

  it('refuses a conduct that lies ahead or ends before it begins', () => {
    const ahead = given().when('OpenCase', opening({ conduct: { ...conduct, on: '2026-03-03' } }), 'dispatcher');
    expect(refusalOf(ahead).code).toBe('in-the-future');
    const reversed = given().when('OpenCase', opening({ conduct: { ...conduct, continuing: true, endedOn: '2026-02-01' } }), 'dispatcher');
    expect(refusalOf(reversed).code).toBe('conduct-reversed');
  });

  it('keeps the limitation of five years where grave harm is written down (Art. 36)', () => {
    const plain = opened({ conduct });
    const grave = opened({ conduct: { ...conduct, graveHarm: true } });
    expect([plain.file.conduct?.limitationYears, grave.file.conduct?.limitationYears]).toEqual([2, 5]);
  });

  it("checks the parties' numbers and takes the birth date from them", () => {
    const { file } = opened({ parties: [{ ...citizen, birthDate: null }] });
    expect(file.parties[0]?.birthDate).toBe('1990-03-07');
    const wrong = given().when('OpenCase', opening({ parties: [{ ...citizen, identifier: '332525199003071230' }] }), 'dispatcher');
    const refusal = refusalOf(wrong);
    expect(refusal.code).toBe('citizen-id-check-digit');
    expect(refusal.message).toContain('张三');
    const aged = given().when('OpenCase', opening({ parties: [{ ...citizen, birthDate: '1991-03-07' }] }), 'dispatcher');
    expect(refusalOf(aged).code).toBe('birth-date-mismatch');
    expect(refusalOf(given().when('OpenCase', opening({ parties: [company, company] }), 'dispatcher')).code).toBe('party-twice');
  });

  it('is for a town of the county, a known officer and a matter of the list (Art. 22, 24)', () => {
    const open = (patch: Parameters<typeof opening>[0]) => given().when('OpenCase', opening(patch), 'dispatcher');
    for (const townId of ['nowhere', 'bureau', 'county']) expect(refusalOf(open({ townId })).code).toBe('unknown-unit');
    expect(eventsOf(open({ townId: 'chengguan' }))).toEqual(['CaseOpened']);
    expect(refusalOf(open({ handlerId: 'nobody' })).code).toBe('unknown-person');
    expect(fileOf(open({ handlerId: 'handler1' })).handlers.map(({ id }) => id)).toEqual(['handler1']);
    expect(refusalOf(open({ matterCode: 'CG-9999' })).code).toBe('unknown-matter');
    expect(fileOf(open({ matterCode: STACKING })).matter?.code).toBe(STACKING);
  });

  it('refuses a party born after today', () => {
    const born = (birthDate: string) =>
      given().when('OpenCase', opening({ parties: [{ ...citizen, identifier: null, birthDate }] }), 'dispatcher');
    const refusal = refusalOf(born('2026-03-03'));
    expect([refusal.code, refusal.message]).toEqual(['in-the-future', '当事人张三：出生日期不能晚于今天']);
    expect(fileOf(born('2026-03-02')).parties[0]?.birthDate).toBe('2026-03-02');
  });

  it('names a field that is wrong in Chinese', () => {
    expect(schemaFaults('OpenCase', { ...opening(), receivedAt: '昨天' })).toEqual([
      { field: 'receivedAt', message: '线索接收时间不是有效时间' },
    ]);
  });
});

describe('DispatchCase', () => {
  it("sends the case to a town; to a bureau it becomes the bureau's, assisted by the town", () => {
    expect(eventsOf(opened().when('DispatchCase', { unitId: 'qingshi', instruction: '核查' }, 'dispatcher'))).toEqual(['CaseDispatched']);
    const outcome = opened().when('DispatchCase', { unitId: 'bureau', instruction: '由执法局核查' }, 'dispatcher');
    expect(eventsOf(outcome)).toEqual(['CaseDispatched', 'TierReassessed']);
    expect(fileOf(outcome)).toMatchObject({ tier: 'bureau-closes', tierWhy: { rule: 'at-bureau' }, assistingUnits: [units.qingshi] });
  });

  it('is graded anew when a bureau gives it back and a town gets it', () => {
    const scene = opened()
      .did('DispatchCase', { unitId: 'bureau', instruction: '由执法局核查' }, 'dispatcher')
      .did('RefuseDispatch', { reason: '属镇街职责' }, 'bureauhead')
      .did('DispatchCase', { unitId: 'qingshi', instruction: '核查' }, 'dispatcher');
    expect(scene.file).toMatchObject({ tier: 'town-closes', unit: units.qingshi, assistingUnits: [] });
  });

  it('is refused where the unit has no power for the matter (Art. 24)', () => {
    const scene = opened({ matterCode: STACKING });
    const competence = { ok: false as const, code: 'not-delegated', message: '该事项未赋权青石镇', needs: ['分派给有权机关'] };
    const asked = scene.when('DispatchCase', { unitId: 'qingshi', instruction: '核查' }, 'dispatcher');
    expect(eventsOf(asked)).toEqual(['CaseDispatched']);
    const { lookups } = matterWithout(competence);
    expect(refusalOf(scene.when('DispatchCase', { unitId: 'qingshi', instruction: '核查' }, 'dispatcher', { lookups })).code).toBe(
      'not-delegated',
    );
  });

  it('goes to a unit of the county', () => {
    const outcome = opened().when('DispatchCase', { unitId: 'nowhere', instruction: '核查' }, 'dispatcher');
    expect(refusalOf(outcome).code).toBe('unknown-unit');
  });

  it('is over once the unit has accepted', () => {
    expect(refusalOf(accepted().when('DispatchCase', { unitId: 'liulin', instruction: '核查' }, 'dispatcher')).code).toBe(
      'already-accepted',
    );
  });
});

describe('AcceptDispatch', () => {
  const ids = (...handlerIds: string[]) => ({ handlerIds });

  it('needs two certified officers of the unit (Art. 42)', () => {
    expect(eventsOf(dispatched().when('AcceptDispatch', ids('handler1', 'handler2'), 'handler1'))).toEqual(['DispatchAccepted']);
    expect(refusalOf(dispatched().when('AcceptDispatch', ids('handler1', 'handler1'), 'handler1')).code).toBe('two-officers');
    expect(refusalOf(dispatched().when('AcceptDispatch', ids('handler1', 'nobody'), 'handler1')).code).toBe('unknown-person');
    expect(refusalOf(dispatched().when('AcceptDispatch', ids('handler1', 'assistant'), 'handler1')).code).toBe('not-certified');
    expect(refusalOf(dispatched().when('AcceptDispatch', ids('handler1', 'expired'), 'handler1')).message).toContain('不在有效期内');
    expect(refusalOf(dispatched().when('AcceptDispatch', ids('handler1', 'handler4'), 'handler1')).code).toBe('not-of-unit');
  });

  it("is the addressed unit's, once", () => {
    expect(refusalOf(dispatched().when('AcceptDispatch', ids('handler4', 'handler5'), 'handler4')).code).toBe('not-your-unit');
    expect(refusalOf(opened().when('AcceptDispatch', ids('handler1', 'handler2'), 'handler1')).code).toBe('not-dispatched');
    expect(refusalOf(accepted().when('AcceptDispatch', ids('handler1', 'handler3'), 'handler1')).code).toBe('already-accepted');
  });

  it('may be given back with reasons', () => {
    const scene = dispatched().did('RefuseDispatch', { reason: '地址在柳林镇' }, 'townhead');
    expect(scene.file.dispatch?.refusals).toMatchObject([{ reason: '地址在柳林镇' }]);
    expect(scene.file.handlers).toEqual([]);
  });
});

describe('RecordVerification', () => {
  it('leads to the stage of stopping', () => {
    expect(verified().file).toMatchObject({ stage: 'stopping', matter: { code: STACKING, orderToCorrectFirst: true } });
  });

  it('needs acceptance, matter and conduct', () => {
    expect(
      refusalOf(
        dispatched()
          .having(() => ({ handlers: accepted().file.handlers }))
          .when('RecordVerification', verification(), 'handler1'),
      ).code,
    ).toBe('not-accepted');
    expect(refusalOf(accepted().when('RecordVerification', verification({ matterCode: null }), 'handler1')).code).toBe('matter-missing');
    expect(refusalOf(accepted().when('RecordVerification', verification({ conduct: null }), 'handler1')).code).toBe('conduct-missing');
    expect(refusalOf(accepted().when('RecordVerification', verification({ matterCode: 'XX-9999' }), 'handler1')).code).toBe(
      'unknown-matter',
    );
  });

  it('does not arrive before the lead or after now', () => {
    const arriving = (arrivedAt: string) => accepted().when('RecordVerification', verification({ arrivedAt }), 'handler1');
    expect(eventsOf(arriving('2026-03-02T09:10:00+08:00'))).toEqual(['VerificationRecorded']);
    expect(refusalOf(arriving('2026-03-02T08:30:00+08:00')).code).toBe('before-the-lead');
    expect(refusalOf(arriving('2026-03-02T18:00:00+08:00')).code).toBe('in-the-future');
  });

  it('proposes a transfer where the graded list asks for the bureau', () => {
    const outcome = accepted().when('RecordVerification', verification({ circumstances: ['cross-area'] }), 'handler1');
    expect(eventsOf(outcome)).toEqual(['VerificationRecorded', 'TransferProposed']);
    expect(dataOf(outcome, 'TransferProposed')).toMatchObject({ by: 'rule', rule: 'cross-area', to: 'bureau-closes', toUnit: null });
  });

  it('proposes a transfer where the town turns out to have no power', () => {
    const { lookups } = matterWithout({ ok: false, code: 'not-delegated', message: '该事项未赋权青石镇', needs: [] });
    const outcome = accepted().when('RecordVerification', verification(), 'handler1', { lookups: { matter: lookups.matter } });
    expect(dataOf(outcome, 'TransferProposed')).toMatchObject({
      rule: 'no-power',
      reasons: expect.stringContaining('该事项未赋权青石镇') as string,
    });
  });
});

describe('CloseUnfounded', () => {
  const unfounded = () =>
    accepted().did('RecordVerification', verification({ founded: false, matterCode: null, conduct: null, parties: [] }), 'handler1');

  it('ends a lead that was looked into and found unfounded', () => {
    const outcome = unfounded().when('CloseUnfounded', { reason: '现场没有堆放' }, 'townhead');
    expect(fileOf(outcome)).toMatchObject({ stage: 'closed', ending: { outcome: 'unfounded' } });
  });

  it('asks for a verification, the right head and no suspicion of a crime', () => {
    expect(refusalOf(accepted().when('CloseUnfounded', { reason: '不属实' }, 'townhead')).code).toBe('not-verified');
    expect(refusalOf(unfounded().when('CloseUnfounded', { reason: '不属实' }, 'liulinhead')).code).toBe('head-required');
    const founded = verified().having(() => ({ stage: 'discovery' }));
    expect(refusalOf(founded.when('CloseUnfounded', { reason: '不属实' }, 'townhead')).code).toBe('founded');
    const suspected = accepted().did(
      'RecordVerification',
      verification({ founded: false, matterCode: null, conduct: null, parties: [], criminalSuspected: true }),
      'handler1',
    );
    expect(refusalOf(suspected.when('CloseUnfounded', { reason: '不属实' }, 'townhead')).code).toBe('criminal-suspected');
  });
});

describe('TransferToAgency', () => {
  const payload = { agency: '云溪县水利局', reason: '属河道管理事项', receipt: '水移收1号' };

  it('closes the case with the agency that has it now', () => {
    expect(fileOf(verified().when('TransferToAgency', payload, 'townhead'))).toMatchObject({
      stage: 'closed',
      ending: { outcome: 'transferred-agency' },
      agencyTransfer: { agency: '云溪县水利局' },
    });
  });

  it('does not take a suspected crime away from the police (Art. 27)', () => {
    const suspected = verified({ criminalSuspected: true });
    expect(refusalOf(suspected.when('TransferToAgency', payload, 'townhead')).code).toBe('criminal-suspected');
  });

  it('waits for goods that are still preserved and for an open transfer', () => {
    const held = verified().did(
      'PreserveEvidence',
      {
        items: [{ name: '砂石', quantity: '1车', place: '镇执法队院内' }],
        officerIds: ['handler1', 'handler2'],
        urgentReason: '当事人正在转移',
        partyPresent: true,
      },
      'handler1',
    );
    expect(refusalOf(held.when('TransferToAgency', payload, 'townhead')).code).toBe('preservation-open');
    const open = accepted().did('RecordVerification', verification({ circumstances: ['complex'] }), 'handler1');
    expect(refusalOf(open.when('TransferToAgency', payload, 'townhead')).code).toBe('transfer-open');
  });
});
