/** The checker against histories made by hand: the good one passes, and each kind of fault is found and named. */
import { describe, expect, test } from 'vitest';
import { genesis, type RecordedEvent, sealHash } from '../../domain/work/record.ts';
import { sha256 } from './storm/aftermath.ts';
import { check } from './storm/check/check.ts';
import type { CaseEnd, Copies, Trial, ViolationKind } from './storm/check/trial.ts';
import type { Acknowledged, Entry, Invoke, Read, Refused, Unknown, Upload } from './storm/history.ts';
import { markOf } from './storm/mark.ts';

const CASE = 'case-1';
const actor = { id: 'dispatcher', name: '宋雨桐', unit: { id: 'command', name: '指挥中心', kind: 'other' as const }, roles: [] };

/** A sealed record of events, told as type and words. */
function recordOf(caseId: string, told: [type: string, data: Record<string, unknown>][], at = '2026-11-26T01:00:00.000Z'): RecordedEvent[] {
  let previous = genesis(caseId, sha256);
  return told.map(([type, data], index) => {
    const event = { seq: index + 1, type, at, actor: actor as never, data, terms: [], basis: [] };
    previous = sealHash(previous, event, sha256);
    return { ...event, hash: previous };
  });
}

function caseEnd(caseId: string, events: RecordedEvent[], over: Partial<CaseEnd> = {}): CaseEnd {
  const last = events.at(-1)!;
  const copies: Copies = {
    workflow: { version: last.seq, hash: last.hash, stage: 'discovery' },
    record: { version: last.seq, hash: last.hash },
    view: { version: last.seq, head: last.hash, stage: 'discovery' },
  };
  return { caseId, rest: copies, end: copies, events, wedged: null, pages: [], ...over };
}

const invoke = (at: number, op: string, over: Partial<Invoke> = {}): Invoke => ({
  t: 'invoke',
  at,
  op,
  attempt: 1,
  client: op.split('-')[0]!,
  case: CASE,
  do: 'AddNote',
  key: `key-${op}`,
  api: 'api',
  marked: true,
  expect: 'yes',
  ...over,
});
const ok = (at: number, op: string, seq: number, over: Partial<Acknowledged> = {}): Acknowledged => ({
  t: 'ok',
  at,
  op,
  attempt: 1,
  case: CASE,
  version: seq,
  events: [{ seq, type: 'NoteAdded' }],
  readable: true,
  ...over,
});
const refused = (at: number, op: string, code: string, over: Partial<Refused> = {}): Refused => ({
  t: 'refused',
  at,
  op,
  attempt: 1,
  status: 409,
  code,
  detail: '不行',
  ...over,
});
const unknown = (at: number, op: string, over: Partial<Unknown> = {}): Unknown => ({
  t: 'unknown',
  at,
  op,
  attempt: 1,
  status: 503,
  code: 'outcome-unknown',
  ...over,
});
const read = (asked: number, events: RecordedEvent[], over: Partial<Read> = {}): Read => ({
  t: 'read',
  asked,
  at: asked + 1,
  by: 'reader1',
  what: 'events',
  case: CASE,
  version: events.length,
  head: events.at(-1)?.hash ?? null,
  tail: events.map(({ seq, type, hash }) => [seq, type, hash]),
  ...over,
});

const opened: [string, Record<string, unknown>] = ['CaseOpened', { title: '甲' }];
const noted = (op: string): [string, Record<string, unknown>] => ['NoteAdded', { text: `备注${markOf(op)}` }];
const record = recordOf(CASE, [opened, noted('a-1'), noted('b-1'), noted('a-2')]);

/** Two clients, three notes; the second was answered at its second attempt. */
const history: Entry[] = [
  invoke(10, 'a-1'),
  ok(20, 'a-1', 2),
  read(30, record.slice(0, 2)),
  invoke(40, 'b-1'),
  unknown(50, 'b-1'),
  invoke(60, 'b-1', { attempt: 2 }),
  ok(70, 'b-1', 3, { attempt: 2 }),
  invoke(80, 'a-2', { ifMatch: 3 }),
  ok(90, 'a-2', 4),
  read(100, record),
  read(110, record, { what: 'page', tail: [] }),
];

