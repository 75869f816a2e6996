import { describe, expect, it } from 'vitest';
import { caseKind } from '../../../domain/case/kind.ts';
import { dataOf, eventsOf, fileOf, refusalOf } from './kit.ts';
import { closed, filed, waived } from './late-scenes.ts';
import { opened, verified } from './scenes.ts';

describe('AddNote', () => {
  it('is open to assistants and stays possible while the case is suspended', () => {
    expect(fileOf(opened().when('AddNote', { text: '现场有人看守' }, 'assistant')).notes).toMatchObject([
      { by: 'assistant', text: '现场有人看守' },
    ]);
    const suspended = filed().did('SuspendCase', { cause: 'force-majeure', reason: '台风' }, 'townhead');
    expect(eventsOf(suspended.when('AddNote', { text: '台风过境' }, 'handler1'))).toEqual(['NoteAdded']);
    expect(refusalOf(opened().when('AddNote', { text: '看看' }, 'auditor')).code).toBe('role-required');
  });
});

describe('ReassignHandler (行政处罚法 42)', () => {
  const reassign = (handlerIds: string[]) => ({ handlerIds, reason: '韩二调离' });

  it('names two certified officers of the unit', () => {
    const outcome = filed().when('ReassignHandler', reassign(['handler1', 'handler3']), 'townhead');
    expect(fileOf(outcome).handlers.map(({ id }) => id)).toEqual(['handler1', 'handler3']);
    expect(fileOf(outcome).everHandled).toEqual(expect.arrayContaining(['handler1', 'handler2', 'handler3']));
    expect(refusalOf(filed().when('ReassignHandler', reassign(['handler3']), 'townhead')).code).toBe('two-officers');
    expect(refusalOf(filed().when('ReassignHandler', reassign(['handler1', 'expired']), 'townhead')).code).toBe('not-certified');
    expect(refusalOf(filed().when('ReassignHandler', reassign(['handler1', 'handler4']), 'townhead')).code).toBe('not-of-unit');
    expect(refusalOf(filed().when('ReassignHandler', reassign(['handler1', 'handler2']), 'townhead')).code).toBe('same-handlers');
  });

  it('is the unit’s head’s; under the rules before also the supervisor’s', () => {
    const again = reassign(['handler1', 'handler3']);
    expect(refusalOf(filed().when('ReassignHandler', again, 'supervisor')).code).toBe('head-required');
    expect(eventsOf(filed().when('ReassignHandler', again, 'supervisor', { rules: 3 }))).toEqual(['HandlerReassigned']);
    expect(refusalOf(filed().when('ReassignHandler', reassign(['handler1', 'handler3']), 'liulinhead')).code).toBe('head-required');
    expect(refusalOf(filed().when('ReassignHandler', reassign(['handler1', 'handler3']), 'handler1')).code).toBe('role-required');
  });
});

describe('HandOver', () => {
  const offer = (toId: string) => ({ toId, papers: ['立案审批表', '现场照片'], reason: '休假' });
  const offered = () => filed().did('HandOver', offer('handler3'), 'handler1');

  it('takes effect when the named person accepts the papers', () => {
    const outcome = offered().when('AcceptHandOver', { papersComplete: true }, 'handler3');
    expect(fileOf(outcome).handlers.map(({ id }) => id)).toEqual(['handler3', 'handler2']);
    expect(fileOf(outcome).handOver).toBeNull();
    expect(refusalOf(offered().when('AcceptHandOver', { papersComplete: true }, 'handler2')).code).toBe('not-the-receiver');
    expect(refusalOf(offered().when('AcceptHandOver', { papersComplete: false }, 'handler3')).code).toBe('papers-incomplete');
    expect(refusalOf(filed().when('AcceptHandOver', { papersComplete: true }, 'handler3')).code).toBe('no-hand-over');
  });

  it('goes to a certified officer of the unit, once at a time', () => {
    expect(refusalOf(filed().when('HandOver', offer('expired'), 'handler1')).code).toBe('not-certified');
    expect(refusalOf(filed().when('HandOver', offer('handler4'), 'handler1')).code).toBe('not-of-unit');
    expect(refusalOf(filed().when('HandOver', offer('handler2'), 'handler1')).code).toBe('already-handler');
    expect(refusalOf(filed().when('HandOver', offer('nobody'), 'handler1')).code).toBe('unknown-person');
    expect(refusalOf(offered().when('HandOver', offer('handler3'), 'handler2')).code).toBe('hand-over-open');
  });

  it('may be declined with a reason', () => {
    const outcome = offered().when('DeclineHandOver', { reason: '材料不全' }, 'handler3');
    expect(fileOf(outcome).handlers.map(({ id }) => id)).toEqual(['handler1', 'handler2']);
    expect(refusalOf(offered().when('DeclineHandOver', { reason: '不收' }, 'handler1')).code).toBe('not-the-receiver');
  });
});

