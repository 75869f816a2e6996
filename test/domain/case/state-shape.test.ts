/**
 * How a case is kept, field by field. A change of `CaseFile` fails here until it is said what becomes of the cases that
 * run: raise CASE_STATE_VERSION, bring states from before into the new shape (domain/case/upcast.ts), then
 * `CASELIGHT_SHAPE=write npx vitest run --project domain test/domain/case/state-shape.test.ts` writes the new outline once.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../domain/kinds.ts';
import { CASE_STATE_VERSION, upcastCase } from '../../../domain/case/upcast.ts';
import { differingSections } from '../../../domain/work/differing.ts';
import type { RecordedStates } from '../../replay/states.ts';
import { type Kind, misfits, type Outline, outlineOfType } from '../../support/type-outline.ts';
import { everyRecord } from './every-record.ts';
import { forgetful } from './forgetful.ts';
import type { CaseFile } from '../../../domain/case/state.ts';

const caseKind = kindOf('case');
const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'states');
const fileOf = (version: number): string => join(folder, `shape-${version}.txt`);

/** A line a field: `archive.pages: null or number`. */
const written = (outline: Outline): string =>
  Object.entries(outline)
    .map(([path, kinds]) => `${path}: ${kinds.join(' or ')}\n`)
    .join('');
const read = (text: string): Outline =>
  Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [path = '', kinds = ''] = line.split(': ');
        return [path, kinds.split(' or ') as Kind[]];
      }),
  );

const records = everyRecord();
const present = outlineOfType('domain/case/state.ts', 'CaseFile');
if (process.env['CASELIGHT_SHAPE'] === 'write' && !existsSync(fileOf(CASE_STATE_VERSION))) {
  writeFileSync(fileOf(CASE_STATE_VERSION), written(present));
}

/** Runs of other kinds carry theirs in the same way. */
const isCase = (state: CaseFile | undefined): state is CaseFile => state?.ledger !== undefined && 'parties' in state;

const stored = readdirSync(folder)
  .filter((file) => file.endsWith('.json.gz'))
  .map((file) => {
    const { views, inputs } = JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString('utf8')) as RecordedStates;
    const cases = views.filter(({ kind = 'case' }) => kind === 'case');
    const version = Math.max(...cases.map(({ stateVersion = 1 }) => stateVersion));
    const carried = inputs.flatMap((input) => (isCase(input.carried?.state) ? [input.carried.state] : []));
    return { file, version, states: [...cases.map(({ state }) => state), ...carried] };
  });

describe('the state of a case', () => {
  it('has the shape of its version, and no version has two', () => {
    const noted = existsSync(fileOf(CASE_STATE_VERSION)) ? readFileSync(fileOf(CASE_STATE_VERSION), 'utf8') : '';
    expect(written(present), 'CaseFile has changed: see the head of this file').toBe(noted);
    expect(existsSync(fileOf(CASE_STATE_VERSION + 1))).toBe(false);
    expect(written(read(noted))).toBe(noted);
  });

  it('is what its events fold to, and stays the very same when it is upcast', () => {
    for (const { name, file } of records) {
      expect(misfits(file, present), name).toEqual([]);
      for (const version of [1, CASE_STATE_VERSION]) expect(upcastCase(file, version), name).toBe(file);
      const kept = JSON.parse(JSON.stringify(file)) as unknown;
      expect(upcastCase(kept, 1), name).toBe(kept);
    }
  });

  it.each(stored)('of $file is brought into the present shape, whole', ({ version, states }) => {
    expect(states.length).toBeGreaterThan(0);
    expect(states.some((state) => misfits(state, present).length > 0)).toBe(version < CASE_STATE_VERSION);
    for (const state of states) {
      const now = upcastCase(state, version);
      expect(misfits(now, present), `${state.stage} ${state.caseId}`).toEqual([]);
      expect(upcastCase(now, version)).toBe(now);
      // What was kept is kept.
      expect(now).toMatchObject({ caseId: state.caseId, version: state.version, ledger: state.ledger, parties: state.parties });
    }
  });

  it('names the goods that went along with a referral', () => {
    const referred = records.find(({ name }) => name === 'not filed by the police, and objected to')!.file;
    const ids = referred.police!.handedOver!.custody;
    const old = { ...referred, police: { ...referred.police!, goods: { ...referred.police!.goods!, items: ids.join('、') } } };
    expect(ids.length).toBeGreaterThan(0);
    expect(upcastCase(old, 1)).toEqual(referred);
    expect(referred.police?.goods?.items).toBe('现场检查笔录');
  });

  it('agrees with its record in what it kept, and differs where it was altered', () => {
    for (const { name, file } of records) {
      const kept = JSON.parse(JSON.stringify(file)) as CaseFile;
      const old = forgetful(kept);
      expect(differingSections(caseKind, kept, file), name).toEqual([]);
      expect(differingSections(caseKind, old, file), name).toEqual([]);
      expect(misfits(upcastCase(old, 1), present), name).toEqual([]);
      for (const state of [kept, old]) {
        expect(differingSections(caseKind, { ...state, title: '改过的名称' }, file)).toEqual(['title']);
        expect(differingSections(caseKind, { ...state, parties: [] } as CaseFile, file)).toEqual(
          file.parties.length > 0 ? ['parties'] : [],
        );
        const gone = Object.keys(state).filter(
          (key) => state[key as keyof CaseFile] !== null && !Array.isArray(state[key as keyof CaseFile]),
        );
        for (const key of gone) expect(differingSections(caseKind, { ...state, [key]: null }, file)).toContain(key);
      }
    }
  });

  it('that is none is left alone', () => {
    expect(upcastCase({ stage: 'unopened', version: 0 }, 1)).toEqual({ stage: 'unopened', version: 0 });
    const keys = fc.constantFrom(...Object.keys(present).filter((path) => /^\w+$/.test(path)));
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue({ maxDepth: 4 })), (state) => {
        const before = JSON.stringify(state);
        upcastCase(state, 1);
        expect(JSON.stringify(state)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });
});
