/** Whom the acts of a case tell: who has to act next, and who asked and is answered. */
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../domain/kinds.ts';
import type { Notice } from '../../domain/work/notice.ts';
import { noticesOf } from '../../domain/work/notices.ts';
import { announced, demolished, forcedServed, substituted } from '../domain/case/coercion-scenes.ts';
import type { Scene } from '../domain/case/kit.ts';
import { decided, evidenced, paid, served, uncorrected } from '../domain/case/late-scenes.ts';
import {
  approved,
  detained,
  ending,
  notApproved,
  officerIds,
  refusedAndReturned,
  requested,
  seizureIdOf,
  urgent,
} from '../domain/case/seizure-scenes.ts';

type Whom = Pick<Notice, 'people' | 'roles' | 'units'>;

const HEADS_OF_TOWN: Whom = { people: [], roles: ['town-head', 'bureau-head'], units: ['qingshi'] };
const HANDLERS: Whom = { people: ['handler1', 'handler2'], roles: [], units: null };
const OTHER_HANDLER: Whom = { ...HANDLERS, people: ['handler2'] };

/** What is told as each event is written by itself, as it happens. */
const told = (scene: Scene, kind: string): Notice[] =>
  scene.events.filter(({ type }) => type === kind).flatMap((event) => noticesOf(kindOf('case'), [event], scene.file));
const whom = (scene: Scene, kind: string): Whom[] => told(scene, kind).map(({ people, roles, units }) => ({ people, roles, units }));
const texts = (scene: Scene, kind: string): string =>
  told(scene, kind)
    .map(({ text }) => text)
    .join();

describe('seizure', () => {
  it('asks the heads for their approval, and no more once they have answered', () => {
    expect(whom(requested(), 'SeizureRequested')).toEqual([HEADS_OF_TOWN]);
    expect(texts(requested(), 'SeizureRequested')).toContain('呈请扣押压面机，请审批');
    expect(told(approved(), 'SeizureRequested')).toEqual([]);
  });

  it('tells the handlers what the head said', () => {
    expect(whom(approved(), 'SeizureApproved')).toEqual([HANDLERS]);
    expect(texts(notApproved(), 'SeizureRefused')).toContain('没有批准');
    expect(texts(notApproved(), 'SeizureRefused')).not.toContain('立即解除');
  });

  it('asks the heads within 24 hours of an urgent one, and has it lifted where they refuse', () => {
    expect(whom(urgent(), 'SealedOrDetained')).toEqual([HEADS_OF_TOWN]);
    expect(texts(urgent(), 'SealedOrDetained')).toContain('二十四小时');
    const refused = urgent().did('ApproveSeizure', { seizureId: seizureIdOf(urgent()), approved: false, reason: '没有必要' }, 'townhead');
    expect(texts(refused, 'SeizureRefused')).toContain('应当立即解除');
    expect(told(detained(), 'SealedOrDetained')).toEqual([]);
  });

  it('says what became of the goods', () => {
    expect(whom(refusedAndReturned(), 'SeizureResolved')).toEqual([HEADS_OF_TOWN, OTHER_HANDLER]);
    const scene = detained().at('2026-03-20T10:00:00+08:00');
    const extended = scene.did(
      'ExtendSeizure',
      { seizureId: seizureIdOf(scene), days: 10, reason: '情况复杂', toldOn: '2026-03-20', receipt: '送达回证9号' },
      'townhead',
    );
    expect(whom(extended, 'SeizureExtended')).toEqual([HANDLERS]);
    expect(whom(scene.did('ResolveSeizure', ending(scene), 'townhead'), 'SeizureResolved')).toEqual([HEADS_OF_TOWN, HANDLERS]);
  });
});

describe('filing', () => {
  const asked = (): Scene => uncorrected().did('RequestFiling', { reason: '拒不改正', officerIds }, 'handler1');

  it('asks the heads, and tells the handlers what they said', () => {
    expect(whom(asked(), 'FilingRequested')).toEqual([HEADS_OF_TOWN]);
    const returned = asked().did('ReturnFilingRequest', { reasons: '补充照片' }, 'townhead');
    expect(whom(returned, 'FilingRequestReturned')).toEqual([HANDLERS]);
    expect(told(returned, 'FilingRequested')).toEqual([]);
    const declined = asked().did('DeclineFiling', { ground: 'no-evidence', reason: '查无证据' }, 'townhead');
    expect(texts(declined, 'FilingDeclined')).toContain('没有证据初步证明存在违法行为');
  });

  it('asks nothing of heads who have filed', () => {
    const filed = asked().did('FileCase', { officerIds, reason: '应当处罚' }, 'townhead');
    expect(filed.file.filing).not.toBeNull();
    expect(texts(filed, 'FilingRequested')).toBe('');
  });
});

