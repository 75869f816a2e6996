/** Numbers of the registers: reserved with the command, free again after a refusal, never given twice by an older database. */
import { describe, expect, it } from 'vitest';
import { citizen } from '../domain/case/scenes.ts';
import { ordinary } from '../support/lives.ts';
import { as } from './client.ts';
import { database } from './database.ts';
import { type Act, entered } from './paper.ts';
import { done, fileOf, minutesAgo, openCase, take } from './scenes.ts';

async function beforeFiling(): Promise<string> {
  const caseId = await openCase();
  for (const step of ordinary.slice(0, 5)) done(await take(caseId, step));
  return caseId;
}
const numberOf = async (caseId: string): Promise<string> => (await fileOf(caseId)).filing!.number!;
const ordinal = (number: string): number => Number(/第(\d+)号/.exec(number)![1]);

describe('the number of a case', () => {
  it('comes with its filing, in one answer', async () => {
    const caseId = await beforeFiling();
    const reply = done(await take(caseId, ordinary[5]!));
    expect(reply.body.events.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['CaseFiled', 'CaseNumberAllotted']),
    );
    expect(await numberOf(caseId)).toMatch(/^云溪综执立〔\d{4}〕第\d{5}号$/);
  });

  it('is free again where the filing was refused; the next has it', async () => {
    const [refused, next] = [await beforeFiling(), await beforeFiling()];
    const stale = await (
      await as('townhead')
    ).command(refused, 'FileCase', { officerIds: ['handler1', 'handler2'], reason: '事实清楚' }, { 'If-Match': '"1"' });
    expect(stale.status).toBe(412);
    expect(await database().rows('select 1 from case_number where case_id = $1', [refused])).toEqual([]);
    done(await take(next, ordinary[5]!));
    const free = await database().rows('select 1 from case_number where case_id is null');
    expect(free).toEqual([]);
  });

  it('stays reserved after a refusal where an earlier command may bear it', async () => {
    const [unsure, next] = [await beforeFiling(), await beforeFiling()];
    // As a filing leaves it whose answer was lost.
    const [{ number }] = (await database().rows<{ number: { n: number } }>(
      'select allot_case_number($1, extract(year from now())::int, null) as number',
      [unsure],
    )) as [{ number: { n: number } }];
    const stale = await (
      await as('townhead')
    ).command(unsure, 'FileCase', { officerIds: ['handler1', 'handler2'], reason: '事实清楚' }, { 'If-Match': '"1"' });
    expect(stale.status).toBe(412);
    expect(await database().rows('select n from case_number where case_id = $1', [unsure])).toEqual([{ n: number.n }]);
    done(await take(next, ordinary[5]!));
    expect(ordinal(await numberOf(next))).not.toBe(number.n);
    done(await take(unsure, ordinary[5]!));
    expect(ordinal(await numberOf(unsure))).toBe(number.n);
  });

  it('is not given twice where the register was put back from before it', async () => {
    const [given, next] = [await beforeFiling(), await beforeFiling()];
    done(await take(given, ordinary[5]!));
    const number = await numberOf(given);
    await database().rows('delete from case_number where case_id = $1', [given]);
    done(await take(next, ordinary[5]!));
    expect(ordinal(await numberOf(next))).toBe(ordinal(number) + 1);
    expect(await database().rows('select case_id from case_number where n = $1', [ordinal(number)])).toEqual([{ case_id: given }]);
  });

  it('of a filed paper case without one is reserved as any other, with its answer, and never one that Temporal knows', async () => {
    const given = await beforeFiling();
    done(await take(given, ordinary[5]!));
    const number = await numberOf(given);
    await database().rows('delete from case_number where case_id = $1', [given]);
    const officerIds = ['handler1', 'handler2'];
    const day = new Date(Date.now() - 3 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    const steps = [
      [
        'OpenCase',
        'dispatcher',
        { title: '纸质', townId: 'qingshi', address: '老街', channel: 'patrol', receivedAt: minutesAgo(4 * 1_440), text: '倾倒垃圾' },
      ],
      ['DispatchCase', 'dispatcher', { unitId: 'qingshi', instruction: '核查' }],
      ['AcceptDispatch', 'handler1', { handlerIds: officerIds }],
      [
        'RecordVerification',
        'handler1',
        {
          founded: true,
          findings: '倾倒生活垃圾一车',
          officerIds,
          matterCode: 'CG-0110',
          conduct: { on: day, place: '老街' },
          parties: [citizen],
        },
      ],
      ['FileCase', 'townhead', { officerIds, reason: '事实清楚' }],
    ].map(([name, by, payload], index) => ({ name, by, payload, at: minutesAgo(2 * 1_440 - index * 60) }));
    const reply = done(await entered({ reference: `纸卷-${number}`, acts: steps as Act[] }));
    expect(reply.body.events.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['CaseFiled', 'CaseNumberAllotted']),
    );
    expect(ordinal(await numberOf(reply.body.caseId))).toBe(ordinal(number) + 1);
  });
});
