/** What a case's workflow asks of the world; built once a process from what the process has. */
import type { Client } from '@temporalio/client';
import type { Database } from '../prisma/database.ts';
import { anchorCase, type CaseToAnchor } from './archive.ts';
import { beating } from './beating.ts';
import { beginRevision, casesToRevise, type CasesToTell, endRevision, reviseCases } from './calendar-revision.ts';
import { tellDispute } from './dispute-notices.ts';
import type { FileStore } from './file-store.ts';
import { fileHistories, type HistoriesToFile } from './histories.ts';
import type { ReadRegisters } from '../record/numbering.ts';
import { queryOn } from '../record/query.ts';
import { createRecordWriter, type Projected, type Sealed } from '../record/writer.ts';
import { policiesOf } from './policies.ts';
import type { ProjectionBatch } from './projection.ts';
import { writeRecord } from './write-record.ts';

export interface Dependencies {
  database: Database;
  registers: ReadRegisters;
  /** Temporal itself, to read histories from. */
  client: Pick<Client, 'workflow' | 'connection'>;
  /** Where histories and the anchors' copies are kept: the evidence store. */
  store: FileStore;
}

export function createActivities({ database, registers, client, store }: Dependencies) {
  const writer = createRecordWriter({ query: queryOn(database.$pool), registers, policyOf: policiesOf(database) });
  return {
    /** Events, read model, parties, notices and numbers of one case, in one commit. */
    writeRecord: (sealed: Sealed): Promise<Projected> => writeRecord(writer, sealed),
    /** The same for what a run from before had sent when this code came. */
    projectCase: async ({ after, ...batch }: ProjectionBatch): Promise<Projected> => {
      const hash = after?.policyHash ?? (await database.workView.findUniqueOrThrow({ where: { id: batch.caseId } })).policyHash;
      return writeRecord(writer, { ...batch, policyHash: hash });
    },
    /** Walks and settles an archived case's record and seals its head to the county's chain. */
    anchorCase: (request: CaseToAnchor): Promise<{ anchor: number }> => beating(() => anchorCase(database, store, request)),
    tellDispute,
    /** Keeps Temporal's own history of these runs. */
    fileHistories: (request: HistoriesToFile): Promise<{ missing: string[] }> =>
      beating(() => fileHistories(client, database, store, request)),
    /** A calendar's walk over all open cases: its beginning, who is left, telling a page of them, its end. */
    beginRevision: (request: { revisionId: string }): Promise<void> => beginRevision(database, request),
    casesToRevise: (request: {
      revisionId: string;
      after: string | null;
      limit: number;
    }): Promise<{ caseIds: string[]; superseded: boolean }> => casesToRevise(database, request),
    reviseCases: (request: CasesToTell): Promise<{ done: number; failed: number }> => reviseCases(client, database, writer, request),
    endRevision: (request: { revisionId: string; status: string | null }): Promise<void> => endRevision(database, request),
  };
}

export type WorkActivities = ReturnType<typeof createActivities>;