const trial = (over: Partial<Trial> = {}): Trial => ({
  history,
  cases: [caseEnd(CASE, record)],
  orphans: [],
  reports: [],
  heard: [],
  files: [],
  unanswered: [],
  ...over,
});

const found = (over: Partial<Trial>): ViolationKind[] => [...new Set(check(trial(over), sha256).map(({ kind }) => kind))];
const at = (index: number, ...entries: Entry[]): Entry[] => [...history.slice(0, index), ...entries, ...history.slice(index + 1)];
const and = (...entries: Entry[]): Entry[] => [...history, ...entries];

test('a history in which all is well passes', () => {
  expect(check(trial(), sha256)).toEqual([]);
});

test('an unknown outcome that never came about, and a legal refusal, are no fault', () => {
  expect(
    found({
      history: and(invoke(120, 'c-1'), unknown(130, 'c-1'), invoke(140, 'c-2', { expect: 'no' }), refused(150, 'c-2', 'some-rule')),
    }),
  ).toEqual([]);
  expect(found({ history: and(invoke(120, 'c-1', { ifMatch: 2 }), refused(130, 'c-1', 'stale-version', { status: 412 })) })).toEqual([]);
});

describe('ghosts', () => {
  const other = recordOf(CASE, [opened, noted('a-1'), noted('b-1'), noted('x-9')]);

  test('a list one event longer than the workflow', () => {
    const longer = recordOf(CASE, [opened, noted('a-1'), noted('b-1'), noted('a-2'), noted('x-9')]);
    expect(found({ history: and(read(120, longer)) })).toEqual(['ghost']);
  });

  test('an event with another hash, in a list, on a page, and deep in the record', () => {
    expect(found({ history: and(read(120, other)) })).toEqual(['ghost']);
    expect(found({ history: and(read(120, other, { what: 'page', tail: [] })) })).toEqual(['ghost']);
    const redated = recordOf(CASE, [opened, noted('a-1'), noted('b-1'), noted('a-2')], '2026-11-26T01:00:00.001Z');
    expect(found({ history: and(read(120, redated)) })).toEqual(['ghost']);
  });

  test('a case that does not exist', () => {
    expect(found({ history: and(read(120, record, { case: 'case-2' })) })).toEqual(['ghost']);
  });

  test('a record that is longer than its workflow once everything is at rest', () => {
    const workflow = { version: 3, hash: record[2]!.hash, stage: 'discovery' };
    const rest = { ...caseEnd(CASE, record).rest, workflow };
    expect(found({ cases: [caseEnd(CASE, record, { rest })] })).toEqual(['ghost']);
    expect(found({ cases: [caseEnd(CASE, record, { rest: { ...rest, workflow: 'none' } })] })).toEqual(['ghost']);
  });
});

