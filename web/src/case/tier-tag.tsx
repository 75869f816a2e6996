import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useState } from 'react';
import { TIER_LABELS, type Tier } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { Facts } from '../parts/facts.tsx';
import { Read } from '../parts/read.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { WhyLines } from '../parts/why-lines.tsx';
import { Cited } from '../law/cited.tsx';

interface TierAnswer {
  tier: Tier;
  rule: string;
  text: string;
  basis: string;
  lines: { text: string; basis?: string; applies: boolean }[];
  /** What the graded list would say if it were asked now. */
  now: { tier: Tier; rule: string; text: string };
}

const COLOURS: Record<Tier, string> = { 'town-closes': 'geekblue', 'bureau-reviews': 'cyan', 'bureau-closes': 'volcano' };

/** The tier, and on a click the rule that put the case there. */
export function TierTag({ caseId, tier }: { caseId: string; tier: Tier }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="plain-button" onClick={() => setOpen(true)} aria-label={`办理层级：${TIER_LABELS[tier]}，查看理由`}>
        <Tag color={COLOURS[tier]} className="tag-button">
          {TIER_LABELS[tier]}
        </Tag>
      </button>
      {open ? (
        <SideDrawer open title={`为什么是“${TIER_LABELS[tier]}”`} onClose={() => setOpen(false)}>
          <TierWhy caseId={caseId} />
        </SideDrawer>
      ) : null}
    </>
  );
}

function TierWhy({ caseId }: { caseId: string }) {
  const why = useQuery({ queryKey: ['item', caseId, 'tier'], queryFn: () => request<TierAnswer>(`/cases/${caseId}/tier`) });
  return (
    <Read query={why}>
      {({ text, basis, lines, now, tier }) => (
        <div className="stack">
          <Facts
            rows={[
              { label: '适用规则', value: text, wide: true },
              { label: '依据', value: <Cited text={basis} />, wide: true },
              now.tier !== tier && { label: '现在再问', value: `${TIER_LABELS[now.tier]}：${now.text}。层级不会自行降低。`, wide: true },
            ]}
          />
          <section>
            <h3 className="section-title">分级清单逐条</h3>
            <WhyLines lines={lines} />
          </section>
        </div>
      )}
    </Read>
  );
}
