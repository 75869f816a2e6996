import { Tag } from 'antd';
import { Link } from 'react-router';
import type { ItemRow } from '../../../contract/items.ts';
import { TERM_EFFECT_LABELS } from '../../../domain/terms/model.ts';
import type { Light } from '../../../domain/vocabulary.ts';
import { Lamp } from '../lights/lamp.tsx';
import { dayWords, untilDeadline } from '../lights/remaining.ts';
import './items.css';

/** What is due, or why nothing is. `otherwise`: said where no term is open. */
export function Due({ row, now, otherwise }: { row: Pick<ItemRow, 'term' | 'light' | 'waiting'>; now: number; otherwise: string | null }) {
  const { term, light, waiting } = row;
  if (!term) return <span className="quiet">{otherwise ?? waiting ?? '—'}</span>;
  return (
    <div>
      <div>
        {term.label}
        <span className="quiet small">　{TERM_EFFECT_LABELS[term.effect]}</span>
        {term.provisional ? (
          <Tag color="orange" variant="filled" style={{ marginLeft: 6 }}>
            暂定
          </Tag>
        ) : null}
      </div>
      <div className="small num">
        <b data-light={light} className="due-words">
          {light === 'grey' ? '暂停计时' : untilDeadline(term.deadline, now)}
        </b>
        {term.deadline ? <span className="quiet">　{dayWords(term.deadline, now)}</span> : null}
      </div>
      {light === 'grey' && waiting ? <div className="quiet small">{waiting}</div> : null}
    </div>
  );
}

/** The lamp of a row; where nothing is left to do it has none any more. `why`: where its derivation stands. */
export function RowLamp({ light, done, title, why }: { light: Light; done: string | null; title: string; why?: string }) {
  if (done !== null)
    return (
      <span className="item-done" role="img" aria-label={done} title={done}>
        ✓
      </span>
    );
  return why ? (
    <Link to={why} aria-label={`看这盏灯怎样推算：${title}`}>
      <Lamp light={light} size={12} />
    </Link>
  ) : (
    <Lamp light={light} size={12} />
  );
}
