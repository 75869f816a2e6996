/**
 * `npm run tour [-- ADDRESS]`: drives whole lives of cases over HTTP against a running stack, by the right people, and
 * prints each step with its light and its time. Ends with 1 when any step is not as it should be.
 */
import { randomUUID } from 'node:crypto';
import type { LeadRow } from '../../contract/leads.ts';
import type { Page } from '../../contract/page.ts';
import * as lives from '../lives/lives.ts';
import { PaperScene } from '../lives/paper-scene.ts';
import { castOf, type Facts, QINGSHI } from '../lives/scene.ts';
import { seedRegisters } from '../lives/seed-registers.ts';
import { Client } from './client.ts';
import { LiveScene } from './live-scene.ts';
import * as expected from './expected.ts';
import { checkPassed, prove } from './prove.ts';

const base = process.argv[2] ?? process.env.CASELIGHT_URL ?? `http://127.0.0.1:${process.env.CASELIGHT_PORT ?? '8600'}`;
const print = (line: string): void => console.log(line);

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const daysAgo = (days: number): string => lives.plusDays(today, -days);

const facts: Facts = {
  title: '上庄村露天焚烧秸秆',
  townId: 'qingshi',
  address: '青石镇上庄村东侧农田',
  channel: 'grid',
  leadId: null,
  receivedAt: `${today}T00:01:00+08:00`,
  text: '村东侧农田有人焚烧秸秆，烟雾很大，影响道路视线。',
  matterCode: 'ST-0104',
  conductOn: today,
  party: { name: '王某某', kind: 'citizen', identifier: null },
  factors: { areaSqm: 30, fireSpread: false },
  fine: 1000,
};

/** From the channel's ticket through triage and the dispatcher's acceptance: the way a real lead comes in. */
async function fromLead(scene: LiveScene): Promise<void> {
  const dispatcher = await scene.person(QINGSHI.dispatcher);
  const lead = await dispatcher.ask<LeadRow & { dispatch: { departments: { department: string; matched: { words: string[] }[] }[] } }>(
    'POST',
    '/leads',
    {
      ticket: `TOUR-${randomUUID()}`,
      channel: 'grid',
      receivedAt: facts.receivedAt,
      town: '青石镇',
      address: facts.address,
      text: facts.text,
    },
  );
  const best = lead.dispatch.departments[0];
  print(
    `  线索 ${lead.id} 建议 ${best?.department ?? '—'}：${
      best?.matched
        .flatMap((match) => match.words)
        .slice(0, 6)
        .join('、') ?? ''
    }`,
  );
  const accepted = await dispatcher.ask<{ caseId: string }>('POST', `/leads/${lead.id}/accept`, {
    title: facts.title,
    unitId: QINGSHI.unitId,
    ...(best ? { department: best.department } : {}),
  });
  const again = await dispatcher.ask<Page<LeadRow>>('GET', '/leads?status=new&limit=200');
  if (again.items.some(({ id }) => id === lead.id)) throw new Error('an accepted lead is still in the inbox');
  await scene.enter(accepted.caseId, QINGSHI.dispatcher);
}

const tours: [title: string, stretches: readonly expected.Stretch[], run: (scene: LiveScene) => Promise<void>][] = [
  [
    '普通程序：从线索到归档',
    expected.ORDINARY,
    async (scene) => {
      await fromLead(scene);
      await scene.step('AcceptDispatch', QINGSHI.handler, { handlerIds: [QINGSHI.handler, QINGSHI.second] });
      await lives.ordinaryFromDispatch(scene, QINGSHI, facts);
    },
  ],
  [
    '简易程序：当场处罚',
    expected.ON_THE_SPOT,
    (scene) =>
      lives.onTheSpot(scene, QINGSHI, {
        ...facts,
        title: '遛狗不牵绳',
        address: '青石镇文化广场',
        text: '广场上有人遛狗不牵绳，吓到孩子。',
        matterCode: 'QD-0103',
        factors: { dogHeightCm: 30, harm: 'none' },
        fine: 50,
      }),
  ],
  [
    '普通程序与听证：纸质案卷补录后接着办',
    expected.FROM_HEARING,
    async (scene) => {
      const paper: Facts = {
        ...facts,
        title: '擅自挖断村道',
        address: '青石镇上庄村道',
        text: '有人擅自挖断村道埋管。',
        matterCode: 'JT-0102',
        factors: {},
        fine: 15_000,
        conductOn: daysAgo(70),
        receivedAt: `${daysAgo(70)}T08:40:00+08:00`,
      };
      const past = new PaperScene('paper', `${daysAgo(70)}T09:30:00+08:00`, seedRegisters(), { stop: () => false, before: Date.now() });
      await lives.untilHearing(past, QINGSHI, paper);
      await scene.enterPaper(QINGSHI.dispatcher, `云执纸登〔2026〕${randomUUID().slice(0, 8)}`, past.steps);
      await lives.fromHearing(scene, QINGSHI, paper);
    },
  ],
  [
    '执法局案件：涉嫌犯罪移送公安',
    expected.POLICE,
    (scene) =>
      lives.police(scene, QINGSHI, {
        ...facts,
        title: '大量倾倒占用农田',
        address: '青石镇与柳林镇交界',
        text: '跨镇倾倒渣土占用大片农田。',
        matterCode: 'SW-0109',
        factors: {},
        fine: 1200,
      }),
  ],
  [
    '管辖争议：协商不成，县级指定',
    expected.DISPUTE,
    (scene) =>
      lives.dispute(scene, QINGSHI, castOf('liulin'), {
        ...facts,
        title: '界河倾倒垃圾',
        address: '青石镇界河边',
        text: '界河边有人倾倒垃圾。',
      }),
  ],
  [
    '首违不罚',
    expected.EXEMPTED,
    (scene) => lives.exempted(scene, QINGSHI, { ...facts, title: '初次焚烧落叶', address: '青石镇下庄村村口' }),
  ],
];

let failed = 0;
for (const [title, stretches, run] of tours) {
  print(`\n${title}`);
  const scene = new LiveScene(base, print);
  try {
    await run(scene);
    checkPassed(scene, stretches, print);
    await prove(scene, await Client.signedIn(base, 'auditor'), print);
    const sorted = scene.times.map((time) => time.milliseconds).sort((a, b) => a - b);
    print(
      `  ${scene.times.length} 步，中位 ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms，最慢 ${(sorted.at(-1) ?? 0).toFixed(0)} ms`,
    );
  } catch (error) {
    failed += 1;
    print(`  ✗ ${error instanceof Error ? error.message : String(error)}`);
  }
}
print(failed === 0 ? `\n巡览通过：${tours.length} 条` : `\n巡览未通过：${failed} 条`);
process.exitCode = failed === 0 ? 0 : 1;
