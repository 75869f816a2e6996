import { Tag } from 'antd';
import type { ChangeStatus, StaffingChangeRow } from '../../../contract/staffing.ts';
import { localTime } from '../lights/remaining.ts';

export const STATUS_LABELS: Record<ChangeStatus, string> = {
  proposed: '待批准',
  approved: '已生效',
  refused: '未批准',
  withdrawn: '已撤回',
};
const COLOURS: Record<ChangeStatus, string> = { proposed: 'gold', approved: 'green', refused: 'red', withdrawn: 'default' };

export const StatusTag = ({ status }: { status: ChangeStatus }) => <Tag color={COLOURS[status]}>{STATUS_LABELS[status]}</Tag>;

/** The history, newest first: what, from when, who proposed and who approved. */
export const ChangeLines = ({ changes }: { changes: readonly StaffingChangeRow[] }) => (
  <>
    {changes.map((change) => (
      <div key={change.id} className="file-entry">
        <div>
          {change.label}
          {change.words ? `：${change.words}` : ''} <StatusTag status={change.status} />
        </div>
        <div className="quiet small num">
          {change.effectiveOn}起　{change.reason}
        </div>
        <div className="quiet small num">
          <People change={change} />
        </div>
      </div>
    ))}
  </>
);

export const People = ({ change }: { change: StaffingChangeRow }) => (
  <>
    {change.proposedByName}提出 {localTime(change.proposedAt)}
    {change.decidedByName && change.decidedAt ? `，${change.decidedByName}处理 ${localTime(change.decidedAt)}` : ''}
    {change.decidedReason ? `：${change.decidedReason}` : ''}
  </>
);
