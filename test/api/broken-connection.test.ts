/** PostgreSQL is killed while a connection is out and nothing is asked of it: that work fails, and the process lives. */
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../../api/database/database.ts';
import { createDatabase as createPrisma } from '../../prisma/database.ts';
import { testStack } from '../support/addresses.ts';

const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200));
const PID = 'select pg_backend_pid() as pid';

describe('a connection that breaks between two statements of a transaction', () => {
  it('of the API, fails the transaction alone', async () => {
    const database = createDatabase(testStack().databaseUrl, { connections: 2, onError: () => undefined });
    try {
      await expect(
        database.transaction(async (queries) => {
          const [{ pid }] = (await queries.rows<{ pid: number }>(PID)) as [{ pid: number }];
          await database.rows('select pg_terminate_backend($1)', [pid]);
          await moment();
          return queries.rows('select 1');
        }),
      ).rejects.toThrow();
      expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await database.close();
    }
  });

  it('of the worker, fails the transaction alone', async () => {
    const database = createPrisma(testStack().databaseUrl, { connections: 2 });
    try {
      await expect(
        database.$transaction(async (queries) => {
          const [{ pid }] = (await queries.$queryRawUnsafe<{ pid: number }[]>(PID)) as [{ pid: number }];
          await database.$executeRawUnsafe('select pg_terminate_backend($1)', pid);
          await moment();
          return queries.$queryRawUnsafe('select 1');
        }),
      ).rejects.toThrow();
      expect(await database.$queryRawUnsafe('select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await database.$disconnect();
    }
  });
});
