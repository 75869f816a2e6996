import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { RecordedEvent } from '../../../domain/work/record.ts';
import { SYSTEM_ACTOR } from '../../../domain/people.ts';
import { eventLabel } from '../../../domain/case/events.ts';
import { eventRows, namesIn } from '../../../domain/case/record-words.ts';
import { entryWords } from '../../../domain/terms/entry-words.ts';
import type { Names } from '../../../domain/work/names.ts';
import type { CaseAnswer } from '../../../contract/cases.ts';
import { useEvents } from '../api/cases.ts';
import { usePeople, useUnits } from '../api/lists.ts';
import { localTime } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { shortened } from '../parts/words.ts';
import './record.css';

/** The record: who did what, when, on what basis, and what it did to the terms. */
export function RecordTab({ data, onAsOf }: { data: CaseAnswer; onAsOf: (at: string) => void }) {
  const events = useEvents(data.case.caseId);
  const [order, setOrder] = useState<'newest' | 'oldest'>('newest');
  const people = usePeople();
  const units = useUnits();
  const labels = useMemo(() => new Map(data.terms.map((term) => [term.key, term.label])), [data.terms]);
  // Somebody who took part in a discussion may never have acted in the case; the county's lists know the name.
  const names = useMemo(() => {
    const listed = [...(people.data?.items ?? []), ...(units.data?.items ?? [])].map(({ id, name }) => [id, name] as const);
    return namesIn(data.case, events.data?.items ?? [], [...labels, ...listed]);
  }, [data.case, events.data, labels, people.data, units.data]);
  return (
    <Read query={events}>
      {({ items }) => {
        // Looking back, the record ends where the case was then.
        const known = items.filter((event) => event.seq <= data.version || data.asOf === null);
        if (known.length === 0) return <Nothing>尚无记录</Nothing>;
        return (
          <>
            <div className="record-head">
              <span className="quiet num">{known.length} 条，逐条相扣，不能改动</span>
              <Segmented
                size="small" value={order} onChange={setOrder}
                options={[{ value: 'newest', label: '最新在前' }, { value: 'oldest', label: '最早在前' }]}
              />
            </div>
            <ol className="record">
              {(order === 'newest' ? [...known].reverse() : known).map((event) => (
                <li key={event.seq}><Entry event={event} names={names} labels={labels} onAsOf={onAsOf} /></li>
              ))}
            </ol>
          </>
        );
      }}
    </Read>
  );
}

interface EntryProps {
  event: RecordedEvent;
  names: Names;
  labels: ReadonlyMap<string, string>;
  onAsOf: (at: string) => void;
}

function Entry({ event, names, labels, onAsOf }: EntryProps) {
  const [open, setOpen] = useState(false);
  const rows = useMemo(() => eventRows(event, names), [event, names]);
  const bySystem = event.actor.id === SYSTEM_ACTOR.id;
  const gist = rows.map(({ title, text }) => `${title}：${text}`).join('　');
  return (
    <article className="record-entry" data-system={bySystem}>
      <button type="button" className="plain-button record-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="record-seq num">{event.seq}</span>
        <span className="record-main">
          <span><strong>{eventLabel(event.type)}</strong><span className="quiet">　{event.actor.name}（{event.actor.unit.name}）</span></span>
          {!open && gist ? <span className="record-gist quiet">{shortened(gist.replaceAll('\n', ' '), 160)}</span> : null}
        </span>
        <time className="quiet num">{localTime(event.at)}</time>
      </button>
      {open ? (
        <div className="record-detail">
          {rows.length > 0 ? (
            <dl>{rows.map(({ title, text }, index) => <div key={index}><dt>{title}</dt><dd>{text}</dd></div>)}</dl>
          ) : null}
          {event.terms.length > 0 ? (
            <div className="record-terms">
              <h4>对期限的影响</h4>
              <ul>{event.terms.map((entry, index) => <li key={index}>{entryWords(entry, labels, eventLabel)}</li>)}</ul>
            </div>
          ) : null}
          {event.basis.length > 0 ? <p className="quiet">依据：{event.basis.join('、')}</p> : null}
          <p className="record-foot">
            <button type="button" className="plain-button record-link" onClick={() => onAsOf(event.at)}>查看记录之后的案件</button>
            <span className="hash">哈希 {event.hash}</span>
          </p>
          <details>
            <summary className="quiet small">原始数据</summary>
            <pre>{JSON.stringify({ ...event }, null, 2)}</pre>
          </details>
        </div>
      ) : null}
    </article>
  );
}
