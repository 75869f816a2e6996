/** What the items say of the database's age; what people have accepted as lost says nothing any more. */
import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { lookAround } from '../../installation/look.ts';
import type { Stores } from '../../installation/stores.ts';
import { kindOf, workflowIdOfItem } from '../../domain/kinds.ts';
import { database } from './database.ts';

const caseIds = Array.from({ length: 4 }, () => `lost-${randomUUID()}`);
afterAll(() => database().run('delete from accepted_loss where case_id = any($1)', [caseIds]));

/** Temporal's newest running items are those, whistles among them, and of all others it says nothing that differs. */
const client = {
  withDeadline: (_until: number, work: () => Promise<unknown>) => work(),
  workflow: {
    list: async function* list() {
      for (const [n, id] of caseIds.entries()) {
        const kind = kindOf(n % 2 === 0 ? 'case' : 'whistle');
        yield { type: kind.workflow.type, workflowId: workflowIdOfItem(kind, id), startTime: new Date(Date.now() - 600_000) };
      }
    },
    getHandle: () => ({ describe: () => Promise.resolve({ status: { name: 'TERMINATED' } }) }),
  },
};

it('items that Temporal runs and the database lacks: an older database, until their loss is accepted', async () => {
  const stores = { pool: database().pool, client } as unknown as Stores;
  expect((await lookAround(stores)).faults).toMatchObject([{ store: 'postgres', text: expect.stringContaining('4 件事项') }]);
  for (const caseId of caseIds) await database().run('insert into accepted_loss (case_id, text) values ($1, $2)', [caseId, '测试']);
  expect((await lookAround(stores)).faults).toEqual([]);
});
