import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { Link } from 'react-router';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { LINK_KIND_LABELS } from '../../../../domain/case/any-stage/commands.ts';
import { type Stage, STAGE_LABELS } from '../../../../domain/vocabulary.ts';
import { request } from '../../api/client.ts';
import { localTime } from '../../lights/remaining.ts';
import { Entry, Section } from '../../parts/section.tsx';

interface LinkedCase {
  caseId: string;
  kind: keyof typeof LINK_KIND_LABELS;
  label: string;
  direction: 'from-here' | 'to-here';
  reason: string;
  by: string;
  at: string;
  mayOpen: boolean;
  title: string | null;
  number: string | null;
  stage: Stage | null;
  unit: string | null;
}

/** Said from the other end, it is the other way round. */
const wordsOf = ({ kind, direction }: LinkedCase): string =>
  kind === 'merged-into' && direction === 'to-here' ? '该案并入本案' : LINK_KIND_LABELS[kind];

/** Cases beside this one, whichever of the two named the other. */
export function LinkedCases({ file, now }: { file: CaseFile; now: boolean }) {
  const linked = useQuery({
    queryKey: ['item', file.caseId, 'linked', file.version],
    enabled: now,
    queryFn: () => request<{ items: LinkedCase[] }>(`/cases/${file.caseId}/linked`),
  });
  const rows: LinkedCase[] =
    linked.data?.items ??
    file.links.map((link) => ({
      ...link,
      label: LINK_KIND_LABELS[link.kind],
      direction: 'from-here',
      by: '',
      at: '',
      mayOpen: true,
      title: null,
      number: null,
      stage: null,
      unit: null,
    }));
  if (rows.length === 0) return null;
  return (
    <Section title="关联案件">
      {rows.map((row) => (
        <Entry
          key={row.caseId + row.kind + row.direction}
          head={
            <>
              <Tag variant="filled">{wordsOf(row)}</Tag>
              {row.at ? `${localTime(row.at)}　${row.by}登记${row.direction === 'to-here' ? '（在对方案件）' : ''}` : null}
            </>
          }
        >
          <p>
            {row.mayOpen ? (
              <Link to={`/cases/${row.caseId}`}>{row.title ?? '查看该案'}</Link>
            ) : (
              `${row.unit ?? '其他单位'}办理的案件（不在您的查看范围内）`
            )}
            {row.mayOpen && row.unit ? (
              <span className="quiet">　{[row.number, row.unit, row.stage && STAGE_LABELS[row.stage]].filter(Boolean).join('　')}</span>
            ) : null}
          </p>
          {row.reason ? <p>{row.reason}</p> : null}
        </Entry>
      ))}
    </Section>
  );
}
