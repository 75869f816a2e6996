/** Items that go along with others (a case's dispute over jurisdiction), where workflows are started anew from the record. */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { kindNamed } from '../../domain/kinds.ts';
import { SYSTEM_ACTOR } from '../../domain/people.ts';
import type { WorkFile } from '../../domain/work/file.ts';
import type { Accompanied, AnyKind } from '../../domain/work/kind.ts';
import type { Database } from '../../prisma/database.ts';
import { TOLD_SIGNAL } from '../../workflows/messages.ts';
import { type Item, workflowIdAt } from './compare.ts';

/** Who goes along, and what it is to be told; `from` is the item that it goes along with. */
export interface Telling {
  from: Item & { title: string };
  one: Accompanied;
}

export function companionOf(kind: AnyKind, id: string, file: WorkFile): Telling | null {
  const one = kind.accompanied(file);
  return one && { from: { kind: kind.name, id, title: file.title }, one };
}

/** The item that this one goes along with, as the record shows it; null where it goes along with none. */
export async function leaderOf(database: Database, item: Item, { related = [] }: WorkFile): Promise<Telling | null> {
  const rows = await database.workView.findMany({
    where: { id: { in: related.map(({ id }) => id) } },
    select: { kind: true, id: true, state: true, stateVersion: true },
  });
  for (const row of rows) {
    const kind = kindNamed(row.kind);
    const telling = kind && companionOf(kind, row.id, kind.upcast(row.state, row.stateVersion) as WorkFile);
    if (telling?.one.kind === item.kind && telling.one.id === item.id) return telling;
  }
  return null;
}

/** What was told while nobody was there is told again; what it knows already it has nothing to say to. */
export async function tell(client: Client, { from, one: { kind, id, telling } }: Telling): Promise<void> {
  if (!telling) return;
  const told = { from, ...telling, actor: SYSTEM_ACTOR, at: new Date().toISOString() };
  await client.workflow
    .getHandle(workflowIdAt({ kind, id }))
    .signal(TOLD_SIGNAL, told)
    .catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
}
