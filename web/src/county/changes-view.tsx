import { App, Button, Input, Space, Tag } from 'antd';
import { useState } from 'react';
import type { CountyChangeRow, CountyStanding } from '../../../contract/county.ts';
import { OWN_RULE_LABELS, type OwnRule } from '../../../domain/county/names.ts';
import { REGISTER_LABELS, type RegisterName } from '../../../domain/county/numbers.ts';
import { CHANNEL_LABELS, type Channel } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { Refused } from '../parts/refused.tsx';
import { useSession } from '../session/session.tsx';
import { useCountyAct, useCountyChanges } from './county-model.ts';

const STATUS = {
  proposed: { text: '待批准', color: 'gold' },
  approved: { text: '已批准', color: 'green' },
  refused: { text: '未批准', color: 'red' },
  withdrawn: { text: '已撤回', color: 'default' },
} as const;

const FIELD_LABELS: Record<string, string> = { name: '县名', short: '简称', title: '页头名称', on: '启用日期' };

/** What a change says, one line a field. */
function linesOf({ part, data }: CountyChangeRow, units: CountyStanding['units']): string[] {
  const given = data as Record<string, string> & { seals?: Record<string, string> };
  const rows = Object.entries(part === 'seals' ? (given.seals ?? {}) : given);
  const labelOf = (key: string): string =>
    part === 'rules'
      ? OWN_RULE_LABELS[key as OwnRule]
      : part === 'numbers'
        ? REGISTER_LABELS[key as RegisterName]
        : part === 'channels'
          ? CHANNEL_LABELS[key as Channel]
          : (FIELD_LABELS[key] ?? units.find(({ id }) => id === key)?.name ?? key);
  return rows.length === 0 ? ['恢复默认'] : rows.map(([key, value]) => `${labelOf(key)}：${value}`);
}

/** What waits for the second person, and what was decided. */
export function CountyChangesView({ units }: { units: CountyStanding['units'] }) {
  const changes = useCountyChanges();
  return (
    <Read query={changes} rows={4}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing>还没有变更</Nothing>
        ) : (
          <ul className="county-changes">
            {items.map((change) => (
              <Change key={change.id} change={change} units={units} />
            ))}
          </ul>
        )
      }
    </Read>
  );
}

function Change({ change, units }: { change: CountyChangeRow; units: CountyStanding['units'] }) {
  const { text, color } = STATUS[change.status];
  return (
    <li>
      <div>
        <strong>{change.label}</strong> <Tag color={color}>{text}</Tag> <span className="quiet num">{change.effectiveOn}起</span>
      </div>
      {linesOf(change, units).map((line) => (
        <div key={line}>{line}</div>
      ))}
      <div className="quiet small">
        {change.reason}（{change.proposedByName}提出{change.decidedByName ? `，${change.decidedByName}${text}` : ''}
        {change.decidedReason ? `：${change.decidedReason}` : ''}）
      </div>
      {change.status === 'proposed' ? <Decide change={change} /> : null}
    </li>
  );
}

function Decide({ change: { id, proposedBy } }: { change: CountyChangeRow }) {
  const { may, person } = useSession();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const decide = useCountyAct((how: 'approve' | 'refuse' | 'withdraw') =>
    request<CountyChangeRow>(`/county/changes/${id}/${how}`, { method: 'POST', body: { reason: reason.trim() || null } }),
  );
  const act = (how: 'approve' | 'refuse' | 'withdraw') => decide.mutate(how, { onSuccess: () => void message.success('已处理') });
  const own = proposedBy === person?.id;
  if (!(may('security-admin') && !own) && !(may('sys-admin') && own)) return null;
  return (
    <>
      <Space wrap style={{ marginTop: 8 }}>
        {own ? (
          <Button loading={decide.isPending} onClick={() => act('withdraw')}>
            撤回
          </Button>
        ) : (
          <>
            <Input
              value={reason}
              maxLength={500}
              placeholder="意见；不批准的写明理由"
              onChange={(event) => setReason(event.target.value)}
            />
            <Button type="primary" loading={decide.isPending} onClick={() => act('approve')}>
              批准
            </Button>
            <Button danger disabled={reason.trim() === ''} loading={decide.isPending} onClick={() => act('refuse')}>
              不批准
            </Button>
          </>
        )}
      </Space>
      {decide.isError ? <Refused error={decide.error} /> : null}
    </>
  );
}
