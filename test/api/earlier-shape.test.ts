/** A case that was kept by code from before: shown, proved and gone on with, and written anew from its record. */
import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../domain/case/state.ts';
import { forgetful } from '../domain/case/forgetful.ts';
import { ordinary } from '../support/lives.ts';
import { as } from './client.ts';
import { database } from './database.ts';
import { done, fileOf, openCase, take } from './scenes.ts';

const kept = async (caseId: string): Promise<CaseFile> =>
  (await database().rows<{ state: CaseFile }>('select state from work_view where id = $1', [caseId]))[0]!.state;
const keep = (caseId: string, state: unknown): Promise<unknown> =>
  database().run('update work_view set state = $2 where id = $1', [caseId, JSON.stringify(state)]);

async function proofOfView(caseId: string): Promise<{ ok: boolean; text: string } | undefined> {
  const { checks } = done(await (await as('auditor')).get(`/cases/${caseId}/verify`)).body as {
    checks: { name: string; ok: boolean; text: string }[];
  };
  return checks.find(({ name }) => name === '读取视图');
}

describe('a case of an earlier shape', () => {
  it('is shown as far as it was kept, agrees with its record, and is whole again with its next event', async () => {
    const caseId = await openCase({ title: '早先保存的案件' });
    for (const step of ordinary.slice(0, ordinary.findIndex(({ name }) => name === 'OrderCorrection') + 1)) done(await take(caseId, step));
    const whole = await kept(caseId);
    expect(whole.corrections[0]?.officers).toHaveLength(2);

    await keep(caseId, forgetful(whole));
    expect((await kept(caseId)).corrections[0]).not.toHaveProperty('officers');
    expect((await fileOf(caseId)).corrections[0]?.officers).toBeNull();
    expect(await proofOfView(caseId)).toMatchObject({ ok: true });

    await keep(caseId, { ...forgetful(whole), corrections: [] });
    expect(await proofOfView(caseId)).toMatchObject({ ok: false, text: expect.stringContaining('corrections') });
    await keep(caseId, forgetful(whole));

    done(await (await as('handler1')).command(caseId, 'AddNote', { text: '当事人来电' }));
    const after = await kept(caseId);
    expect(after.corrections).toEqual(whole.corrections);
    expect(after.notes.map(({ text }) => text)).toEqual(['当事人来电']);
    expect(await proofOfView(caseId)).toMatchObject({ ok: true });
  });
});
