/** Beside the tests of one file (vitest's setupFiles): notes which rules refused in which test, and which let pass. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach } from 'vitest';
import type { Note } from './note.ts';

/** A note while it is being taken. */
type Taken = { [Key in keyof Note]: Note[Key] extends string[] ? Set<string> : Note[Key] };

type Keys = Record<string, string>;

const folder = process.env.CASELIGHT_WITNESS;
if (!folder) throw new Error('CASELIGHT_WITNESS names the folder for the notes');

// The same is seen in every run.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 });

const notes = new Map<object, Taken>();
let current: Taken | undefined;
/** The helpers that are at work, innermost last, each with the keys of the codes it was handed. */
const within: Keys[] = [];

const isRefusal = (answer: unknown): answer is { code: string } =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false && 'code' in answer;

function refused(keys: Keys | null, refusal: { code: string }): unknown {
  const { code } = refusal;
  const key = (keys ?? within.findLast((one) => Object.hasOwn(one, code)))?.[code];
  if (key === undefined) return refusal;
  current?.fired.add(key);
  const get = (): string => {
    current?.read.add(key);
    return code;
  };
  return Object.defineProperty(refusal, 'code', { get, enumerable: true, configurable: true });
}

Object.assign(globalThis, {
  caselightWitness: {
    refused,
    within(keys: Keys, call: () => unknown): unknown {
      within.push(keys);
      try {
        return call();
      } finally {
        within.pop();
      }
    },
    answered(unit: string, answer: unknown): unknown {
      if (!isRefusal(answer) && !(Array.isArray(answer) && answer.some(isRefusal))) current?.passed.add(unit);
      return answer;
    },
  },
});

beforeEach(({ task }) => {
  if (!task.location) throw new Error('includeTaskLocation is off');
  const { line, column } = task.location;
  current = notes.get(task) ?? { file: task.file.filepath, at: { line, column }, fired: new Set(), read: new Set(), passed: new Set() };
  notes.set(task, current);
});

afterAll(() => {
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify([...notes.values()], (_, value: unknown) => (value instanceof Set ? [...value] : value));
  writeFileSync(join(folder, `${randomUUID()}.json`), text);
});
