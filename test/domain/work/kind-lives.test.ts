/** Random lives of every kind whose terms stand with its code: whatever people do, and whenever, the record stays whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { kinds } from '../../../domain/kinds.ts';
import { DAY, HOUR, legalDateOf, toShanghaiIso } from '../../../domain/terms/instant.ts';
import { foldOn, unopened } from '../../../domain/work/execute.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { type NextCommand, nextCommands, nextStep } from '../../../domain/work/next.ts';
import { noticesOf } from '../../../domain/work/notices.ts';
import { outlookOf } from '../../../domain/work/outlook.ts';
import { verifyChain } from '../../../domain/work/record.ts';
import { tick } from '../../../domain/work/tick.ts';
import { dice, pickOf } from '../case/random-payload.ts';
import { sha256 } from '../case/kit.ts';
import { people, type PersonKey, units } from '../case/people.ts';
import { ItemScene, unopenedScene } from './item-kit.ts';

const START = '2026-03-02T09:00:00+08:00';

interface Definition {
  type: string;
  innerType?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  entries?: Record<string, string>;
  items?: z.ZodType[];
}

/** A value that the form may hold; ids and instants are taken from the item as it stands. */
function valueOf(schema: z.ZodType, name: string, scene: ItemScene, roll: () => number): unknown {
  const definition = (schema as unknown as { def: Definition }).def;
  const ids = { urgeId: 'urges', supervisionId: 'supervisions', recusalId: 'recusals' } as const;
  const file = scene.head.state.stage === 'unopened' ? null : scene.file;
  if (Object.hasOwn(ids, name)) return pickOf<{ id: string }>(file?.[ids[name as keyof typeof ids]] ?? [], roll)?.id ?? 'none';
  if (/unitId$/i.test(name)) return pickOf(Object.keys(units), roll);
  if (/(personId|toId)$/i.test(name)) return pickOf(Object.keys(people), roll);
  if (/(personIds|handlerIds|memberIds)$/i.test(name)) {
    const own = Object.values(people)
      .filter(({ unit }) => unit.id === file?.unit.id)
      .map(({ id }) => id);
    return [
      pickOf(roll() < 0.8 && own.length > 0 ? own : Object.keys(people), roll),
      pickOf(own.length > 0 ? own : Object.keys(people), roll),
    ];
  }
  if (name === 'term')
    return (
      pickOf(
        scene
          .terms()
          .filter(({ open }) => open)
          .map(({ term }) => term),
        roll,
      ) ?? 'none'
    );
  switch (definition.type) {
    case 'nullable':
    case 'default':
    case 'optional':
    case 'prefault':
      return roll() < 0.5 && definition.type === 'nullable' ? null : valueOf(definition.innerType!, name, scene, roll);
    case 'object':
      return Object.fromEntries(Object.entries(definition.shape!).map(([key, inner]) => [key, valueOf(inner, key, scene, roll)]));
    case 'array':
      return [valueOf(definition.element!, name, scene, roll)];
    case 'enum':
      return pickOf(Object.values(definition.entries!), roll);
    case 'boolean':
      return roll() < 0.5;
    case 'number':
      return 1 + Math.floor(roll() * 3);
    case 'string':
      if (/On$/.test(name)) return legalDateOf(scene.now + Math.floor(roll() * 4 - 1) * DAY);
      return /(At|at)$/.test(name) ? toShanghaiIso(scene.now + Math.floor(roll() * 3) * HOUR) : `内容${Math.floor(roll() * 9)}`;
    default:
      return null;
  }
}

const CASE = { kind: 'case', id: 'case-1', title: '一件案件' };

