/** What a case's workflow asks of the world; built once a process from what the process has. */
import type { Client } from '@temporalio/client';
import type { Database } from '../prisma/database.ts';
import { anchorCase, type CaseToAnchor } from './archive.ts';
import type { FileStore } from './file-store.ts';
import { fileHistories, type HistoriesToFile } from './histories.ts';
import type { Numbering } from './numbering.ts';
import { projectCase } from './project-case.ts';
import type { Projected, ProjectionBatch } from './projection.ts';

export interface Dependencies {
  database: Database;
  numbering: Numbering;
  /** Temporal itself, to read histories from. */
  client: Pick<Client, 'workflow'>;
  /** Where histories are kept: the evidence store. */
  store: FileStore;
}

export function createActivities({ database, numbering, client, store }: Dependencies) {
  return {
    /** Events, read model, parties, notices and case number of one case, in one commit. */
    projectCase: (batch: ProjectionBatch): Promise<Projected> => projectCase(database, numbering, batch),
    /** Walks and settles an archived case's record and seals its head to the county's chain. */
    anchorCase: (request: CaseToAnchor): Promise<{ anchor: number }> => anchorCase(database, request),
    /** Keeps Temporal's own history of these runs. */
    fileHistories: (request: HistoriesToFile): Promise<{ missing: string[] }> => fileHistories(client, database, store, request),
  };
}

export type CaseActivities = ReturnType<typeof createActivities>;
