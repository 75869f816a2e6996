/** Reporters and identity numbers: masked in every answer, shown one at a time for a reason, and never kept as a mask. */
import { randomInt, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditRow } from '../../contract/audit.ts';
import { citizenCheckDigit } from '../../domain/parties/citizen-id.ts';
import { as, send } from './client.ts';
import { database } from './database.ts';
import { newKey } from './keys.ts';
import { done, expectProblem, fileOf, leadOf, takenUp } from './scenes.ts';

const idNumber = () => {
  const first = `33210219900307${String(randomInt(100, 999))}`;
  return first + citizenCheckDigit(first);
};
const identifier = idNumber();
const phone = `136${randomInt(10_000_000, 99_999_999)}`;
const reporter = { reporterName: `举报${randomInt(100, 999)}人`, reporterPhone: `139${randomInt(10_000_000, 99_999_999)}` };
const party = { name: `遮盖${randomInt(1000, 9999)}`, kind: 'citizen', identifier, address: '青石镇老街3号', phone };
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

let caseId = '';
let leadId = '';
let partyId = '';
const verification = (parties: unknown[]) => ({
  founded: true,
  findings: `占道堆放属实，当事人${identifier}`,
  officerIds: ['handler1', 'handler2'],
  matterCode: 'CG-0101',
  conduct: { on: today(), place: '青石镇老街' },
  parties,
});

beforeAll(async () => {
  caseId = await takenUp();
  leadId = done(await (await as('dispatcher')).post('/leads', leadOf(reporter)), 201).body.id;
  done(await (await as('handler1')).command(caseId, 'RecordVerification', verification([party])));
  [{ id: partyId }] = done(await (await as('handler1')).get(`/parties?q=${encodeURIComponent(party.name)}`)).body.items;
});

const itsPages = () => [
  ...['', '/events', '/linked', '/similar', '/files', '/next'].map((rest) => `/cases/${caseId}${rest}`),
  ...[`/parties?q=${encodeURIComponent(party.name)}`, `/parties?q=${identifier}`, `/parties/${partyId}`, `/parties/${partyId}/similar`],
  ...[
    `/leads/${leadId}`,
    `/leads/${leadId}/supplements`,
    '/leads?limit=200',
    '/cases?limit=200',
    '/board',
    '/me/work',
    '/repeat-offenders',
  ],
];

describe('in every answer', () => {
  it.each(['handler1', 'townhead', 'dispatcher', 'supervisor', 'auditor', 'bureauhead'])('masked for %s', async (who) => {
    const visitor = await as(who);
    for (const path of itsPages()) {
      const body = JSON.stringify(done(await visitor.get(path)).body);
      for (const secret of [identifier, phone, ...Object.values(reporter)]) expect(body, path).not.toContain(secret);
    }
  });

  it('problems too', async () => {
    const wrong = await (
      await as('handler1')
    ).command(caseId, 'IdentifyParties', { parties: [party, { ...party, name: '另一人' }], how: '核对身份证件' });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(wrong.body)).not.toContain(identifier);
  });
});

describe('a form sends back what it was shown', () => {
  it('and what is on file stays whole', async () => {
    const shown = done(await (await as('handler1')).get(`/cases/${caseId}`)).body.case.parties[0];
    expect(shown).toMatchObject({ identifier: expect.stringContaining('***'), phone: expect.stringContaining('****') });
    done(
      await (
        await as('handler1')
      ).command(caseId, 'IdentifyParties', { parties: [{ ...shown, address: '青石镇新街9号' }], how: '核对身份证件' }),
    );
    const [kept] = await database().rows<{ party: unknown }>(`select state #> '{parties,0}' as party from work_view where id = $1`, [
      caseId,
    ]);
    expect(kept?.party).toMatchObject({ identifier, phone, address: '青石镇新街9号' });
  });

  it('a mask that stands for nothing is refused by its field, in commands, previews and openings', async () => {
    const masks = { ...party, identifier: '999***********9999', phone: '100****0000' };
    const refused = await (await as('handler1')).command(caseId, 'IdentifyParties', { parties: [masks] });
    expectProblem(refused, 422);
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual(['parties.0.identifier', 'parties.0.phone']);
    const opening = {
      title: '遮盖',
      townId: 'qingshi',
      address: '一',
      channel: 'patrol',
      receivedAt: '2026-11-01T10:00:00+08:00',
      text: '一',
    };
    expectProblem(await (await as('dispatcher')).post('/cases', { ...opening, parties: [masks] }), 422);
    const change = { seq: 1, field: 'party-phone', after: '136****0000', reason: '更正' };
    expectProblem(await (await as('handler1')).command(caseId, 'CorrectRecord', change), 422);
    expect(JSON.stringify(await fileOf(caseId))).not.toContain('999****');
  });
});

