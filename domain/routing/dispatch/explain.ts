import { LEAD_KIND_LABELS } from './kinds.ts';
import type { Matched, MatchSource, PersonReason, TriageResult } from './result.ts';

/** The proposal in plain Chinese, one thought a line, each naming the list entry it stands on. */

const SOURCES: Record<MatchSource, string> = {
  duty: '履职事项关键词',
  matter: '执法事项',
  lexicon: '研判词表',
  ngram: '措辞相近',
  learned: '改派学习',
  channel: '来源渠道',
  area: '所在区域',
};

export function explain(result: Omit<TriageResult, 'explanation'>, threshold: number, truncated: boolean): string[] {
  return [
    ...kindLines(result),
    ...departmentLines(result),
    ...result.matters.slice(0, 3).map((matter) => `可能涉及事项 ${matter.code} ${matter.name}（${matter.why.join('；')}）`),
    ...result.personReasons.map((reason) => personLine(reason, result, threshold)),
    ...(truncated ? ['线索过长，只研读了前面部分'] : []),
  ];
}

function kindLines({ kind, kindWhy, suspected }: Omit<TriageResult, 'explanation'>): string[] {
  const because = kindWhy
    .map((why) => {
      const words = why.words.map((word) => `“${word}”`).join('、');
      return `${words ? `文中${words} → ` : ''}${why.sign}（${why.item}）`;
    })
    .join('；');
  const label = `研判类型：${LEAD_KIND_LABELS[kind]}`;
  const doubt = suspected === undefined ? '' : `，不排除${LEAD_KIND_LABELS[suspected]}`;
  return [`${label}${doubt}${because ? `。${because}` : ''}`];
}

function departmentLines({ departments, confidence, kind }: Omit<TriageResult, 'explanation'>): string[] {
  const [first, ...others] = departments;
  if (!first) return ['文中没有可供研判的内容，请补充事由、地点'];
  const verb = kind === 'out-of-scope' ? '建议转送' : '建议主办';
  const topic = first.topics[0];
  return [
    `${verb}：${first.department}（把握 ${Math.round(confidence * 100)}%）${topic ? `，依据 ${topic.code} ${topic.title}` : ''}`,
    ...first.matched.slice(0, 5).map(matchLine),
    ...(first.assisting.length > 0 ? [`协办：${first.assisting.join('、')}`] : []),
    ...others.slice(0, 2).map((other) => {
      const words = other.matched[0]?.words.map((word) => `“${word}”`).join('、');
      return `其次：${other.department}（占 ${Math.round(other.score * 100)}%${words ? `，${words}` : ''}）`;
    }),
  ];
}

function matchLine({ words, source, item, itemTitle, listVersion, weight }: Matched): string {
  const quoted = words.map((word) => `“${word}”`).join('、');
  return `${quoted} → ${SOURCES[source]} ${item}（${itemTitle}，版本 ${listVersion}），计 ${weight.toFixed(2)} 分`;
}

function personLine(reason: PersonReason, { confidence }: Omit<TriageResult, 'explanation'>, threshold: number): string {
  switch (reason) {
    case 'no-signal':
      return '转人工：没有可供研判的依据';
    case 'below-threshold':
      return `转人工：把握 ${Math.round(confidence * 100)}% 低于设定的 ${Math.round(threshold * 100)}%`;
    case 'out-of-scope':
      return '转人工：不属本级执法范围，请核对后转送';
    case 'criminal':
      return '转人工：涉嫌犯罪，请核对后移送公安机关（行政处罚法第八条、第二十七条）';
    case 'emergency':
      return '转人工：紧急情况，先行处置，30 分钟内到场';
    case 'suspected-emergency':
      return '转人工：不排除紧急情况，请立即核实';
    case 'suspected-criminal':
      return '转人工：不排除涉嫌犯罪，请核实';
    case 'truncated':
      return '转人工：线索过长，请人工通读';
    default: {
      const never: never = reason;
      return never;
    }
  }
}
