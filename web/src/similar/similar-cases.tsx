import { Tag } from 'antd';
import { Link } from 'react-router';
import { STATUTORY_RANGE } from '../../../domain/case/evidence/derivation.ts';
import { factorNeed, valueText } from '../../../domain/discretion/factors.ts';
import { type Spread, standingIn } from '../../../domain/discretion/spread.ts';
import { SUBJECT_KIND_LABELS } from '../../../domain/vocabulary.ts';
import { Folded } from '../parts/folded.tsx';
import { Read } from '../parts/read.tsx';
import { yuan } from '../parts/words.ts';
import { FineStrip } from './fine-strip.tsx';
import type { SimilarCase } from '../../../contract/similar.ts';
import { type Proposed, type SimilarAnswer, useSimilar } from './use-similar.ts';
import './similar.css';

interface SimilarCasesProps {
  caseId: string;
  /** Yuan; null while nothing is proposed. */
  fine: number | null;
  /** What is being filled in; without it what the case has recorded. */
  proposed?: Proposed;
}

/** Closed cases of the same matter beside the proposed fine: equal cases are to be treated alike (行政处罚法 5). */
export function SimilarCases({ caseId, fine, proposed }: SimilarCasesProps) {
  const similar = useSimilar(caseId, proposed ?? null);
  return (
    <section className="similar">
      <h4>同类已结案件</h4>
      <Read query={similar} rows={2}>
        {(answer) => <SimilarView answer={answer} fine={fine} />}
      </Read>
    </section>
  );
}

function SimilarView({ answer, fine }: { answer: SimilarAnswer; fine: number | null }) {
  const { items, alike, all, tier } = answer;
  if (items.length === 0) return <p className="quiet">本事项全县还没有已结的处罚案件，无从比较。</p>;
  const spread = alike ?? all;
  return (
    <>
      {spread ? (
        <>
          <p className="similar-words" data-standing={fine !== null && fine > 0 && alike ? standingIn(fine, alike) : 'none'}>
            {alike
              ? `${tier === STATUTORY_RANGE ? '按法定幅度' : `“${tier ?? ''}”档`}、同类当事人 ${alike.count} 件`
              : `没有同档次、同类当事人的案件；本事项 ${spread.count} 件`}
            {spread.count === 1
              ? `：${yuan(spread.min)}。`
              : `：最低 ${yuan(spread.min)}，中位 ${yuan(spread.median)}，最高 ${yuan(spread.max)}。`}
            {fine !== null && fine > 0 ? <b>{standing(fine, spread, alike !== null)}</b> : null}
          </p>
          <FineStrip items={items} spread={spread} fine={fine} />
        </>
      ) : (
        <p className="quiet">已结案件都没有罚款。</p>
      )}
      <Folded title={`逐件查看 ${items.length} 件`}>
        {items.map((item) => (
          <Row key={item.caseId} item={item} />
        ))}
      </Folded>
    </>
  );
}

function standing(fine: number, spread: Spread, alike: boolean): string {
  if (spread.count === 1) return `拟罚${yuan(fine)}，${fine === spread.min ? '与之相同' : fine > spread.min ? '高于它' : '低于它'}。`;
  switch (standingIn(fine, spread)) {
    case 'within':
      return `拟罚${yuan(fine)}，${fine === spread.median ? '正在中位' : fine > spread.median ? '在其中，高于中位' : '在其中，低于中位'}。`;
    case 'below':
      return `拟罚${yuan(fine)}，低于${alike ? '同档' : '本事项'}已结的每一件${alike ? '，请写明从轻的情节' : ''}。`;
    case 'above':
      return `拟罚${yuan(fine)}，高于${alike ? '同档' : '本事项'}已结的每一件${alike ? '，请写明从重的情节' : ''}。`;
  }
}

function Row({ item }: { item: SimilarCase }) {
  const others = Object.keys(item.factors).filter((key) => !item.shared.includes(key));
  const said = (keys: string[]) => keys.map((key) => `${factorNeed(key).label}：${valueText(key, item.factors[key] ?? '')}`).join('；');
  const name = `${item.town}　${item.decidedOn}决定`;
  return (
    <div className="similar-row">
      <div>
        {item.mayOpen ? (
          <Link to={`/cases/${item.caseId}`} target="_blank">
            {name}
          </Link>
        ) : (
          name
        )}
        <span className="quiet small">　{item.subjectKind ? SUBJECT_KIND_LABELS[item.subjectKind] : ''}</span>
        {item.deviated ? (
          <Tag color="orange" variant="filled">
            偏离基准
          </Tag>
        ) : null}
      </div>
      <b className="num">{item.fine ? yuan(item.fine) : '未罚款'}</b>
      <div className="small">
        <Tag variant="filled" color={item.sameTier ? 'blue' : 'default'}>
          {item.tier ?? '未定档'}
          {item.sameTier ? '·同档' : ''}
        </Tag>
        {item.shared.length > 0 ? `相同：${said(item.shared)}` : <span className="quiet">没有相同的裁量要素</span>}
        {others.length > 0 ? <span className="quiet">　不同或者本案未填：{said(others)}</span> : null}
      </div>
    </div>
  );
}
