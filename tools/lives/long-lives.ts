/** Lives that take months: what lies behind is played on paper, and what is left goes on from there. */
import { addDays } from '../../domain/terms/instant.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import * as court from './court.ts';
import * as demolition from './demolition.ts';
import { fromHearing, untilHearing } from './lives.ts';
import { PaperScene } from './paper-scene.ts';
import * as policeReturn from './police-return.ts';
import { type Cast, type Facts, QINGSHI, type Scene } from './scene.ts';
import { seedRegisters } from './seed-registers.ts';
import * as seizure from './seizure.ts';

type GoesOn = (scene: Scene) => Promise<void>;

export interface LongLife {
  /** So many days before today it begins: what is left falls on today, whatever holidays lie between. */
  began: number;
  facts: Pick<Facts, 'title' | 'address' | 'text' | 'matterCode' | 'factors' | 'fine'>;
  /** Plays what lies behind, and answers how it goes on. */
  past: (scene: Scene, cast: Cast, facts: Facts) => Promise<GoesOn>;
}

export const LONG_LIVES = {
  hearing: {
    began: 70,
    facts: {
      title: '擅自挖断村道',
      address: '青石镇上庄村道',
      text: '有人擅自挖断村道埋管。',
      matterCode: 'JT-0102',
      factors: {},
      fine: 15_000,
    },
    past: async (scene, cast, facts) => {
      await untilHearing(scene, cast, facts);
      return (live) => fromHearing(live, cast, facts);
    },
  },
  court: {
    began: 150,
    facts: {
      title: '河滩焚烧秸秆，逾期不缴罚款',
      address: '青石镇上庄村河滩',
      text: '河滩上有人焚烧秸秆，烟雾很大，影响道路视线。',
      matterCode: 'ST-0104',
      factors: { areaSqm: 30, fireSpread: false },
      fine: 1000,
    },
    past: async (scene, cast, facts) => {
      await court.untilUpheld(scene, cast, facts);
      return (live) => court.fromUpheld(live, cast);
    },
  },
  policeReturn: {
    began: 90,
    facts: {
      title: '焚烧秸秆引燃林地',
      address: '青石镇上庄村山脚',
      text: '田边烧秸秆引着了山脚的林子，村民已经扑灭。',
      matterCode: 'ST-0104',
      factors: { areaSqm: 60, fireSpread: true },
      fine: 1800,
    },
    past: async (scene, cast, facts) => {
      await policeReturn.untilPolice(scene, cast, facts);
      return (live) => policeReturn.fromPolice(live, cast, facts);
    },
  },
  demolition: {
    began: 330,
    facts: {
      title: '未经许可在村口建房',
      address: '青石镇下庄村村口',
      text: '村口有人没有手续就盖房，已经砌到二层。',
      matterCode: 'GH-0102',
      factors: {},
      fine: 0,
    },
    past: async (scene, cast, facts) => {
      const on = await demolition.untilForced(scene, cast, facts);
      return (live) => demolition.fromForced(live, cast, on);
    },
  },
  seizure: {
    began: 62,
    facts: {
      title: '仓库糕点疑似涂改日期',
      address: '青石镇与柳林镇交界的食品仓库',
      text: '有人反映仓库里的糕点改过生产日期，卖到两个镇。',
      matterCode: 'SP-0105',
      factors: {},
      fine: 0,
    },
    past: async (scene, cast, facts) => {
      await seizure.untilTested(scene, cast, facts);
      return (live) => seizure.fromTested(live, cast, facts);
    },
  },
} satisfies Record<string, LongLife>;

/** 青石镇's, begun on that day. */
export const factsFrom = ({ facts }: LongLife, day: LegalDate): Facts => ({
  townId: QINGSHI.unitId,
  channel: 'grid',
  leadId: null,
  receivedAt: `${day}T08:40:00+08:00`,
  conductOn: day,
  party: { name: '王某某', kind: 'citizen', identifier: null },
  ...facts,
});

/** What lies behind it, if it came to rest before `now` (UTC milliseconds). */
export async function playPast(
  life: LongLife,
  today: LegalDate,
  now: number,
): Promise<{ steps: PaperScene['steps']; unitId: string; goesOn: GoesOn }> {
  const day = addDays(today, -life.began);
  const paper = new PaperScene('paper', `${day}T09:30:00+08:00`, seedRegisters(), { stop: () => false, before: now });
  const goesOn = await life.past(paper, QINGSHI, factsFrom(life, day));
  return { steps: paper.steps, unitId: paper.file.unit.id, goesOn };
}
