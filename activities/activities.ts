/** What a case's workflow asks of the world; built once a process from what the process has. */
import type { Client } from '@temporalio/client';
import type { Database } from '../prisma/database.ts';
import { anchorCase, type CaseToAnchor } from './archive.ts';
import { beginRevision, casesToRevise, type CasesToTell, endRevision, reviseCases } from './calendar-revision.ts';
import { type DisputeTelling, tellDispute } from './dispute-notices.ts';
import type { FileStore } from './file-store.ts';
import { fileHistories, type HistoriesToFile } from './histories.ts';
import type { Registers } from './numbering.ts';
import { projectCase } from './project-case.ts';
import type { Projected, ProjectionBatch } from './projection.ts';

export interface Dependencies {
  database: Database;
  registers: Registers;
  /** Temporal itself, to read histories from. */
  client: Pick<Client, 'workflow'>;
  /** Where histories and the anchors' copies are kept: the evidence store. */
  store: FileStore;
}

export function createActivities({ database, registers, client, store }: Dependencies) {
  return {
    /** Events, read model, parties, notices and numbers of one case, in one commit. */
    projectCase: (batch: ProjectionBatch): Promise<Projected> => projectCase(database, registers, batch),
    /** Walks and settles an archived case's record and seals its head to the county's chain. */
    anchorCase: (request: CaseToAnchor): Promise<{ anchor: number }> => anchorCase(database, store, request),
    /** One notice of a dispute over jurisdiction. */
    tellDispute: (telling: DisputeTelling): Promise<void> => tellDispute(database, telling),
    /** Keeps Temporal's own history of these runs. */
    fileHistories: (request: HistoriesToFile): Promise<{ missing: string[] }> => fileHistories(client, database, store, request),
    /** A calendar's walk over all open cases: its beginning, who is left, telling a page of them, its end. */
    beginRevision: (request: { revisionId: string }): Promise<void> => beginRevision(database, request),
    casesToRevise: (request: { revisionId: string; after: string | null; limit: number }): Promise<{ caseIds: string[]; superseded: boolean }> =>
      casesToRevise(database, request),
    reviseCases: (request: CasesToTell): Promise<{ done: number; failed: number }> => reviseCases(client, database, request),
    endRevision: (request: { revisionId: string; status: string | null }): Promise<void> => endRevision(database, request),
  };
}

export type CaseActivities = ReturnType<typeof createActivities>;
