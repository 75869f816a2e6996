import { Card, Tag } from 'antd';
import { PAUSE_GROUND_LABELS, TERM_EFFECT_LABELS } from '../../../domain/terms/model.ts';
import type { TermView } from '../../../domain/terms/view.ts';
import { Lamp } from '../lights/lamp.tsx';
import { dayWords, localTime, remainingOf } from '../lights/remaining.ts';
import { Folded } from '../parts/folded.tsx';
import { Nothing } from '../parts/nothing.tsx';
import './terms.css';

interface TermsPanelProps {
  terms: readonly TermView[];
  now: number;
  /** Absent while looking back: a derivation is of now. */
  onShow?: (term: string) => void;
}

/** An item's terms, worst first; a click on any of them derives it line by line. */
export function TermsPanel({ terms, now, onShow }: TermsPanelProps) {
  const open = terms.filter((term) => term.open && !term.window);
  const windows = terms.filter((term) => term.open && term.window);
  const ended = terms.filter((term) => !term.open);
  const row = (term: TermView) => <TermRow key={term.term} term={term} now={now} {...(onShow ? { onShow } : {})} />;
  return (
    <Card size="small" title="期限与灯" className="terms-panel" extra={onShow ? <span className="quiet small">点开看推算</span> : null}>
      {open.length === 0 ? <Nothing>没有正在计算的期限</Nothing> : open.map(row)}
      {windows.length > 0 ? (
        <>
          <h3 className="terms-sub">当事人权利期间</h3>
          {windows.map(row)}
        </>
      ) : null}
      {ended.length > 0 ? <Folded title={`已结束的 ${ended.length} 个期限${lateOnes(ended)}`}>{ended.map(row)}</Folded> : null}
    </Card>
  );
}

function lateOnes(ended: readonly TermView[]): string {
  const late = ended.filter((term) => term.late).length;
  return late > 0 ? `，其中 ${late} 个超期` : '';
}

function TermRow({ term, now, onShow }: { term: TermView; now: number; onShow?: (term: string) => void }) {
  const content = (
    <>
      <Lamp light={term.light} />
      <span>
        {term.label}
        {term.provisional ? (
          <Tag color="orange" variant="filled" className="term-tag">
            暂定
          </Tag>
        ) : null}
        {!term.open && term.late ? (
          <Tag color="red" variant="filled" className="term-tag">
            曾超期
          </Tag>
        ) : null}
      </span>
      <strong className="num">{term.open ? remainingOf(term) : ENDED[term.status]}</strong>
      <span className="term-due">{dueWords(term, now)}</span>
    </>
  );
  return onShow ? (
    <button type="button" className="plain-button term-row" onClick={() => onShow(term.term)}>
      {content}
    </button>
  ) : (
    <div className="term-row">{content}</div>
  );
}

const ENDED: Record<TermView['status'], string> = { running: '', paused: '', lapsed: '期间已过', met: '已完成', cancelled: '不再计时' };

function dueWords(term: TermView, now: number): string {
  if (!term.open)
    return term.endedAt ? `${localTime(term.endedAt)}${term.deadline ? `，届满日 ${localTime(term.deadline, false)}` : ''}` : '';
  const kind = TERM_EFFECT_LABELS[term.effect];
  const paused = term.pausedBy.length > 0 ? `，因${term.pausedBy.map((ground) => PAUSE_GROUND_LABELS[ground]).join('、')}暂停` : '';
  if (!term.deadline) return `${kind}${paused}`;
  const time = localTime(term.deadline).slice(11);
  return `${dayWords(term.deadline, now)}${time === '23:59' ? '' : ` ${time}`}届满，${kind}${paused}`;
}
