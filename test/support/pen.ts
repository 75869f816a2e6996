/** Who writes the record for tests that speak to Temporal without the API; each test worker brings its own pen. */
import type { Client } from '@temporalio/client';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Database } from '../../prisma/database.ts';
import { type Projected, RecordObjection, type RecordWriter, type Sealed } from '../../record/writer.ts';

interface Pen {
  writer: RecordWriter;
  database: Database;
}

const pens = new WeakMap<Client, Pen>();
const clocks = new WeakMap<Client, () => Promise<number>>();

/** Whose time commands are given in; a server that skips time has its own. */
export const keepsTime = (client: Client, clock: () => Promise<number>): unknown => clocks.set(client, clock);

export const timeOf = async (client: Client): Promise<string> => new Date((await clocks.get(client)?.()) ?? Date.now()).toISOString();

export const writesThrough = (client: Client, pen: Pen): unknown => pens.set(client, pen);

/** Null where there is no pen, or PostgreSQL is away: the workflow makes up for it. An objection of the record is thrown. */
export async function write(client: Client, sealed: Sealed): Promise<Projected | null> {
  try {
    const writing = pens.get(client)?.writer.write(sealed) ?? null;
    writing?.catch(() => undefined);
    return await Promise.race([writing, new Promise<null>((resolve) => setTimeout(resolve, 1_200, null))]);
  } catch (error) {
    if (error instanceof RecordObjection) throw error;
    return null;
  }
}

/** A test's own policy, where a case's row names it. */
export async function keepPolicy(client: Client, policy: CasePolicy): Promise<void> {
  const database = pens.get(client)?.database;
  if (!database) return;
  const id = `test-${policy.hash.slice(0, 12)}`;
  await database.$executeRaw`
    insert into policy_version (hash, policy_id, version, body, status, created_by, approved_by, published_at, calendar_version)
      values (${policy.hash}, ${id}, 1, ${JSON.stringify(policy)}::jsonb, 'derived', 'test', 'test', null, ${policy.calendar.version})
    on conflict do nothing`.catch(() => undefined);
}
