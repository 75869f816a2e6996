/** The police give a case back that they had taken (行政处罚法 27(1) second sentence, 移送规定 10, 13, 刑事诉讼法 177(3)). */
import { describe, expect, it } from 'vitest';
import { fileList } from '../../../domain/case/closing/file-list.ts';
import { mainline } from '../../../domain/case/mainline.ts';
import { caseWaits } from '../../../domain/case/waiting.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { dataOf, eventsOf, fileOf, refusalOf, type Scene } from '../case/kit.ts';
import { conclusion, decision, done, evidenced, notice, service, waived } from '../case/late-scenes.ts';
import { people } from '../case/people.ts';
import { atThePolice, policeReturn } from '../case/rare-lives.ts';
import { verified } from '../case/scenes.ts';

const termOf = (scene: Scene, key: string) => deriveTerms(scene.policy, scene.file.ledger, scene.now).findLast((one) => one.key === key);
const dayOf = (iso: string | null | undefined) => iso?.slice(0, 10) ?? null;

const back = (scene: Scene, on: string, patch: Parameters<typeof policeReturn>[0] = {}): Scene =>
  scene.at(`${on}T10:00:00+08:00`).did('RecordPoliceReturn', policeReturn({ receivedOn: on, ...patch }), 'handler1');

const closedOn = (on: string, scene = atThePolice(false)): Scene =>
  scene.at(`${on}T10:00:00+08:00`).did('CloseCase', { ground: 'transferred-police', reason: '公安机关已立案' }, 'townhead');

/**
 * Filed on 2026-03-05: ninety days end on 06-03 (March 26, April 30, May 31, June 3). A day counts that the term runs at
 * the end of; so the day a pause begins does not count, and the day it ends does.
 */
describe('the ninety days while the case was with the police (60)', () => {
  const ROWS: [what: string, scene: () => Scene, standstill: string, deadline: string, counting: string][] = [
    [
      'waited for, back on 05-20',
      () => back(atThePolice(true), '2026-05-20'),
      'suspended',
      '2026-08-17',
      '03-06 to 05-19 = 75 days: 06-03 + 75',
    ],
    ['waited for, back on 03-07', () => back(atThePolice(true), '2026-03-07'), 'suspended', '2026-06-04', '03-06 = 1 day: 06-03 + 1'],
    [
      'waited for, back on 05-20, written down on 05-25',
      () =>
        atThePolice(true)
          .at('2026-05-25T10:00:00+08:00')
          .did('RecordPoliceReturn', policeReturn({ receivedOn: '2026-05-20' }), 'handler1'),
      'suspended',
      '2026-08-17',
      'counted from the day the papers came, not from the day they were written down',
    ],
    ['not waited for', () => back(atThePolice(false), '2026-05-20'), 'running', '2026-06-03', 'nothing stood still'],
    [
      'closed 03-16, back 06-20',
      () => back(closedOn('2026-03-16'), '2026-06-20'),
      'closed',
      '2026-09-08',
      '03-06 to 03-15 = 10 used; 06-20 + 80: June 10, July 31, August 31, 8',
    ],
    [
      'closed 04-30, back 12-01',
      () => back(closedOn('2026-04-30'), '2026-12-01'),
      'closed',
      '2027-01-05',
      '03-06 to 04-29 = 55 used; 12-01 + 35: December 30, 5',
    ],
    [
      'closed 06-02, back 07-01',
      () => back(closedOn('2026-06-02'), '2026-07-01'),
      'closed',
      '2026-07-03',
      '03-06 to 06-01 = 88 used; 07-01 + 2',
    ],
    [
      'closed late, back 07-10',
      () => back(closedOn('2026-06-20'), '2026-07-10'),
      'closed',
      '2026-07-11',
      'nothing was left: one day is the least that can be counted',
    ],
    [
      'waited for until 04-05, then closed 04-10',
      () => back(closedOn('2026-04-10', resumed(atThePolice(true), '2026-04-05')), '2026-05-01'),
      'closed',
      '2026-07-25',
      '04-05 to 04-09 = 5 used (03-06 to 04-04 stood still); 05-01 + 85: May 30, June 30, 25',
    ],
  ];
  const resumed = (scene: Scene, on: string): Scene =>
    scene.at(`${on}T10:00:00+08:00`).did('ResumeCase', { reason: '不再等待' }, 'townhead');

  it.each(ROWS)('%s', (_what, make, standstill, deadline) => {
    const scene = make();
    expect(scene.file.police?.returned?.standstill).toBe(standstill);
    expect(dayOf(termOf(scene, 'decision-deadline')?.deadline)).toBe(deadline);
  });

  it.each([
    [true, /自2026-03-06起中止，中止时间不计入九十日（《市场监督管理行政处罚程序规定》第四十六条、第六十四条第三款）/],
    [false, /没有中止：法律没有规定移送公安当然停止计算.*照常计入九十日（《行政处罚法》第六十条）/],
  ])('are explained (waited for: %s)', (waits, words) => {
    expect(back(atThePolice(waits), '2026-05-20').file.police?.returned?.clock).toMatch(words);
  });

  it('are explained for a case that had been closed', () => {
    expect(back(closedOn('2026-03-16'), '2026-06-20').file.police?.returned?.clock).toBe(
      '以移送公安结案，案件不在本机关办理：结案时已用10日，此后至收到退回不计入；自2026-06-20起余80日',
    );
  });

  it('go on after a decision to go to the police that came to nothing', () => {
    const scene = atThePolice(false).having(({ openedAt, ledger }) => ({
      stage: 'execution',
      decision: {
        at: openedAt,
        decidedOn: '2026-03-15',
        kind: 'police',
        money: { fine: 0, confiscation: 0 },
        others: [],
        by: people.townhead,
        reasons: '',
        education: null,
        documentNumber: null,
        onTheSpot: false,
        payment: 'none',
        revokedOn: null,
      },
      ledger: [...ledger, { op: 'met', term: 'decision-deadline#1', at: '2026-03-15T00:00:00+08:00', why: 'Decided' }],
    }));
    // 03-06 to 03-14 = 9 used; 06-20 + 81: June 10, July 31, August 31, 9.
    const returned = back(scene, '2026-06-20');
    expect(returned.file).toMatchObject({ stage: 'evidence', decision: null, police: { returned: { standstill: 'decided' } } });
    expect(dayOf(termOf(returned, 'decision-deadline')?.deadline)).toBe('2026-09-09');
  });

  it('a case that was not filed yet is looked into anew within fifteen workdays', () => {
    const scene = atThePolice(false).having(() => ({
      filing: null,
      stage: 'closed',
      ending: closedOn('2026-03-16').file.ending,
      ledger: [],
    }));
    const returned = back(scene, '2026-06-22');
    expect(returned.file).toMatchObject({ stage: 'stopping', police: { returned: { standstill: 'not-begun' } } });
    // Monday 06-22: 23 24 25 26 = 4, 29 to 07-03 = 9, 6 to 10 = 14, 13 = 15.
    expect(dayOf(termOf(returned, 'case-filing-check')?.deadline)).toBe('2026-07-13');
  });
});