describe('Recuse, DecideRecusal (行政处罚法 43)', () => {
  const asked = () => filed().did('Recuse', { personId: 'handler2', by: 'party', reason: '与举报人系亲属' }, 'handler1');
  const id = () => asked().file.recusals[0]?.id ?? '';
  const decide = (granted: boolean) => ({ recusalId: id(), granted, reason: granted ? '属实' : '不属实' });

  it('lets the work go on meanwhile', () => {
    const evidence = asked().when(
      'AddEvidence',
      {
        kind: 'witness',
        title: '证人证言',
        original: true,
        officerIds: ['handler1', 'handler2'],
        collectedAt: '2026-03-05T09:00:00+08:00',
        place: '镇政府',
      },
      'handler1',
    );
    expect(evidence.ok).toBe(true);
  });

  it('takes a recused handler off the case for good', () => {
    const granted = asked().did('DecideRecusal', decide(true), 'townhead');
    expect(granted.file.handlers.map((handler) => handler.id)).toEqual(['handler1']);
    expect(refusalOf(granted.when('AddNote', { text: '补充' }, 'handler2')).code).toBe('recused');
    expect(refusalOf(granted.when('ReassignHandler', { handlerIds: ['handler1', 'handler2'], reason: '恢复' }, 'townhead')).code).toBe(
      'recused',
    );
    expect(eventsOf(granted.when('ReassignHandler', { handlerIds: ['handler1', 'handler3'], reason: '补足' }, 'townhead'))).toEqual([
      'HandlerReassigned',
    ]);
    const kept = asked().did('DecideRecusal', decide(false), 'townhead');
    expect(kept.file.handlers).toHaveLength(2);
  });

  it('is decided once, by the head, of a request there is', () => {
    expect(refusalOf(filed().when('DecideRecusal', { recusalId: 'recusal-1', granted: true, reason: '无' }, 'townhead')).code).toBe(
      'no-recusal',
    );
    expect(refusalOf(asked().when('DecideRecusal', { ...decide(true), recusalId: 'recusal-0' }, 'townhead')).code).toBe('unknown-recusal');
    expect(refusalOf(asked().when('DecideRecusal', decide(true), 'liulinhead')).code).toBe('head-required');
    expect(refusalOf(asked().when('Recuse', { personId: 'handler2', by: 'party', reason: '再次申请' }, 'handler1')).code).toBe(
      'already-recused',
    );
  });

  it('of the head is decided together, without the head', () => {
    const self = waived().did('Recuse', { personId: 'townhead', by: 'self', reason: '与当事人同学' }, 'townhead');
    const recusalId = self.file.recusals[0]?.id ?? '';
    const alone = { recusalId, granted: true, reason: '属实' };
    expect(refusalOf(self.when('DecideRecusal', alone, 'townhead')).code).toBe('own-recusal');
    expect(refusalOf(self.when('DecideRecusal', alone, 'towndeputy')).code).toBe('minutes-missing');
    const withHead = { ...alone, memberIds: ['towndeputy', 'townhead'], minutes: '同意' };
    expect(refusalOf(self.when('DecideRecusal', withHead, 'towndeputy')).code).toBe('own-recusal');
    const together = self.did('DecideRecusal', { ...alone, memberIds: ['towndeputy', 'bureaudeputy'], minutes: '同意回避' }, 'towndeputy');
    expect(together.last('RecusalDecided').data.collective?.members).toHaveLength(2);
    expect(refusalOf(together.when('Decide', { kind: 'not-established', reasons: '无' }, 'townhead')).code).toBe('recused');
  });

  it('one’s own is asked for by oneself', () => {
    expect(refusalOf(filed().when('Recuse', { personId: 'handler2', by: 'self', reason: '亲属' }, 'handler1')).code).toBe('not-yourself');
  });
});

describe('LinkCases', () => {
  it('names another case once', () => {
    const link = { caseId: 'case-2', kind: 'linked', reason: '同一当事人' } as const;
    const scene = verified().did('LinkCases', link, 'handler1');
    expect(scene.file.links).toHaveLength(1);
    expect(refusalOf(scene.when('LinkCases', link, 'handler1')).code).toBe('linked-already');
    expect(refusalOf(scene.when('LinkCases', { ...link, caseId: 'case-1' }, 'handler1')).code).toBe('link-to-itself');
  });
});

