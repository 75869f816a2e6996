import { App, Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { ChangeOutcome, StaffingChangeRow } from '../../../contract/staffing.ts';
import { request } from '../api/client.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { Refused } from '../parts/refused.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { useSession } from '../session/session.tsx';
import { Told } from './change-drawer.tsx';
import { People, STATUS_LABELS, StatusTag } from './change-lines.tsx';
import { useStaffing, useStaffingChanges } from './staffing-model.ts';

type Deed = 'approve' | 'refuse' | 'withdraw';

/** What waits for the second person, one by one or many at once. */
export function ChangesView() {
  const { may, person } = useSession();
  const { message, modal } = App.useApp();
  const wide = useTableWidth();
  const [status, setStatus] = useState<string>('proposed');
  const [selected, setSelected] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const changes = useStaffingChanges(status);
  const decide = useStaffing(({ how, ids }: { how: Deed; ids: string[] }) =>
    request<{ items: ChangeOutcome[] }>(`/staffing-changes/${how}`, { method: 'POST', body: { ids, reason: reason.trim() || null } }),
  );
  const act = (how: Deed) =>
    decide.mutate(
      { how, ids: selected },
      {
        onSuccess: ({ items }) => {
          setSelected([]);
          setReason('');
          const told = {
            consequences: items.flatMap((one) => one.consequences),
            openItems: items.reduce((sum, one) => sum + one.openItems, 0),
          };
          if (how === 'approve' && told.consequences.length > 0)
            void modal.warning({ title: `已批准${items.length}项`, content: <Told made={told} /> });
          else void message.success(`已处理${items.length}项`);
        },
      },
    );
  const waiting = status === 'proposed';
  const approver = may('security-admin');
  const selectable = (change: StaffingChangeRow) =>
    waiting && (approver ? change.proposedBy !== person?.id && change.subjectId !== person?.id : change.proposedBy === person?.id);
  return (
    <>
      <div className="list-head">
        <Segmented
          value={status}
          onChange={(value) => {
            setStatus(value);
            setSelected([]);
          }}
          options={Object.entries(STATUS_LABELS).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <Read query={changes} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>{waiting ? '没有等待批准的变更' : '没有'}</Nothing>
          ) : (
            <DataTable
              rows={items}
              keyOf={({ id }) => id}
              nameOf={({ subjectName, label }) => `${subjectName}${label}`}
              selectable={selectable}
              {...(waiting && (approver || may('sys-admin')) ? { selection: { selected, onSelect: setSelected } } : {})}
              columns={
                wide
                  ? [
                      { title: '对象', width: 150, render: ({ subjectName }) => subjectName },
                      { title: '变更', width: 120, render: ({ label }) => label },
                      { title: '内容', render: (change) => <What change={change} /> },
                      { title: '生效', width: 120, render: ({ effectiveOn }) => <span className="num">{effectiveOn}</span> },
                      {
                        title: '经办',
                        width: 230,
                        render: (change) => (
                          <span className="quiet small num">
                            <People change={change} />
                          </span>
                        ),
                      },
                    ]
                  : [{ title: '变更', render: (change) => <Narrow change={change} /> }]
              }
            />
          )
        }
      </Read>
      {selected.length > 0 ? (
        <div className="staff-decide">
          <Input value={reason} onChange={(event) => setReason(event.target.value)} placeholder="意见；不批准的写明理由" maxLength={500} />
          {approver ? (
            <>
              <Button type="primary" loading={decide.isPending} onClick={() => act('approve')}>
                批准{selected.length}项
              </Button>
              <Button danger disabled={reason.trim() === ''} loading={decide.isPending} onClick={() => act('refuse')}>
                不批准
              </Button>
            </>
          ) : (
            <Button loading={decide.isPending} onClick={() => act('withdraw')}>
              撤回{selected.length}项
            </Button>
          )}
        </div>
      ) : null}
      {decide.isError ? <Refused error={decide.error} /> : null}
    </>
  );
}

const What = ({ change: { words, reason } }: { change: StaffingChangeRow }) => (
  <>
    {words}
    <div className="quiet small">{reason}</div>
  </>
);

const Narrow = ({ change }: { change: StaffingChangeRow }) => (
  <div className="stack-tight">
    <strong>
      {change.subjectName} {change.label}
    </strong>
    <What change={change} />
    <div className="small num">
      {change.effectiveOn}起 <StatusTag status={change.status} />
    </div>
    <div className="quiet small num">
      <People change={change} />
    </div>
  </div>
);
