import { Card, Drawer, Empty, Tag } from 'antd';
import { useState } from 'react';
import type { TermView } from '../../../domain/terms/view.ts';
import { useTerms } from '../api/cases.ts';
import { Refused } from '../forms/refused.tsx';
import { Lamp } from '../lights/lamp.tsx';
import { dayWords, localTime, untilDeadline } from '../lights/remaining.ts';

/** The case's open terms, worst first; a click on any of them derives it line by line. */
export function TermsPanel({ caseId, terms, now }: { caseId: string; terms: TermView[]; now: number }) {
  const [shown, setShown] = useState<string | null>(null);
  const open = terms.filter((term) => term.open);
  return (
    <Card size="small" title="期限与灯" extra={<span className="quiet">点击看推算</span>}>
      {open.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有正在计算的期限" /> : open.map((term) => (
        <button key={term.term} type="button" className="term-row" onClick={() => setShown(term.term)}>
          <Lamp light={term.light} />
          <span>{term.label}{term.provisional ? <Tag color="orange" variant="filled" style={{ marginLeft: 6 }}>暂定</Tag> : null}</span>
          <strong className="num">{untilDeadline(term.deadline, now)}</strong>
          <span className="term-due">
            {term.deadline ? `${dayWords(term.deadline, now)} ${localTime(term.deadline).slice(11)} 届满` : '计时中止'}
            　{term.effect === 'statutory' ? '法定' : '内部'}
          </span>
        </button>
      ))}
      <TermDrawer caseId={caseId} term={shown} onClose={() => setShown(null)} />
    </Card>
  );
}

/** Why this deadline: each day counted or skipped, pauses, extensions, the article. */
export function TermDrawer({ caseId, term, onClose }: { caseId: string; term: string | null; onClose: () => void }) {
  const terms = useTerms(caseId);
  const shown = terms.data?.items.find((item) => item.term === term);
  return (
    <Drawer open={term !== null} onClose={onClose} size={560} title={shown ? shown.label : '期限推算'}>
      {terms.isError ? <Refused error={terms.error} /> : null}
      {shown ? (
        <>
          <div style={{ display: 'flex', gap: 16, flexWrap: 'wrap', marginBottom: 12 }}>
            <Lamp light={shown.light} text={untilDeadline(shown.deadline, Date.now())} size={12} />
            <span>届满：<strong className="num">{shown.deadline ? localTime(shown.deadline) : '中止中'}</strong></span>
            {shown.provisional ? <Tag color="orange">暂定：跨入尚未公布放假安排的年度</Tag> : null}
          </div>
          <div className="quiet" style={{ marginBottom: 8 }}>依据：{shown.basis}</div>
          <ol className="why-lines">
            {shown.lines.map((line, index) => (
              <li key={index}>
                <span>
                  {line.text}
                  {line.basis ? <span className="why-basis">{line.basis}</span> : null}
                </span>
              </li>
            ))}
          </ol>
        </>
      ) : terms.isPending ? '正在推算…' : <Empty description="这个期限已不在案卷中" />}
    </Drawer>
  );
}
