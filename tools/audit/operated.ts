/** An operator's command in the audit trail: what was run, by whom on which machine, and how it ended. */
import { hostname, userInfo } from 'node:os';
import type { AuditDetail } from '../../domain/audit/details.ts';
import { append } from '../../api/audit/chain.ts';
import { createDatabase, type Database } from '../../api/database/database.ts';
import type { AuditOutcome } from '../../domain/audit/entry.ts';
import { dataFolder } from '../paths.mjs';
import { portsOfHolder } from '../stack/holder.ts';
import { embeddedDatabaseUrl } from '../stack/postgres.ts';

async function withDatabase<Answer>(databaseUrl: string, work: (database: Database) => Promise<Answer>): Promise<Answer> {
  const database = createDatabase(databaseUrl, { connections: 1, onError: () => undefined });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Waits until it is on record. */
export async function operated(databaseUrl: string, command: string, detail: AuditDetail, outcome: AuditOutcome = 'done'): Promise<void> {
  const nobody = { actorId: null, keyId: null, sessionId: null, requestId: null, address: null, subject: null };
  const by = { user: userInfo().username, host: hostname() };
  const at = new Date().toISOString();
  await withDatabase(databaseUrl, (database) =>
    append(database, [{ ...nobody, at, what: `operation:${command}`, outcome, detail: { ...detail, ...by } }]),
  );
}

/** The database whose trail an operator's command belongs into: the one that is named, or that of the Caselight running here. */
export function trailHere(environment: NodeJS.ProcessEnv = process.env): string | null {
  if (environment.DATABASE_URL) return environment.DATABASE_URL;
  const ports = portsOfHolder(dataFolder());
  return ports ? embeddedDatabaseUrl(dataFolder(), ports.postgres) : null;
}

/**
 * Runs a command that changes something outside the database. It is not begun where it could not be written down, and it is
 * written down however it ended.
 */
export async function onRecord<Answer>(
  command: string,
  work: () => Promise<Answer>,
  detailOf: (answer: Answer) => AuditDetail,
): Promise<Answer> {
  const trail = trailHere();
  if (trail === null) throw new Error('没有执行：这一命令要记入审计日志，请设 DATABASE_URL，或者先启动案灯');
  await withDatabase(trail, (database) => database.first('select n from audit_entry limit 1')).catch((error: unknown) => {
    throw new Error(`没有执行：审计日志写不进去（${error instanceof Error ? error.message : String(error)}）`, { cause: error });
  });
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    await operated(trail, command, { error: error instanceof Error ? error.name : 'Error' }, 'refused');
    throw error;
  }
  await operated(trail, command, detailOf(answer));
  return answer;
}

/** Of a command that only looks: written down where a trail is within reach, and said where none is. */
export async function noted(command: string, detail: AuditDetail): Promise<void> {
  const trail = trailHere();
  if (trail === null) return void console.error('没有设 DATABASE_URL，也没有在运行的案灯：这一次没有记入审计日志');
  await operated(trail, command, detail);
}