function opened(kind: AnyKind, roll: () => number): ItemScene | null {
  const scene = unopenedScene(kind.name, START);
  const [name, spec] = Object.entries(kind.commands).find(([, one]) => one.stages.includes('unopened'))!;
  for (let tries = 0; tries < 40; tries++) {
    const payload: unknown =
      name === 'RaiseDispute'
        ? { caseId: 'case-1', title: '一件案件', sides: [units.qingshi, units.water], raisedAt: START, reason: '有争议', failedAt: null }
        : valueOf(spec.schema, '', scene, roll);
    if (!spec.schema.safeParse(payload).success) continue;
    try {
      return spec.told ? scene.told(CASE, name, payload) : scene.did(name, payload, pickOf(Object.keys(people), roll) as PersonKey);
    } catch {
      continue;
    }
  }
  return null;
}

describe.each(kinds.filter(({ terms }) => terms !== null).map((kind) => [kind.name, kind] as const))('random lives: %s', (_name, kind) => {
  const reached = new Set<string>();

  it('stay whole, whatever is done and when', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const roll = dice(seed);
        const begun = opened(kind, roll);
        if (!begun) return;
        let scene: ItemScene = begun;
        for (let step = 0; step < 30; step++) {
          reached.add(scene.file.stage);
          scene = new ItemScene(
            kind,
            scene.head,
            scene.events,
            scene.now + (roll() < 0.3 ? Math.floor(roll() * 3 * DAY) : Math.floor(roll() * 2 * HOUR)),
          );
          const own = scene.file.handlers.map(({ id }) => id);
          const actor = people[pickOf(own.length > 0 && roll() < 0.5 ? own : Object.keys(people), roll) as PersonKey];
          const offered: NextCommand[] = nextCommands(kind, scene.file, {
            id: 'item-1',
            now: scene.now,
            actor,
            policy: scene.policy,
            rules: kind.currentRules,
          });
          const natural = offered.filter(({ primary }) => primary).map(({ name }) => name);
          const step = nextStep(kind, scene.file, { id: 'item-1', now: scene.now, actor, policy: scene.policy, rules: kind.currentRules });
          expect(step === null ? [] : [step.name]).toEqual(natural);
          const names =
            natural.length > 0 && roll() < 0.4
              ? natural
              : roll() < 0.8
                ? offered.filter(({ allowed }) => allowed).map(({ name }) => name)
                : Object.keys(kind.commands);
          const name = pickOf(names.length > 0 ? names : Object.keys(kind.commands), roll)!;
          const { schema, told } = kind.commands[name]!;
          const payload = schema.safeParse(valueOf(schema, '', scene, roll));
          if (payload.success) {
            const outcome = told ? scene.toldBy(CASE, name, payload.data) : scene.when(name, payload.data, actor.id as PersonKey);
            if (outcome.ok) scene = new ItemScene(kind, outcome.head, [...scene.events, ...outcome.events], scene.now);
            else expect(outcome.message).toMatch(/\p{Script=Han}/u);
          }
          scene = scene.ticked();
          expect(tick(kind, scene.head, { now: scene.now, policy: scene.policy }, sha256)).toMatchObject({ ok: true, events: [] });
          const { next, waiting } = outlookOf(kind, 'item-1', scene.head.state, scene.policy, scene.now);
          expect(next !== null || waiting !== null || kind.over.includes(scene.file.stage)).toBe(true);
        }
        expect(verifyChain('item-1', scene.events, sha256)).toMatchObject({ ok: true, head: scene.head.hash, length: scene.events.length });
        expect(foldOn(kind, unopened(), scene.events)).toEqual(scene.file);
        for (const { text } of noticesOf(kind, scene.events, scene.file)) expect(text).toMatch(/^《.+》.*\p{Script=Han}/u);
        expect(kind.face(scene.file)).toMatchObject({ stage: scene.file.stage, ended: kind.over.includes(scene.file.stage) });
      }),
      { numRuns: 120, seed: 20260302 },
    );
    // A slow machine does something else beside.
  }, 120_000);

  it('begin, and come to every stage', () => {
    expect(reached.size, `no form of ${kind.name} that is filled in by chance opens one: see valueOf`).toBeGreaterThan(0);
    expect([...reached].sort()).toEqual(Object.keys(kind.stages).sort());
  });
});
