import { describe, expect, it } from 'vitest';
import { CURRENT_RULES } from '../../../domain/case/context.ts';
import type { CaseImportStep as ImportStep } from '../../../domain/case/types.ts';
import { importFile, parseImportSteps } from '../../../domain/case/machine.ts';
import { verifyChain } from '../../../domain/work/record.ts';
import type { CommandName } from '../../../domain/case/catalogue.ts';
import { specOf } from '../../../domain/case/catalogue.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { eventsOf, fileOf, lookUp, type PayloadOf, refusalOf, sha256 } from './kit.ts';
import { people, type PersonKey } from './people.ts';
import { policy } from './policy.ts';
import { citizen, conduct, opening, STACKING } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
const NOW = instantOf('2026-03-20T09:00:00+08:00');

/** A step as the API would build it; the case's own matter is known to the test. */
function step<Name extends CommandName>(name: Name, payload: PayloadOf<Name>, by: PersonKey, at: string): ImportStep {
  const parsed = specOf(name).schema.parse(payload);
  const request = specOf(name).lookups(parsed);
  const lookups = lookUp({ ...request, ...(request.matter === 'case' ? { matter: STACKING } : {}) }, null);
  return { name, payload: parsed, actor: people[by], lookups, at };
}

const life = (): ImportStep[] => [
  step('OpenCase', opening(), 'dispatcher', '2026-03-02T09:00:00+08:00'),
  step('DispatchCase', { unitId: 'qingshi', instruction: '核查' }, 'dispatcher', '2026-03-02T09:30:00+08:00'),
  step('AcceptDispatch', { handlerIds: officerIds }, 'handler1', '2026-03-02T10:00:00+08:00'),
  step(
    'RecordVerification',
    { founded: true, findings: '属实', officerIds, matterCode: STACKING, conduct, parties: [citizen] },
    'handler1',
    '2026-03-02T10:30:00+08:00',
  ),
  step('OrderCorrection', { requirement: '清理', dueOn: '2026-03-04', officerIds }, 'handler1', '2026-03-02T11:00:00+08:00'),
  step(
    'RecordCorrectionCheck',
    { correctionId: '@correction:last', corrected: false, findings: '未清理', officerIds },
    'handler1',
    '2026-03-05T09:00:00+08:00',
  ),
  step('FileCase', { officerIds, reason: '拒不改正', paperNumber: '青综执立〔2026〕3号' }, 'townhead', '2026-03-05T10:00:00+08:00'),
];
const run = (steps: ImportStep[], now = NOW) =>
  importFile(
    'case-9',
    { reference: '青综执卷〔2026〕3', reason: '系统上线前立案', actor: people.townhead, steps },
    policy,
    now,
    CURRENT_RULES,
    sha256,
  );

