import { useQuery } from '@tanstack/react-query';
import { Drawer, Tag } from 'antd';
import { useState } from 'react';
import type { Tier } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { Refused } from '../forms/refused.tsx';

interface TierAnswer {
  tier: Tier;
  rule: string;
  text: string;
  basis: string;
  lines: { text: string; basis?: string }[];
}

/** The tier, and on a click the rule that put the case there. */
export function TierTag({ caseId, tier, label }: { caseId: string; tier: Tier; label: string }) {
  const [open, setOpen] = useState(false);
  const why = useQuery({
    queryKey: ['case', caseId, 'tier'],
    queryFn: () => request<TierAnswer>(`/cases/${caseId}/tier`),
    enabled: open,
  });
  return (
    <>
      <Tag
        role="button" tabIndex={0} style={{ cursor: 'pointer' }}
        color={tier === 'bureau-closes' ? 'volcano' : tier === 'bureau-reviews' ? 'cyan' : 'geekblue'}
        onClick={() => setOpen(true)} onKeyDown={(event) => { if (event.key === 'Enter') setOpen(true); }}
      >
        {label}
      </Tag>
      <Drawer open={open} size={520} title={`为什么是“${label}”`} onClose={() => setOpen(false)}>
        {why.isError ? <Refused error={why.error} /> : null}
        {why.data ? (
          <>
            <p><strong>{why.data.text}</strong></p>
            <p className="quiet">依据：{why.data.basis}</p>
            <ol className="why-lines">
              {why.data.lines.map((line, index) => (
                <li key={index}><span>{line.text}{line.basis ? <span className="why-basis">{line.basis}</span> : null}</span></li>
              ))}
            </ol>
          </>
        ) : why.isPending ? '正在查询…' : null}
      </Drawer>
    </>
  );
}
