import { describe, expect, it } from 'vitest';
import { deadReferences } from '../../tools/checks/references/dead.ts';
import { referencesIn } from '../../tools/checks/references/names.ts';
import { referringText } from '../../tools/checks/references/texts.ts';

const folders = new Set(['domain', 'docs', 'web', 'test']);
const named = (text: string, ofDecision = false) => referencesIn(text, folders, ofDecision).map(({ kind, name }) => `${kind} ${name}`);

describe('what a text refers to', () => {
  it.each([
    ['see `domain/case/guards.ts`, and domain/terms/.', ['path domain/case/guards.ts', 'path domain/terms/']],
    ['the end is `conclusion.ts`; and/or, read/write, 1.5 times, v1.24.0', ['path conclusion.ts']],
    ['`domain/case/<stage>/{commands,rules}.ts`', ['path domain/case/<stage>/commands.ts', 'path domain/case/<stage>/rules.ts']],
    [
      '[the board](docs/pictures/board.png#top), [theirs](https://example.org/a.ts), [the API](/api/v1/openapi.json)',
      ['link docs/pictures/board.png#top'],
    ],
    ['GET /cases/{id} at /api/v1/domain/x.json', []],
    [
      'ADR 0001, 0002 and docs/adr/0003-rules.md; docs/adr/0004',
      ['decision 0001', 'decision 0002', 'decision 0004', 'path docs/adr/0003-rules.md'],
    ],
    ['`npm run reconcile -- --repair`, npm test -- domain', ['script reconcile', 'script test']],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it('is a decision by its number alone within a decision record', () => {
    expect(named('as in 0022; 2026-11-26, 0.0022', true)).toEqual(['decision 0022']);
    expect(named('as in 0022')).toEqual([]);
  });
});

it('of a source only its comments refer', () => {
  const text = referringText('test/tools/references.test.ts').map((one) => one.text);
  expect(text.some((one) => one.includes('Here and nowhere else'))).toBe(true);
  expect(text.some((one) => one.includes('conclusion.ts'))).toBe(false);
});

// Here and nowhere else: what the documents and comments of the house name is there.
it('nothing that is named is missing', () => {
  expect(deadReferences()).toEqual([]);
});
