import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { TERM_EFFECT_LABELS } from '../../../domain/terms/model.ts';
import { caseLight, type TermView } from '../../../domain/terms/view.ts';
import { type Light, LIGHT_LABELS } from '../../../domain/vocabulary.ts';
import { Lamp } from '../lights/lamp.tsx';
import { remainingOf } from '../lights/remaining.ts';
import './item.css';

interface ItemHeadProps {
  title: string;
  light: Light;
  terms: readonly TermView[];
  /** Said instead of the light where nothing is left to do: 已归档. */
  ended: string | null;
  /** Beside the title. */
  tags?: ReactNode;
  /** Below it: whose it is, since when. */
  facts: ReactNode;
  line: ReactNode;
  /** Absent while looking back. */
  onShowTerm?: ((term: string) => void) | undefined;
}

/** An item at a glance: its light and why, where it stands, whose it is. */
export function ItemHead({ title, light, terms, ended, tags, facts, line, onShowTerm }: ItemHeadProps) {
  return (
    <header className="item-head" data-light={ended === null ? light : 'grey'}>
      <div className="item-title">
        <h1>{title}</h1>
        {ended === null ? <ItemLight light={light} terms={terms} onShowTerm={onShowTerm} /> : <Tag variant="filled">{ended}</Tag>}
        {tags}
      </div>
      <div className="item-facts">{facts}</div>
      {line}
    </header>
  );
}

function ItemLight({ light, terms, onShowTerm }: Pick<ItemHeadProps, 'light' | 'terms' | 'onShowTerm'>) {
  const naming = caseLight(terms).term;
  const text = naming ? `${TERM_EFFECT_LABELS[naming.effect]} · ${naming.label}　${remainingOf(naming)}` : LIGHT_LABELS[light];
  const content = (
    <>
      <Lamp light={light} text={text} size={12} />
      {naming?.provisional ? (
        <Tag color="orange" style={{ margin: 0 }}>
          暂定
        </Tag>
      ) : null}
    </>
  );
  return naming && onShowTerm ? (
    <button type="button" className="item-light" title="看这个期限怎样推算" onClick={() => onShowTerm(naming.term)}>
      {content}
    </button>
  ) : (
    <span className="item-light">{content}</span>
  );
}