describe('acknowledged commands', () => {
  test('that are not in the record', () => {
    expect(found({ history: and(invoke(120, 'c-1'), ok(130, 'c-1', 5)) })).toContain('lost');
  });

  test('whose place somebody else has', () => {
    expect(found({ history: at(7, invoke(80, 'c-1')).map((entry) => (entry === history[8] ? ok(90, 'c-1', 4) : entry)) })).toEqual([
      'lost',
    ]);
  });

  test('of a case that does not exist', () => {
    const lost = [
      invoke(120, 'c-1', { case: null, do: 'OpenCase' }),
      ok(130, 'c-1', 1, { case: 'case-2', events: [{ seq: 1, type: 'CaseOpened' }] }),
    ];
    expect(found({ history: and(...lost) })).toEqual(['lost']);
  });

  test('that were done twice, in one case or in two', () => {
    const twice = recordOf(CASE, [opened, noted('a-1'), noted('b-1'), noted('a-2'), noted('a-1')]);
    expect(found({ history: history.slice(0, -2), cases: [caseEnd(CASE, twice)] })).toEqual(['doubled']);
    const second = recordOf('case-2', [['CaseOpened', { title: '甲' }], noted('a-1')]);
    expect(found({ cases: [caseEnd(CASE, record), caseEnd('case-2', second)] })).toEqual(['doubled']);
  });

  test('that stand in another order than they were told', () => {
    const swapped = recordOf(CASE, [opened, noted('b-1'), noted('a-1'), noted('a-2')]);
    const told: Entry[] = [invoke(10, 'a-1'), ok(20, 'a-1', 3), invoke(40, 'b-1'), ok(50, 'b-1', 2)];
    expect(found({ history: told, cases: [caseEnd(CASE, swapped)] })).toContain('reordered');
  });

  test('whose unanswered predecessor came in after them', () => {
    const late = recordOf(CASE, [opened, noted('a-1'), noted('c-1')]);
    const inOrder: Entry[] = [invoke(5, 'c-1'), invoke(10, 'a-1'), ok(20, 'a-1', 2), unknown(30, 'c-1')];
    expect(found({ history: inOrder, cases: [caseEnd(CASE, late)] })).toEqual([]);
    const before = recordOf(CASE, [opened, noted('c-1'), noted('a-1')]);
    const sentLater: Entry[] = [invoke(10, 'a-1'), ok(20, 'a-1', 3), invoke(25, 'c-1'), unknown(30, 'c-1')];
    expect(found({ history: sentLater, cases: [caseEnd(CASE, before)] })).toContain('reordered');
  });

  test('that are answered otherwise when repeated', () => {
    expect(found({ history: and(invoke(120, 'a-1', { attempt: 2 }), ok(130, 'a-1', 2, { attempt: 2, version: 4 })) })).toEqual([
      'other-answer',
    ]);
  });
});

describe('refusals', () => {
  test('that no rule stands for', () => {
    expect(found({ history: and(invoke(120, 'c-1'), refused(130, 'c-1', 'some-rule')) })).toEqual(['wrongly-refused']);
    expect(
      found({ history: and(invoke(120, 'c-1', { expect: 'either' }), refused(130, 'c-1', 'case-not-found', { status: 404 })) }),
    ).toEqual(['wrongly-refused']);
  });

  test('of the version that is the latest', () => {
    expect(
      found({ history: and(invoke(120, 'c-1', { ifMatch: 4, expect: 'either' }), refused(130, 'c-1', 'stale-version', { status: 412 })) }),
    ).toEqual(['wrongly-refused']);
  });

  test('of what was done', () => {
    expect(found({ history: at(8, refused(90, 'a-2', 'some-rule')) })).toContain('refused-and-done');
    // An attempt was open, but everybody could see what it had done before it was tried again.
    const seen = at(
      6,
      read(65, record.slice(0, 3)),
      invoke(68, 'b-1', { attempt: 3, expect: 'either' }),
      refused(70, 'b-1', 'some-rule', { attempt: 3 }),
    );
    expect(found({ history: seen })).toContain('refused-and-done');
  });

  test('that an attempt still under way has overtaken are no fault', () => {
    const overtaken = at(6, refused(70, 'b-1', 'some-rule', { attempt: 2 }));
    expect(found({ history: overtaken.map((entry) => (entry.t === 'invoke' ? { ...entry, expect: 'either' as const } : entry)) })).toEqual(
      [],
    );
  });

  test('that should have come and did not', () => {
    expect(found({ history: at(7, invoke(80, 'a-2', { expect: 'no' })) })).toEqual(['wrongly-accepted']);
  });

  test('that are not honest', () => {
    expect(found({ history: at(4, unknown(50, 'b-1', { status: 500, code: 'internal' })) })).toEqual(['dishonest']);
    expect(found({ history: at(4, unknown(50, 'b-1', { unpromised: true })) })).toEqual(['dishonest']);
  });
});

