/** Which faults come in what order: decided by the seed and the length alone, before anything is started. */
import { everyPart, type Part } from '../../../tools/stack/part.ts';
import { type Dice, dice } from './dice.ts';

export type Fault =
  /** kill -9 of these parts, together; after `awayMs` they are started again. */
  | { kind: 'kill'; parts: Part[]; awayMs: number }
  /** Every part killed -9 at once, in this order, and started again. */
  | { kind: 'power-cut'; order: Part[]; awayMs: number }
  /** SIGSTOP, and SIGCONT after `forMs`. */
  | { kind: 'pause'; part: Part; forMs: number }
  /** A transaction that holds rows of the busiest cases. */
  | { kind: 'row-lock'; table: 'work_view' | 'work_event'; cases: number; forMs: number }
  /** With room for the beginning of a file at most. */
  | { kind: 'disk-full'; roomBytes: number; forMs: number };

export interface PlannedFault {
  n: number;
  /** Undisturbed work before it. */
  afterMs: number;
  fault: Fault;
}

export interface Plan {
  seed: number;
  minutes: number;
  faults: PlannedFault[];
}

/** The whole form has so many power cuts, the shortest two. */
const POWER_CUTS = 20;
const FEWEST_POWER_CUTS = 2;
/** From this length on all of them fit beside the other faults. */
const WHOLE_MINUTES = 10;

/** About how long a fault takes until all parts run again, for filling the time; two busy cores. */
const RESTART_MS: Record<Fault['kind'], number> = { kill: 5_000, 'power-cut': 11_000, pause: 500, 'row-lock': 500, 'disk-full': 1_000 };

export function makePlan(seed: number, minutes: number): Plan {
  const chance = dice(seed, 'plan');
  const cuts = Math.max(FEWEST_POWER_CUTS, Math.min(POWER_CUTS, Math.round((POWER_CUTS * minutes) / WHOLE_MINUTES)));
  const faults: PlannedFault[] = Array.from({ length: cuts }, () => planned(chance, powerCut(chance)));
  let left = minutes * 60_000 - faults.reduce((sum, each) => sum + lengthOf(each), 0);
  const others = endlessKinds(chance);
  while (left > 0) {
    const next = planned(chance, others());
    left -= lengthOf(next);
    faults.push(next);
  }
  return { seed, minutes, faults: chance.shuffled(faults).map((each, index) => ({ ...each, n: index + 1 })) };
}

/** Milliseconds that a fault is expected to take, with the work before it. */
export const lengthOf = ({ afterMs, fault }: PlannedFault): number =>
  afterMs + RESTART_MS[fault.kind] + ('awayMs' in fault ? fault.awayMs : fault.forMs);

const planned = (chance: Dice, fault: Fault): PlannedFault => ({ n: 0, afterMs: chance.between(1_500, 5_000), fault });

const powerCut = (chance: Dice): Fault => ({ kind: 'power-cut', order: chance.shuffled(everyPart), awayMs: chance.between(0, 1_500) });

/** Every kind before one comes again, and every part before one comes again within a kind. */
function endlessKinds(chance: Dice): () => Fault {
  const kinds = deck(chance, ['single', 'pair', 'pause', 'row-lock', 'disk-full'] as const);
  const single = deck(chance, everyPart);
  const paused = deck(chance, everyPart);
  const pairs = deck(
    chance,
    everyPart.flatMap((one, index) => everyPart.slice(index + 1).map((two) => [one, two])),
  );
  const tables = deck(chance, ['work_view', 'work_event'] as const);
  return () => {
    const kind = kinds();
    switch (kind) {
      case 'single':
        return { kind: 'kill', parts: [single()], awayMs: chance.between(0, 3_000) };
      case 'pair':
        return { kind: 'kill', parts: pairs(), awayMs: chance.between(0, 3_000) };
      case 'pause':
        return { kind: 'pause', part: paused(), forMs: chance.between(1_000, 10_000) };
      case 'row-lock':
        return { kind: 'row-lock', table: tables(), cases: chance.between(1, 4), forMs: chance.between(2_000, 7_000) };
      case 'disk-full':
        return { kind: 'disk-full', roomBytes: chance.between(0, 15) * 4_096, forMs: chance.between(3_000, 6_000) };
      default:
        return kind satisfies never;
    }
  };
}

/** Deals all cards before it shuffles them again. */
function deck<Card>(chance: Dice, cards: readonly Card[]): () => Card {
  let left: Card[] = [];
  return () => {
    if (left.length === 0) left = chance.shuffled(cards);
    return left.pop()!;
  };
}

export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill -9 ${fault.parts.join('+')} (${fault.awayMs} ms)`;
    case 'power-cut':
      return `power cut (${fault.awayMs} ms)`;
    case 'pause':
      return `pause ${fault.part} (${fault.forMs} ms)`;
    case 'row-lock':
      return `rows of ${fault.cases} cases locked in ${fault.table} (${fault.forMs} ms)`;
    case 'disk-full':
      return `evidence disk full but for ${fault.roomBytes} bytes (${fault.forMs} ms)`;
    default:
      return fault satisfies never;
  }
}