describe('coercion', () => {
  it('tells the handlers what is decided, and the heads what was done', () => {
    expect(whom(forcedServed(), 'ForcedExecutionDecided')).toEqual([HANDLERS]);
    expect(texts(demolished(), 'ForcedExecutionDone')).toContain('已经执行完毕');
    expect(whom(demolished(), 'ForcedExecutionDone')).toEqual([HEADS_OF_TOWN]);
    expect(texts(substituted(), 'SubstitutePerformanceDecided')).toContain('再次催告，定于2026-03-20实施');
    expect(whom(substituted(), 'SubstitutePerformed')).toEqual([HEADS_OF_TOWN]);
  });

  it('tells the heads what the party said to the demand', () => {
    const scene = announced().did(
      'RecordDemandAnswer',
      { receivedOn: '2026-04-20', text: '请求宽限', adopted: true, answer: '属实' },
      'handler1',
    );
    expect(whom(scene, 'DemandAnswered')).toEqual([HEADS_OF_TOWN]);
    expect(texts(scene, 'DemandAnswered')).toContain('采纳，不再强制执行');
  });
});

const DEMAND = { text: '请缴纳罚款', method: 'direct', deliveredOn: '2026-04-07', recipient: '张三', receipt: '送达回证5号' } as const;

describe('execution', () => {
  const demanded = (): Scene => served().at('2026-04-07T10:00:00+08:00').did('DemandPerformance', DEMAND, 'handler1');

  it('tells of decisions on how it goes on', () => {
    const late = served().at('2026-04-07T10:00:00+08:00');
    expect(whom(late.did('WaiveSurcharge', { reason: '低保户' }, 'townhead'), 'SurchargeWaived')).toEqual([HANDLERS]);
    const suspended = late.did('SuspendExecution', { ground: 'no-ability', reason: '住院' }, 'townhead');
    expect(texts(suspended, 'ExecutionSuspended')).toContain('暂无履行能力');
    expect(whom(suspended.did('ResumeExecution', { reason: '已出院' }, 'townhead'), 'ExecutionResumed')).toEqual([HANDLERS]);
    expect(whom(late.did('EndExecution', { ground: 'object-gone', reason: '灭失' }, 'townhead'), 'ExecutionEnded')).toEqual([HANDLERS]);
  });

  it('tells of a review that has to be answered, and of how it ended', () => {
    const began = served()
      .at('2026-03-20T10:00:00+08:00')
      .did('RecordLitigation', { kind: 'review', step: 'started', on: '2026-03-20', reference: '云政复〔2026〕1号' }, 'townreview');
    expect(whom(began, 'LitigationStarted')).toEqual([HEADS_OF_TOWN, HANDLERS]);
    const ended = began
      .at('2026-04-20T10:00:00+08:00')
      .did(
        'RecordLitigation',
        { kind: 'review', step: 'ended', on: '2026-04-20', reference: '云政复决〔2026〕1号', result: 'upheld' },
        'handler1',
      );
    expect(texts(ended, 'LitigationEnded')).toContain('行政复议终结：维持');
  });

  it('asks for a look at what the party said to a demand', () => {
    const said = demanded().did('RecordDemandComment', { receivedOn: '2026-04-07', text: '请求免除' }, 'handler1');
    expect(whom(said, 'DemandCommentRecorded')).toEqual([HEADS_OF_TOWN, OTHER_HANDLER]);
    const answered = said.did(
      'AnswerDemandComment',
      { id: said.file.execution.comments[0]?.id ?? '', adopted: false, findings: '不属实' },
      'handler1',
    );
    expect(told(answered, 'DemandCommentRecorded')).toEqual([]);
    expect(whom(answered, 'DemandCommentAnswered')).toEqual([HEADS_OF_TOWN]);
  });

  it('tells the handlers that a decision is to be public', () => {
    const scene = paid().did('DecidePublication', { socialImpact: true, reason: '群众多次投诉' }, 'townhead');
    expect(whom(scene, 'PublicationDecided')).toEqual([HANDLERS]);
    expect(told(decided(), 'Decided')).toEqual([]);
    expect(told(evidenced(), 'EvidenceAdded')).toEqual([]);
  });
});
