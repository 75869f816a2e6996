/**
 * The file list 卷内目录: what must be in the file of this very case, computed from what was done in it. In which order and
 * volume it is bound is a matter of sector and place: a setting of the policy.
 */
import { OUTCOME_LABELS } from '../../vocabulary.ts';
import type { CasePolicy, FileOrder } from '../policy.ts';
import type { CaseFile } from '../state.ts';

export interface FilePaper {
  title: string;
  volume: 'main' | 'secondary';
  /** Where the record holds it: the reader can look it up. */
  from: string;
}

/** What a paper is, as the rules on binding tell papers apart. */
type PaperKind =
  | 'source'
  | 'filing'
  | 'decision'
  | 'outward'
  | 'notice'
  | 'evidence'
  | 'statement'
  | 'hearing-notice'
  | 'hearing'
  | 'money'
  | 'execution'
  | 'remedies'
  | 'conclusion'
  | 'review'
  | 'discussion'
  | 'approval'
  | 'closing'
  | 'handover';

interface Paper {
  title: string;
  from: string;
  kind: PaperKind;
}

/** The kinds of each volume, in their order; papers of one kind keep the order of the case. */
type Arrangement = Record<FilePaper['volume'], readonly PaperKind[]>;

/** Up to rule 3: papers in the order in which they are listed here, what approves them in the secondary volume. */
const BEFORE_SECONDARY = new Set<PaperKind>(['filing', 'conclusion', 'review', 'discussion', 'approval', 'closing', 'handover']);

const ARRANGEMENTS: Record<FileOrder['profile'], Arrangement> = {
  // 市场监督管理行政处罚程序规定 78.
  samr: {
    main: [
      ...(['filing', 'decision', 'outward', 'notice', 'hearing-notice'] as const),
      ...(['evidence', 'statement', 'hearing', 'money', 'execution', 'remedies'] as const),
    ],
    secondary: ['source', 'conclusion', 'review', 'closing', 'discussion', 'approval', 'handover'],
  },
  // 住房和城乡建设行政处罚程序规定 40: one volume, eight classes.
  mohurd: {
    main: [
      ...(['source', 'filing'] as const),
      ...(['conclusion', 'outward', 'notice', 'decision'] as const),
      'evidence',
      'statement',
      ...(['hearing-notice', 'hearing'] as const),
      ...(['review', 'discussion', 'approval'] as const),
      ...(['money', 'execution'] as const),
      ...(['remedies', 'handover', 'closing'] as const),
    ],
    secondary: [],
  },
};

type Section = (file: CaseFile) => Paper[];

const paper =
  (kind: PaperKind) =>
  (title: string, from: string): Paper => ({ title, from, kind });
const when = (present: unknown, ...papers: Paper[]): Paper[] => (present ? papers : []);

const numbered = (title: string, count: number, make: (title: string) => Paper): Paper[] =>
  Array.from({ length: count }, (_, index) => make(count > 1 ? `${title}（${index + 1}）` : title));

const decided: Section = (file) => {
  if (!file.decision) return [];
  // Handed over on the spot (行政处罚法 52): the party's signature stands on the decision itself.
  if (file.decision.onTheSpot)
    return [paper('decision')('当场处罚决定书', '当场处罚'), paper('approval')('当场处罚备案材料', '当场处罚备案')];
  return [
    paper('decision')(file.decision.kind === 'penalty' ? '行政处罚决定书' : '处理决定书', '作出决定'),
    paper('decision')('送达回证', '送达文书'),
  ];
};

