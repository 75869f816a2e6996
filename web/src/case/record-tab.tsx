import { Collapse, Empty, Skeleton } from 'antd';
import { useState } from 'react';
import { EVENT_LABELS } from '../../../domain/terms/event-labels.ts';
import type { RecordedEvent } from '../../../domain/case/record.ts';
import type { LedgerEntry } from '../../../domain/terms/model.ts';
import { useEvents } from '../api/cases.ts';
import { Refused } from '../forms/refused.tsx';
import { localTime } from '../lights/remaining.ts';

/** The record, newest first: who did what, when, on what basis, and what it did to the terms. */
export function RecordTab({ caseId }: { caseId: string }) {
  const events = useEvents(caseId);
  const [newestFirst] = useState(true);
  if (events.isPending) return <Skeleton active />;
  if (events.isError) return <Refused error={events.error} />;
  const rows = newestFirst ? [...events.data.items].reverse() : events.data.items;
  if (rows.length === 0) return <Empty description="尚无记录" />;
  return (
    <Collapse
      ghost
      items={rows.map((event) => ({
        key: event.seq,
        label: (
          <span>
            <span className="num quiet" style={{ marginRight: 10 }}>{String(event.seq).padStart(2, '0')}　{localTime(event.at)}</span>
            <strong>{EVENT_LABELS[event.type] ?? event.type}</strong>
            <span className="quiet">　{event.actor.name}（{event.actor.unit.name}）</span>
          </span>
        ),
        children: <EventDetail event={event} />,
      }))}
    />
  );
}

function EventDetail({ event }: { event: RecordedEvent }) {
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {event.basis.length > 0 ? <div>依据：{event.basis.join('、')}</div> : null}
      {event.terms.length > 0 ? (
        <ul style={{ margin: 0, paddingLeft: 18 }}>{event.terms.map((entry, index) => <li key={index}>{termWords(entry)}</li>)}</ul>
      ) : null}
      <pre style={{ margin: 0, padding: 10, background: '#f7f9fa', borderRadius: 6, overflow: 'auto', maxHeight: 320, fontSize: 12 }}>
        {JSON.stringify(event.data, null, 2)}
      </pre>
      <div className="record-hash">{event.hash}</div>
    </div>
  );
}

function termWords(entry: LedgerEntry): string {
  return 'why' in entry ? entry.why : `${entry.term}：第${entry.rung + 1}级督办`;
}
