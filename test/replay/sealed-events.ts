/** The sealed events that recorded histories tell, as far as their messages carry them whole. */
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import { recordedRuns, releases, Run } from './corpus.ts';

export interface ToldRecord {
  name: string;
  /** From the first event on, without a gap. */
  events: CaseEvent[];
  policy: CasePolicy;
}

const isSealed = (value: object): value is CaseEvent =>
  'seq' in value && 'type' in value && 'data' in value && 'hash' in value && 'terms' in value;

function gather(value: unknown, found: Map<number, CaseEvent>): void {
  if (value instanceof Uint8Array) {
    const text = Buffer.from(value).toString('utf8');
    if (text.includes('"hash"')) gather(JSON.parse(text), found);
  } else if (Array.isArray(value)) {
    for (const one of value) gather(one, found);
  } else if (typeof value === 'object' && value !== null) {
    if (isSealed(value)) found.set(value.seq, value);
    else for (const one of Object.values(value)) gather(one, found);
  }
}

/** One a case and run that begins at its first event. */
export const toldRecords = (): ToldRecord[] =>
  releases().flatMap((release) =>
    recordedRuns(release).flatMap((recorded): ToldRecord[] => {
      const { workflow, input } = new Run(recorded);
      if (workflow !== 'caseWorkflow' || !input.policy) return [];
      const found = new Map<number, CaseEvent>();
      gather(recorded.history, found);
      const events = [...found.values()].sort((a, b) => a.seq - b.seq);
      const whole = events.length > 0 && events.every(({ seq }, index) => seq === index + 1);
      return whole ? [{ name: recorded.name, events, policy: input.policy }] : [];
    }),
  );
