import { describe, expect, it } from 'vitest';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf, type Scene } from './kit.ts';
import { evidenced, filed } from './late-scenes.ts';

const officerIds = ['handler1', 'handler2'];

const papers: PayloadOf<'ReferToPolice'>['files'] = [
  { kind: 'transfer-letter', title: '涉嫌犯罪案件移送书' },
  { kind: 'investigation-report', title: '调查报告' },
];
const refer = (patch: Partial<PayloadOf<'ReferToPolice'>> = {}): PayloadOf<'ReferToPolice'> => ({
  crime: '污染环境罪',
  grounds: '倾倒危险废物三吨以上',
  officerIds,
  files: papers,
  ...patch,
});
const referred = (scene: Scene = evidenced()): Scene => scene.did('ReferToPolice', refer(), 'handler1');
const approved = (scene: Scene = referred()): Scene => scene.did('ApproveReferral', {}, 'townhead');
const hand = (scene: Scene, patch: Partial<PayloadOf<'HandOverToPolice'>> = {}): PayloadOf<'HandOverToPolice'> => ({
  to: '云溪县公安局',
  receipt: '云公收〔2026〕8号',
  custody: scene.file.evidence.map(({ id }) => id),
  copiedToProcurator: true,
  ...patch,
});
const handed = (scene: Scene = approved()): Scene => scene.did('HandOverToPolice', hand(scene), 'handler1');
const answer = (patch: Partial<PayloadOf<'RecordPoliceAnswer'>> = {}): PayloadOf<'RecordPoliceAnswer'> => ({
  filed: false,
  receivedOn: '2026-03-06',
  text: '不予立案',
  ...patch,
});
const refused = (): Scene => handed().at('2026-03-06T15:00:00+08:00').did('RecordPoliceAnswer', answer(), 'handler1');
const taken = (waits: boolean): Scene =>
  handed()
    .at('2026-03-06T15:00:00+08:00')
    .did('RecordPoliceAnswer', answer({ documentNumber: '云公立〔2026〕8号', filed: true, text: '决定立案侦查', waits }), 'handler1');

describe('ReferToPolice (移送规定 5, 6)', () => {
  it('names a team of two, the crime, the grounds and the papers, and marks the suspicion', () => {
    const file = fileOf(evidenced().when('ReferToPolice', refer(), 'handler1'));
    expect(file).toMatchObject({
      criminalSuspected: true,
      police: { crime: '污染环境罪', team: [{ id: 'handler1' }, { id: 'handler2' }], approved: null },
    });
    expect(file.ledger.some((entry) => entry.op === 'armed' && entry.key === 'criminal-transfer-decision')).toBe(true);
  });

  it('goes with its papers: letter and report always, goods list and expert opinion where there are some', () => {
    const without = (kind: string) => refer({ files: papers.filter((paper) => paper.kind !== kind) });
    expect(refusalOf(evidenced().when('ReferToPolice', without('transfer-letter'), 'handler1')).needs).toEqual(['附上涉嫌犯罪案件移送书']);
    expect(refusalOf(evidenced().when('ReferToPolice', without('investigation-report'), 'handler1')).code).toBe('papers-missing');
    const goods = evidenced().did(
      'PreserveEvidence',
      { items: [{ name: '废桶', quantity: '3', place: '院内' }], officerIds, partyPresent: true },
      'townhead',
    );
    expect(refusalOf(goods.when('ReferToPolice', refer(), 'handler1')).message).toContain('涉案物品清单');
    expect(eventsOf(goods.when('ReferToPolice', refer({ files: [...papers, { kind: 'goods-list', title: '清单' }] }), 'handler1'))).toEqual(
      ['ReferralToPoliceProposed'],
    );
    const asked = evidenced()
      .did('RequestAppraisal', { kind: 'appraisal', subject: '废物属性', body: '鉴定所', partyToldOn: '2026-03-05' }, 'handler1')
      .at('2026-03-10T09:00:00+08:00');
    const opinion = asked.did(
      'RecordAppraisal',
      {
        appraisalId: asked.file.appraisals[0]?.id ?? '',
        opinion: '危险废物',
        receivedAt: '2026-03-10T08:00:00+08:00',
        partyToldOn: '2026-03-10',
        officerIds,
      },
      'handler1',
    );
    expect(refusalOf(opinion.when('ReferToPolice', refer(), 'handler1')).message).toContain('鉴定结论');
    const strange = refer({ files: [...papers, { kind: 'other', title: '照片', evidenceId: 'evidence-99' }] });
    expect(refusalOf(evidenced().when('ReferToPolice', strange, 'handler1')).code).toBe('unknown-evidence');
  });

  it('is proposed once, by a handler, with two officers', () => {
    expect(refusalOf(referred().when('ReferToPolice', refer(), 'handler1')).code).toBe('already-referred');
    expect(refusalOf(evidenced().when('ReferToPolice', refer({ officerIds: ['handler1'] }), 'handler1')).code).toBe('two-officers');
    expect(refusalOf(evidenced().when('ReferToPolice', refer(), 'handler3')).code).toBe('not-your-case');
  });
});

