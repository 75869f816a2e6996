import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { PaperDraftRow } from '../../../contract/paper.ts';
import { DRAFT_STATUS_LABELS, type DraftStatus, ENTERERS } from '../../../domain/paper/draft.ts';
import { beginSchema } from '../../../domain/paper/forms.ts';
import { hasRole } from '../../../domain/roles.ts';
import { request } from '../api/client.ts';
import { NO_ITEM } from '../forms/control-of.tsx';
import { SchemaForm } from '../forms/schema-form.tsx';
import { localTime } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Read } from '../parts/read.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { usePerson } from '../session/session.tsx';
import { type DraftStanding, useDrafts, usePaper } from './paper-model.ts';
import { TableDrawer } from './table-drawer.tsx';
import './paper.css';

const FILTERS: { value: DraftStatus | 'all'; label: string }[] = [
  { value: 'all', label: '全部' },
  ...(['drafting', 'submitted', 'returned', 'entered'] as const).map((value) => ({ value, label: DRAFT_STATUS_LABELS[value] })),
];
const COLOURS: Partial<Record<DraftStatus, string>> = {
  submitted: 'processing',
  returned: 'warning',
  entered: 'success',
  confirming: 'processing',
};

/** Paper files on their way in. */
export function PaperPage() {
  const person = usePerson();
  const [status, setStatus] = useState<DraftStatus | 'all'>('all');
  const [opened, setOpened] = useState<'begin' | 'table' | null>(null);
  const drafts = useDrafts(status === 'all' ? null : status);
  return (
    <>
      <PageHead title="纸质案卷" hint="启用系统以前的案卷，由一人对照扫描件录入，另一人逐步核对，核对通过才成为案件。">
        {hasRole(person, ...ENTERERS) ? (
          <>
            <Button icon={<UploadOutlined />} onClick={() => setOpened('table')}>
              导入表格
            </Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened('begin')}>
              新的录入稿
            </Button>
          </>
        ) : null}
      </PageHead>
      <div className="panel">
        <div className="paper-filter">
          <Segmented value={status} onChange={setStatus} options={FILTERS} />
        </div>
        <Read query={drafts}>
          {({ items }) =>
            items.length === 0 ? (
              <Nothing>没有录入稿</Nothing>
            ) : (
              <ul className="drafts">
                {items.map((row) => (
                  <Row key={row.id} row={row} />
                ))}
              </ul>
            )
          }
        </Read>
      </div>
      {opened === 'begin' ? <BeginDrawer onClose={() => setOpened(null)} /> : null}
      {opened === 'table' ? <TableDrawer onClose={() => setOpened(null)} /> : null}
    </>
  );
}

function Row({ row }: { row: PaperDraftRow }) {
  return (
    <li>
      <Link to={`/paper/${row.id}`} className="draft-row">
        <span className="draft-name">
          <strong>{row.reference}</strong>
          <span className="quiet">{row.title ?? '还没有录入步骤'}</span>
        </span>
        <span className="draft-facts quiet small">
          {row.unit.name}　{row.acts}步　{row.pages}页　录入：{row.enteredBy.name}
          {row.checkedBy ? `，核对：${row.checkedBy.name}` : ''}　<span className="num">{localTime(row.updatedAt)}</span>
        </span>
        <span className="draft-tags">
          {row.mayCheck ? <Tag color="processing">可以由您核对</Tag> : null}
          {row.abandoned ? <Tag color="warning">搁置已久</Tag> : null}
          <Tag color={COLOURS[row.status] ?? 'default'}>{DRAFT_STATUS_LABELS[row.status]}</Tag>
        </span>
      </Link>
    </li>
  );
}

function BeginDrawer({ onClose }: { onClose: () => void }) {
  const person = usePerson();
  const navigate = useNavigate();
  const begin = usePaper((body: Record<string, unknown>) => request<DraftStanding>('/paper-drafts', { method: 'POST', body }));
  return (
    <SideDrawer open keep title="新的录入稿" onClose={onClose}>
      <SchemaForm
        schema={beginSchema}
        surroundings={{ ...NO_ITEM, unitId: person.unit.id }}
        initial={hasRole(person, 'dispatcher') ? {} : { unitId: person.unit.id }}
        submitLabel="建立录入稿"
        busy={begin.isPending}
        error={begin.error}
        onSubmit={(payload) => begin.mutate(payload, { onSuccess: ({ id }) => void navigate(`/paper/${id}`) })}
      />
    </SideDrawer>
  );
}
