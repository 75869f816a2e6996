/** 行政强制执行 by the office itself (行政强制法 chapter 4): demand, announcement, decision, execution; substitute performance. */
import { z } from 'zod';
import { CASE_OFFICERS, HANDLERS, HEADS } from '../../roles.ts';
import { choice, fileHash, instant, itemId, legalDate, longText, officers, text, yesNo, yuan } from '../../work/fields.ts';
import { command } from '../../work/command.ts';
import { serviceFields } from '../service-fields.ts';

/** 行政强制法 50. */
export const HARMS = ['traffic', 'pollution', 'resources'] as const;
export type Harm = (typeof HARMS)[number];
export const HARM_LABELS: Record<Harm, string> = { traffic: '危害交通安全', pollution: '造成环境污染', resources: '破坏自然资源' };

/** 行政强制法 52. */
export const PUBLIC_PLACES = ['road', 'river', 'channel', 'public-place'] as const;
export type PublicPlace = (typeof PUBLIC_PLACES)[number];
export const PUBLIC_PLACE_LABELS: Record<PublicPlace, string> = {
  road: '道路',
  river: '河道',
  channel: '航道',
  'public-place': '公共场所',
};

const RUNNING = ['stopping', 'evidence', 'review', 'decision', 'execution'] as const;
const order = () => itemId('责令改正');
const urgentReason = () => longText('情况紧急的理由', '在夜间或者法定节假日实施的必须填写', 1000).nullable().default(null);
const onSite = {
  startedAt: instant('开始时间'),
  endedAt: instant('结束时间'),
  urgentReason: urgentReason(),
  utilitiesKept: yesNo('保持居民生活的供水、供电、供热、供燃气'),
  partyPresent: yesNo('当事人到场'),
  witness: text('见证人', 100).nullable().default(null),
  signed: yesNo('执行文书已由当事人或者见证人签名'),
  result: longText('执行情况', undefined, 2000),
  complete: yesNo('已执行完毕'),
  cost: yuan('费用').default(0),
  recordingHash: fileHash('全程音像记录').nullable().default(null),
  recordingNote: longText('没有音像记录的说明', undefined, 500).nullable().default(null),
};
const filesOf = (hash: string | null) => (hash === null ? {} : { files: [hash] });