describe('ApproveReferral and RefuseReferral (移送规定 5)', () => {
  it("is the principal head's, not a deputy's and not another town's", () => {
    expect(eventsOf(referred().when('ApproveReferral', {}, 'townhead'))).toEqual(['ReferralToPoliceApproved']);
    expect(refusalOf(referred().when('ApproveReferral', {}, 'towndeputy')).code).toBe('principal-head-required');
    expect(refusalOf(referred().when('ApproveReferral', {}, 'liulinhead')).code).toBe('head-required');
    expect(refusalOf(evidenced().when('ApproveReferral', {}, 'townhead')).code).toBe('not-referred');
    expect(refusalOf(approved().when('ApproveReferral', {}, 'townhead')).code).toBe('referral-decided');
  });

  it('runs 24 hours to the police once it is approved', () => {
    const armed = approved().file.ledger.find((entry) => entry.op === 'armed' && entry.key === 'criminal-transfer');
    expect(armed).toMatchObject({ length: 24, unit: 'hour' });
  });

  it('refused with reasons on record, the case goes on as an administrative one', () => {
    const scene = referred().did('RefuseReferral', { reason: '数量未达追诉标准' }, 'townhead');
    expect(scene.file).toMatchObject({ criminalSuspected: false, police: { refused: { reason: '数量未达追诉标准' } } });
    expect(eventsOf(scene.when('ReferToPolice', refer(), 'handler1'))).toEqual(['ReferralToPoliceProposed']);
    expect(refusalOf(referred().when('RefuseReferral', { reason: '不够' }, 'towndeputy')).code).toBe('principal-head-required');
  });
});

describe('HandOverToPolice', () => {
  it('goes after the approval, with receipt, custody and the copy to the procurator', () => {
    const scene = handed();
    expect(scene.file.police).toMatchObject({
      handedOver: { to: '云溪县公安局', receipt: '云公收〔2026〕8号', custody: scene.file.evidence.map(({ id }) => id) },
      copiedToProcurator: true,
    });
    expect(refusalOf(referred().when('HandOverToPolice', hand(referred()), 'handler1')).code).toBe('referral-not-approved');
    expect(refusalOf(evidenced().when('HandOverToPolice', hand(evidenced()), 'handler1')).code).toBe('not-referred');
    expect(refusalOf(scene.when('HandOverToPolice', hand(scene), 'handler1')).code).toBe('already-handed-over');
    expect(refusalOf(approved().when('HandOverToPolice', hand(approved(), { custody: ['evidence-99'] }), 'handler1')).code).toBe(
      'custody-unknown',
    );
  });

  it('copies to the procurator as the local setting says', () => {
    const scene = approved();
    expect(refusalOf(scene.when('HandOverToPolice', hand(scene, { copiedToProcurator: false }), 'handler1')).code).toBe('procurator-copy');
    const elsewhere = scene.under({ ...scene.policy, thresholds: { ...scene.policy.thresholds, copyToProcurator: false } });
    expect(eventsOf(elsewhere.when('HandOverToPolice', hand(scene, { copiedToProcurator: false }), 'handler1'))).toEqual([
      'ReferredToPolice',
    ]);
  });
});