describe('importCase', () => {
  it('runs the paper steps through the rules, each on its paper date, and keeps the paper number', () => {
    const outcome = run(life());
    const file = fileOf(outcome);
    expect(file).toMatchObject({
      stage: 'evidence',
      openedAt: '2026-03-02T01:00:00.000Z',
      filing: { filedOn: '2026-03-05', number: '青综执立〔2026〕3号' },
      source: { imported: { reference: '青综执卷〔2026〕3', reason: '系统上线前立案' } },
    });
    expect(outcome.ok && verifyChain('case-9', outcome.events, sha256)).toMatchObject({ ok: true, length: file.version });
  });

  it('has used the time that has gone by: the 90 days count from the paper filing', () => {
    const armed = fileOf(run(life())).ledger.find((entry) => entry.op === 'armed' && entry.key === 'decision-deadline');
    expect(armed).toMatchObject({ length: 90, unit: 'naturalDay' });
    expect(armed?.op === 'armed' && armed.anchor.slice(0, 10)).toMatch(/^2026-03-0[45]/);
  });

  it('says when and by whom it was entered', () => {
    const outcome = run(life());
    const first = outcome.ok ? outcome.events[0] : undefined;
    expect(first).toMatchObject({ type: 'CaseOpened', data: { entered: { at: '2026-03-20T01:00:00.000Z', by: 'townhead' } } });
  });

  it('names the step that the rules refuse, with its date', () => {
    const steps = life();
    steps[4] = step('FileCase', { officerIds, reason: '直接立案' }, 'townhead', '2026-03-02T11:00:00+08:00');
    const refusal = refusalOf(run(steps.slice(0, 5)));
    expect(refusal.code).toBe('order-to-correct-first');
    expect(refusal.message).toMatch(/^第5步（批准立案，2026-03-02 11:00）：/);
  });

  it('takes the steps in their order, none ahead of now, the first of them opening the case', () => {
    const [opened, dispatched, accepted] = life();
    if (!opened || !dispatched || !accepted) throw new Error('no steps');
    expect(refusalOf(run([])).code).toBe('import-empty');
    expect(refusalOf(run([dispatched])).message).toMatch(/^第1步（分派案件/);
    expect(refusalOf(run([opened, accepted, dispatched])).code).toBe('import-out-of-order');
    expect(refusalOf(run([opened, opened])).code).toBe('import-opened-twice');
    expect(refusalOf(run([opened, { ...dispatched, at: '2026-03-20T09:00:01+08:00' }])).code).toBe('in-the-future');
    expect(refusalOf(run([{ ...opened, at: '2026-02-30T09:00:00+08:00' }])).code).toBe('import-date-invalid');
    expect(eventsOf(run([opened, { ...dispatched, at: opened.at }])).slice(0, 2)).toEqual(['CaseOpened', 'CaseDispatched']);
  });

  it('takes a certificate that was valid then, and none that was not', () => {
    const then = life().map((one) => ({ ...one, at: one.at.replace('2026-03', '2025-12') }));
    const [opened, dispatched] = then;
    if (!opened || !dispatched) throw new Error('no steps');
    const old = step('OpenCase', opening({ receivedAt: '2025-12-02T08:00:00+08:00' }), 'dispatcher', '2025-12-02T09:00:00+08:00');
    const accept = (at: string) => step('AcceptDispatch', { handlerIds: ['handler1', 'expired'] }, 'handler1', at);
    expect(eventsOf(run([old, dispatched, accept('2025-12-31T10:00:00+08:00')]))).toContain('DispatchAccepted');
    expect(refusalOf(run([old, dispatched, accept('2026-01-01T10:00:00+08:00')])).message).toMatch(/^第3步.*不在有效期内/);
  });

  it('names what earlier steps made by its place, one or all', () => {
    const at = (minute: number) => `2026-03-05T11:${String(minute).padStart(2, '0')}:00+08:00`;
    const evidence = (title: string) => ({
      kind: 'documentary' as const,
      title,
      original: true,
      officerIds,
      collectedAt: '2026-03-05T10:30:00+08:00',
      place: '店内',
    });
    const more = [
      step('AddEvidence', evidence('进货单'), 'handler1', at(1)),
      step('AddEvidence', evidence('账册'), 'handler1', at(2)),
      step('VerifyEvidence', { evidenceIds: ['@evidence:all'], findings: '属实' }, 'handler1', at(3)),
      step('ExcludeEvidence', { evidenceId: '@evidence:2', illegal: '未出示证件', reason: '程序违法' }, 'handler1', at(4)),
    ];
    const file = fileOf(run([...life(), ...more]));
    expect(file.evidence).toMatchObject([
      { title: '进货单', verified: true, excluded: null },
      { title: '账册', excluded: { reason: '程序违法' } },
    ]);
    const nowhere = step('ExcludeEvidence', { evidenceId: '@evidence:3', illegal: '无', reason: '无' }, 'handler1', at(5));
    const refusal = refusalOf(run([...life(), ...more, nowhere]));
    expect(refusal.code).toBe('import-reference');
    expect(refusal.message).toMatch(/^第12步（排除证据，2026-03-05 11:05）：引用“@evidence:3”/);
    const many = step('ExcludeEvidence', { evidenceId: '@evidence:all', illegal: '无', reason: '无' }, 'handler1', at(5));
    expect(refusalOf(run([...life(), ...more, many])).code).toBe('import-reference');
  });

  it('records nothing of a case whose last step is refused', () => {
    expect(
      run([
        ...life(),
        step(
          'ConcludeInvestigation',
          { kind: 'penalty', facts: '事实', report: '报告', evidenceIds: ['evidence-1'], fine: 300 },
          'handler1',
          '2026-03-06T10:00:00+08:00',
        ),
      ]).ok,
    ).toBe(false);
  });
});

describe('parseImportSteps', () => {
  it('parses all payloads or names every fault by step and field', () => {
    const good = { name: 'OpenCase', payload: opening() };
    expect(parseImportSteps([good])).toMatchObject({ ok: true, payloads: [{ emergency: false }] });
    const bad = parseImportSteps([good, { name: 'DoMagic', payload: {} }, { name: 'DispatchCase', payload: { unitId: '' } }]);
    expect(bad).toMatchObject({
      ok: false,
      faults: [
        { step: 2, field: 'name', message: '没有“DoMagic”这个命令' },
        { step: 3, field: 'payload.unitId' },
        { step: 3, field: 'payload.instruction' },
      ],
    });
  });
});