export const coercionCommands = {
  DemandCompliance: command({
    label: '催告（强制执行前）',
    help: '强制执行、代履行前书面催告：写明履行的期限、方式和陈述权、申辩权，并直接送达。',
    stages: RUNNING,
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第三十五条', '《行政强制法》第三十八条', '《行政强制法》第五十条', '《行政强制法》第五十一条'],
    schema: z
      .object({
        correctionId: order(),
        dueOn: legalDate('履行期限', '催告书写明的最后一日'),
        text: longText('催告内容', '写明履行义务的方式和依法享有的陈述权、申辩权', 3000),
        ...serviceFields,
      })
      .strict(),
    lookups: ({ recordingHash }) => filesOf(recordingHash),
  }),
  RecordDemandAnswer: command({
    label: '记录对催告的意见',
    help: '当事人收到催告书后的陈述和申辩，应当记录、复核；理由成立的应当采纳。',
    stages: RUNNING,
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第三十六条'],
    schema: z
      .object({
        receivedOn: legalDate('提出日期'),
        text: longText('当事人的意见', undefined, 3000),
        adopted: yesNo('采纳', '理由成立的应当采纳，不再强制执行'),
        answer: longText('复核情况和理由', undefined, 2000),
      })
      .strict(),
  }),
  AnnounceDemolition: command({
    label: '公告限期自行拆除',
    help: '对违法的建筑物、构筑物、设施等需要强制拆除的，予以公告，限期当事人自行拆除。',
    stages: ['execution'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第四十四条'],
    schema: z
      .object({
        announcedOn: legalDate('公告日期'),
        where: text('公告载体', 200),
        removeBy: legalDate('自行拆除期限', '公告写明的最后一日'),
        text: longText('公告内容', undefined, 3000),
      })
      .strict(),
  }),
  DecideForcedExecution: command({
    label: '强制执行决定',
    help: '经催告、公告，当事人逾期仍不履行，也没有在法定期限内申请复议或者提起诉讼的，由负责人作出强制执行决定。',
    stages: ['execution'],
    roles: HEADS,
    basis: ['《行政强制法》第三十七条', '《行政强制法》第四十四条'],
    schema: z
      .object({
        correctionId: order(),
        reasons: longText('理由和依据', undefined, 3000),
        manner: longText('执行方式', undefined, 1000),
        plannedOn: legalDate('执行日期', '决定书写明的执行时间'),
        commission: text('县级以上地方人民政府责成的文号', 100)
          .nullable()
          .default(null)
          .meta({ title: '县级以上地方人民政府责成的文号', input: 'text', help: '依照城乡规划法第六十八条强制拆除的必须填写' }),
        documentNumber: text('决定书文号', 60),
      })
      .strict(),
    lookups: () => ({ matter: 'case' as const, power: 'compulsory' as const }),
  }),
  RecordForcedExecution: command({
    label: '记录强制执行',
    help: '强制执行决定书送达后实施，不在夜间和法定节假日进行；通知当事人到场，制作笔录并全程音像记录。',
    stages: ['execution'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第四十三条', '《行政强制法》第四十四条'],
    schema: z
      .object({
        ...onSite,
        officerIds: officers(),
        partyNotifiedOn: legalDate('书面通知当事人到场日期'),
        belongings: longText('物品登记和保管情况', '没有物品的写“无”', 1000),
      })
      .strict(),
    lookups: ({ officerIds, recordingHash }) => ({ people: officerIds, ...filesOf(recordingHash) }),
  }),
  DecideSubstitutePerformance: command({
    label: '代履行决定',
    help: '逾期不履行排除妨碍、恢复原状等义务，后果危害交通安全、造成环境污染或者破坏自然资源的，可以代履行；道路、河道、公共场所须立即清除的可以立即实施。',
    stages: RUNNING,
    roles: HEADS,
    basis: ['《行政强制法》第五十条', '《行政强制法》第五十一条', '《行政强制法》第五十二条'],
    schema: z
      .object({
        atOnce: yesNo('立即实施', '道路、河道、航道或者公共场所的遗洒物、障碍物、污染物须立即清除').default(false),
        correctionId: order().nullable().default(null),
        object: longText('代履行的标的', undefined, 1000),
        harm: choice('后果', HARMS, HARM_LABELS).nullable().default(null),
        place: choice('须立即清除的地点', PUBLIC_PLACES, PUBLIC_PLACE_LABELS).nullable().default(null),
        partyUnable: yesNo('当事人不能清除').default(false),
        reasons: longText('理由和依据', undefined, 2000),
        manner: longText('方式', undefined, 1000),
        performOn: legalDate('代履行日期'),
        performer: text('代履行人', 100),
        interested: yesNo('代履行人与当事人有利害关系'),
        budget: yuan('费用预算'),
        documentNumber: text('决定书文号', 60),
      })
      .strict(),
    lookups: () => ({ matter: 'case' as const }),
  }),
  RecordSubstitutePerformance: command({
    label: '记录代履行',
    help: '代履行时派员到场监督；完毕后监督人员、代履行人和当事人或者见证人在执行文书上签名。',
    stages: RUNNING,
    roles: CASE_OFFICERS,
    byHandler: true,
    basis: ['《行政强制法》第五十一条', '《行政强制法》第五十二条'],
    schema: z
      .object({
        substitutionId: itemId('代履行决定'),
        ...onSite,
        supervisorIds: officers('到场监督人员', '作出决定的机关派员到场监督'),
        peaceful: yesNo('以合法方式实施', '不得采用暴力、胁迫以及其他非法方式'),
        partyToldOn: legalDate('事后通知当事人日期', '立即代履行时当事人不在场的必须填写').nullable().default(null),
      })
      .strict(),
    lookups: ({ supervisorIds, recordingHash }) => ({ people: supervisorIds, ...filesOf(recordingHash) }),
  }),
};
