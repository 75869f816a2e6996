import { Tag } from 'antd';
import { PAUSE_GROUND_LABELS, TERM_EFFECT_LABELS } from '../../../domain/terms/model.ts';
import type { ExplainedTerm } from '../../../contract/cases.ts';
import { type ItemPlace, useTerms } from '../api/items.ts';
import { Lamp } from '../lights/lamp.tsx';
import { localTime, remainingOf } from '../lights/remaining.ts';
import { Facts } from '../parts/facts.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { WhyLines } from '../parts/why-lines.tsx';
import './terms.css';
import { Cited } from '../law/cited.tsx';

/** Why this deadline: each day counted or skipped, pauses, extensions, the article. */
export function TermDrawer({ place, term, onClose }: { place: ItemPlace; term: string; onClose: () => void }) {
  const terms = useTerms(place);
  const shown = terms.data?.items.find((item) => item.term === term);
  return (
    <SideDrawer open onClose={onClose} title={shown ? `“${shown.label}”怎样推算` : '期限推算'}>
      <Read query={terms}>{() => (shown ? <Explained term={shown} /> : <Nothing>这个期限已经不在其中</Nothing>)}</Read>
    </SideDrawer>
  );
}

function Explained({ term }: { term: ExplainedTerm }) {
  return (
    <div className="stack">
      <div className="term-summary" data-light={term.light}>
        <Lamp light={term.light} text={term.open ? remainingOf(term) : term.late ? '曾超期，已结束' : '已结束'} size={14} />
        <strong className="num">{term.deadline ? localTime(term.deadline) : '暂停中，届满日未定'}</strong>
        {term.provisional ? <Tag color="orange">暂定：所涉日期的放假安排尚未公布，公布后重新推算</Tag> : null}
      </div>
      <Facts
        rows={[
          {
            label: '性质',
            value: `${TERM_EFFECT_LABELS[term.effect]}期限${term.rule === null ? '' : `，参照${term.rule}`}${term.window ? '（权利期间，不计超期）' : ''}`,
          },
          { label: '起算', value: <span className="num">{localTime(term.anchor)}</span> },
          term.pausedBy.length > 0 && {
            label: '为什么暂停',
            value: `${term.pausedBy.map((ground) => PAUSE_GROUND_LABELS[ground]).join('、')}；恢复后从余下的时间继续计算`,
            wide: true,
          },
          term.yellowAt !== null && { label: '转黄', value: <span className="num">{localTime(term.yellowAt)}</span> },
          term.redAt !== null && { label: '转红', value: <span className="num">{localTime(term.redAt)}</span> },
          term.endedAt !== null && { label: '结束', value: <span className="num">{localTime(term.endedAt)}</span> },
          { label: '依据', value: <Cited text={term.basis} />, wide: true },
          term.local !== null && { label: '本地规定', value: term.local, wide: true },
        ]}
      />
      <section>
        <h3 className="section-title">推算过程</h3>
        <WhyLines lines={term.lines} />
      </section>
    </div>
  );
}
