/** What an act says of itself that came in from a paper file, and what nobody is told of it. */
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import { CURRENT_RULES } from '../../../domain/case/context.ts';
import { importFile } from '../../../domain/case/machine.ts';
import type { CaseImportStep as ImportStep } from '../../../domain/case/types.ts';
import { type CommandName, specOf } from '../../../domain/case/catalogue.ts';
import { kindOf } from '../../../domain/kinds.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { noticesOf } from '../../../domain/work/notices.ts';
import { type RecordedEvent, sealHash, verifyChain } from '../../../domain/work/record.ts';
import { fileOf, lookUp, type PayloadOf, refusalOf, sha256 } from '../case/kit.ts';
import { people, type PersonKey } from '../case/people.ts';
import { policy } from '../case/policy.ts';
import { citizen, conduct, opening, STACKING } from '../case/scenes.ts';

const officerIds = ['handler1', 'handler2'];
const NOW = instantOf('2026-03-20T09:00:00+08:00');

function step<Name extends CommandName>(name: Name, payload: PayloadOf<Name>, by: PersonKey, at: string, pages: number[]): ImportStep {
  const parsed = specOf(name).schema.parse(payload);
  const request = specOf(name).lookups(parsed);
  const lookups = lookUp({ ...request, ...(request.matter === 'case' ? { matter: STACKING } : {}) }, null);
  return { name, payload: parsed, actor: people[by], lookups, at, pages };
}

const life = (): ImportStep[] => [
  step('OpenCase', opening(), 'dispatcher', '2026-03-02T09:00:00+08:00', [1]),
  step('DispatchCase', { unitId: 'qingshi', instruction: '核查' }, 'dispatcher', '2026-03-02T09:30:00+08:00', [1, 2]),
  step('AcceptDispatch', { handlerIds: officerIds }, 'handler1', '2026-03-02T10:00:00+08:00', [2]),
  step(
    'RecordVerification',
    { founded: true, findings: '属实', officerIds, matterCode: STACKING, conduct, parties: [citizen] },
    'handler1',
    '2026-03-02T10:30:00+08:00',
    [3, 4],
  ),
  step('OrderCorrection', { requirement: '清理', dueOn: '2026-03-04', officerIds }, 'handler1', '2026-03-02T11:00:00+08:00', [4]),
  step(
    'RecordCorrectionCheck',
    { correctionId: '@correction:last', corrected: false, findings: '未清理', officerIds },
    'handler1',
    '2026-03-05T09:00:00+08:00',
    [5],
  ),
  step('RequestFiling', { officerIds, reason: '拒不改正' }, 'handler1', '2026-03-05T10:00:00+08:00', [5]),
];

const check = (goLiveOn = '2026-03-10') => ({ draft: 'draft-1', checkedBy: people.townreview, goLiveOn });
const run = (steps: ImportStep[], checked: ReturnType<typeof check> | null = check(), now = NOW) =>
  importFile(
    'case-9',
    { reference: '青卷3', reason: '系统上线前立案', actor: people.assistant, steps, ...(checked ? { check: checked } : {}) },
    policy,
    now,
    CURRENT_RULES,
    sha256,
  );
const eventsOf = (outcome: ReturnType<typeof run>) => {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.events as unknown as RecordedEvent[];
};

describe('an act that came from paper', () => {
  it('says by whom it was entered and checked, from which pages, and is sealed with it', () => {
    const events = eventsOf(run(life()));
    const entered = {
      by: { id: 'assistant', name: people.assistant.name },
      checkedBy: { id: 'townreview', name: people.townreview.name },
      at: new Date(NOW).toISOString(),
      draft: 'draft-1',
    };
    expect(events[0]).toMatchObject({ type: 'CaseOpened', actor: { id: 'dispatcher' }, entered: { ...entered, pages: [1] } });
    expect(events.find(({ type }) => type === 'VerificationRecorded')?.entered).toEqual({ ...entered, pages: [3, 4] });
    expect(verifyChain('case-9', events, sha256)).toMatchObject({ ok: true });
    const altered = events.map((event, index) =>
      index === 1 ? { ...event, entered: { ...event.entered!, checkedBy: { id: 'townhead', name: '另一人' } } } : event,
    );
    expect(verifyChain('case-9', altered, sha256)).toMatchObject({ ok: false, brokenAt: 2 });
  });

  it('leaves the system its own events, and the file as it would be without', () => {
    const later = run(life(), check(), instantOf('2026-06-20T09:00:00+08:00'));
    const own = eventsOf(later).filter(({ actor }) => actor.id === 'system');
    expect(own.map(({ type }) => type)).toContain('RungsPassed');
    expect(own.every(({ entered }) => entered === undefined)).toBe(true);
    expect({ ...fileOf(run(life())), ledger: [] }).toEqual({ ...fileOf(run(life(), null)), ledger: [] });
  });

  it('has the hash it had where nothing of the kind is said, also where a row says null', () => {
    const { hash: _hash, ...event } = eventsOf(run(life(), null))[0]!;
    expect('entered' in event).toBe(false);
    const { seq, type, at, actor, data, terms, basis } = event;
    const before = sha256(`x${canonicalJson({ seq, type, at, actor, data, terms, basis })}`);
    expect(sealHash('x', event, sha256)).toBe(before);
    expect(sealHash('x', { ...event, entered: null as never }, sha256)).toBe(before);
  });

  it('is not later than the county’s go-live, to the day', () => {
    expect(run(life(), check('2026-03-05')).ok).toBe(true);
    const refusal = refusalOf(run(life(), check('2026-03-04')));
    expect(refusal.code).toBe('after-go-live');
    expect(refusal.message).toMatch(/^第6步（.*2026-03-05 09:00）：.*2026-03-04/);
    expect(refusal.needs.join()).toContain('本人在系统中办理');
  });

  it('states no day that its own day does not know yet, so that nothing entered is newer than go-live', () => {
    const late = life();
    late[3] = step(
      'RecordVerification',
      { founded: true, findings: '属实', officerIds, matterCode: STACKING, conduct: { ...conduct, on: '2026-03-11' }, parties: [citizen] },
      'handler1',
      '2026-03-02T10:30:00+08:00',
      [3],
    );
    expect(refusalOf(run(late)).message).toMatch(/^第4步/);
  });
});

describe('whoever is named in it', () => {
  const kind = kindOf('case');
  const told = (events: RecordedEvent[]) => noticesOf(kind, events, fileOf(run(life())));

  it('is told once that it was brought in, and of no past act', () => {
    const notices = told(eventsOf(run(life())));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ seq: 1, kind: 'PaperCaseEntered', at: new Date(NOW).toISOString(), roles: [], units: null });
    expect([...notices[0]!.people].sort()).toEqual(['dispatcher', 'handler1', 'handler2']);
    expect(notices[0]!.text).toContain(`录入：${people.assistant.name}，核对：${people.townreview.name}`);
    // The same acts done here tell the head that filing is asked for.
    expect(told(eventsOf(run(life(), null))).map(({ kind: one }) => one)).toContain('FilingRequested');
  });

  it('is told under the same event in however many parts it is written down', () => {
    const events = eventsOf(run(life()));
    expect(told(events.slice(0, 2)).map(({ seq }) => seq)).toEqual([1]);
    expect(told(events.slice(2)).map(({ seq, people: whom }) => [seq, whom.includes('handler2')])).toEqual([[1, true]]);
  });
});
