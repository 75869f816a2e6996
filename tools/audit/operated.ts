/** An operator's command in the audit trail: what was run, by whom on which machine. */
import { hostname, userInfo } from 'node:os';
import type { AuditDetail } from '../../domain/audit/details.ts';
import { append } from '../../api/audit/chain.ts';
import { createDatabase } from '../../api/database/database.ts';

/** Waits until it is on record. */
export async function operated(databaseUrl: string, command: string, detail: AuditDetail): Promise<void> {
  const database = createDatabase(databaseUrl, { connections: 1, onError: () => undefined });
  const nobody = { actorId: null, keyId: null, sessionId: null, requestId: null, address: null, subject: null };
  const by = { user: userInfo().username, host: hostname() };
  try {
    const at = new Date().toISOString();
    await append(database, [{ ...nobody, at, what: `operation:${command}`, outcome: 'done', detail: { ...detail, ...by } }]);
  } finally {
    await database.close();
  }
}
