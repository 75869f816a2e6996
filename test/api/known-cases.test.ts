/** A command may stand on the case as this process wrote it last; that never gives anybody sight of a case. */
import { describe, expect, it } from 'vitest';
import { type CommandServices, runCommand } from '../../api/cases/commander.ts';
import { createKnownCases } from '../../api/cases/known-cases.ts';
import { createStandings, type Standing } from '../../api/cases/standing.ts';
import type { Ground, Turns } from '../../api/cases/turns.ts';
import type { Database } from '../../api/database/database.ts';
import type { Gateway } from '../../api/temporal/gateway.ts';
import { people } from '../domain/case/people.ts';
import { opened } from '../domain/case/scenes.ts';

const { file, head } = opened();
const written = { head: head.hash, state: file, policyHash: 'p', rules: null };
/** The case has gone to another town since. */
const elsewhere = {
  caseId: file.caseId,
  version: file.version + 1,
  head: 'later',
  stage: file.stage,
  townId: 'liulin',
  unitId: 'liulin',
  concernedUnitIds: [],
  concernedPersonIds: [],
  handlerIds: [],
  barredPersonIds: [],
  state: file,
} as unknown as Standing;

/** A county whose row of the case is `row`; counts how often it was read. */
function county(row?: Standing) {
  const reads: string[] = [];
  const database = { first: (_text: string, [caseId]: [string]) => Promise.resolve((reads.push(caseId), row)) } as unknown as Database;
  const known = createKnownCases();
  return { known, reads, standings: createStandings(database, { state: () => Promise.resolve(null) } as unknown as Gateway, known) };
}

describe('a case that this process wrote', () => {
  it('is not read for a command of one who sees it', async () => {
    const { known, reads, standings } = county();
    known.keep(file.caseId, written);
    expect(await standings.commandedBy(people.handler1, file.caseId)).toMatchObject({
      version: file.version,
      head: head.hash,
      townId: 'qingshi',
      state: file,
    });
    expect(reads).toEqual([]);
  });

  it('is read for one who would not see it: he may by now', async () => {
    const { known, reads, standings } = county(elsewhere);
    known.keep(file.caseId, written);
    expect(await standings.commandedBy(people.handler4, file.caseId)).toEqual(elsewhere);
    expect(reads).toEqual([file.caseId]);
    const gone = county();
    gone.known.keep(file.caseId, written);
    await expect(gone.standings.commandedBy(people.handler4, file.caseId)).rejects.toMatchObject({ status: 404 });
  });

  it('is always read by one who looks at it', async () => {
    const { known, reads, standings } = county(elsewhere);
    known.keep(file.caseId, written);
    expect(await standings.visibleTo(people.dispatcher, file.caseId)).toEqual(elsewhere);
    expect(reads).toEqual([file.caseId]);
  });

  it('stands at another event when its turn comes: read again, and closed to one who no longer sees it', async () => {
    const { known, standings } = county(elsewhere);
    known.keep(file.caseId, written);
    const standing = await standings.commandedBy(people.handler1, file.caseId);
    const ground: Ground = { view: { version: elsewhere.version, head: elsewhere.head, settled: elsewhere.version }, answered: null };
    const command = (person: keyof typeof people, found = ground) => {
      const turns = { take: (_who: unknown, work: (ground: Ground) => Promise<unknown>) => work(found) } as unknown as Turns;
      return runCommand({ standings, turns } as unknown as CommandServices, {
        person: people[person],
        standing,
        name: 'AddNote',
        payload: { text: '看不到了' },
        key: null,
        expectedVersion: null,
        now: Date.now(),
      });
    };
    await expect(command('handler1')).rejects.toMatchObject({ status: 404, code: 'case-not-found' });
    await expect(command('handler1', { ...ground, view: null })).rejects.toMatchObject({ status: 404 });
    // Who still sees it gets as far as the lookups, which nobody here answers.
    await expect(command('dispatcher')).rejects.toThrow(TypeError);
  });

  it('is forgotten when it is large, and when many others were written since', () => {
    const known = createKnownCases();
    known.keep('large', { ...written, state: { ...file, version: 151 } });
    expect(known.of('large')).toBeUndefined();
    for (let n = 0; n <= 200; n += 1) known.keep(`c${n}`, written);
    expect([known.of('c0'), known.of('c1'), known.of('c200')].map(Boolean)).toEqual([false, true, true]);
  });
});
