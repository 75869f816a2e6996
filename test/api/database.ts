import { afterAll } from 'vitest';
import { createDatabase, type Database } from '../../api/database/database.ts';
import { testStack } from '../support/addresses.ts';

let made: Database | null = null;

/** The stack's own database, for what a test must put or look at behind the API's back. */
export function database(): Database {
  made ??= createDatabase(testStack().databaseUrl, { connections: 2, onError: () => undefined });
  return made;
}

afterAll(async () => {
  await made?.close();
  made = null;
});