describe('where the work goes on', () => {
  it('in the investigation, whether it waited or had been closed or archived', () => {
    const archived = closedOn('2026-03-16');
    const papers = fileList(archived.file).map(({ title }) => ({ title, pages: 1 }));
    const put = archived.did('ArchiveCase', { fileNumber: '2026-001', retention: 'years-10', papers }, 'handler1');
    for (const scene of [atThePolice(true), atThePolice(false), archived, put]) {
      const { file } = back(scene, '2026-06-20');
      expect(file).toMatchObject({
        stage: 'evidence',
        criminalSuspected: false,
        suspension: null,
        pausedBy: [],
        ending: null,
        archive: null,
      });
    }
    expect(eventsOf(put.at('2026-06-20T10:00:00+08:00').when('RecordPoliceReturn', policeReturn(), 'townhead'))).toEqual([
      'CaseReturnedByPolice',
      'CaseReopened',
    ]);
  });

  it('a head who suspended it for another cause resumes it too', () => {
    const scene = atThePolice(false).did('SuspendCase', { cause: 'other-decision', reason: '等待判决' }, 'townhead');
    expect(eventsOf(scene.at('2026-06-20T10:00:00+08:00').when('RecordPoliceReturn', policeReturn(), 'handler1'))).toEqual([
      'CaseReturnedByPolice',
    ]);
    expect(mainline(back(scene, '2026-06-20').file, { ...context(scene), actor: people.townhead })).toContain('ResumeCase');
  });

  it('in the execution where a decision stands (移送规定 11(2))', () => {
    const { decision: stands, served } = done().file;
    const scene = atThePolice(false).having(() => ({ stage: 'execution', decision: stands, served }));
    expect(back(scene, '2026-06-20').file).toMatchObject({ stage: 'execution', decision: { kind: 'penalty' } });
  });

  it('waits for nobody any more, and what comes next is the investigation', () => {
    const scene = back(atThePolice(true), '2026-05-20');
    expect(caseWaits.map((wait) => wait(scene.file, scene.now, scene.policy)).filter(Boolean)).toEqual([]);
    expect(mainline(scene.file, context(scene))[0]).toBe('ConcludeInvestigation');
  });

  const context = (scene: Scene) => ({ id: 'case-1', now: scene.now, actor: people.handler1, policy: scene.policy, rules: 4 });
});