describe('a suspected crime (Art. 27, 57; 移送规定 11)', () => {
  it('blocks fining and closing until it is answered', () => {
    const scene = handed();
    expect(
      refusalOf(
        scene.when('ConcludeInvestigation', { kind: 'penalty', facts: '事实', report: '报告', evidenceIds: [], fine: 300 }, 'handler1'),
      ).code,
    ).toBe('criminal-suspected');
    expect(refusalOf(scene.when('CloseCase', { ground: 'terminated', reason: '不再查处' }, 'townhead')).code).toBe('criminal-suspected');
    expect(refusalOf(scene.when('CloseCase', { ground: 'transferred-police', reason: '已移送' }, 'townhead')).code).toBe(
      'police-not-answered',
    );
  });
});

describe('RecordPoliceAnswer', () => {
  it('filed and waited for, the case stands still; else it ends as transferred', () => {
    const waiting = taken(true);
    expect(waiting.file).toMatchObject({ criminalSuspected: true, suspension: { ground: 'suspension' }, pausedBy: ['suspension'] });
    expect(waiting.file.ledger.some((entry) => entry.op === 'paused' && entry.ground === 'suspension')).toBe(true);
    const close = { ground: 'transferred-police', reason: '公安机关已立案' } as const;
    const early = refusalOf(taken(false).when('CloseCase', close, 'townhead'));
    expect([early.code, early.basis]).toEqual(['goods-not-handed-over', ['《行政执法机关移送涉嫌犯罪案件的规定》第十二条']]);
    const given = taken(false).did('HandOverGoodsToPolice', { items: '案卷材料一册', receipt: '9号' }, 'handler1');
    const ended = given.when('CloseCase', close, 'townhead');
    // A case that began under the rules before is closed as it was.
    expect(fileOf(taken(false).when('CloseCase', close, 'townhead', { rules: 2 })).stage).toBe('closed');
    expect(fileOf(ended)).toMatchObject({ stage: 'closed', ending: { outcome: 'transferred-police' } });
  });

  it('refused, the case goes on and may be fined again', () => {
    const scene = refused();
    expect(scene.file).toMatchObject({ criminalSuspected: false, suspension: null });
    expect(
      eventsOf(
        scene.when(
          'ConcludeInvestigation',
          {
            kind: 'penalty',
            facts: '事实',
            report: '报告',
            evidenceIds: scene.file.evidence.map(({ id }) => id),
            factors: { areaSqm: 3 },
            fine: 300,
          },
          'handler1',
        ),
      ),
    ).toEqual(['InvestigationConcluded']);
  });

  it('comes after the handover, once, and does not wait for what was refused', () => {
    expect(refusalOf(approved().when('RecordPoliceAnswer', answer({ receivedOn: '2026-03-05' }), 'handler1')).code).toBe(
      'not-handed-to-police',
    );
    expect(refusalOf(taken(false).when('RecordPoliceAnswer', answer(), 'handler1')).code).toBe('already-answered');
    const day = handed().at('2026-03-06T15:00:00+08:00');
    expect(refusalOf(day.when('RecordPoliceAnswer', answer({ waits: true }), 'handler1')).code).toBe('contradiction');
    // A case does not stand still on somebody's word: the notice of the police has a number.
    const wordOnly = answer({ filed: true, waits: true, documentNumber: null });
    expect(refusalOf(day.when('RecordPoliceAnswer', wordOnly, 'handler1')).code).toBe('filing-notice-missing');
    expect(eventsOf(day.when('RecordPoliceAnswer', { ...wordOnly, waits: false }, 'handler1'))).toContain('PoliceAnswered');
    expect(eventsOf(day.when('RecordPoliceAnswer', { ...wordOnly, documentNumber: '云公立〔2026〕8号' }, 'handler1'))).toContain(
      'PoliceAnswered',
    );
    expect(refusalOf(day.when('RecordPoliceAnswer', answer({ receivedOn: '2026-03-04' }), 'handler1')).code).toBe('before-its-cause');
    expect(refusalOf(day.when('RecordPoliceAnswer', answer({ receivedOn: '2026-03-07' }), 'handler1')).code).toBe('in-the-future');
  });
});

