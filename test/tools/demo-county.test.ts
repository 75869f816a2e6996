/** The demo county's cases stand where they are planned to stand, whenever the county is opened. */
import { describe, expect, test } from 'vitest';
import { workingTime } from '../../domain/terms/calendar.ts';
import { HOUR, instantOf } from '../../domain/terms/instant.ts';
import { caseLight, deriveTerms } from '../../domain/terms/view.ts';
import { compose } from '../../tools/demo/compose.ts';
import { demoPlan } from '../../tools/demo/plan.ts';
import { seedRegisters } from '../../tools/lives/seed-registers.ts';

const registers = seedRegisters();
const { calendar } = registers.policy;

describe.each([
  ['on a Wednesday afternoon', '2026-11-25T15:10:00+08:00'],
  ['in the October holiday', '2026-10-04T10:00:00+08:00'],
])('opened %s', (_, at) => {
  test('each rests as long as planned after its step, and every light is shown', async () => {
    const now = instantOf(at);
    const shown = new Set<string>();
    for (const [index, planned] of demoPlan().entries()) {
      const { steps, file } = await compose(planned, index, now, registers);
      const last = steps.at(-1);
      if (planned.after !== null) expect([planned.facts.title, last?.name]).toEqual([planned.facts.title, planned.after]);
      const rested = workingTime(calendar, instantOf(last?.at ?? ''), now) / HOUR;
      expect(rested - planned.idleHours, planned.facts.title).toBeGreaterThanOrEqual(-0.5);
      expect(rested - planned.idleHours, planned.facts.title).toBeLessThan(1.5);
      shown.add(caseLight(deriveTerms(registers.policy, file.ledger, now)).light);
    }
    expect([...shown].sort()).toEqual(['green', 'grey', 'red', 'yellow']);
  });
});
