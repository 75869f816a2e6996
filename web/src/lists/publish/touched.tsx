import { Tag } from 'antd';
import { Link } from 'react-router';
import { CASE_EFFECT_LABELS, CASE_EFFECTS, type CaseEffect, type CaseEffectKind } from '../../../../domain/lists/touched-cases.ts';
import { STAGE_LABELS, type Stage } from '../../../../domain/vocabulary.ts';
import { CASE_READERS } from '../../../../domain/roles.ts';
import { useSession } from '../../session/session.tsx';
import type { TouchedCases } from '../../../../contract/lists.ts';

const COLORS: Partial<Record<CaseEffectKind, string>> = {
  lost: 'red',
  dropped: 'red',
  'above-range': 'gold',
  'below-range': 'gold',
  gained: 'green',
};

/** Which open cases a version touches, how, and what each case is told. */
export function Touched({ cases }: { cases: TouchedCases }) {
  const counted = CASE_EFFECTS.filter((kind) => cases.counts[kind] > 0);
  return (
    <div className="stack">
      <p className="change-counts num">
        <span>
          查看在办案件 <strong>{cases.cases}</strong> 件{cases.capped ? '（只看到这里为止）' : ''}
        </span>
        <span>
          触及 <strong>{cases.touched}</strong> 件
        </span>
        {counted.map((kind) => (
          <span key={kind}>
            <Tag {...(COLORS[kind] ? { color: COLORS[kind] } : {})}>{CASE_EFFECT_LABELS[kind]}</Tag>
            {cases.counts[kind]}
          </span>
        ))}
      </p>
      {cases.samples.length > 0 ? (
        <ul className="touched-list">
          {cases.samples.map((sample) => (
            <Sample key={`${sample.caseId}${sample.item}`} sample={sample} />
          ))}
        </ul>
      ) : null}
      {cases.touched > cases.samples.length ? <p className="quiet small">以上列出 {cases.samples.length} 件。</p> : null}
    </div>
  );
}

function Sample({ sample }: { sample: CaseEffect }) {
  const { may } = useSession();
  const name = sample.number ?? `未立案（${sample.caseId.slice(-6)}）`;
  return (
    <li>
      <div>
        {may(...CASE_READERS) ? <Link to={`/cases/${sample.caseId}`}>{name}</Link> : <span className="num">{name}</span>}
        <div className="quiet small">
          {STAGE_LABELS[sample.stage as Stage]} · {sample.item}
        </div>
      </div>
      <div>
        <Tag {...(COLORS[sample.effect] ? { color: COLORS[sample.effect] } : {})}>{CASE_EFFECT_LABELS[sample.effect]}</Tag>
        {sample.message}
      </div>
    </li>
  );
}