describe('looks', () => {
  test('that show less than an earlier look', () => {
    expect(found({ history: and(read(120, record.slice(0, 3))) })).toEqual(['went-back']);
  });

  test('that do not show what an answer had promised', () => {
    expect(found({ history: at(9, read(95, record.slice(0, 3))) })).toEqual(['went-back']);
    const unpromised = at(8, ok(90, 'a-2', 4, { readable: false }));
    expect(found({ history: unpromised.map((entry, index) => (index === 9 ? read(95, record.slice(0, 3)) : entry)) })).toEqual([]);
  });

  test('that were asked before the later one was answered are no fault', () => {
    expect(found({ history: and(read(85, record.slice(0, 3), { at: 130 })) })).toEqual([]);
  });

  test('with a gap', () => {
    expect(found({ history: and(read(120, record, { fault: 'event 2 is not where it belongs' })) })).toEqual(['page']);
  });
});

describe('the aftermath', () => {
  const good = caseEnd(CASE, record);
  const [firstHash, lastHash] = [record[0]!.hash, record[3]!.hash];

  test.each<[string, Partial<Copies>]>([
    ['no view', { view: null }],
    ['a view behind', { view: { version: 3, head: record[2]!.hash, stage: 'discovery' } }],
    ['a view of another stage', { view: { version: 4, head: lastHash, stage: 'closed' } }],
    ['a record behind', { workflow: { version: 5, hash: firstHash, stage: 'discovery' } }],
    ['a workflow that does not answer', { workflow: 'no-answer' }],
  ])('with %s', (_what, over) => {
    expect(found({ cases: [{ ...good, rest: { ...good.rest, ...over } }] })).toEqual(['copies']);
  });

  test('with a record and a workflow that contradict each other', () => {
    const workflow = { version: 4, hash: firstHash, stage: 'discovery' };
    expect(found({ cases: [{ ...good, end: { ...good.end, workflow } }] })).toEqual(['ghost']);
  });

  test('with a broken chain', () => {
    const altered = record.map((event) => (event.seq === 2 ? { ...event, data: { text: `别的${markOf('a-1')}` } } : event));
    expect(found({ cases: [{ ...good, events: altered }] })).toEqual(['copies']);
  });

  test('with a case that takes nothing any more, a command nobody answers, a page that is not served, a row that had to go', () => {
    expect(found({ cases: [{ ...good, wedged: 'a note is not answered' }] })).toEqual(['wedged']);
    expect(found({ unanswered: [{ op: 'c-1', caseId: CASE }] })).toEqual(['wedged']);
    expect(found({ cases: [{ ...good, pages: [{ page: 'verify', fault: 'ok: false' }] }] })).toEqual(['page']);
    expect(found({ orphans: [{ caseId: CASE, seq: 4 }] })).toEqual(['orphan']);
  });

  test('a case that was reserved and never opened is no fault', () => {
    const none: Copies = { workflow: { version: 0, hash: '', stage: 'unopened' }, record: { version: 0, hash: null }, view: null };
    const empty: CaseEnd = { caseId: 'case-2', rest: none, end: none, events: [], wedged: null, pages: [] };
    expect(found({ cases: [good, empty, { ...empty, caseId: 'case-3', rest: { ...none, workflow: 'none' } }] })).toEqual([]);
  });
});

describe('numbers', () => {
  const filed = (caseId: string, n: number): CaseEnd =>
    caseEnd(caseId, recordOf(caseId, [opened, ['CaseNumberAllotted', { number: `云执立字〔2026〕${n}号` }]]));
  const decided = (caseId: string, n: number): CaseEnd =>
    caseEnd(caseId, recordOf(caseId, [opened, ['DecisionNumberAllotted', { number: `云执罚决字〔2026〕${n}号` }]]));

  test('of two registers run by themselves', () => {
    expect(found({ history: [], cases: [filed('a', 2), filed('b', 1), decided('c', 1)] })).toEqual([]);
  });

  test('given twice, or to nobody', () => {
    expect(check(trial({ history: [], cases: [filed('a', 1), filed('b', 1)] }), sha256)).toMatchObject([
      { kind: 'number', text: expect.stringContaining('also') },
    ]);
    expect(check(trial({ history: [], cases: [filed('a', 1), filed('b', 3)] }), sha256)).toMatchObject([
      { kind: 'number', text: expect.stringContaining('2 was given to nobody') },
    ]);
  });
});