const investigated: Section = (file) => [
  ...when(file.verification, paper('evidence')('现场检查（核查）笔录', '记录核查')),
  ...numbered('责令改正通知书', file.corrections.length, (title) => paper('outward')(title, '责令改正')),
  ...numbered(
    '改正复查记录',
    file.corrections.reduce((all, { checks }) => all + checks.length, 0),
    (title) => paper('evidence')(title, '复查改正'),
  ),
  ...numbered('先行登记保存材料', file.preservations.length, (title) => paper('outward')(title, '先行登记保存')),
  ...numbered('查封（扣押）决定书、清单及现场笔录', file.seizures.filter(({ carriedOut }) => carriedOut).length, (title) =>
    paper('outward')(title, '查封、扣押'),
  ),
  ...numbered('查封（扣押）物品处理决定书', file.seizures.filter(({ resolution }) => resolution).length, (title) =>
    paper('outward')(title, '查封、扣押处理'),
  ),
  ...numbered('检测鉴定意见', file.appraisals.filter(({ result }) => result).length, (title) =>
    paper('evidence')(title, '取得检测鉴定结果'),
  ),
  ...file.evidence.map(({ title }, index) => paper('evidence')(`证据${index + 1}：${title}`, '收集证据')),
];

const heard: Section = (file) => [
  ...when(file.notice, paper('notice')('行政处罚事先告知书及送达回证', '处罚事先告知')),
  ...numbered('陈述申辩材料', file.statements.length, (title) => paper('statement')(title, '记录陈述申辩')),
  ...when(file.hearing?.record, paper('hearing-notice')('听证通知书', '安排听证'), paper('hearing')('听证笔录', '记录听证')),
];

const coerced: Section = ({ coercion }) => [
  ...numbered('强制执行前催告书及送达回证', coercion?.demands.length ?? 0, (title) => paper('outward')(title, '催告（强制执行前）')),
  ...numbered('当事人对催告的陈述申辩材料', coercion?.answers.length ?? 0, (title) => paper('statement')(title, '记录对催告的意见')),
  ...when(coercion?.announcement, paper('outward')('限期自行拆除公告', '公告限期自行拆除')),
  ...when(coercion?.decision, paper('outward')('强制执行决定书及送达回证', '强制执行决定')),
  ...numbered('强制执行现场笔录及音像记录', coercion?.executions.length ?? 0, (title) => paper('execution')(title, '强制执行')),
  ...numbered('代履行决定书', coercion?.substitutions.length ?? 0, (title) => paper('outward')(title, '代履行决定')),
  ...numbered('代履行执行文书', coercion?.substitutions.filter(({ performed }) => performed).length ?? 0, (title) =>
    paper('execution')(title, '代履行'),
  ),
];

const substitutionCosts: Section = ({ substitutionCosts: costs }) => [
  ...numbered('代履行费用决定书及送达回证', costs.length, (title) => paper('outward')(title, '决定代履行费用')),
  ...numbered('代履行费用票据', costs.flatMap(({ paid }) => paid).length, (title) => paper('money')(title, '登记代履行费用缴纳')),
  ...numbered('代履行费用催告书及送达回证', costs.flatMap(({ demands }) => demands).length, (title) =>
    paper('outward')(title, '催告缴纳代履行费用'),
  ),
  ...numbered('代履行费用强制执行申请材料', costs.filter(({ court }) => court).length, (title) =>
    paper('execution')(title, '申请执行代履行费用'),
  ),
];

const executed: Section = (file) => [
  ...substitutionCosts(file),
  ...numbered('罚没款票据', file.execution.paid.length, (title) => paper('money')(title, '登记缴款')),
  ...when(file.execution.instalments, paper('outward')('延期（分期）缴纳罚款决定书', '批准延期分期')),
  ...numbered('催告书及送达回证', file.execution.demands.length, (title) => paper('outward')(title, '催告履行')),
  ...numbered('对催告的陈述申辩及复核材料', file.execution.comments.length, (title) => paper('statement')(title, '登记对催告的意见')),
  ...when(file.execution.agreement, paper('execution')('执行协议', '达成执行协议')),
  ...when(file.execution.surchargeWaiver, paper('approval')('不加处罚款审批表', '决定不加处罚款')),
  ...when(file.execution.ended, paper('outward')('终结执行决定书', '终结执行')),
  ...when(file.execution.court, paper('execution')('强制执行申请书', '申请法院强制执行')),
  ...coerced(file),
  ...numbered('履行情况记录', file.execution.performed.length, (title) => paper('execution')(title, '登记履行情况')),
  ...numbered('复议诉讼文书', file.litigation.length, (title) => paper('remedies')(title, '登记复议诉讼')),
];

