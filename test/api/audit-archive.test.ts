/** The archive of the audit trail: what is old enough goes into a file, the chain goes on, and both are proved together. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { append, checkTrail } from '../../api/audit/chain.ts';
import type { AuditEntry } from '../../domain/audit/entry.ts';
import { DAY } from '../../domain/terms/instant.ts';
import { archiveTrail, checkArchive } from '../../tools/audit/archive.ts';
import { type Production, production } from './production.ts';

let county: Production;
const folder = mkdtempSync(join(tmpdir(), 'caselight-audit-'));
const today = new Date().toISOString().slice(0, 10);

const entry = (daysAgo: number): Omit<AuditEntry, 'n'> => ({
  at: new Date(Date.now() - daysAgo * DAY).toISOString(),
  what: 'read:readCase',
  outcome: 'done',
  actorId: 'somebody',
  keyId: null,
  sessionId: null,
  requestId: null,
  address: null,
  subject: `case:${daysAgo}`,
  detail: { why: 'handler' },
});
const kept = async (): Promise<number[]> =>
  (await county.database.rows<{ n: number }>('select n::float8 as n from audit_entry order by n')).map(({ n }) => n);

beforeAll(async () => {
  county = await production();
  await county.database.run('select 1');
}, 180_000);
afterAll(async () => {
  await county.close();
  rmSync(folder, { recursive: true, force: true });
});

it('has nothing to take before six months have passed, whatever day is named', async () => {
  await append(county.database, [entry(400), entry(300), entry(100), entry(250), entry(1)]);
  await expect(archiveTrail(county.database, '2020-01-01', folder, 'operator')).rejects.toThrow('没有可以归档的日志');
  expect(await kept()).toEqual([1, 2, 3, 4, 5]);
});

it('takes what comes before the first entry that has to stay, and the chain goes on from it', async () => {
  expect(await archiveTrail(county.database, today, folder, 'operator')).toMatchObject({ from: 1, until: 2 });
  // The fourth is old enough, but comes after one that is not.
  expect(await kept()).toEqual([3, 4, 5]);
  expect(readdirSync(folder)).toEqual(['audit-1-2.ndjson']);
  await append(county.database, [entry(0)]);
  expect(await checkTrail(county.database)).toMatchObject({ ok: true, length: 6, here: 3, segments: [{ from: 1, until: 2 }] });
  expect(await checkArchive(county.database, folder)).toEqual({ segments: 1, faults: [] });
  await expect(archiveTrail(county.database, today, folder, 'operator')).rejects.toThrow('没有可以归档的日志');
});

it('finds a file that was altered, shortened or is gone', async () => {
  const path = join(folder, 'audit-1-2.ndjson');
  const whole = readFileSync(path, 'utf8');
  for (const altered of [whole.replace('somebody', 'nobody'), whole.slice(0, whole.indexOf('\n') + 1)]) {
    writeFileSync(path, altered);
    expect((await checkArchive(county.database, folder)).faults).toEqual(['audit-1-2.ndjson与归档时记下的哈希不符']);
  }
  rmSync(path);
  expect((await checkArchive(county.database, folder)).faults).toEqual(['没有归档文件audit-1-2.ndjson']);
  writeFileSync(path, whole);
  expect((await checkArchive(county.database, folder)).faults).toEqual([]);
});

it('does not archive a trail that was tampered with', async () => {
  const undone = new Error('undone');
  const tampered = county.database.transaction(async (queries) => {
    await queries.run('alter table audit_entry disable trigger all');
    await queries.run(`update audit_entry set actor_id = 'somebody-else' where n = 4`);
    await expect(archiveTrail(queries as never, today, folder, 'operator')).rejects.toThrow('先查明再归档');
    throw undone;
  });
  await expect(tampered).rejects.toBe(undone);
});