describe('channels', () => {
  const sent = recordOf(CASE, [
    ['CaseOpened', opening()],
    ['CaseDispatched', { unit: { id: 'qingshi', name: '青石镇', kind: 'town' }, instruction: '' }],
  ]);
  const told = (...kinds: string[]) => kinds.map((kind, index) => ({ id: String(index + 1), ticket: 'T1', caseId: CASE, kind }));
  const of = (reports: ReturnType<typeof told>, heard: Trial['heard'] = []) =>
    found({ history: [], cases: [caseEnd(CASE, sent)], reports, heard });

  test('that were told what happened', () => {
    expect(of(told('lead-accepted', 'case-dispatched'), [{ id: '1', ticket: 'T1', status: '已受理' }])).toEqual([]);
  });

  test('that were told of a closing that never was, of too much, or of something taken back', () => {
    expect(of(told('lead-accepted', 'case-dispatched', 'case-closed'))).toEqual(['channel']);
    expect(of(told('lead-accepted', 'case-dispatched', 'case-closed', 'case-reopened'))).toEqual(['channel']);
    expect(of(told('lead-accepted', 'case-dispatched', 'case-dispatched'))).toEqual(['channel']);
    expect(of(told('lead-accepted'))).toEqual(['channel']);
    expect(of(told('lead-accepted', 'case-dispatched'), [{ id: '9', ticket: 'T1', status: '已办结' }])).toEqual(['channel']);
  });
});

describe('files', () => {
  const upload = (over: Partial<Upload> = {}): Upload => ({
    t: 'upload',
    asked: 10,
    at: 20,
    by: 'uploader1',
    case: CASE,
    hash: 'f'.repeat(64),
    size: 9,
    status: 201,
    code: '',
    detail: '',
    diskFull: false,
    ...over,
  });
  const there = { caseId: CASE, hash: 'f'.repeat(64), fault: null };

  test('kept, or refused on a full disk and not there', () => {
    expect(found({ history: [upload()], files: [there] })).toEqual([]);
    expect(found({ history: [upload({ status: 503, code: 'evidence-full', detail: '存储空间已满', diskFull: true })] })).toEqual([]);
    expect(found({ history: [upload({ status: null, code: 'ECONNRESET' })], files: [there] })).toEqual([]);
  });

  test('half done', () => {
    expect(found({ history: [upload()] })).toEqual(['file']);
    expect(found({ history: [upload()], files: [{ ...there, fault: 'fetched: 404' }] })).toEqual(['file']);
    expect(found({ history: [upload({ status: 503, code: 'evidence-full', diskFull: true })], files: [there] })).toEqual(['file']);
    expect(found({ history: [upload({ status: 500, code: 'internal', diskFull: true })] })).toEqual(['file']);
    expect(found({ history: [], files: [there] })).toEqual(['file']);
  });
});

test('what those who were there could not go on with is a fault', () => {
  expect(found({ history: and({ t: 'broken', at: 120, kind: 'crash', case: null, text: 'worker ended by itself' }) })).toEqual(['crash']);
  expect(found({ history: and({ t: 'broken', at: 120, kind: 'life', case: CASE, text: '普通程序: Decide was refused' }) })).toEqual([
    'life',
  ]);
});

/** Enough of an opening for the case to be folded. */
function opening(): Record<string, unknown> {
  return {
    title: '甲',
    town: { id: 'qingshi', name: '青石镇', kind: 'town' },
    unit: { id: 'qingshi', name: '青石镇', kind: 'town' },
    address: '青石镇',
    channel: 'grid',
    receivedAt: '2026-11-26T01:00:00.000Z',
    text: '乙',
    leadId: 'lead-1',
    emergency: false,
    matter: null,
    parties: [],
    conduct: null,
    handlers: [],
    policy: null,
  };
}
