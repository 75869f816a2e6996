/** What the storm's cases are about: the tour's own stories, each with its lawful life. */
import * as lives from '../../../tools/lives/lives.ts';
import * as part from '../../../tools/lives/parts.ts';
import { castOf, type Facts, QINGSHI, type Scene } from '../../../tools/lives/scene.ts';

export const nowInShanghai = (): string => `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

export const aMinuteAgo = (): string => `${new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().slice(0, 19)}+08:00`;

const today = (): string => nowInShanghai().slice(0, 10);

export const facts = (): Facts => ({
  title: '上庄村露天焚烧秸秆',
  townId: 'qingshi',
  address: '青石镇上庄村东侧农田',
  channel: 'grid',
  leadId: null,
  receivedAt: aMinuteAgo(),
  text: '村东侧农田有人焚烧秸秆，烟雾很大，影响道路视线。',
  matterCode: 'ST-0104',
  conductOn: today(),
  party: { name: '王某某', kind: 'citizen', identifier: null },
  factors: { areaSqm: 30, fireSpread: false },
  fine: 1000,
});

export interface Life {
  name: string;
  play: (scene: Scene) => Promise<void>;
}

const onTheSpot = (): Facts => ({
  ...facts(),
  title: '遛狗不牵绳',
  address: '青石镇文化广场',
  text: '广场上有人遛狗不牵绳，吓到孩子。',
  matterCode: 'QD-0103',
  factors: { dogHeightCm: 30, harm: 'none' },
  fine: 50,
});

/** Asks the register of cases for a number, and nothing more. */
export const FILED: Life = {
  name: '立案',
  play: async (scene) => {
    await part.discover(scene, QINGSHI, facts());
    await part.verify(scene, QINGSHI, facts());
    await part.stop(scene, QINGSHI, 3);
    await part.file(scene, QINGSHI);
  },
};

/** Asks the register of decisions for one. */
export const ON_THE_SPOT: Life = { name: '简易程序', play: (scene) => lives.onTheSpot(scene, QINGSHI, onTheSpot()) };

export const LIVES: readonly Life[] = [
  { name: '普通程序', play: (scene) => lives.ordinary(scene, QINGSHI, facts()) },
  ON_THE_SPOT,
  { name: '首违不罚', play: (scene) => lives.exempted(scene, QINGSHI, facts()) },
  { name: '核查不属实', play: (scene) => lives.unfounded(scene, QINGSHI, facts()) },
  {
    name: '移送公安',
    play: (scene) =>
      lives.police(scene, QINGSHI, { ...facts(), title: '大量倾倒占用农田', matterCode: 'SW-0109', factors: {}, fine: 1200 }),
  },
  { name: '管辖争议', play: (scene) => lives.dispute(scene, QINGSHI, castOf('liulin'), { ...facts(), title: '界河倾倒垃圾' }) },
];

/** Everybody whom the lives and the crowd need. */
export const PEOPLE: readonly string[] = [
  ...new Set([
    'dispatcher',
    'supervisor',
    'auditor',
    'sysadmin',
    'assistant',
    ...Object.values(QINGSHI),
    ...Object.values(castOf('liulin')),
    'bureauhandler1',
    'bureauhandler2',
    'bureauhead',
    'bureaudeputy',
    'countychief',
    'towndeputy',
  ]),
].filter((name) => name !== 'qingshi' && name !== 'liulin');

/** Those who may write to a case of 青石镇 at any stage. */
export const CROWD: readonly string[] = ['dispatcher', 'supervisor', 'townhead', 'handler1', 'handler2', 'townreview', 'assistant'];

export const opening = (title: string, mark: string): Record<string, unknown> => ({
  title: `${title}${mark}`,
  townId: 'qingshi',
  address: '青石镇',
  channel: 'grid',
  receivedAt: aMinuteAgo(),
  text: `演练 ${title}`,
});