describe('RecordPoliceReturn', () => {
  const day = (scene: Scene) => scene.at('2026-05-21T10:00:00+08:00');
  it.each([
    ['not-handed-to-police', () => day(evidenced())],
    ['already-returned', () => day(back(atThePolice(true), '2026-05-20'))],
    [
      'not-with-the-police',
      () =>
        day(
          atThePolice(false).having(() => ({
            stage: 'closed',
            ending: done().did('CloseCase', { ground: 'executed', reason: '缴清' }, 'townhead').file.ending,
          })),
        ),
    ],
  ] as const)('is refused as %s', (code, make) => {
    expect(refusalOf(make().when('RecordPoliceReturn', policeReturn(), 'handler1')).code).toBe(code);
  });

  it('speaks of what the police had taken', () => {
    const refused = atThePolice(false).having(({ police }) => ({
      police: police && { ...police, answer: police.answer && { ...police.answer, filed: false } },
    }));
    const refusal = refusalOf(day(refused).when('RecordPoliceReturn', policeReturn(), 'handler1'));
    expect([refusal.code, refusal.basis]).toEqual(['police-not-filed', ['《行政执法机关移送涉嫌犯罪案件的规定》第十三条']]);
  });

  it("is a handler's, or the head's of the very unit", () => {
    const scene = day(atThePolice(true));
    expect(eventsOf(scene.when('RecordPoliceReturn', policeReturn(), 'townhead'))).toEqual(['CaseReturnedByPolice', 'CaseResumed']);
    expect(refusalOf(scene.when('RecordPoliceReturn', policeReturn(), 'handler3')).code).toBe('not-your-case');
    expect(refusalOf(scene.when('RecordPoliceReturn', policeReturn(), 'liulinhead')).code).toBe('head-required');
  });

  it.each([
    ['2026-03-05', 'before-its-cause'],
    ['2026-05-22', 'in-the-future'],
  ])('received on %s: %s', (receivedOn, code) => {
    expect(refusalOf(day(atThePolice(true)).when('RecordPoliceReturn', policeReturn({ receivedOn }), 'handler1')).code).toBe(code);
  });

  it('has an opinion of the procurator only where it was not prosecuted, with a day that is to come', () => {
    const opinion = { number: '云检意〔2026〕3号', demand: '给予处罚' };
    const scene = day(atThePolice(true));
    const strange = refusalOf(scene.when('RecordPoliceReturn', policeReturn({ how: 'exempted', opinion }), 'handler1'));
    expect([strange.code, strange.basis]).toEqual(['opinion-without-decision', ['《刑事诉讼法》第一百七十七条第三款']]);
    const early = policeReturn({ how: 'not-prosecuted', opinion: { ...opinion, answerDueOn: '2026-05-19' } });
    expect(refusalOf(scene.when('RecordPoliceReturn', early, 'handler1')).code).toBe('due-before-received');
  });

  it('ends what only belongs to the police: no goods any more, no closing as referred, and the mark can be taken away again', () => {
    const scene = back(atThePolice(true), '2026-05-20');
    expect(refusalOf(scene.when('HandOverGoodsToPolice', { items: '废桶', receipt: '1' }, 'handler1')).code).toBe('already-returned');
    expect(refusalOf(scene.when('CloseCase', { ground: 'transferred-police', reason: '已移送' }, 'townhead')).code).toBe(
      'already-returned',
    );
    const marked = scene.did('MarkCriminalSuspicion', { suspected: true, grounds: '又发现新的事实' }, 'handler1');
    expect(eventsOf(marked.when('MarkCriminalSuspicion', { suspected: false, grounds: '不涉嫌' }, 'townhead'))).toEqual([
      'CriminalSuspicionCleared',
    ]);
  });

  it('a new suspicion may be referred anew', () => {
    const files = [
      { kind: 'transfer-letter', title: '移送书' },
      { kind: 'investigation-report', title: '报告' },
    ] as const;
    const scene = back(atThePolice(true), '2026-05-20');
    const again = { crime: '污染环境罪', grounds: '新的事实', officerIds: ['handler1', 'handler2'], files: [...files] };
    expect(fileOf(scene.when('ReferToPolice', again, 'handler1')).police?.returned).toBeNull();
  });
});