describe('revealed', () => {
  const reveal = async (who: string, path: string, body: Record<string, unknown>) =>
    (await as(who)).post(`${path}/reveal`, { reason: '送达前核对', ...body });

  it('one at a time, with a reason, on record first', async () => {
    expect(done(await reveal('handler1', `/cases/${caseId}`, { what: 'identifier' })).body).toEqual({
      what: 'identifier',
      value: identifier,
    });
    expect(done(await reveal('handler1', `/parties/${partyId}`, { what: 'phone' })).body).toEqual({ what: 'phone', value: phone });
    const entries = done(await (await as('auditadmin')).get(`/audit?kind=reveal&actor=handler1`)).body.items as AuditRow[];
    expect(entries.find(({ subject }) => subject === `case:${caseId}`)?.detail).toEqual({
      what: 'identifier',
      party: 1,
      reason: '送达前核对',
      partyId: null,
    });
    expect(JSON.stringify(entries)).not.toContain(identifier);
    expectProblem(await reveal('handler1', `/cases/${caseId}`, { what: 'identifier', reason: '' }), 422);
    expectProblem(await reveal('handler1', `/cases/${caseId}`, { what: 'identifier', party: 2 }), 404, 'nothing-to-reveal');
  });

  it('not to who has nothing to do with the case, sees it as they may', async () => {
    for (const who of ['dispatcher', 'supervisor', 'assistant', 'auditor'])
      expectProblem(await reveal(who, `/cases/${caseId}`, { what: 'phone' }), 403);
    for (const who of ['bureauhandler1']) expectProblem(await reveal(who, `/cases/${caseId}`, { what: 'phone' }), 403, 'not-your-case');
    for (const who of ['handler4', 'sysadmin', 'auditadmin']) expectProblem(await reveal(who, `/cases/${caseId}`, { what: 'phone' }), 404);
    expectProblem(await reveal('handler4', `/parties/${partyId}`, { what: 'identifier' }), 404);
    expectProblem(await reveal('bureauhandler1', `/parties/${partyId}`, { what: 'identifier' }), 403, 'not-your-case');
  });

  it('the reporter to those who answer, never to another town', async () => {
    expect(done(await reveal('dispatcher', `/leads/${leadId}`, { what: 'reporterPhone' })).body.value).toBe(reporter.reporterPhone);
    expect(done(await reveal('handler1', `/leads/${leadId}`, { what: 'reporterName' })).body.value).toBe(reporter.reporterName);
    for (const who of ['assistant', 'townreview', 'supervisor', 'auditor', 'bureauhandler1', 'bureauhead'])
      expectProblem(await reveal(who, `/leads/${leadId}`, { what: 'reporterName' }), 403, 'not-yours-to-answer');
    for (const who of ['handler4', 'liulin-head']) expectProblem(await reveal(who, `/leads/${leadId}`, { what: 'reporterName' }), 404);
  });

  it('the record as it was sealed, to those who verify it', async () => {
    const { items } = done(await (await as('auditor')).post(`/cases/${caseId}/reveal/record`, { reason: '核验记录' })).body;
    expect(JSON.stringify(items)).toContain(identifier);
    expectProblem(await (await as('handler1')).post(`/cases/${caseId}/reveal/record`, { reason: '核验记录' }), 403);
  });
});

describe('answers of writes say no more than reads', () => {
  const secret = () => ({
    reporterName: `别镇${randomInt(1000, 9999)}`,
    reporterPhone: `137${randomInt(10_000_000, 99_999_999)}`,
    town: '柳林镇',
    text: `柳林镇${randomUUID()}有人倾倒渣土`,
    address: '柳林镇幸福小区5号',
  });

  it('a ticket reported again by another town answers a receipt, and a key is told that it is another’s', async () => {
    const ticket = `T-${randomUUID()}`;
    const theirs = leadOf({ ...secret(), channel: '12345', ticket });
    const { id } = done(await (await as('dispatcher')).post('/leads', theirs), 201).body;
    const again = done(await (await as('handler1')).post('/leads', leadOf({ channel: '12345', ticket })), 200).body;
    expect(again).toEqual({ id, ticket, channel: '12345', status: 'new' });
    const key = await newKey({ scopes: ['leads:write'] });
    const byKey = await send((await as('handler1')).base, 'POST', '/leads', {
      body: leadOf({ channel: '12345', ticket }),
      headers: { Authorization: `Bearer ${key}` },
    });
    expectProblem(byKey, 409, 'ticket-of-another');
    expect(JSON.stringify(byKey.body)).not.toContain(id);
    expect(done(await (await as('handler4')).post('/leads', leadOf({ channel: '12345', ticket })), 200).body).toMatchObject({
      id,
      address: theirs.address,
    });
  });

  it('proposes no lead of another town as a duplicate', async () => {
    const theirs = leadOf({ ...secret(), town: null });
    const { id } = done(await (await as('dispatcher')).post('/leads', theirs), 201).body;
    const mine = done(await (await as('handler1')).post('/leads', leadOf({ text: theirs.text, address: theirs.address })), 201).body;
    expect(JSON.stringify(mine.duplicates)).not.toContain(id);
    expect(JSON.stringify(done(await (await as('handler1')).get(`/leads/${mine.id}`)).body.duplicates)).not.toContain(id);
    expect(JSON.stringify(done(await (await as('dispatcher')).get(`/leads/${mine.id}`)).body.duplicates)).toContain(id);
  });
});
