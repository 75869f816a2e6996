import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { maskCitizenId } from '../../domain/parties/masking.ts';
import { citizenCheckDigit } from '../../domain/parties/citizen-id.ts';
import { as } from './client.ts';
import { database } from './database.ts';
import { done, expectProblem, openCase, takenUp } from './scenes.ts';

const ids = (): string => {
  const first = `3325251990030${String(randomInt(1, 10)).padStart(1, '0')}${randomInt(100, 1000)}`;
  const birth = `${first.slice(0, 6)}19900307${first.slice(-3)}`;
  return `${birth}${citizenCheckDigit(birth)}`;
};
const officerIds = ['handler1', 'handler2'];
const NAME = `周测${randomInt(1000, 9999)}`;
const number = ids();
const party = (over: Record<string, unknown> = {}) => ({
  name: NAME,
  kind: 'citizen',
  identifier: number,
  address: '青石镇老街3号',
  phone: '13611112222',
  ...over,
});
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A case of 青石镇 verified against this party. */
async function verifiedCase(one: Record<string, unknown>): Promise<string> {
  const caseId = await takenUp();
  done(
    await (
      await as('handler1')
    ).command(caseId, 'RecordVerification', {
      founded: true,
      findings: '占道堆放属实',
      officerIds,
      matterCode: 'CG-0101',
      conduct: { on: today(), place: '青石镇老街' },
      parties: [one],
    }),
  );
  return caseId;
}

/** The same in 柳林镇. */
async function liulinCase(one: Record<string, unknown>): Promise<string> {
  const caseId = await openCase({ townId: 'liulin', title: '柳林镇占道' });
  done(await (await as('dispatcher')).command(caseId, 'DispatchCase', { unitId: 'liulin', instruction: '核查' }));
  const handler = await as('handler4');
  done(await handler.command(caseId, 'AcceptDispatch', { handlerIds: ['handler4', 'liulin-handler2'] }));
  done(
    await handler.command(caseId, 'RecordVerification', {
      founded: true,
      findings: '占道堆放属实',
      officerIds: ['handler4', 'liulin-handler2'],
      matterCode: 'CG-0101',
      conduct: { on: today(), place: '柳林镇新街5号家中' },
      parties: [one],
    }),
  );
  return caseId;
}
const found = async (who: string, q: string) => done(await (await as(who)).get(`/parties?q=${encodeURIComponent(q)}`)).body.items;

let first = '';
let second = '';
beforeAll(async () => {
  first = await verifiedCase(party());
  second = await verifiedCase(party({ phone: null }));
});

describe('one record a party', () => {
  it('is found or made by its number: two cases, one record', async () => {
    const items = await found('handler1', NAME);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      name: NAME,
      identifier: maskCitizenId(number),
      masked: true,
      cases: 2,
      visible: 2,
      phone: '136****2222',
      birthDate: '1990-03-07',
    });
    expect(await found('handler1', number)).toEqual(items);
  });

  it('shows its cases to those who may open them, and its number masked to those who need not know it', async () => {
    const [{ id }] = await found('handler1', NAME);
    const own = done(await (await as('handler1')).get(`/parties/${id}`)).body;
    expect(own.cases.map((row: { id: string }) => row.id).sort()).toEqual([first, second].sort());
    const other = done(await (await as('handler4')).get(`/parties/${id}`)).body;
    expect(other).toMatchObject({ masked: true, cases: [], birthDate: null, phone: '136****2222' });
    expect(other.identifier).toMatch(/^332\*{11}\d{3}[\dX]$/);
    expect(done(await (await as('supervisor')).get(`/parties/${id}`)).body).toMatchObject({ masked: true, cases: [{}, {}] });
    expect(JSON.stringify(done(await (await as('listadmin')).get(`/parties/${id}`)).body)).not.toContain(number);
    expectProblem(await (await as('sysadmin')).get(`/parties/${id}`), 403, 'role-required');
    expectProblem(await (await as('handler1')).get('/parties/none'), 404, 'party-not-found');
    expectProblem(await (await as('handler1')).get('/parties?q=x'), 422);
  });

  it('what was decided against it is a fact for other towns too', async () => {
    const [{ id }] = await found('handler1', NAME);
    const before = done(await (await as('handler4')).get(`/parties/${id}`)).body.earlier;
    expect(before).toEqual([]);
    await database().run(`update case_detail set decided_on = '2026-05-01', outcome = 'penalty', fine = 300 where id = $1`, [first]);
    const after = done(await (await as('handler4')).get(`/parties/${id}`)).body;
    expect(after.earlier).toEqual([expect.objectContaining({ caseId: first, town: '青石镇', fine: 300, decidedOn: '2026-05-01' })]);
    expect(after.cases).toEqual([]);
  });
});

