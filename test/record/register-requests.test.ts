import { describe, expect, it } from 'vitest';
import { demoRegisters } from '../support/registers.ts';
import { decisionOf, filingOf } from '../../record/register-requests.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { decided } from '../domain/case/late-scenes.ts';

const registers = demoRegisters;
const seal = (events: readonly CaseEvent[], type: string, data: object): CaseEvent[] =>
  events.map((event) => (event.type === type ? ({ ...event, data: { ...event.data, ...data } } as CaseEvent) : event));

describe('what a batch asks of the registers', () => {
  const { events } = decided();
  const seq = events.findIndex(({ type }) => type === 'Decided') + 1;

  it('is the next number of the year it was filed and decided in', () => {
    expect(filingOf(events, registers)).toEqual({ year: 2026, n: null });
    expect(decisionOf(events, registers)).toEqual({ seq, series: 'penalty', year: 2026, n: null });
    expect(decisionOf(seal(events, 'Decided', { decidedOn: '2025-12-31' }), registers)).toMatchObject({ year: 2025 });
  });

  it('is nothing where neither was done', () => {
    const opened = events.slice(0, 1);
    expect([filingOf(opened, registers), decisionOf(opened, registers)]).toEqual([null, null]);
  });

  it.each([
    ['penalty', 'penalty'],
    ['no-penalty', 'no-penalty'],
    ['not-established', 'no-penalty'],
    ['transfer', null],
    ['police', null],
  ])('goes by the kind of decision: %s → %s', (kind, series) => {
    expect(decisionOf(seal(events, 'Decided', { kind }), registers)?.series ?? null).toBe(series);
  });

  it('enters a paper number of the register’s form and leaves any other alone', () => {
    const paper = (paperNumber: string) => decisionOf(seal(events, 'Decided', { paperNumber }), registers);
    expect(paper('云溪综执罚决〔2025〕第00007号')).toEqual({ seq, series: 'penalty', year: 2025, n: 7 });
    expect(paper('青综执罚〔2025〕7号')).toBeNull();
    expect(filingOf(seal(events, 'CaseFiled', { paperNumber: '青综执立〔2025〕7号' }), registers)).toBeNull();
  });

  it('asks for a number of events from before there was the register, too', () => {
    const { paperNumber: _, ...old } = events[seq - 1]!.data as { paperNumber?: unknown };
    const before = events.map((event, index) => (index === seq - 1 ? ({ ...event, data: old } as CaseEvent) : event));
    expect(decisionOf(before, registers)).toMatchObject({ n: null });
  });
});
