import { Link } from 'react-router';
import type { EarlierCase } from '../../../contract/cases.ts';
import { OUTCOME_LABELS } from '../../../domain/vocabulary.ts';
import { yuan } from '../parts/words.ts';
import './parties.css';

/** Cases of a party, wherever in the county; those of others stand without a link and without the place. */
export function EarlierRows({ rows }: { rows: readonly EarlierCase[] }) {
  return (
    <div className="earlier-list">
      {rows.map((row) => (
        <div key={row.caseId} className="earlier-row">
          <span>{row.mayOpen ? <Link to={`/cases/${row.caseId}`}>{row.matterName}</Link> : row.matterName}</span>
          <b className="num">{row.outcome === null ? '在办' : row.fine ? `罚款${yuan(row.fine)}` : OUTCOME_LABELS[row.outcome]}</b>
          <span className="quiet small num">
            {[
              row.town,
              row.number ?? (row.outcome === null ? '尚未立案' : null),
              row.conductOn && `${row.conductOn}发生`,
              row.decidedOn && `${row.decidedOn}决定`,
              row.place,
              row.mayOpen ? null : '其他单位办理，案卷不在您的查看范围内',
            ]
              .filter(Boolean)
              .join('　')}
          </span>
        </div>
      ))}
    </div>
  );
}
