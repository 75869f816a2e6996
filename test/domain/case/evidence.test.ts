import { describe, expect, it } from 'vitest';
import { EVIDENCE_KINDS } from '../../../domain/vocabulary.ts';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf, type Scene } from './kit.ts';
import { concluded, evidenced, filed, reviewed, submitted } from './late-scenes.ts';
import { opened, verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
const HASH = 'a'.repeat(64);

const evidence = (patch: Partial<PayloadOf<'AddEvidence'>> = {}): PayloadOf<'AddEvidence'> => ({
  kind: 'documentary',
  title: '进货单',
  original: true,
  officerIds,
  collectedAt: '2026-03-05T09:05:00+08:00',
  place: '店内',
  ...patch,
});
const add = (scene: Scene, patch: Partial<PayloadOf<'AddEvidence'>> = {}) => scene.when('AddEvidence', evidence(patch), 'handler1');

describe('AddEvidence (Art. 46)', () => {
  it('takes all eight kinds, each with collectors, place, time and original', () => {
    for (const [index, kind] of EVIDENCE_KINDS.entries()) {
      const data = dataOf(add(filed(), { kind, fileHash: String(index).repeat(64) }), 'EvidenceAdded');
      expect(data).toMatchObject({ kind, place: '店内', original: true, fileName: `${String(index).repeat(6)}.jpg` });
      expect(data.collectors.map(({ certificateNumber }) => certificateNumber)).toEqual(['浙云1001', '浙云1002']);
    }
    expect(fileOf(add(filed())).evidence).toMatchObject([{ verified: false, excluded: null }]);
  });

  it('is collected before filing too, and again when the decision is prepared, not while it is under review', () => {
    expect(eventsOf(add(verified().at('2026-03-05T09:10:00+08:00')))).toEqual(['EvidenceAdded']);
    expect(eventsOf(add(reviewed()))).toEqual(['EvidenceAdded']);
    expect(refusalOf(add(submitted())).code).toBe('wrong-stage');
  });

  it('asks for two officers who were certified on the day (Art. 42)', () => {
    expect(refusalOf(add(filed(), { officerIds: ['handler1'] })).code).toBe('two-officers');
    expect(refusalOf(add(filed(), { officerIds: ['handler1', 'expired'] })).code).toBe('not-certified');
    // The certificate ran out at the end of 2025; on the day of the act it held.
    expect(eventsOf(add(filed(), { officerIds: ['handler1', 'expired'], collectedAt: '2025-12-31T10:00:00+08:00' }))).toEqual([
      'EvidenceAdded',
    ]);
  });

  it('takes no collector who had been recused by then (Art. 43)', () => {
    const asked = filed().did('Recuse', { personId: 'handler2', by: 'self', reason: '与当事人是亲属' }, 'handler2');
    const recusalId = asked.file.recusals[0]?.id ?? '';
    const recused = asked.at('2026-03-06T09:00:00+08:00').did('DecideRecusal', { recusalId, granted: true, reason: '属实' }, 'townhead');
    const when = (collectedAt: string) =>
      recused.at('2026-03-06T18:00:00+08:00').when('AddEvidence', evidence({ collectedAt }), 'handler1');
    expect(refusalOf(when('2026-03-06T10:00:00+08:00')).code).toBe('recused');
    // What was collected before stays collected.
    expect(eventsOf(when('2026-03-05T10:00:00+08:00'))).toEqual(['EvidenceAdded']);
  });

  it('asks for the recording itself, and where the original of a copy is', () => {
    expect(refusalOf(add(filed(), { kind: 'audiovisual' })).code).toBe('file-missing');
    expect(refusalOf(add(filed(), { kind: 'electronic' })).code).toBe('file-missing');
    expect(refusalOf(add(filed(), { original: false })).code).toBe('copy-note-missing');
    expect(eventsOf(add(filed(), { original: false, copyNote: '原件存店内，经核对无异' }))).toEqual(['EvidenceAdded']);
  });

  it('takes no file that was not uploaded, none twice, and no time to come', () => {
    expect(refusalOf(filed().when('AddEvidence', evidence({ fileHash: HASH }), 'handler1', { lookups: { files: {} } })).code).toBe(
      'unknown-file',
    );
    const once = filed().did('AddEvidence', evidence({ fileHash: HASH }), 'handler1');
    expect(refusalOf(add(once, { fileHash: HASH })).message).toContain('进货单');
    expect(refusalOf(add(filed(), { collectedAt: '2026-03-06T09:00:00+08:00' })).code).toBe('in-the-future');
  });

  it('is added by a handler, not by anybody', () => {
    expect(refusalOf(filed().when('AddEvidence', evidence(), 'handler3')).code).toBe('not-your-case');
  });
});

describe('RecordOffSiteEvidence (Art. 41)', () => {
  const record = (patch: Partial<PayloadOf<'RecordOffSiteEvidence'>> = {}): PayloadOf<'RecordOffSiteEvidence'> => ({
    title: '路口监控',
    fileHash: HASH,
    deviceNumber: 'JK-012',
    deviceCheckedOn: '2026-01-10',
    legalReviewOn: '2026-01-12',
    sitePublished: true,
    publishedWhere: '云溪县政府网站',
    capturedAt: '2026-03-01T21:00:00+08:00',
    place: '中心街路口',
    reviewerIds: officerIds,
    review: '画面真实、清晰、完整、准确',
    passed: true,
    partyToldOn: '2026-03-03',
    ...patch,
  });
  const when = (patch: Partial<PayloadOf<'RecordOffSiteEvidence'>> = {}) =>
    filed().when('RecordOffSiteEvidence', record(patch), 'handler1');

  it('keeps device, reviews, site and reviewers with the record', () => {
    expect(dataOf(when(), 'OffSiteEvidenceRecorded')).toMatchObject({
      kind: 'electronic',
      device: { number: 'JK-012', sitePublished: true, publishedWhere: '云溪县政府网站', partyToldOn: '2026-03-03' },
    });
  });

  it('is no evidence without both reviews of the device, its published site and the review of the record', () => {
    expect(refusalOf(when({ deviceCheckedOn: '2026-03-02' })).code).toBe('device-not-checked');
    expect(refusalOf(when({ legalReviewOn: '2026-03-02' })).code).toBe('device-not-reviewed');
    expect(refusalOf(when({ sitePublished: false })).code).toBe('site-not-published');
    expect(refusalOf(when({ passed: false })).code).toBe('record-not-passed');
    expect(refusalOf(when({ reviewerIds: ['handler1'] })).code).toBe('two-officers');
  });

  it('tells the party after the record and not later than now', () => {
    expect(refusalOf(when({ partyToldOn: '2026-02-28' })).code).toBe('before-its-cause');
    expect(refusalOf(when({ partyToldOn: '2026-03-09' })).code).toBe('in-the-future');
  });
});

describe('VerifyEvidence and ExcludeEvidence', () => {
  const first = (scene: Scene) => scene.file.evidence[0]?.id ?? '';

  it('marks what was found true', () => {
    const scene = filed().did('AddEvidence', evidence(), 'handler1');
    expect(
      fileOf(scene.when('VerifyEvidence', { evidenceIds: [first(scene)], findings: '与账册一致' }, 'handler1')).evidence[0]?.verified,
    ).toBe(true);
    expect(refusalOf(scene.when('VerifyEvidence', { evidenceIds: ['evidence-99'], findings: '一致' }, 'handler1')).code).toBe(
      'unknown-evidence',
    );
    expect(refusalOf(scene.when('VerifyEvidence', { evidenceIds: [], findings: '一致' }, 'handler1')).code).toBe('nothing-to-verify');
    expect(refusalOf(filed().when('VerifyEvidence', { evidenceIds: ['x'], findings: '一致' }, 'handler1')).code).toBe('nothing-to-verify');
  });

  it('excludes what was got unlawfully: it stays in the file and supports nothing', () => {
    const scene = evidenced().did('AddEvidence', evidence(), 'handler1');
    const illegal = { evidenceId: scene.file.evidence[1]?.id ?? '', illegal: '偷录', reason: '以非法手段取得' };
    const out = scene.did('ExcludeEvidence', illegal, 'handler1');
    expect(out.file.evidence[1]).toMatchObject({ verified: false, excluded: { reason: '以非法手段取得', basis: '偷录' } });
    expect(refusalOf(out.when('ExcludeEvidence', illegal, 'handler1')).code).toBe('already-excluded');
    expect(
      refusalOf(out.when('VerifyEvidence', { evidenceIds: [illegal.evidenceId, first(out)], findings: '一致' }, 'handler1')).code,
    ).toBe('nothing-to-verify');
    const more = out.did('AddEvidence', evidence({ title: '照片' }), 'handler1');
    expect(refusalOf(more.when('VerifyEvidence', { evidenceIds: [illegal.evidenceId], findings: '一致' }, 'handler1')).code).toBe(
      'evidence-excluded',
    );
  });

  it('is open to reviewers too, and tells that the conclusion stood on it', () => {
    const scene = submitted();
    const payload = { evidenceId: first(scene), illegal: '未表明身份', reason: '程序违法' };
    expect(dataOf(scene.when('ExcludeEvidence', payload, 'bureaureview'), 'EvidenceExcluded').supportedConclusion).toBe(true);
    expect(dataOf(evidenced().when('ExcludeEvidence', payload, 'handler1'), 'EvidenceExcluded').supportedConclusion).toBe(false);
    expect(refusalOf(evidenced().when('ExcludeEvidence', payload, 'handler3')).code).toBe('not-your-case');
    expect(refusalOf(filed().when('ExcludeEvidence', payload, 'handler1')).code).toBe('nothing-to-exclude');
  });
});

describe('RecordInterview (Art. 55)', () => {
  const interview = (patch: Partial<PayloadOf<'RecordInterview'>> = {}): PayloadOf<'RecordInterview'> => ({
    person: '张三',
    role: 'party',
    officerIds,
    askedAt: '2026-03-05T09:10:00+08:00',
    place: '镇执法队',
    certificateShown: true,
    summary: '承认堆放',
    signed: true,
    ...patch,
  });
  const when = (patch: Partial<PayloadOf<'RecordInterview'>> = {}) =>
    filed().later({ hours: 1 }).when('RecordInterview', interview(patch), 'handler1');

  it('makes a record that is evidence of its own', () => {
    const file = fileOf(when());
    expect(file.interviews).toMatchObject([{ person: '张三', signed: true, evidenceId: file.evidence[0]?.id }]);
    expect(file.evidence).toMatchObject([{ kind: 'party-statement', title: '张三询问笔录', provider: '张三' }]);
    expect(dataOf(when({ role: 'witness', person: '李四' }), 'InterviewRecorded').evidence.kind).toBe('witness');
  });

  it('shows the certificate, is asked by two, and is signed or says why not', () => {
    expect(refusalOf(when({ certificateShown: false })).code).toBe('certificate-not-shown');
    expect(refusalOf(when({ officerIds: ['handler1'] })).code).toBe('two-officers');
    expect(refusalOf(when({ signed: false })).code).toBe('signature-note-missing');
    expect(eventsOf(when({ signed: false, signatureNote: '拒绝签名' }))).toEqual(['InterviewRecorded']);
    expect(refusalOf(when({ askedAt: '2026-03-05T20:00:00+08:00' })).code).toBe('in-the-future');
  });
});

describe('RecordSampling (Art. 56)', () => {
  const sampling = (patch: Partial<PayloadOf<'RecordSampling'>> = {}): PayloadOf<'RecordSampling'> => ({
    from: '一批砂石',
    samples: [{ name: '砂样', quantity: '2千克' }],
    method: '随机三点',
    takenOn: '2026-03-05',
    partyPresent: true,
    officerIds,
    ...patch,
  });

  it('records samples, method and who was present', () => {
    expect(fileOf(filed().when('RecordSampling', sampling(), 'handler1')).samplings).toMatchObject([
      { method: '随机三点', partyPresent: true },
    ]);
  });

  it('has a witness where the party is away, and lies not ahead', () => {
    expect(refusalOf(filed().when('RecordSampling', sampling({ partyPresent: false }), 'handler1')).code).toBe('witness-missing');
    expect(eventsOf(filed().when('RecordSampling', sampling({ partyPresent: false, witness: '王五' }), 'handler1'))).toEqual([
      'SamplesTaken',
    ]);
    expect(refusalOf(filed().when('RecordSampling', sampling({ takenOn: '2026-03-06' }), 'handler1')).code).toBe('in-the-future');
  });
});

describe('preservation (Art. 56)', () => {
  const items = [{ name: '砂石', quantity: '1车', place: '镇执法队院内' }];
  const preserve = (patch: Partial<PayloadOf<'PreserveEvidence'>> = {}): PayloadOf<'PreserveEvidence'> => ({
    items,
    officerIds,
    partyPresent: true,
    ...patch,
  });
  const approved = (): Scene => filed().did('PreserveEvidence', preserve(), 'townhead');
  const urgent = (): Scene => filed().did('PreserveEvidence', preserve({ urgentReason: '当事人正在转移' }), 'handler1');
  const id = (scene: Scene) => scene.file.preservations[0]?.id ?? 'preservation-0';
  const resolve = (scene: Scene, kind: PayloadOf<'ResolvePreservation'>['kind'], iso = '2026-03-06T09:00:00+08:00') =>
    scene.at(iso).when('ResolvePreservation', { preservationId: id(scene), kind, note: '凭清单' }, 'handler1');

  it('is approved by the head who orders it, and runs seven workdays', () => {
    expect(approved().file.preservations).toMatchObject([{ approvedBy: { id: 'townhead' }, urgentReason: null, resolution: null }]);
    expect(
      approved()
        .file.ledger.filter((entry) => entry.op === 'armed')
        .map(({ key }) => key),
    ).toContain('evidence-preservation');
  });

  it('goes ahead in urgency, and the approval is made good within 24 hours', () => {
    expect(refusalOf(filed().when('PreserveEvidence', preserve(), 'handler1')).code).toBe('head-approval');
    expect(urgent().file.preservations).toMatchObject([{ approvedBy: null, urgentReason: '当事人正在转移' }]);
    const done = urgent().did('ApprovePreservation', { preservationId: id(urgent()), approved: true, reason: '情况属实' }, 'townhead');
    expect(done.file.preservations[0]?.approvedBy?.id).toBe('townhead');
    expect(refusalOf(done.when('ApprovePreservation', { preservationId: id(done), approved: true, reason: '再批' }, 'townhead')).code).toBe(
      'already-approved',
    );
    expect(
      refusalOf(urgent().when('ApprovePreservation', { preservationId: 'preservation-99', approved: true, reason: '批' }, 'townhead')).code,
    ).toBe('unknown-preservation');
    expect(
      refusalOf(urgent().when('ApprovePreservation', { preservationId: id(urgent()), approved: true, reason: '批' }, 'liulinhead')).code,
    ).toBe('head-required');
  });

  it('is lifted at once where the head does not approve', () => {
    const refused = urgent().did('ApprovePreservation', { preservationId: id(urgent()), approved: false, reason: '并无必要' }, 'townhead');
    expect(refusalOf(resolve(refused, 'transferred')).code).toBe('must-be-lifted');
    expect(eventsOf(resolve(refused, 'measures-lifted'))).toEqual(['PreservationResolved']);
    expect(eventsOf(resolve(refused, 'returned'))).toEqual(['PreservationResolved']);
  });

  it('has a witness where the party is away, and the head does not seize in person', () => {
    expect(refusalOf(filed().when('PreserveEvidence', preserve({ partyPresent: false }), 'townhead')).code).toBe('witness-missing');
    expect(refusalOf(filed().when('PreserveEvidence', preserve(), 'liulinhead')).code).toBe('not-your-case');
    expect(refusalOf(filed().when('PreserveEvidence', preserve({ officerIds: ['handler1'] }), 'townhead')).code).toBe('two-officers');
  });

  it('ends in each lawful way', () => {
    for (const kind of ['returned', 'appraised', 'transferred', 'measures-lifted'] as const) {
      const outcome = resolve(approved(), kind);
      expect(dataOf(outcome, 'PreservationResolved')).toMatchObject({ kind, late: false });
      expect(outcome.ok && outcome.events[0]?.terms.some((entry) => entry.op === 'met')).toBe(true);
    }
    expect(refusalOf(resolve(approved(), 'confiscated')).code).toBe('no-confiscation');
    // 行政强制法 18, 24: an act of its own, which resolves the preservation.
    expect(refusalOf(resolve(approved(), 'sealed')).code).toBe('seal-by-its-own-act');
  });

  it('is resolved once, and a late resolution is said to be late', () => {
    // Preserved on Thursday 03-05: the seventh workday is Monday 03-16.
    expect(dataOf(resolve(approved(), 'returned', '2026-03-16T23:00:00+08:00'), 'PreservationResolved').late).toBe(false);
    expect(dataOf(resolve(approved(), 'returned', '2026-03-17T00:00:00+08:00'), 'PreservationResolved').late).toBe(true);
    const once = approved().did('ResolvePreservation', { preservationId: id(approved()), kind: 'returned', note: '凭清单' }, 'handler1');
    expect(refusalOf(resolve(once, 'returned')).code).toBe('already-resolved');
    expect(refusalOf(resolve(filed(), 'returned')).code).toBe('no-preservation');
  });
});

describe('appraisal', () => {
  const request = (patch: Partial<PayloadOf<'RequestAppraisal'>> = {}): PayloadOf<'RequestAppraisal'> => ({
    kind: 'test',
    subject: '砂石含泥量',
    body: '丽水检测中心',
    expectedOn: '2026-03-20',
    partyToldOn: '2026-03-05',
    ...patch,
  });
  const requested = (): Scene => filed().did('RequestAppraisal', request(), 'handler1');
  const result = (scene: Scene, patch: Partial<PayloadOf<'RecordAppraisal'>> = {}): PayloadOf<'RecordAppraisal'> => ({
    appraisalId: scene.file.appraisals[0]?.id ?? '',
    opinion: '含泥量5%',
    receivedAt: '2026-03-18T09:00:00+08:00',
    partyToldOn: '2026-03-18',
    officerIds,
    ...patch,
  });

  it('pauses the 90 days until the opinion is there', () => {
    const paused = requested();
    expect(paused.file.ledger.some((entry) => entry.op === 'paused' && entry.ground === 'appraisal')).toBe(true);
    const later = paused.at('2026-03-18T10:00:00+08:00');
    const done = later.did('RecordAppraisal', result(later), 'handler1');
    expect(done.file.ledger.some((entry) => entry.op === 'resumed' && entry.ground === 'appraisal')).toBe(true);
    expect(done.file.evidence).toMatchObject([{ kind: 'expert-opinion', provider: '丽水检测中心' }]);
    expect(done.file.appraisals[0]?.result).toMatchObject({
      opinion: '含泥量5%',
      partyToldOn: '2026-03-18',
      evidenceId: done.file.evidence[0]?.id,
    });
  });

  it('tells the party, of the request and of the result', () => {
    expect(refusalOf(filed().when('RequestAppraisal', request({ partyToldOn: '2026-03-06' }), 'handler1')).code).toBe('in-the-future');
    expect(refusalOf(filed().when('RequestAppraisal', request({ expectedOn: '2026-03-01' }), 'handler1')).code).toBe('in-the-past');
    const later = requested().at('2026-03-18T10:00:00+08:00');
    expect(refusalOf(later.when('RecordAppraisal', result(later, { partyToldOn: '2026-03-17' }), 'handler1')).code).toBe(
      'before-its-cause',
    );
    expect(refusalOf(later.when('RecordAppraisal', result(later, { receivedAt: '2026-03-04T09:00:00+08:00' }), 'handler1')).code).toBe(
      'before-its-cause',
    );
  });

  it('is answered once', () => {
    expect(refusalOf(filed().when('RecordAppraisal', result(requested()), 'handler1')).code).toBe('no-appraisal-open');
    const later = requested().at('2026-03-18T10:00:00+08:00');
    expect(refusalOf(later.when('RecordAppraisal', result(later, { appraisalId: 'appraisal-99' }), 'handler1')).code).toBe(
      'unknown-appraisal',
    );
    const done = later
      .did('RecordAppraisal', result(later), 'handler1')
      .did('RequestAppraisal', request({ partyToldOn: '2026-03-18' }), 'handler1');
    expect(refusalOf(done.when('RecordAppraisal', result(later), 'handler1')).code).toBe('already-recorded');
  });
});

describe('nothing is collected', () => {
  it('in a case that nobody handles, or that is closed', () => {
    expect(refusalOf(add(opened())).code).toBe('not-your-case');
    expect(refusalOf(add(concluded().having(() => ({ stage: 'closed' })))).code).toBe('wrong-stage');
  });
});
