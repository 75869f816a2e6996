/** What the demo county's cases are about: leads of the catalogue, each with its matter and the facts found. */
import type { Facts } from '../lives/scene.ts';

export type Life = 'ordinary' | 'afterRefusal' | 'raised' | 'onTheSpot' | 'exempted' | 'unfounded' | 'demolition' | 'seizure';

export interface DemoFacts {
  lead: string;
  /** What was told, where the catalogue's lead is of something else at the same place. */
  text?: string;
  title: string;
  life: Life;
  matterCode: string;
  party: Facts['party'];
  factors: Facts['factors'];
  fine: number;
  leftOut?: Facts['leftOut'];
}

const person = (name: string): Facts['party'] => ({ name, kind: 'citizen', identifier: null });
/** Firms have a code, invented and with the right check character: so that what they did before is found. */
const firm = (name: string, identifier: string | null): Facts['party'] => ({ name, kind: 'organisation', identifier });

/** 乡村违法建设, which the town takes down itself. */
export const BUILDING: DemoFacts = {
  lead: 'L-0057',
  title: '未经许可在菜地建房',
  life: 'demolition',
  matterCode: 'GH-0102',
  party: person('邹某某'),
  factors: {},
  fine: 0,
};

/** Goods that are sealed while a sample of them is tested. */
export const SEALED: DemoFacts = {
  lead: 'L-0053',
  title: '冰柜速冻食品疑似涂改日期',
  life: 'seizure',
  matterCode: 'SP-0105',
  party: firm('云溪时代广场商贸有限公司', null),
  factors: {},
  fine: 0,
};

export const DEMO_FACTS: readonly DemoFacts[] = [
  { lead: 'L-0004', title: '五金店占道作业', life: 'afterRefusal', matterCode: 'CG-0105', party: person('董某某'), factors: {}, fine: 200 },
  {
    lead: 'L-0040',
    title: '废品收购点污水外流',
    life: 'afterRefusal',
    matterCode: 'CG-0103',
    party: person('姜某某'),
    factors: {},
    fine: 800,
  },
  {
    lead: 'L-0026',
    title: '天桥灯杆张贴小广告',
    life: 'afterRefusal',
    matterCode: 'CG-0108',
    party: person('温某某'),
    factors: {},
    fine: 150,
  },
  {
    lead: 'L-0027',
    title: '高层楼道停放电动自行车',
    life: 'afterRefusal',
    matterCode: 'XF-0107',
    party: person('祝某某'),
    factors: { circumstance: '非经营性单位和个人' },
    fine: 600,
  },
  { lead: 'L-0050', title: '公共绿化带饲养猎犬', life: 'ordinary', matterCode: 'QD-0106', party: person('詹某某'), factors: {}, fine: 800 },
  {
    lead: 'L-0049',
    title: '桥头遗弃犬只',
    life: 'ordinary',
    matterCode: 'QD-0107',
    party: person('柴某某'),
    factors: {},
    fine: 600,
    leftOut: [{ kind: '没收非法财物', reason: '犬只已由当事人接回，并办理养犬登记。' }],
  },
  {
    lead: 'L-0048',
    title: '货车沿路掉土',
    life: 'ordinary',
    matterCode: 'JT-0104',
    party: firm('云溪顺达运输有限公司', '91331125MA2E0W3Q7A'),
    factors: {},
    fine: 2000,
  },
  {
    lead: 'L-0034',
    title: '小区消防设施失效',
    life: 'ordinary',
    matterCode: 'XF-0101',
    party: firm('云溪安居物业服务有限公司', '91331125MA2E1N7K4Y'),
    factors: {},
    fine: 8000,
  },
  { lead: 'L-0008', title: '溪滩倾倒建筑垃圾', life: 'raised', matterCode: 'SW-0109', party: person('阮某某'), factors: {}, fine: 1200 },
  {
    lead: 'L-0021',
    title: '工地裸土扬尘',
    life: 'raised',
    matterCode: 'CG-0113',
    party: firm('云溪城建园林养护有限公司', null),
    factors: {},
    fine: 1500,
  },
  {
    lead: 'L-0014',
    title: '大黄狗未拴绳',
    life: 'onTheSpot',
    matterCode: 'QD-0103',
    party: person('陈某某'),
    factors: { dogHeightCm: 40, harm: 'none' },
    fine: 60,
  },
  { lead: 'L-0017', title: '校门口乱扔垃圾', life: 'onTheSpot', matterCode: 'CG-0109', party: person('郝某某'), factors: {}, fine: 50 },
  {
    lead: 'L-0030',
    text: '修车铺门前有人扫了一堆落叶点着烧，烟飘进楼上住户家里，味道呛人。',
    title: '修车铺门前焚烧落叶',
    life: 'exempted',
    matterCode: 'ST-0104',
    party: person('房某某'),
    factors: { areaSqm: 5, fireSpread: false },
    fine: 500,
  },
  {
    lead: 'L-0058',
    text: '小学东侧的菜地边上有人烧秸秆，下课时操场上全是烟，学生咳嗽不止。',
    title: '菜地边焚烧秸秆',
    life: 'ordinary',
    matterCode: 'ST-0104',
    party: person('鲍某某'),
    factors: { areaSqm: 40, fireSpread: false },
    fine: 1100,
  },
  { lead: 'L-0019', title: '反映邻居深夜吹奏', life: 'unfounded', matterCode: 'ST-0111', party: person('无'), factors: {}, fine: 0 },
];
