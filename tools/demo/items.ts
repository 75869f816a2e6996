/** Whistles and a dispute over jurisdiction for the demo county, done through the API as their people would. */
import type { Urgency } from '../../domain/whistle/file.ts';
import { Client } from '../tour/client.ts';

interface Page {
  items: { id: string }[];
}

/** The bureau of the demo county and one of its handlers. */
const BUREAU = 'bureau';
const CALLED = 'bureauhandler1';

const WHISTLES = [
  {
    title: '滨河路河道边夜间倾倒建筑垃圾',
    urgency: 'hard',
    place: '青石镇滨河路南段',
    text: '渣土车夜间偷倒，镇里两人拦不住，需要执法局到场查扣车辆。',
    until: 'called',
  },
  {
    title: '上庄村东侧农田秸秆集中清运',
    urgency: 'daily',
    place: '青石镇上庄村东侧',
    text: '秸秆堆放量大，镇里没有清运车辆，需要协调清运。',
    until: 'signed',
  },
  {
    title: '青石镇集市占道经营联合清理',
    urgency: 'daily',
    place: '青石镇集贸市场南门',
    text: '摊位外溢占用消防通道，劝导多次仍反复，需要执法局联合清理。',
    until: 'done',
  },
] as const satisfies { urgency: Urgency; [field: string]: string }[];

/** What the dispute is raised on: as many of the town's cases are tried as it takes; not every one is open to it. */
const MOST_TRIED = 10;

/** `run`: what tells this filling of the county from others. Done again, it is done once. */
export async function openDemoItems(apiUrl: string, run: string): Promise<void> {
  const [town, bureau, officer] = await Promise.all(['townhead', 'bureauhead', CALLED].map((name) => Client.signedIn(apiUrl, name)));
  if (!town || !bureau || !officer) throw new Error('nobody signed in');
  const { items: cases } = await town.ask<Page>('GET', '/cases?open=true&unit=qingshi&limit=50');
  for (const [index, { until, ...call }] of WHISTLES.entries()) {
    const key = (step: string): Record<string, string> => ({ 'Idempotency-Key': `demo-whistle-${run}-${index}-${step}` });
    const { id } = await town.ask<{ id: string }>(
      'POST',
      '/whistles',
      { ...call, unitId: BUREAU, fromId: cases[index]?.id ?? null },
      key('call'),
    );
    if (until === 'called') continue;
    await bureau.ask('POST', `/whistles/${id}/commands/SignWhistle`, { personIds: [CALLED] }, key('sign'));
    if (until === 'signed') continue;
    await officer.ask('POST', `/whistles/${id}/commands/ArriveOnSite`, { note: '两人到场，已与镇里会合。' }, key('arrive'));
    await officer.ask('POST', `/whistles/${id}/commands/FinishWhistle`, { result: '摊位已退回界内，消防通道恢复畅通。' }, key('finish'));
  }
  for (const [index, { id }] of cases.slice(0, MOST_TRIED).entries()) {
    const raised = await town.send(
      'POST',
      `/cases/${id}/commands/RaiseJurisdictionDispute`,
      { unitId: 'liulin', reason: '违法行为发生在两镇交界处，地块属柳林镇所有，应当由柳林镇管辖。' },
      { 'Idempotency-Key': `demo-dispute-${run}-${index}` },
    );
    if (raised.status === 200) return;
  }
  throw new Error('no case of the demo county is open to a dispute');
}
