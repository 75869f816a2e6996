import { Tag } from 'antd';
import type { EarlierMeaning } from '../../../domain/case/earlier-means.ts';
import type { EarlierCase } from '../../../contract/cases.ts';
import { EarlierRows } from './earlier-rows.tsx';
import './parties.css';
import { Cited } from '../law/cited.tsx';

const WEIGHTS: Record<EarlierMeaning['weight'], { text: string; colour: string }> = {
  stop: { text: '须答复', colour: 'red' },
  heed: { text: '要考虑', colour: 'orange' },
  note: { text: '供参考', colour: 'default' },
};

/** What the county already knows of a case's parties, and what that means for this case. */
export function EarlierCases({ earlier, means }: { earlier: readonly EarlierCase[]; means: readonly EarlierMeaning[] }) {
  if (earlier.length + means.length === 0) return null;
  return (
    <div className="earlier">
      <h4 className="section-title">
        以往违法 <span className="quiet num">{earlier.length > 0 ? `全县另有 ${earlier.length} 件` : '全县没有其他案件'}</span>
      </h4>
      {means.map((one) => (
        <div key={one.code} className="meaning">
          <Tag color={WEIGHTS[one.weight].colour} variant="filled">
            {WEIGHTS[one.weight].text}
          </Tag>
          <p>
            {one.text}
            <span className="quiet small">
              　<Cited text={one.basis} />
            </span>
          </p>
        </div>
      ))}
      {earlier.length > 0 ? <EarlierRows rows={earlier} /> : null}
    </div>
  );
}