describe('merging', () => {
  it('takes evidence, a reason and the right hands, leaves its trace, and joins the cases', async () => {
    const unidentified = await verifiedCase(party({ identifier: null }));
    const items = await found('bureauhandler1', NAME);
    expect(items).toHaveLength(2);
    const into = items.find((one: { identifier: string | null }) => one.identifier !== null);
    const from = items.find((one: { identifier: string | null }) => one.identifier === null);
    const bureau = await as('bureauhandler1');
    const alike = done(await bureau.get(`/parties/${into.id}/similar`)).body.items;
    expect(alike[0]).toMatchObject({ id: from.id, propose: true, why: expect.arrayContaining(['姓名相同', '联系电话相同']) });
    expectProblem(
      await (await as('handler1')).post(`/parties/${into.id}/merge`, { fromId: from.id, reason: '同一人' }),
      403,
      'role-required',
    );
    expectProblem(await bureau.post(`/parties/${into.id}/merge`, { fromId: from.id }), 422);
    expectProblem(await bureau.post(`/parties/${from.id}/merge`, { fromId: into.id, reason: '同一人' }), 422);
    const merged = done(await bureau.post(`/parties/${into.id}/merge`, { fromId: from.id, reason: '经核对为同一人' })).body;
    expect(merged.merges).toEqual([
      expect.objectContaining({
        fromId: from.id,
        reason: '经核对为同一人',
        evidence: { score: expect.any(Number), why: expect.any(Array) },
      }),
    ]);
    expect(await found('bureauhandler1', NAME)).toEqual([expect.objectContaining({ id: into.id, cases: 3 })]);
    expect(done(await bureau.get(`/parties/${from.id}`)).body).toMatchObject({ id: into.id });
    expectProblem(await bureau.post(`/parties/${into.id}/merge`, { fromId: from.id, reason: '再来' }), 422);
    const earlier = done(await (await as('handler1')).get(`/cases/${second}`)).body.earlier;
    expect(earlier.map((one: { caseId: string }) => one.caseId)).toEqual(expect.arrayContaining([first, unidentified]));
    await expect(database().run('delete from party_merge')).rejects.toThrow(/refused/);
  });

  it('is refused for two different numbers and for a name alone', async () => {
    const stranger = ids();
    await verifiedCase(party({ identifier: stranger, phone: null, address: null }));
    const items = await found('bureauhandler1', NAME);
    const [a, b] = [
      items.find((one: { identifier: string }) => one.identifier === maskCitizenId(number)),
      items.find((one: { identifier: string }) => one.identifier === maskCitizenId(stranger)),
    ];
    const bureau = await as('bureauhandler1');
    expectProblem(await bureau.post(`/parties/${a.id}/merge`, { fromId: b.id, reason: '像' }), 409, 'not-the-same-party');
    await verifiedCase(party({ identifier: null, phone: null, address: null }));
    const alone = (await found('bureauhandler1', NAME)).find((one: { identifier: string | null }) => one.identifier === null);
    expectProblem(await bureau.post(`/parties/${a.id}/merge`, { fromId: alone.id, reason: '像' }), 409, 'not-the-same-party');
  });
});

