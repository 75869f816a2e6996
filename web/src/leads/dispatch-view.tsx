import { Alert, Tag } from 'antd';
import type { MatchSource, Matched } from '../../../domain/routing/dispatch/triage.ts';
import { Nothing } from '../parts/nothing.tsx';
import { Folded } from '../parts/folded.tsx';
import { WhyLines } from '../parts/why-lines.tsx';
import type { DispatchProposal } from './lead-model.ts';
import './leads.css';

const SOURCES: Record<MatchSource, string> = {
  duty: '履职事项',
  matter: '执法事项',
  lexicon: '研判词表',
  ngram: '措辞相近',
  learned: '以往改派',
  channel: '来源渠道',
  area: '所在区域',
};

/** The words that spoke for the proposed department, for marking the text. */
export const spokenWords = ({ departments }: DispatchProposal): string[] => [
  ...new Set((departments[0]?.matched ?? []).flatMap(({ words }) => words)),
];

/** Why a person has to look, and the words that make it an emergency, a crime or no case of ours. */
const isReason = (line: string): boolean => line.startsWith('转人工') || (line.startsWith('研判类型') && line.includes('→'));

const isUnsure = (line: string): boolean => /^转人工：(把握|没有可供研判的依据)/.test(line);

/** The proposed departments, best first, each with the words and list items it stands on. */
export function DispatchView({ dispatch, most = 4 }: { dispatch: DispatchProposal; most?: number }) {
  return (
    <>
      {dispatch.toPerson ? (
        <Alert
          type="warning"
          showIcon
          className="refused"
          title={dispatch.why.some(isUnsure) ? '把握不足，请人工判断' : '请人工核对后处理'}
          description={dispatch.why.filter((line) => isReason(line) || dispatch.departments.length === 0).join('；') || undefined}
        />
      ) : null}
      {dispatch.departments.length === 0 ? <Nothing>没有可以建议的部门</Nothing> : null}
      {dispatch.departments.slice(0, most).map((row, index) => (
        <div key={row.department} className="dispatch-row">
          <div>
            <strong>
              {index + 1}. {row.department}
            </strong>
            <div className="dispatch-bar" title={`占 ${Math.round(row.score * 100)}%`}>
              <i style={{ width: `${Math.round(row.score * 100)}%` }} />
            </div>
            <span className="quiet small num">占 {Math.round(row.score * 100)}%</span>
          </div>
          <div>
            {row.matched.length === 0 ? (
              <span className="quiet">按渠道和地点推断</span>
            ) : (
              row.matched.slice(0, 5).map((match) => <Match key={match.item + match.words.join()} match={match} />)
            )}
            {row.assisting?.length > 0 ? <div className="quiet small">协办：{row.assisting.join('、')}</div> : null}
          </div>
        </div>
      ))}
      {dispatch.matters && dispatch.matters.length > 0 ? (
        <div className="dispatch-matters">
          <span className="quiet">可能涉及的事项</span>
          {dispatch.matters.slice(0, 3).map((matter) => (
            <div key={matter.code} title={matter.why.join('；')}>
              {matter.code} {matter.name}
            </div>
          ))}
        </div>
      ) : null}
      {dispatch.why.length > 0 ? (
        <Folded title={`研判过程 ${dispatch.why.length} 条`}>
          <WhyLines lines={dispatch.why.map((text) => ({ text }))} />
        </Folded>
      ) : null}
    </>
  );
}

function Match({ match }: { match: Matched }) {
  return (
    <div className="dispatch-match" title={match.listVersion ? `版本 ${match.listVersion}，计 ${match.weight.toFixed(2)} 分` : undefined}>
      {match.words.map((word) => (
        <Tag key={word} color="gold">
          {word}
        </Tag>
      ))}
      <span className="quiet small">
        {SOURCES[match.source] ?? ''} {match.item} {match.itemTitle}
      </span>
    </div>
  );
}

/** How sure the triage is, as words and a figure. */
export const confidenceWords = (confidence: number): string => `把握 ${Math.round(confidence * 100)}%`;
