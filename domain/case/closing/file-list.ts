/**
 * The file list 卷内目录: what must be in the file of this very case, computed from what was done in it. Order as usual:
 * the decision and its papers first (main volume), the office's own approvals after (secondary volume).
 */
import { OUTCOME_LABELS } from '../../vocabulary.ts';
import type { CaseFile } from '../state.ts';

export interface FilePaper {
  title: string;
  volume: 'main' | 'secondary';
  /** Where the record holds it: the reader can look it up. */
  from: string;
}

type Section = (file: CaseFile) => FilePaper[];

const main = (title: string, from: string): FilePaper => ({ title, volume: 'main', from });
const secondary = (title: string, from: string): FilePaper => ({ title, volume: 'secondary', from });
const when = (present: unknown, ...papers: FilePaper[]): FilePaper[] => (present ? papers : []);

const numbered = (title: string, count: number, make: (title: string) => FilePaper): FilePaper[] =>
  Array.from({ length: count }, (_, index) => make(count > 1 ? `${title}（${index + 1}）` : title));

const decided: Section = (file) => {
  if (!file.decision) return [];
  // Handed over on the spot (行政处罚法 52): the party's signature stands on the decision itself.
  if (file.decision.onTheSpot) return [main('当场处罚决定书', '当场处罚'), secondary('当场处罚备案材料', '当场处罚备案')];
  return [main(file.decision.kind === 'penalty' ? '行政处罚决定书' : '处理决定书', '作出决定'), main('送达回证', '送达文书')];
};

const investigated: Section = (file) => [
  ...when(file.verification, main('现场检查（核查）笔录', '记录核查')),
  ...numbered('责令改正通知书', file.corrections.length, (title) => main(title, '责令改正')),
  ...numbered(
    '改正复查记录',
    file.corrections.reduce((all, { checks }) => all + checks.length, 0),
    (title) => main(title, '复查改正'),
  ),
  ...numbered('先行登记保存材料', file.preservations.length, (title) => main(title, '先行登记保存')),
  ...numbered('检测鉴定意见', file.appraisals.filter(({ result }) => result).length, (title) => main(title, '取得检测鉴定结果')),
  ...file.evidence.map(({ title }, index) => main(`证据${index + 1}：${title}`, '收集证据')),
];

const heard: Section = (file) => [
  ...when(file.notice, main('行政处罚事先告知书及送达回证', '处罚事先告知')),
  ...numbered('陈述申辩材料', file.statements.length, (title) => main(title, '记录陈述申辩')),
  ...when(file.hearing?.record, main('听证通知书', '安排听证'), main('听证笔录', '记录听证')),
];

const executed: Section = (file) => [
  ...numbered('罚没款票据', file.execution.paid.length, (title) => main(title, '登记缴款')),
  ...when(file.execution.instalments, main('延期（分期）缴纳罚款决定书', '批准延期分期')),
  ...numbered('催告书及送达回证', file.execution.demands.length, (title) => main(title, '催告履行')),
  ...when(file.execution.court, main('强制执行申请书', '申请法院强制执行')),
  ...numbered('履行情况记录', file.execution.performed.length, (title) => main(title, '登记履行情况')),
  ...numbered('复议诉讼文书', file.litigation.length, (title) => main(title, '登记复议诉讼')),
];

const referred: Section = (file) => [
  ...when(file.police?.handedOver, main('涉嫌犯罪案件移送书及回执', '移送公安')),
  ...when(file.police?.returned, main('公安机关、司法机关退回案件的文书', '登记公安退回案件')),
  ...numbered('检察意见书', file.procuratorOpinions.length, (title) => main(title, '登记公安退回案件')),
  ...numbered('检察意见回复', file.procuratorOpinions.filter(({ answered }) => answered).length, (title) => main(title, '回复检察意见')),
  ...when(file.agencyTransfer, main('案件移送函及回执', '移送其他机关')),
];

const approved: Section = (file) => [
  ...when(file.noFiling, secondary('不予立案审批表', '不予立案')),
  ...when(file.filing, secondary('立案审批表', '立案')),
  ...when(file.conclusion, secondary('调查终结报告', '调查终结')),
  ...when(file.review?.passed, secondary('法制审核意见书', '法制审核')),
  ...when(file.review?.afterHearing, secondary('听证后法制审核意见书', '听证后审核')),
  ...when(file.collectiveDiscussion, secondary('集体讨论记录', '集体讨论')),
  ...when(file.decision && !file.decision.onTheSpot, secondary('处理决定审批表', '作出决定')),
  ...file.transfers
    .filter(({ accepted }) => accepted)
    .map((_, index, all) => secondary(all.length > 1 ? `提级移送交接材料（${index + 1}）` : '提级移送交接材料', '提级移送')),
  secondary('结案审批表', file.ending ? `结案：${OUTCOME_LABELS[file.ending.outcome]}` : '结案'),
];

const source: Section = () => [main('线索来源材料', '建立案件')];

/** What must be in the file of this case, in order. */
export const fileList = (file: CaseFile): FilePaper[] =>
  [decided, source, investigated, heard, executed, referred, approved].flatMap((section) => section(file));
