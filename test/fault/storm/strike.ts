/** Carries out one planned fault and puts everything back in order. */
import { withClient } from '../../../tools/stack/postgres.ts';
import type { Arena } from './arena.ts';
import { pause } from './county.ts';
import type { Docket } from './docket.ts';
import type { History } from './history.ts';
import { describeFault, type Fault, type PlannedFault } from './plan.ts';
import { lookIntoRecord } from './record.ts';
import { disk } from './uploads.ts';

export interface Field {
  arena: Arena;
  history: History;
  docket: Docket;
  /** What was last seen of each record. */
  seen: Map<string, string>;
}

export async function strike(field: Field, { n, fault }: PlannedFault): Promise<void> {
  const { history } = field;
  const text = describeFault(fault);
  history.write({ t: 'fault', n, phase: 'begin', kind: fault.kind, text });
  try {
    await carryOut(field, fault);
  } finally {
    history.write({ t: 'fault', n, phase: 'end', kind: fault.kind, text });
    history.flush();
  }
}

async function carryOut(field: Field, fault: Fault): Promise<void> {
  const { arena, history } = field;
  const { stack } = arena;
  switch (fault.kind) {
    case 'kill':
    case 'power-cut': {
      await arena.killAll(fault.kind === 'kill' ? fault.parts : fault.order);
      await pause(fault.awayMs);
      // Before any worker can put anything right: this is what a query would have shown.
      await arena.revive(() => lookIntoRecord(stack.databaseUrl, history, field.seen));
      return;
    }
    case 'pause': {
      const goOn = arena.freeze(fault.part);
      try {
        await pause(fault.forMs);
      } finally {
        goOn();
      }
      return;
    }
    case 'row-lock':
      return lockRows(field, fault);
    case 'disk-full':
      return fillDisk(arena, fault);
    default:
      return fault satisfies never;
  }
}

async function lockRows({ arena, docket }: Field, fault: Fault & { kind: 'row-lock' }): Promise<void> {
  const busy = [...new Set([...(docket.hot === null ? [] : [docket.hot]), ...docket.latest(fault.cases)])].slice(0, fault.cases);
  const key = fault.table === 'work_view' ? 'id' : 'work_id';
  await withClient(arena.stack.databaseUrl, async (client) => {
    await client.query('begin');
    await client.query(`select 1 from ${fault.table} where ${key} = any($1) for update`, [busy]);
    await pause(fault.forMs);
    await client.query('rollback');
  });
}

async function fillDisk({ disk: evidence, stack }: Arena, fault: Fault & { kind: 'disk-full' }): Promise<void> {
  if (evidence.missing !== null) return;
  const apis = (): number[] => [stack.pid('api'), stack.pid('api2')].filter((pid) => pid !== undefined);
  evidence.fill(fault.roomBytes, apis(), [stack.logFile('api'), stack.logFile('api2')]);
  disk.full = true;
  try {
    await pause(fault.forMs);
  } finally {
    evidence.empty(apis());
    disk.full = false;
  }
}
