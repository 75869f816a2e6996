import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { SYSTEM_ACTOR } from '../../../domain/people.ts';
import { pagesInWords } from '../../../domain/paper/draft.ts';
import { entryWords } from '../../../domain/terms/entry-words.ts';
import type { TermView } from '../../../domain/terms/view.ts';
import type { WorkFile } from '../../../domain/work/file.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import type { Names } from '../../../domain/work/names.ts';
import type { Entered, RecordedEvent } from '../../../domain/work/record.ts';
import { eventRows, eventWord } from '../../../domain/work/record-words.ts';
import { useEvents } from '../api/items.ts';
import { localTime } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { Reveal } from '../parts/reveal.tsx';
import { shortened } from '../parts/words.ts';
import { useNames } from './use-names.ts';
import './record.css';
import { Cited } from '../law/cited.tsx';

interface RecordProps {
  kind: AnyKind;
  id: string;
  file: WorkFile;
  terms: readonly TermView[];
  /** Looking back: the last event that was known then. */
  until?: number | undefined;
  /** Where the item can be seen as it was known at an instant. */
  onAsOf?: ((at: string) => void) | undefined;
}

/** The record: who did what, when, on what basis, and what it did to the terms. */
export function Record({ kind, id, file, terms, until, onAsOf }: RecordProps) {
  const events = useEvents({ plural: kind.plural, id });
  const [order, setOrder] = useState<'newest' | 'oldest'>('newest');
  const labels = useMemo(() => new Map(terms.map((term) => [term.key, term.label])), [terms]);
  const names = useNames(kind, file, events.data?.items, labels);
  return (
    <Read query={events}>
      {({ items }) => {
        const known = items.filter((event) => until === undefined || event.seq <= until);
        if (known.length === 0) return <Nothing>尚无记录</Nothing>;
        return (
          <>
            <div className="record-head">
              <span className="quiet num">{known.length} 条，逐条相扣，不能改动</span>
              <Segmented
                size="small"
                value={order}
                onChange={setOrder}
                options={[
                  { value: 'newest', label: '最新在前' },
                  { value: 'oldest', label: '最早在前' },
                ]}
              />
            </div>
            <ol className="record">
              {(order === 'newest' ? [...known].reverse() : known).map((event) => (
                <li key={event.seq}>
                  <Entry kind={kind} path={`/${kind.plural}/${id}`} event={event} names={names} labels={labels} onAsOf={onAsOf} />
                </li>
              ))}
            </ol>
          </>
        );
      }}
    </Read>
  );
}

/** 录入：甲，核对：乙，卷宗第3–5页 */
const enteredWords = ({ by, checkedBy, pages }: Entered): string =>
  `录入：${by.name}，核对：${checkedBy.name}${pages.length > 0 ? `，卷宗第${pagesInWords(pages)}页` : ''}`;

interface EntryProps {
  kind: AnyKind;
  /** Of the item: `/cases/…`. */
  path: string;
  event: RecordedEvent;
  names: Names;
  labels: ReadonlyMap<string, string>;
  onAsOf: ((at: string) => void) | undefined;
}

function Entry({ kind, path, event: sealed, names, labels, onAsOf }: EntryProps) {
  // What is shown masked, and the whole of it once somebody has said why.
  const [whole, setWhole] = useState<RecordedEvent | null>(null);
  const event = whole ?? sealed;
  const [open, setOpen] = useState(false);
  const rows = useMemo(() => eventRows(kind, event, names), [kind, event, names]);
  const bySystem = event.actor.id === SYSTEM_ACTOR.id;
  const gist = rows.map(({ title, text }) => `${title}：${text}`).join('　');
  return (
    <article className="record-entry" data-system={bySystem}>
      <button type="button" className="plain-button record-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="record-seq num">{event.seq}</span>
        <span className="record-main">
          <span>
            <strong>{eventWord(kind, event.type)}</strong>
            <span className="quiet">{`　${event.actor.name}（${event.actor.unit.name}）`}</span>
          </span>
          {event.entered ? <span className="record-entered quiet small">{enteredWords(event.entered)}</span> : null}
          {!open && gist ? <span className="record-gist quiet">{shortened(gist.replaceAll('\n', ' '), 160)}</span> : null}
        </span>
        <time className="quiet num">{localTime(event.at)}</time>
      </button>
      {open ? (
        <div className="record-detail">
          {rows.length > 0 ? (
            <dl>
              {rows.map(({ title, text }, index) => (
                <div key={index}>
                  <dt>{title}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          {gist.includes('***') ? (
            <Reveal text="" label={`第${event.seq}号记录`} path={path} body={{ entry: event.seq }} hidden entry={setWhole} />
          ) : null}
          {event.terms.length > 0 ? (
            <div className="record-terms">
              <h4>对期限的影响</h4>
              <ul>
                {event.terms.map((entry, index) => (
                  <li key={index}>{entryWords(entry, labels, (type) => eventWord(kind, type))}</li>
                ))}
              </ul>
            </div>
          ) : null}
          {event.basis.length > 0 ? (
            <p className="quiet">
              依据：
              <Cited text={event.basis} />
            </p>
          ) : null}
          <p className="record-foot">
            {onAsOf ? (
              <button type="button" className="plain-button record-link" onClick={() => onAsOf(event.at)}>
                查看记录之后的{kind.label}
              </button>
            ) : null}
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
