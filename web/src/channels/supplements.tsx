import { useQuery } from '@tanstack/react-query';
import { request } from '../api/client.ts';
import { localTime } from '../lights/remaining.ts';
import { Reveal } from '../parts/reveal.tsx';
import { Refused } from '../parts/refused.tsx';
import './channels.css';

interface Said {
  address: string;
  text: string;
  reporterName: string | null;
  reporterPhone: string | null;
}

/** What the same ticket said later, with what is new against the lead as it was taken in. */
export function Supplements({ leadId, first }: { leadId: string; first: Said }) {
  const supplements = useQuery({
    queryKey: ['leads', 'supplements', leadId],
    queryFn: () => request<{ items: (Said & { receivedAt: string })[] }>(`/leads/${leadId}/supplements`),
  });
  const items = supplements.data?.items ?? [];
  if (supplements.isError) return <Refused error={supplements.error} onRetry={() => void supplements.refetch()} />;
  if (items.length === 0) return null;
  return (
    <section className="panel">
      <div className="lead-panel-head">
        <h2>同一工单的补充</h2>
        <span className="quiet num">{items.length} 次</span>
      </div>
      {items.map((item, index) => {
        const before = items[index - 1] ?? first;
        return (
          <div key={item.receivedAt + item.text} className="supplement">
            <span className="quiet small num">{localTime(item.receivedAt)}</span>
            {item.text === before.text ? null : <p>{added(before.text, item.text)}</p>}
            {item.text.includes('***') ? (
              <Reveal text="" label="补充内容" path={`/leads/${leadId}`} body={{ what: 'text', supplement: index + 1 }} hidden />
            ) : null}
            {item.address === before.address ? null : <p className="small">地点改为：{item.address}</p>}
            {item.reporterName === before.reporterName && item.reporterPhone === before.reporterPhone ? null : (
              <p className="small">
                反映人改为：
                {item.reporterName === null ? (
                  '未留姓名'
                ) : (
                  <Reveal
                    text={item.reporterName}
                    label="反映人姓名"
                    path={`/leads/${leadId}`}
                    body={{ what: 'reporterName', supplement: index + 1 }}
                  />
                )}
                {item.reporterPhone === null ? null : (
                  <>
                    　
                    <Reveal
                      text={item.reporterPhone}
                      label="反映人电话"
                      path={`/leads/${leadId}`}
                      body={{ what: 'reporterPhone', supplement: index + 1 }}
                    />
                  </>
                )}
              </p>
            )}
          </div>
        );
      })}
    </section>
  );
}

/** A platform sends the whole text again: what was added stands out, what was said before is quiet. */
function added(before: string, now: string) {
  return now.startsWith(before) && before !== '' ? (
    <>
      <span className="quiet">{before}</span>
      <mark>{now.slice(before.length)}</mark>
    </>
  ) : (
    now
  );
}
