/** Lives with goods sealed or detained. 无照经营 (SP-0109): 无证无照经营查处办法 11(2) allows it. */
import type { PayloadOf, Scene } from './kit.ts';
import { verified } from './scenes.ts';

export const officerIds = ['handler1', 'handler2'];

/** Stage `stopping`, Monday 2026-03-02. */
export const unlicensed = (): Scene => verified({ matterCode: 'SP-0109' });

export const request = (patch: Partial<PayloadOf<'RequestSeizure'>> = {}): PayloadOf<'RequestSeizure'> => ({
  measure: 'detain',
  goods: [{ name: '压面机', quantity: '1台' }],
  reason: '涉嫌无照经营，用于经营的设备可能转移',
  ...patch,
});

export const detention = (patch: Partial<PayloadOf<'SealOrDetain'>> = {}): PayloadOf<'SealOrDetain'> => ({
  measure: 'detain',
  goods: [{ name: '压面机', quantity: '1台', condition: '九成新' }],
  carriedOutAt: '2026-03-09T10:00:00+08:00',
  officerIds,
  certificateShown: true,
  partyNotified: true,
  partyPresent: true,
  rightsTold: true,
  signed: true,
  related: true,
  necessities: false,
  sealedElsewhere: false,
  documentNumber: '青综执扣〔2026〕1号',
  handedOver: true,
  keeper: '韩一',
  place: '青石镇综合行政执法队物证室',
  recordingHash: 'a'.repeat(64),
  ...patch,
});

export const requested = (): Scene => unlicensed().at('2026-03-09T09:00:00+08:00').did('RequestSeizure', request(), 'handler1');

export const seizureIdOf = (scene: Scene): string => scene.file.seizures[0]?.id ?? 'none';

export const approved = (): Scene => {
  const scene = requested();
  return scene.did('ApproveSeizure', { seizureId: seizureIdOf(scene), approved: true, reason: '同意' }, 'townhead');
};

/** Approved at 09:10 and detained at 10:00 on Monday 2026-03-09. */
export const detained = (patch: Partial<PayloadOf<'SealOrDetain'>> = {}): Scene => {
  const scene = approved();
  const act = detention({ seizureId: seizureIdOf(scene), ...patch });
  return scene.at('2026-03-09T10:30:00+08:00').did('SealOrDetain', act, 'handler1');
};

/** Detained on the spot at 10:00 without an approval. */
export const urgent = (patch: Partial<PayloadOf<'SealOrDetain'>> = {}): Scene =>
  unlicensed()
    .at('2026-03-09T10:30:00+08:00')
    .did('SealOrDetain', detention({ urgentReason: '当事人正在装车转移', ...patch }), 'handler1');

export const ending = (scene: Scene, patch: Partial<PayloadOf<'ResolveSeizure'>> = {}): PayloadOf<'ResolveSeizure'> => ({
  seizureId: seizureIdOf(scene),
  kind: 'returned',
  ground: 'no-violation',
  on: '2026-03-20',
  recipient: '张三',
  note: '青综执解〔2026〕1号，当事人清点无误',
  ...patch,
});

export const testing = (scene: Scene, patch: Partial<PayloadOf<'RequestAppraisal'>> = {}): PayloadOf<'RequestAppraisal'> => ({
  kind: 'test',
  subject: '压面机接触食品部位重金属',
  body: '市质检院',
  seizureId: seizureIdOf(scene),
  expectedOn: '2026-03-22',
  partyToldOn: '2026-03-12',
  ...patch,
});

/** Tested from Thursday 03-12 to Sunday 03-22, then given back on Tuesday 03-24. */
export const testedAndReturned = (): Scene => {
  const scene = detained().at('2026-03-12T09:00:00+08:00');
  const sent = scene
    .did('RequestAppraisal', testing(scene), 'handler1')
    .did(
      'RecordCustody',
      { seizureId: seizureIdOf(scene), on: '2026-03-12', keeper: '市质检院', place: '市质检院样品库', note: '送检，封条完好' },
      'handler2',
    );
  const back = sent
    .at('2026-03-22T15:00:00+08:00')
    .did(
      'RecordAppraisal',
      {
        appraisalId: sent.file.appraisals[0]?.id ?? '',
        opinion: '未检出',
        receivedAt: '2026-03-22T14:00:00+08:00',
        partyToldOn: '2026-03-22',
        officerIds,
      },
      'handler1',
    );
  return back.at('2026-03-24T10:00:00+08:00').did('ResolveSeizure', ending(back, { on: '2026-03-24', ground: 'other' }), 'handler1');
};

/** Sealed out of preservation in urgency, approved, extended, and destroyed by law. */
export const sealedAndDestroyed = (): Scene => {
  const preserved = unlicensed()
    .at('2026-03-06T09:00:00+08:00')
    .did(
      'PreserveEvidence',
      { items: [{ name: '压面机', quantity: '1台', place: '物证室' }], officerIds, urgentReason: '可能灭失', partyPresent: true },
      'handler1',
    );
  const sealed = preserved
    .at('2026-03-09T10:30:00+08:00')
    .did(
      'SealOrDetain',
      detention({
        measure: 'seal',
        urgentReason: '保存期限将满',
        preservationId: preserved.file.preservations[0]?.id ?? '',
        partyPresent: false,
        witness: '村委会王五',
        statement: '设备是借来的',
        signed: false,
        signatureNote: '当事人不到场，见证人已签名',
        recordingHash: null,
        recordingNote: '设备故障，已书面记录',
      }),
      'handler1',
    );
  const seizureId = seizureIdOf(sealed);
  return sealed
    .did('ApproveSeizure', { seizureId, approved: true, reason: '情况属实' }, 'townhead')
    .at('2026-04-01T10:00:00+08:00')
    .did('ExtendSeizure', { seizureId, days: 10, reason: '情况复杂', toldOn: '2026-04-01', receipt: '送达回证9号' }, 'townhead')
    .at('2026-04-02T10:00:00+08:00')
    .did(
      'ResolveSeizure',
      ending(sealed, {
        kind: 'destroyed',
        ground: null,
        on: '2026-04-02',
        legalBasis: '《条例》第三条',
        partyToldOn: '2026-04-02',
        recipient: null,
      }),
      'handler1',
    );
};

/** Detained in urgency, not approved, and given back the same day. */
export const refusedAndReturned = (): Scene => {
  const scene = urgent();
  return scene
    .did('ApproveSeizure', { seizureId: seizureIdOf(scene), approved: false, reason: '没有必要' }, 'townhead')
    .did('ResolveSeizure', ending(scene, { ground: 'refused', on: '2026-03-09' }), 'handler1');
};

/** Asked for, and the head says no. */
export const notApproved = (): Scene => {
  const scene = requested();
  return scene.did('ApproveSeizure', { seizureId: seizureIdOf(scene), approved: false, reason: '证据已经固定' }, 'townhead');
};
