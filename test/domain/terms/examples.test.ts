import { afterEach, describe, expect, it } from 'vitest';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { deriveAdHoc, deriveTermSchema } from '../../../domain/terms/derive.ts';
import { instantOf, toShanghaiIso } from '../../../domain/terms/instant.ts';
import { EXAMPLES, type Example } from './examples.ts';

const derive = (example: Example, now: string) => deriveAdHoc(deriveTermSchema.parse({ ...example.ask, now }), COUNTY_CALENDAR, 0);

const written = ({ deadline }: Example) => (deadline.includes('T') ? `${deadline}+08:00` : `${deadline}T23:59:59+08:00`);

describe('examples worked out by hand', () => {
  it('are many, and none is told twice', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(EXAMPLES.map(({ ask }) => JSON.stringify(ask))).size).toBe(EXAMPLES.length);
  });

  it.each(EXAMPLES.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    const derived = derive(example, '2024-01-01');
    expect(derived.deadline, example.why).toBe(written(example));
    expect(derived.provisional).toBe(example.provisional ?? false);
  });

  it.each(EXAMPLES.map((example) => [example.name, example] as const))('%s: red from the next second', (_name, example) => {
    const deadline = instantOf(written(example));
    expect(derive(example, toShanghaiIso(deadline)).light).not.toBe('red');
    expect(derive(example, toShanghaiIso(deadline + 999)).light).not.toBe('red');
    expect(derive(example, toShanghaiIso(deadline + 1000)).light).toBe('red');
    expect(derive(example, new Date(deadline + 1000).toISOString()).light).toBe('red');
  });
});

describe('the machine’s own time zone', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each(['UTC', 'America/New_York', 'Asia/Shanghai', 'Pacific/Apia'])('%s changes no example', (name) => {
    process.env.TZ = name;
    for (const example of EXAMPLES) expect(derive(example, '2026-03-01').deadline).toBe(written(example));
  });
});