describe('on the page of a case', () => {
  const shared = ids();
  const SHARED = `郑合${randomInt(1000, 9999)}`;
  let own = '';
  let elsewhere = '';
  const read = async (who: string, caseId: string) => done(await (await as(who)).get(`/cases/${caseId}`)).body;
  const decided = async (caseId: string, decision: Record<string, unknown>) => {
    await database().run('update case_detail set decided_on = $2, fine = 300 where id = $1', [caseId, today()]);
    await database().run(`update work_view set state = jsonb_set(state, '{decision}', $2::jsonb) where id = $1`, [
      caseId,
      JSON.stringify({ kind: 'penalty', decidedOn: today(), revokedOn: null, ...decision }),
    ]);
  };

  beforeAll(async () => {
    own = await verifiedCase(party({ name: SHARED, identifier: shared }));
    elsewhere = await liulinCase(party({ name: SHARED, identifier: shared }));
  });

  it('a handler sees at once that another town has the party too, without its place and without a way in', async () => {
    const body = await read('handler1', own);
    expect(body.earlier).toEqual([
      expect.objectContaining({ caseId: elsewhere, town: '柳林镇', outcome: null, place: null, mayOpen: false }),
    ]);
    expect(JSON.stringify(body.earlier)).not.toContain('家中');
    expect(body.earlierMeans).toEqual([
      expect.objectContaining({ code: 'first', weight: 'note' }),
      expect.objectContaining({ code: 'running', weight: 'heed', caseIds: [elsewhere] }),
    ]);
    expect((await read('bureauhandler1', own)).earlier).toEqual([
      expect.objectContaining({ caseId: elsewhere, place: '柳林镇新街5号家中', mayOpen: true }),
    ]);
    const [record] = await found('handler1', shared);
    expect(body.partyIds).toEqual([record.id]);
  });

  it('a fine counts from its decision, before it is paid and closed: no second one for the same act, no first violation', async () => {
    await decided(elsewhere, {});
    const codes = (await read('handler1', own)).earlierMeans.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(['same-act', 'not-first', 'times']);
    await decided(elsewhere, { revokedOn: today() });
    const revoked = await read('handler1', own);
    expect(revoked.earlierMeans.map(({ code }: { code: string }) => code)).toEqual(['first', 'running']);
    expect(revoked.earlier).toEqual([expect.objectContaining({ fine: null, decidedOn: null, outcome: null })]);
  });

  it('offended again within the year: listed for those who may see a case of it, with the county’s count', async () => {
    await decided(elsewhere, {});
    await decided(own, {});
    const listed = async (who: string) =>
      done(await (await as(who)).get('/repeat-offenders?limit=200')).body.items.find(({ name }: { name: string }) => name === SHARED);
    expect(await listed('supervisor')).toMatchObject({
      violations: 2,
      visible: 2,
      fines: 600,
      lastOn: today(),
      masked: true,
      towns: expect.arrayContaining(['青石镇', '柳林镇']),
      matters: [{ code: 'CG-0101', times: 2 }],
    });
    expect(await listed('handler1')).toMatchObject({ violations: 2, visible: 1, masked: true, identifier: maskCitizenId(shared) });
    expect(await listed('hukou-head')).toBeUndefined();
    expectProblem(await (await as('listadmin')).get('/repeat-offenders'), 403, 'role-required');
    expectProblem(await (await as('supervisor')).get('/repeat-offenders?months=0'), 422);
  });

  it('other towns read a citizen’s name only when they named it themselves', async () => {
    const names = async (who: string, q: string) => (await found(who, q)).map(({ name }: { name: string }) => name);
    expect(await names('baisha-handler1', SHARED.slice(0, 4))).not.toContain(SHARED);
    expect(await names('baisha-handler1', SHARED)).toEqual([SHARED]);
    expect(await names('baisha-handler1', shared)).toEqual([SHARED]);
    expect(await names('handler4', SHARED.slice(0, 4))).toContain(SHARED);
    const [record] = await found('baisha-handler1', shared);
    const page = done(await (await as('baisha-handler1')).get(`/parties/${record.id}`)).body;
    expect(page).toMatchObject({ masked: true, elsewhere: 2, cases: [] });
    expect(page.name).toMatch(/^郑\*+\d$/);
    expect(page.earlier.every(({ place, mayOpen }: { place: string | null; mayOpen: boolean }) => place === null && !mayOpen)).toBe(true);
  });

  it('a record without a number finds what the record it was merged into did', async () => {
    const unknown = await verifiedCase(party({ name: SHARED, identifier: null, phone: '13611112222' }));
    expect((await read('handler1', unknown)).earlier).toEqual([]);
    const bureau = await as('bureauhandler1');
    const both = await found('bureauhandler1', SHARED);
    const [into, from] = [
      both.find((one: { identifier: string | null }) => one.identifier),
      both.find((one: { identifier: string | null }) => !one.identifier),
    ];
    done(await bureau.post(`/parties/${into.id}/merge`, { fromId: from.id, reason: '核对身份证件，为同一人' }));
    const after = await read('handler1', unknown);
    expect(after.earlier.map(({ caseId }: { caseId: string }) => caseId).sort()).toEqual([own, elsewhere].sort());
    expect(after.partyIds).toEqual([into.id]);
  });
});

