/** Which county it is, is configuration: no source names one, but for the constant that old policies fall back to. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEGACY_COUNTY_NAME } from '../../domain/county/legacy.ts';
import { shortOf } from '../../domain/county/numbers.ts';
import { root } from '../../tools/paths.mjs';

/** The demo county's own data and its lives. */
const DEMO = /^(test|docs|prisma\/seed|tools\/demo|tools\/lives|tools\/pictures|tools\/tour)\//;
const SOURCE = /\.(ts|tsx|mts|mjs|cjs|js|sql|prisma|css|html|json)$/;

describe('the first county', () => {
  it('is named by its demo data and one constant alone', () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n');
    const sources = files.filter((file) => SOURCE.test(file) && !DEMO.test(file));
    expect(sources.length).toBeGreaterThan(800);
    const naming = sources.filter((file) => readFileSync(join(root, file), 'utf8').includes(shortOf(LEGACY_COUNTY_NAME)));
    expect(naming).toEqual(['domain/county/legacy.ts']);
  });
});
