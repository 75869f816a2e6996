/** The lives that are toured, each with what it is about and what it has to show. */
import { randomUUID } from 'node:crypto';
import type { LeadRow } from '../../contract/leads.ts';
import type { Page } from '../../contract/page.ts';
import * as lives from '../lives/lives.ts';
import { LONG_LIVES, type LongLife, playPast } from '../lives/long-lives.ts';
import { castOf, type Facts, QINGSHI } from '../lives/scene.ts';
import * as expected from './expected.ts';
import type { LiveScene } from './live-scene.ts';

type Print = (line: string) => void;

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

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

/** Enters what lies behind the life as a paper case, and goes on with it live. */
async function goOn(scene: LiveScene, life: LongLife): Promise<void> {
  const { steps, unitId, goesOn } = await playPast(life, today, Date.now());
  await scene.enterPaper(QINGSHI.dispatcher, `云执纸登〔2026〕${randomUUID().slice(0, 8)}`, steps, unitId);
  await goesOn(scene);
}

/** From the channel's ticket through triage and the dispatcher's acceptance: the way a real lead comes in. */
async function fromLead(scene: LiveScene, print: Print): Promise<void> {
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

export interface Tour {
  title: string;
  stretches: readonly expected.Stretch[];
  /** Terms of the party that are late in it, by key. */
  partyLate?: readonly string[];
  run: (scene: LiveScene, print: Print) => Promise<void>;
}

export const tours: readonly Tour[] = [
  {
    title: '普通程序：从线索到归档',
    stretches: expected.ORDINARY,
    run: async (scene, print) => {
      await fromLead(scene, print);
      await scene.step('AcceptDispatch', QINGSHI.handler, { handlerIds: [QINGSHI.handler, QINGSHI.second] });
      await lives.ordinaryFromDispatch(scene, QINGSHI, facts);
    },
  },
  {
    title: '简易程序：当场处罚',
    stretches: expected.ON_THE_SPOT,
    run: (scene) =>
      lives.onTheSpot(scene, QINGSHI, {
        ...facts,
        title: '遛狗不牵绳',
        address: '青石镇文化广场',
        text: '广场上有人遛狗不牵绳，吓到孩子。',
        matterCode: 'QD-0103',
        factors: { dogHeightCm: 30, harm: 'none' },
        fine: 50,
      }),
  },
  { title: '普通程序与听证：纸质案卷补录后接着办', stretches: expected.FROM_HEARING, run: (scene) => goOn(scene, LONG_LIVES.hearing) },
  {
    title: '执法局案件：涉嫌犯罪移送公安',
    stretches: expected.POLICE,
    run: (scene) =>
      lives.police(scene, QINGSHI, {
        ...facts,
        title: '大量倾倒占用农田',
        address: '青石镇与柳林镇交界',
        text: '跨镇倾倒渣土占用大片农田。',
        matterCode: 'SW-0109',
        factors: {},
        fine: 1200,
      }),
  },
  {
    title: '管辖争议：协商不成，县级指定',
    stretches: expected.DISPUTE,
    run: (scene) =>
      lives.dispute(scene, QINGSHI, castOf('liulin'), {
        ...facts,
        title: '界河倾倒垃圾',
        address: '青石镇界河边',
        text: '界河边有人倾倒垃圾。',
      }),
  },
  {
    title: '首违不罚',
    stretches: expected.EXEMPTED,
    run: (scene) => lives.exempted(scene, QINGSHI, { ...facts, title: '初次焚烧落叶', address: '青石镇下庄村村口' }),
  },
  {
    title: '逾期不缴：复议维持后申请法院强制执行',
    stretches: expected.COURT,
    partyLate: ['fine-payment'],
    run: async (scene) => {
      await goOn(scene, LONG_LIVES.court);
      await scene.tell('court-application');
    },
  },
  {
    title: '公安退回：不起诉后继续行政处罚',
    stretches: expected.POLICE_BACK,
    run: async (scene, print) => {
      await goOn(scene, LONG_LIVES.policeReturn);
      print(`    办案期限：${scene.file.police?.returned?.clock ?? ''}`);
      await scene.tell('decision-deadline');
      await scene.tell('procurator-answer');
    },
  },
  {
    title: '乡村违法建设：催告、公告后由镇政府强制拆除',
    stretches: expected.DEMOLITION,
    run: async (scene) => {
      await goOn(scene, LONG_LIVES.demolition);
      await scene.tell('litigation');
    },
  },
  {
    title: '查封物品：送检后退还，违法事实不能成立',
    stretches: expected.SEIZURE,
    run: async (scene) => {
      await goOn(scene, LONG_LIVES.seizure);
      await scene.tell('seal-detain');
    },
  },
];