describe('the answer to the procurator (刑事诉讼法 177(3))', () => {
  const opinion = { number: '云检意〔2026〕3号', demand: '给予处罚' };
  const asked = (answerDueOn: string | null = null) =>
    back(atThePolice(true), '2026-05-20', { how: 'not-prosecuted', opinion: { ...opinion, answerDueOn } });
  const answer = (scene: Scene, answeredOn: string) => ({
    opinionId: scene.file.procuratorOpinions[0]?.id ?? '',
    answeredOn,
    documentNumber: '青综执函〔2026〕1号',
    result: '罚款三百元',
  });

  it.each([
    [null, '2026-07-20', 'two months from 05-20'],
    ['2026-06-30', '2026-06-30', 'the day that the opinion sets'],
  ])('asked for by %s is due on %s (%s)', (answerDueOn, due, _counting) => {
    expect(dayOf(termOf(asked(answerDueOn), 'procurator-answer')?.deadline)).toBe(due);
  });

  it('is given once, on a day that can be', () => {
    const scene = asked().at('2026-06-10T10:00:00+08:00');
    const given = scene.did('AnswerProcurator', answer(scene, '2026-06-10'), 'handler1');
    expect(termOf(given, 'procurator-answer')?.status).toBe('met');
    expect(refusalOf(given.when('AnswerProcurator', answer(scene, '2026-06-10'), 'handler1')).code).toBe('no-open-opinion');
    expect(refusalOf(scene.when('AnswerProcurator', answer(scene, '2026-05-19'), 'handler1')).code).toBe('before-its-cause');
    expect(refusalOf(scene.when('AnswerProcurator', { ...answer(scene, '2026-06-10'), opinionId: 'x' }, 'handler1')).code).toBe(
      'unknown-opinion',
    );
    expect(refusalOf(scene.when('AnswerProcurator', answer(scene, '2026-06-10'), 'handler3')).code).toBe('not-your-case');
  });

  it('a whole life: taken, not prosecuted, fined after all, told to the procurator, paid, archived', () => {
    let scene = asked().did('ConcludeInvestigation', conclusion(asked()), 'handler1');
    scene = scene
      .did('SubmitForReview', { statement: '检察院不起诉后重新送审' }, 'handler1')
      .did('PassReview', { opinion: '同意' }, 'bureaureview')
      .at('2026-05-21T10:00:00+08:00')
      .did('NotifyProposedDecision', notice({ deliveredOn: '2026-05-21' }), 'handler1')
      .did('RecordStatement', { kind: 'waiver', receivedOn: '2026-05-21', text: '书面放弃' }, 'handler1')
      .did('Decide', decision(), 'townhead');
    expect(mainline(scene.file, { id: 'case-1', now: scene.now, actor: people.handler1, policy: scene.policy, rules: 4 })).toContain(
      'AnswerProcurator',
    );
    scene = scene
      .did('ServeDocument', service({ deliveredOn: '2026-05-21' }), 'handler1')
      .did('RecordPayment', { amount: 300, paidOn: '2026-05-21', receipt: '浙0001' }, 'handler1')
      .did(
        'RecordCorrectionCheck',
        { correctionId: scene.file.corrections[0]?.id ?? '', corrected: true, findings: '已清理', officerIds: ['handler1', 'handler2'] },
        'handler1',
      )
      .did('CloseCase', { ground: 'executed', reason: '执行完毕' }, 'townhead');
    const papers = (from: Scene) => fileList(from.file).map(({ title }) => ({ title, pages: 1 }));
    const put = { fileNumber: '2026-001', retention: 'years-10' } as const;
    const early = refusalOf(scene.when('ArchiveCase', { ...put, papers: papers(scene) }, 'handler1'));
    expect([early.code, early.basis]).toEqual(['opinion-unanswered', ['《刑事诉讼法》第一百七十七条第三款']]);
    scene = scene.did('AnswerProcurator', answer(scene, '2026-05-21'), 'handler1');
    expect(papers(scene).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['公安机关、司法机关退回案件的文书', '检察意见书', '检察意见回复']),
    );
    expect(fileOf(scene.when('ArchiveCase', { ...put, papers: papers(scene) }, 'handler1'))).toMatchObject({
      stage: 'archived',
      ending: { outcome: 'penalty' },
    });
  });

  it('what the record keeps of it', () => {
    const outcome = atThePolice(true).at('2026-05-21T10:00:00+08:00').when('RecordPoliceReturn', policeReturn(), 'handler1');
    expect(dataOf(outcome, 'CaseReturnedByPolice')).toMatchObject({
      how: 'withdrawn',
      to: 'evidence',
      resumes: true,
      daysLeft: null,
      opinionId: null,
    });
    expect(waived().file.procuratorOpinions).toEqual([]);
    expect(verified().file.police).toBeNull();
  });
});