const referred: Section = (file) => [
  ...when(file.police?.handedOver, paper('outward')('涉嫌犯罪案件移送书及回执', '移送公安')),
  ...when(file.police?.returned, paper('outward')('公安机关、司法机关退回案件的文书', '登记公安退回案件')),
  ...numbered('检察意见书', file.procuratorOpinions.length, (title) => paper('outward')(title, '登记公安退回案件')),
  ...numbered('检察意见回复', file.procuratorOpinions.filter(({ answered }) => answered).length, (title) =>
    paper('outward')(title, '回复检察意见'),
  ),
  ...when(file.agencyTransfer, paper('outward')('案件移送函及回执', '移送其他机关')),
];

const approved: Section = (file) => [
  ...when(file.noFiling, paper('filing')('不予立案审批表', '不予立案')),
  ...when(file.filing, paper('filing')('立案审批表', '立案')),
  ...numbered('查封（扣押）审批表', file.seizures.filter(({ answer }) => answer).length, (title) =>
    paper('approval')(title, '审批查封扣押'),
  ),
  ...when(file.conclusion, paper('conclusion')('调查终结报告', '调查终结')),
  ...when(file.review?.passed, paper('review')('法制审核意见书', '法制审核')),
  ...when(file.review?.afterHearing, paper('review')('听证后法制审核意见书', '听证后审核')),
  ...when(file.collectiveDiscussion, paper('discussion')('集体讨论记录', '集体讨论')),
  ...when(file.decision && !file.decision.onTheSpot, paper('approval')('处理决定审批表', '作出决定')),
  ...when(file.coercion?.decision, paper('approval')('强制执行审批表', '强制执行决定')),
  ...file.transfers
    .filter(({ accepted }) => accepted)
    .map((_, index, all) => paper('handover')(all.length > 1 ? `提级移送交接材料（${index + 1}）` : '提级移送交接材料', '提级移送')),
  paper('closing')('结案审批表', file.ending ? `结案：${OUTCOME_LABELS[file.ending.outcome]}` : '结案'),
];

const source: Section = () => [paper('source')('线索来源材料', '建立案件')];

const papersOf = (file: CaseFile): Paper[] =>
  [decided, source, investigated, heard, executed, referred, approved].flatMap((section) => section(file));

/** What must be in the file of this case, volume by volume in the order of the profile. */
export function fileList(file: CaseFile, profile: FileOrder['profile'] = 'samr'): FilePaper[] {
  const papers = papersOf(file);
  const { main, secondary } = ARRANGEMENTS[profile];
  const bound = (volume: FilePaper['volume'], kinds: readonly PaperKind[]) =>
    kinds.flatMap((wanted) => papers.filter(({ kind }) => kind === wanted).map(({ title, from }): FilePaper => ({ title, from, volume })));
  return [...bound('main', main), ...bound('secondary', secondary)];
}

/** Whether files of this case are bound in a second volume at all. */
export const hasSecondVolume = ({ rules, policy }: { rules: number; policy: Pick<CasePolicy, 'thresholds'> }): boolean =>
  rules < 4 || ARRANGEMENTS[policy.thresholds.fileOrder?.profile ?? 'samr'].secondary.length > 0;

/** As cases from before rule 4 are bound. */
const fileListBefore = (file: CaseFile): FilePaper[] =>
  papersOf(file).map(({ title, from, kind }) => ({ title, from, volume: BEFORE_SECONDARY.has(kind) ? 'secondary' : 'main' }));

/** The list of a case, as the rules and the setting that it runs under have it bound. */
export const boundList = (file: CaseFile, { rules, policy }: { rules: number; policy: Pick<CasePolicy, 'thresholds'> }): FilePaper[] =>
  rules >= 4 ? fileList(file, policy.thresholds.fileOrder?.profile) : fileListBefore(file);