describe('LinkItem', () => {
  const link = { itemId: 'whistle-1', relation: 'called-for', reason: '请水利局到场' } as const;

  it('names another work item of any kind once, and tells it', () => {
    const scene = verified().did('LinkItem', link, 'handler1');
    expect(scene.file.related).toEqual([
      {
        kind: 'whistle',
        id: 'whistle-1',
        title: '中心街堆料',
        relation: 'called-for',
        reason: '请水利局到场',
        at: scene.events.at(-1)?.at,
      },
    ]);
    const self = { kind: 'case', id: 'case-1', title: scene.file.title };
    expect(caseKind.tells(scene.events.at(-1)!, scene.file, self)).toEqual([
      {
        to: { kind: 'whistle', id: 'whistle-1' },
        command: 'TakeLink',
        payload: { item: self, relation: 'called-for', reason: '请水利局到场' },
      },
    ]);
    expect(refusalOf(scene.when('LinkItem', link, 'handler1')).code).toBe('linked-already');
    expect(eventsOf(scene.when('LinkItem', { ...link, relation: 'related' }, 'handler1'))).toEqual(['ItemLinked']);
  });

  it('is of another item, and one that there is', () => {
    expect(refusalOf(verified().when('LinkItem', { ...link, itemId: 'case-1' }, 'handler1')).code).toBe('link-to-itself');
    expect(refusalOf(verified().when('LinkItem', { ...link, itemId: 'nowhere' }, 'handler1')).code).toBe('unknown-item');
    expect(verified().file.related).toBeUndefined();
  });

  it('is taken down where another item’s workflow tells it, by no person', () => {
    const told = {
      item: { kind: 'whistle', id: 'whistle-1', title: '中心街堆料' },
      relation: 'called-by',
      reason: '请水利局到场',
    } as const;
    expect(refusalOf(verified().when('TakeLink', told, 'handler1')).code).toBe('told-only');
  });
});

describe('CorrectRecord (行政处罚法 47)', () => {
  it('keeps what stood before and changes what it names', () => {
    const outcome = verified().when('CorrectRecord', { seq: 4, field: 'party-name', after: '张三丰', reason: '笔误' }, 'handler1');
    expect(dataOf(outcome, 'RecordCorrected')).toMatchObject({ before: '张三', after: '张三丰', party: 0 });
    expect(fileOf(outcome).parties[0]?.name).toBe('张三丰');
    expect(fileOf(outcome).corrected).toHaveLength(1);
  });

  it('changes title, address, place and the party’s particulars alike', () => {
    for (const field of ['title', 'address', 'conduct-place', 'party-address', 'party-phone'] as const) {
      expect(eventsOf(verified().when('CorrectRecord', { seq: 1, field, after: '更正后', reason: '笔误' }, 'handler1'))).toEqual([
        'RecordCorrected',
      ]);
    }
    const other = verified().when(
      'CorrectRecord',
      { seq: 4, field: 'other', before: '3平方米', after: '4平方米', reason: '测量有误' },
      'handler1',
    );
    expect(fileOf(other).corrected[0]).toMatchObject({ before: '3平方米', after: '4平方米' });
  });

  it('is of something that there is, and of a change', () => {
    expect(refusalOf(verified().when('CorrectRecord', { seq: 99, field: 'title', after: '新', reason: '笔误' }, 'handler1')).code).toBe(
      'unknown-event',
    );
    expect(
      refusalOf(verified().when('CorrectRecord', { seq: 1, field: 'title', after: verified().file.title, reason: '笔误' }, 'handler1'))
        .code,
    ).toBe('no-change');
    expect(
      refusalOf(verified().when('CorrectRecord', { seq: 1, field: 'party-name', party: 2, after: '李四', reason: '笔误' }, 'handler1'))
        .code,
    ).toBe('nothing-to-correct');
    expect(refusalOf(verified().when('CorrectRecord', { seq: 1, field: 'other', after: '新', reason: '笔误' }, 'handler1')).code).toBe(
      'before-missing',
    );
  });
});

describe('MarkCriminalSuspicion (行政处罚法 27)', () => {
  it('is marked by anyone on the case and taken away by the principal head alone', () => {
    const marked = filed().did('MarkCriminalSuspicion', { suspected: true, grounds: '数额较大' }, 'handler1');
    expect(marked.file.criminalSuspected).toBe(true);
    expect(refusalOf(marked.when('MarkCriminalSuspicion', { suspected: true, grounds: '再标' }, 'handler1')).code).toBe('already-marked');
    expect(refusalOf(marked.when('MarkCriminalSuspicion', { suspected: false, grounds: '不构成' }, 'towndeputy')).code).toBe(
      'principal-head-required',
    );
    expect(fileOf(marked.when('MarkCriminalSuspicion', { suspected: false, grounds: '不构成' }, 'townhead')).criminalSuspected).toBe(false);
    expect(refusalOf(filed().when('MarkCriminalSuspicion', { suspected: false, grounds: '无' }, 'townhead')).code).toBe('not-marked');
  });
});

it('a closed case still takes a note, not a recusal', () => {
  expect(eventsOf(closed().when('AddNote', { text: '装订完毕' }, 'handler1'))).toEqual(['NoteAdded']);
  expect(refusalOf(closed().when('Recuse', { personId: 'handler2', by: 'party', reason: '亲属' }, 'handler1')).code).toBe('wrong-stage');
});
