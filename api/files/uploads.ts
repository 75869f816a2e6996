/** Which files were uploaded to which case. */
import type { Database, Queries } from '../database/database.ts';

export interface Upload {
  name: string;
  size: number;
  type: string;
}

export interface Uploads {
  /** Those of the hashes that were uploaded to this case. */
  ofCase(caseId: string, hashes: readonly string[]): Promise<Map<string, Upload>>;
  /** Records a received file and its use by the case; a file already known is only used once more. */
  add(caseId: string, hash: string, upload: Upload, personId: string): Promise<void>;
}

export function createUploads(database: Database): Uploads {
  return {
    ofCase: async (caseId, hashes) => {
      const rows = await database.rows<Upload & { hash: string }>(
        `select c.hash, c.name, f.size, f.type from case_upload c join evidence_file f on f.hash = c.hash where c.case_id = $1 and c.hash = any($2)`,
        [caseId, hashes],
      );
      return new Map(rows.map(({ hash, name, size, type }) => [hash, { name, size, type }]));
    },
    add: (caseId, hash, upload, personId) => database.transaction((queries) => record(queries, caseId, hash, upload, personId)),
  };
}

async function record(queries: Queries, caseId: string, hash: string, upload: Upload, personId: string): Promise<void> {
  await queries.run('insert into evidence_file (hash, size, type) values ($1, $2, $3) on conflict do nothing', [
    hash,
    upload.size,
    upload.type,
  ]);
  await queries.run('insert into case_upload (case_id, hash, name, uploaded_by) values ($1, $2, $3, $4) on conflict do nothing', [
    caseId,
    hash,
    upload.name,
    personId,
  ]);
}
