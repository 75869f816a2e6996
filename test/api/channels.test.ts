import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverDue, pauseAfter, REPORTING } from '../../api/channels/reporter.ts';
import { eventually } from '../support/wait.ts';
import { apiBase, as, send } from './client.ts';
import { database } from './database.ts';
import { grantedKey } from './keys.ts';
import { type Act, entered } from './paper.ts';
import { type Receiver, startReceiver, type Told } from './receiver.ts';
import { done, expectProblem, minutesAgo } from './scenes.ts';

const ticketNo = () => `GD-${randomUUID().slice(0, 12)}`;
const local = (minutesBack: number) =>
  new Date(Date.now() - minutesBack * 60_000 + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const order = (over: Record<string, unknown> = {}) => ({
  orderNo: ticketNo(),
  orderType: '投诉',
  acceptTime: local(30),
  callerName: '陈先生',
  callerPhone: '13900000001',
  area: '云溪县青石镇',
  address: `解放路${randomUUID().slice(0, 4)}号`,
  content: '楼下烧烤店夜里排烟，窗户都不敢开',
  ...over,
});

const until = (isSo: () => boolean | Promise<boolean>, withinMs: number) =>
  eventually(
    async () => isSo(),
    (so) => so,
    withinMs,
  );

let key = '';
let receiver: Receiver;
let secret = '';
const report = (channel: string, body: unknown, bearer = key) =>
  send(apiBase(), 'POST', `/channels/${channel}/tickets`, { body, headers: { Authorization: `Bearer ${bearer}` } });
const put = async (path: string, body: unknown) =>
  (await as('sysadmin')).raw('PUT', path, JSON.stringify(body), { 'Content-Type': 'application/json' });
const toldOf = (ticket: string): Told[] => receiver.told.filter(({ body }) => body.ticket === ticket);
const statuses = (ticket: string): string[] =>
  toldOf(ticket)
    .filter(({ answered }) => answered === 200)
    .map(({ body }) => body.status);

beforeAll(async () => {
  receiver = await startReceiver();
  ({ key } = await grantedKey({ channel: '12345', perMinute: 6_000 }));
  secret = done(await put('/channels/12345/webhook', { url: receiver.url })).body.secret;
});
afterAll(() => receiver.close());

describe('what a key stands for', () => {
  it('without a channel it reports for each', async () => {
    const { key: any } = await grantedKey({ name: '县域汇聚平台' });
    const at = new Date(Date.now() - 3_600_000);
    const tickets: Record<string, object> = {
      12345: order(),
      patrol: {
        recordId: ticketNo(),
        patrolledAt: at.toISOString(),
        inspector: { name: '王' },
        location: { address: '老街口' },
        findings: '占用盲道',
      },
      grid: { eventId: ticketNo(), reportTime: at.getTime(), gridName: '柳林03', place: '新街12号', description: '堆放建筑垃圾' },
      'digital-urban': {
        taskNum: ticketNo(),
        createTime: local(60),
        eventType: '事件',
        bigClass: '街面秩序',
        smallClass: '店外经营',
        address: '人民路口',
        description: '切割作业占道',
      },
      media: { clippingId: ticketNo(), publishedAt: at.toISOString(), outlet: '云溪晚报', headline: '溪滩', summary: '倾倒渣土' },
      video: { alarmId: ticketNo(), capturedAt: at.getTime(), camera: { id: 'C-7', name: '校门' }, alarmType: '违停消防通道' },
      'agency-transfer': {
        transferNo: ticketNo(),
        fromAgency: '县市场监督管理局',
        receivedOn: local(60).slice(0, 10),
        place: '集贸市场',
        facts: '露天焚烧',
      },
      'public-report': { reportNo: ticketNo(), submittedAt: at.toISOString(), place: '东岸', content: '倒餐厨垃圾' },
      'off-site': {
        recordNo: ticketNo(),
        monitoredAt: local(60),
        device: { number: 'Z-01', name: '噪声仪' },
        site: '工地',
        indicator: '等效声级',
        value: 71,
        limit: 55,
        unit: 'dB',
      },
    };
    for (const [channel, ticket] of Object.entries(tickets)) {
      expect(done(await report(channel, ticket, any), 201).body, channel).toMatchObject({ outcome: 'new' });
      expect(done(await report(channel, ticket, any)).body, channel).toMatchObject({ outcome: 'known' });
      const wrong = await report(channel, { nonsense: true }, any);
      expectProblem(wrong, 422);
      for (const { title, message } of wrong.body.errors) expect(`${title}${message}`, channel).toMatch(/[\u4e00-\u9fff]/);
    }
    expectProblem(await report('superior', {}, any), 404, 'unknown-route');
  });
});

describe('tickets', () => {
  it('are taken once: the same again is known, other words are a supplement, once', async () => {
    const first = order();
    const made = done(await report('12345', first), 201).body;
    expect(made).toMatchObject({ ticket: first.orderNo, outcome: 'new', status: 'new' });
    expect(done(await report('12345', first)).body).toMatchObject({ leadId: made.leadId, outcome: 'known' });
    const more = { ...first, content: `${first.content}。今晚又排了`, acceptTime: local(5) };
    expect(done(await report('12345', more)).body).toMatchObject({ leadId: made.leadId, outcome: 'supplement' });
    expect(done(await report('12345', more)).body.outcome).toBe('known');
    const dispatcher = await as('dispatcher');
    const lead = done(await dispatcher.get(`/leads/${made.leadId}`)).body;
    expect(lead).toMatchObject({ town: { name: '青石镇' }, text: first.content, channel: '12345', reporterName: '陈*生' });
    const { items } = done(await dispatcher.get(`/leads/${made.leadId}/supplements`)).body;
    expect(items).toEqual([expect.objectContaining({ text: more.content })]);
    const asked = await send(apiBase(), 'GET', `/channels/12345/tickets/${first.orderNo}`, { headers: { Authorization: `Bearer ${key}` } });
    expect(done(asked).body).toMatchObject({ status: 'new', supplements: 1, reports: [] });
  });

  it('three at once make one lead', async () => {
    const one = order();
    const replies = await Promise.all([1, 2, 3].map(() => report('12345', one)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(replies.map(({ body }) => body.leadId)).size).toBe(1);
  });

  it('leave a town that is not ours to the dispatcher, and name the field that is wrong', async () => {
    const { leadId } = done(await report('12345', order({ area: '邻县某镇' })), 201).body;
    expect(done(await (await as('dispatcher')).get(`/leads/${leadId}`)).body.town).toBeNull();
    const wrong = await report('12345', order({ acceptTime: '昨天' }));
    expectProblem(wrong, 422);
    expect(wrong.body.errors[0].path).toBe('acceptTime');
    expectProblem(await report('12345', order(), 'clk_unknown'), 401, 'key-invalid');
  });
});

describe('what became of a ticket is reported back', () => {
  it('signed, in order, again after the receiver failed, also for what was merged into it', async () => {
    const [one, other] = [order(), order()];
    const [{ leadId }, merged] = [done(await report('12345', one), 201).body, done(await report('12345', other), 201).body];
    const dispatcher = await as('dispatcher');
    receiver.answers.push(500);
    done(await dispatcher.post(`/leads/${merged.leadId}/merge`, { intoLeadId: leadId, reason: '同一家店' }));
    await until(() => toldOf(other.orderNo).length >= 2, 30_000);
    const [failed, again] = toldOf(other.orderNo);
    expect([failed?.answered, again?.answered]).toEqual([500, 200]);
    expect(again?.headers['x-caselight-delivery']).toBe(failed?.headers['x-caselight-delivery']);
    expect(again?.body).toMatchObject({ status: 'lead-merged', statusText: '已并入其他工单', mergedIntoTicket: one.orderNo });
    const timestamp = String(again?.headers['x-caselight-timestamp']);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(120);
    expect(again?.headers['x-caselight-signature']).toBe(
      `sha256=${createHmac('sha256', secret).update(`${timestamp}.${again?.raw}`).digest('hex')}`,
    );

    const { caseId } = done(await dispatcher.post(`/leads/${leadId}/accept`, {})).body;
    await until(() => statuses(one.orderNo).length >= 2, 30_000);
    expect(statuses(one.orderNo)).toEqual(['lead-accepted', 'case-dispatched']);
    expect(toldOf(one.orderNo).at(-1)?.body).toMatchObject({ unit: '青石镇', text: '已派单至青石镇' });

    const handler = await as('handler1');
    done(await handler.command(caseId, 'AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }));
    done(
      await handler.command(caseId, 'RecordVerification', {
        founded: false,
        findings: '现场未见排烟',
        officerIds: ['handler1', 'handler2'],
        parties: [],
      }),
    );
    done(await (await as('townhead')).command(caseId, 'CloseUnfounded', { reason: '核查不属实' }));
    await until(() => statuses(one.orderNo).length >= 3 && statuses(other.orderNo).length >= 4, 30_000);
    expect(statuses(one.orderNo)).toEqual(['lead-accepted', 'case-dispatched', 'case-closed']);
    expect(statuses(other.orderNo)).toEqual(['lead-merged', 'lead-accepted', 'case-dispatched', 'case-closed']);
    expect(toldOf(one.orderNo).at(-1)?.body).toMatchObject({ outcome: 'unfounded', text: expect.stringContaining('核查不属实') });
  }, 120_000);

  it('but nothing of what was done on paper before the case was brought in', async () => {
    const one = order({ acceptTime: local(600) });
    const { leadId } = done(await report('12345', one), 201).body;
    const dispatcher = await as('dispatcher');
    done(await dispatcher.post(`/leads/${leadId}/accept`, {}));
    await until(() => statuses(one.orderNo).length >= 2, 30_000);
    const officerIds = ['handler1', 'handler2'];
    const steps = [
      [
        'OpenCase',
        'dispatcher',
        { title: '纸质', townId: 'qingshi', address: '老街', channel: '12345', receivedAt: minutesAgo(590), text: '排烟', leadId },
      ],
      ['DispatchCase', 'dispatcher', { unitId: 'qingshi', instruction: '核查' }],
      ['AcceptDispatch', 'handler1', { handlerIds: officerIds }],
      ['RecordVerification', 'handler1', { founded: false, findings: '未见排烟', officerIds, parties: [] }],
      ['CloseUnfounded', 'townhead', { reason: '核查不属实' }],
    ].map(([name, by, payload], index) => ({ name, by, payload, at: minutesAgo(580 - index * 60) }));
    const { caseId } = done(await entered({ acts: steps.slice(0, 4) as Act[] })).body;
    const reports = () => database().rows<{ kind: string }>('select kind from channel_report where case_id = $1 order by id', [caseId]);
    expect(await reports()).toEqual([]);
    // What is done here from then on is told as of any case.
    done(await (await as('townhead')).command(caseId, 'CloseUnfounded', { reason: '核查不属实' }));
    expect((await reports()).map(({ kind }) => kind)).toEqual(['case-closed']);
    expect(statuses(one.orderNo).slice(0, 2)).toEqual(['lead-accepted', 'case-dispatched']);
  }, 120_000);

  it('a rejected lead says why', async () => {
    const one = order();
    const { leadId } = done(await report('12345', one), 201).body;
    done(await (await as('dispatcher')).post(`/leads/${leadId}/reject`, { reason: '不属于本县管辖' }));
    await until(() => statuses(one.orderNo).length > 0, 30_000);
    expect(toldOf(one.orderNo).at(-1)?.body).toMatchObject({ status: 'lead-rejected', text: '不予受理：不属于本县管辖' });
  });

  it('given up after so many failures, seen by the operator, and sent again on demand', async () => {
    const one = order();
    const { leadId } = done(await report('12345', one), 201).body;
    // The address fails for good; the report has all but one of its attempts behind it.
    await put('/channels/12345/webhook', { url: 'http://127.0.0.1:9/nowhere' });
    done(await (await as('dispatcher')).post(`/leads/${leadId}/reject`, { reason: '重复' }));
    await database().run('update channel_report set attempts = $2, next_attempt_at = now() where ticket = $1', [
      one.orderNo,
      REPORTING.attempts - 1,
    ]);
    const admin = await as('sysadmin');
    const dead = async () =>
      done(await admin.get('/channel-reports?status=dead&channel=12345')).body.items.find(
        ({ ticket }: { ticket: string }) => ticket === one.orderNo,
      );
    await until(async () => (await dead()) !== undefined, 30_000);
    expect(await dead()).toMatchObject({
      kind: 'lead-rejected',
      label: '不予受理',
      lastError: expect.stringMatching(/fetch failed/),
      nextAttemptAt: null,
    });
    const channel = done(await admin.get('/channels')).body.items.find(({ channel: name }: { channel: string }) => name === '12345');
    expect(channel.dead).toBeGreaterThan(0);
    expect(JSON.stringify(channel)).not.toContain(secret);
    const set = done(await put('/channels/12345/webhook', { url: receiver.url })).body;
    expect(set.secret).toBeUndefined();
    done(await admin.post(`/channel-reports/${(await dead()).id}/retry`));
    await until(() => statuses(one.orderNo).length > 0, 30_000);
    expectProblem(await (await as('dispatcher')).post('/channel-reports/1/retry'), 403, 'role-required');
    await database().run(`update channel_report set status = 'dead' where ticket = $1`, [one.orderNo]);
    const before = toldOf(one.orderNo).length;
    expectProblem(await (await as('dispatcher')).post('/channels/12345/retry', {}), 403, 'role-required');
    expect(done(await admin.post('/channels/12345/retry', {})).body.queued).toBeGreaterThan(0);
    await until(() => toldOf(one.orderNo).length > before, 30_000);
    expect(done(await admin.post('/channels/12345/retry', {})).body).toEqual({ queued: 0 });
  }, 90_000);

  it('is not told twice by two processes at once', async () => {
    const one = order();
    const { leadId } = done(await report('12345', one), 201).body;
    done(await (await as('dispatcher')).post(`/leads/${leadId}/reject`, { reason: '重复' }));
    await Promise.all([1, 2, 3].map(() => deliverDue(database(), Date.now())));
    await until(() => statuses(one.orderNo).length > 0, 30_000);
    expect(toldOf(one.orderNo)).toHaveLength(1);
  });

  it('waits longer each time, an hour at most', () => {
    expect([1, 2, 3, 12].map((n) => pauseAfter(n, REPORTING) / 1000)).toEqual([5, 15, 45, 3600]);
  });
});
