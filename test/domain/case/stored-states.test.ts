/**
 * States as released code wrote them, into `work_view.state` and into the inputs of runs that take a case over: today's
 * rules go on from every one of them. Recorded with the histories (test/replay/record.ts); a released file stays for good.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CURRENT_RULES, NO_LOOKUPS } from '../../../domain/case/context.ts';
import { execute, foldOn, possible, nextCommands, outlookOf, tick } from '../../../domain/case/machine.ts';
import { commandNames } from '../../../domain/case/catalogue.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { DAY, parseInstant } from '../../../domain/terms/instant.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import { sealPolicy } from '../../../domain/terms/policy.ts';
import { upcastCase } from '../../../domain/case/upcast.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import { STAGES } from '../../../domain/vocabulary.ts';
import { caseFace } from '../../../domain/case/face.ts';
import { partyRows, viewRow } from '../../../record/view-row.ts';
import { caseKind } from '../../../domain/case/kind.ts';
import { kindOf } from '../../../domain/kinds.ts';
import type { WorkFile } from '../../../domain/work/file.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { machineOf } from '../../../domain/work/machine.ts';
import { nextStep } from '../../../domain/work/next.ts';
import { policyOfKind } from '../../../domain/work/policy.ts';
import type { CaseHead } from '../../../domain/case/types.ts';
import { WorkRecord } from '../../../workflows/work-record.ts';
import type { RecordedStates } from '../../replay/states.ts';
import { sha256 } from './kit.ts';
import { people } from './people.ts';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'states');
const files = readdirSync(folder).filter((file) => file.endsWith('.json.gz'));

it('there are states of both shapes', () => {
  expect(files).toEqual(expect.arrayContaining(['2026-11-before-durable-first.json.gz', '2026-11-durable-first.json.gz']));
});

describe.each(files)('%s', (file) => {
  const recorded = JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString('utf8')) as RecordedStates;
  const views = recorded.views.filter(({ kind = 'case' }) => kind === 'case');
  const others = recorded.views.filter(({ kind = 'case' }) => kind !== 'case');
  const policies = new Map(recorded.policies.map((policy) => [policy.hash, policy]));
  const policyOf = (hash: string): CasePolicy => {
    const found = policies.get(hash);
    if (!found) throw new Error(`no policy ${hash}`);
    return found;
  };

  it('holds several cases of every stage, and cases taken over', () => {
    const casesIn = (stage: string) => new Set(views.filter((view) => view.stage === stage).map(({ caseId }) => caseId)).size;
    const few = STAGES.filter((stage) => casesIn(stage) < 2);
    expect(few).toEqual([]);
    expect(recorded.inputs.length).toBeGreaterThan(1);
  });

  it('its policies are what they were', () => {
    for (const policy of recorded.policies) expect(sealPolicy(policy, sha256).hash).toBe(policy.hash);
  });

  it.each(views.map((view) => [`${view.stage} ${view.caseId.slice(-6)} v${view.version}`, view] as const))('goes on from %s', (_, view) => {
    const { caseId, head, version, stateVersion = 1 } = view;
    const state = upcastCase(view.state, stateVersion) as CaseFile;
    const policy = policyOf(view.policyHash);
    expect(state.version).toBe(version);
    expect(foldOn(state, [])).toBe(state);
    const last = Math.max(parseInstant(state.stageEnteredAt), parseInstant(state.openedAt));
    for (const now of [last, last + DAY, last + 60 * DAY]) {
      const { terms, index, next, waiting } = outlookOf(caseId, state, policy, now);
      expect(terms.every(({ key }) => policy.terms.some((term) => term.key === key))).toBe(true);
      viewRow(caseFace(state), { state, stateVersion, policyHash: policy.hash, terms, light: index, nextWakeUp: null, waiting });
      expect(next === null || next.at >= now).toBe(true);
      const ticked = tick({ state, hash: head }, { now, policy }, sha256);
      if (!ticked.ok) throw new Error(ticked.message);
      expect(foldOn(state, ticked.events)).toEqual(ticked.head.state);
    }
    expect(partyRows(state)).toHaveLength(state.parties.length);

    const now = last + DAY;
    for (const actor of Object.values(people)) {
      for (const name of commandNames) possible(state, name, { id: caseId, now, actor, policy, rules: CURRENT_RULES });
      const primary = nextCommands(state, { id: caseId, now, actor, policy, rules: CURRENT_RULES }).find((command) => command.primary);
      expect(nextStep(caseKind, state, { id: caseId, now, actor, policy, rules: CURRENT_RULES })?.name).toBe(primary?.name);
    }
    const context = { id: caseId, now, actor: people.dispatcher, policy, lookups: NO_LOOKUPS, rules: CURRENT_RULES };
    const noted = execute({ state, hash: head }, 'AddNote', { text: '续办' }, context, sha256);
    if (!noted.ok) {
      expect([view.stage, noted.code]).toEqual(['archived', 'wrong-stage']);
      return;
    }
    expect(noted.events.map(({ seq, type }) => [seq, type])).toEqual([[version + 1, 'NoteAdded']]);
    expect(foldOn(state, noted.events)).toEqual(noted.head.state);
  });

  it.skipIf(others.length === 0).each(others.map((view) => [`${view.kind} in ${view.stage} v${view.version}`, view] as const))(
    'goes on from a %s',
    (_, { kind: name = '', caseId, head, version, stateVersion = 1, state: stored }) => {
      const kind = kindOf(name);
      const machine = machineOf(kind);
      const policy = policyOfKind(kind, countyPolicy, sha256);
      const state = kind.upcast(stored, stateVersion) as WorkFile;
      expect(state.version).toBe(version);
      expect(machine.foldOn(state, [])).toBe(state);
      const last = parseInstant(state.stageEnteredAt);
      for (const now of [last, last + DAY, last + 60 * DAY]) {
        const { next } = machine.outlookOf(caseId, state, policy, now);
        expect(next === null || next.at >= now).toBe(true);
        const ticked = machine.tick({ state, hash: head }, { now, policy }, sha256);
        if (!ticked.ok) throw new Error(ticked.message);
        expect(machine.foldOn(state, ticked.events)).toEqual(ticked.head.state);
      }
    },
  );

  it.each(recorded.inputs.map((input) => [`${input.carried?.state.stage} ${input.caseId.slice(-6)}`, input] as const))(
    'takes over %s',
    (_, input) => {
      const { carried } = input;
      const record = new WorkRecord(caseKind as unknown as AnyKind, { ...input, policy: policyOf(input.policyHash) });
      expect(record.version).toBe(carried!.state.version);
      expect(upcastCase(record.current.state, 1)).toBe(record.current.state);
      expect(record.pending).toBe(carried!.pending?.events.length ?? 0);
      if (record.pending > 0) {
        expect(record.tail()?.previous).toBe(carried!.pending?.previous);
        expect(record.tail()?.events.at(-1)?.hash).toBe(carried!.hash);
      }
      const now = record.instant(parseInstant(carried!.state.stageEnteredAt)) + DAY;
      const context = {
        id: input.caseId,
        now,
        actor: people.dispatcher,
        policy: policyOf(input.policyHash),
        lookups: NO_LOOKUPS,
        rules: input.rules,
      };
      const noted = execute(record.current as CaseHead, 'AddNote', { text: '续办' }, context, sha256);
      if (carried!.state.stage === 'archived') return;
      if (!noted.ok) throw new Error(noted.message);
      record.accept(noted);
      expect(record.carryOver()).toMatchObject({ hash: noted.head.hash, pending: { events: expect.arrayContaining(noted.events) } });
    },
  );
});