describe('ObjectToPolice (移送规定 9)', () => {
  const object = { to: 'police', grounds: '数量计算有误' } as const;

  it('is made within three natural days of the notice', () => {
    // Received Friday 03-06: until Monday 03-09, the weekend counted.
    expect(eventsOf(refused().at('2026-03-09T23:59:00+08:00').when('ObjectToPolice', object, 'townhead'))).toEqual([
      'PoliceRefusalObjected',
    ]);
    const refusal = refusalOf(refused().at('2026-03-10T00:00:00+08:00').when('ObjectToPolice', object, 'townhead'));
    expect(refusal.code).toBe('objection-too-late');
    expect(refusal.message).toContain('2026-03-09');
  });

  it('opens the question again, and the procurator after the police', () => {
    const scene = refused().did('ObjectToPolice', object, 'townhead');
    expect(scene.file).toMatchObject({ criminalSuspected: true, police: { answer: null, objections: [{ to: 'police' }] } });
    const again = scene
      .at('2026-03-09T10:00:00+08:00')
      .did('RecordPoliceAnswer', answer({ receivedOn: '2026-03-09', text: '维持不予立案' }), 'handler1');
    expect(refusalOf(again.when('ObjectToPolice', object, 'townhead')).code).toBe('objected-already');
    expect(eventsOf(again.when('ObjectToPolice', { ...object, to: 'procurator' }, 'townhead'))).toEqual(['PoliceRefusalObjected']);
  });

  it("has something to object to, and is the head's", () => {
    expect(refusalOf(taken(false).when('ObjectToPolice', object, 'townhead')).code).toBe('nothing-to-object');
    expect(refusalOf(refused().when('ObjectToPolice', object, 'liulinhead')).code).toBe('head-required');
  });
});

describe('HandOverGoodsToPolice (移送规定 12)', () => {
  const goods = { items: '废桶3只', receipt: '云公物〔2026〕2号' };

  it("follows the police's filing, also while the case waits", () => {
    expect(fileOf(taken(true).when('HandOverGoodsToPolice', goods, 'handler1')).police?.goods).toMatchObject(goods);
    expect(refusalOf(refused().when('HandOverGoodsToPolice', goods, 'handler1')).code).toBe('police-not-filed');
    expect(refusalOf(filed().when('HandOverGoodsToPolice', goods, 'handler1')).code).toBe('not-referred');
    expect(refusalOf(approved().when('HandOverGoodsToPolice', goods, 'handler1')).code).toBe('not-handed-to-police');
  });

  it('happens once, also where the goods went along at the start', () => {
    const along = approved()
      .did('HandOverToPolice', hand(approved(), { goodsIncluded: true }), 'handler1')
      .at('2026-03-06T15:00:00+08:00')
      .did('RecordPoliceAnswer', answer({ filed: true }), 'handler1');
    expect(refusalOf(along.when('HandOverGoodsToPolice', goods, 'handler1')).code).toBe('goods-handed-over');
    expect(
      dataOf(approved().when('HandOverToPolice', hand(approved(), { goodsIncluded: true }), 'handler1'), 'ReferredToPolice')
        .goodsHandedOver,
    ).toBe(true);
  });
});