describe('similar closed cases', () => {
  it('are the same matter’s, closed with a penalty, without their parties', async () => {
    await database().run(
      `with closed as (update case_detail set closed_on = '2026-05-02', outcome = 'penalty', fine = 300, decided_on = '2026-05-01' where id = $1)
       update work_view set closed_at = now(), state = jsonb_set(state, '{conclusion}', $2::jsonb) where id = $1`,
      [
        first,
        JSON.stringify({
          proposed: { factors: { areaSqm: 3 }, derivation: { tier: '轻微', min: 200, max: 500, unit: 'yuan' }, deviation: null },
        }),
      ],
    );
    const reply = done(await (await as('handler1')).get(`/cases/${second}/similar`)).body;
    expect(reply).toMatchObject({ matterCode: 'CG-0101', tier: null });
    const row = reply.items.find(({ caseId }: { caseId: string }) => caseId === first);
    expect(row).toMatchObject({
      tier: '轻微',
      fine: 300,
      range: { min: 200, max: 500, unit: 'yuan' },
      deviated: false,
      town: '青石镇',
      sameTier: false,
    });
    expect(JSON.stringify(reply)).not.toContain(NAME);
    expectProblem(await (await as('handler4')).get(`/cases/${second}/similar`), 404);
  });
});

describe('a dispute over jurisdiction', () => {
  it('shows its phase and the last day of it', async () => {
    const caseId = await takenUp();
    const handler = await as('handler1');
    expectProblem(await handler.get(`/cases/${caseId}/jurisdiction`), 404, 'no-dispute');
    done(await (await as('townhead')).command(caseId, 'RaiseJurisdictionDispute', { unitId: 'water', reason: '在河道内' }));
    expect(done(await handler.get(`/cases/${caseId}/jurisdiction`)).body).toMatchObject({
      phase: 'consulting',
      label: '协商中',
      sides: [{ id: 'qingshi' }, { id: 'water' }],
      deadline: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      over: null,
    });
    done(await (await as('townhead')).command(caseId, 'RecordConsultation', { agreed: false, result: '水利局认为不在河道管理范围' }));
    const failed = done(await handler.get(`/cases/${caseId}/jurisdiction`)).body;
    expect(failed).toMatchObject({ phase: 'designating', label: '等待指定管辖' });
    expect(failed.steps).toEqual([
      expect.objectContaining({ step: 'raised', by: { name: '郑国平', unit: '青石镇' }, text: '在河道内' }),
      expect.objectContaining({ step: 'consulted', agreed: false, unit: null, text: '水利局认为不在河道管理范围' }),
    ]);
    done(await (await as('countychief')).command(caseId, 'DesignateJurisdiction', { unitId: 'liulin', document: '云政函〔2026〕9号' }));
    const over = done(await (await as('supervisor')).get(`/cases/${caseId}/jurisdiction`)).body;
    expect(over).toMatchObject({ phase: 'over', deadline: null, over: { how: 'designated' } });
    expect(over.steps.at(-1)).toMatchObject({ step: 'designated', unit: '柳林镇', document: '云政函〔2026〕9号', moved: true });
  });
});
