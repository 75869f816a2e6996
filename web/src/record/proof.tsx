import { CheckCircleOutlined, CloseCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { Verification } from '../../../contract/record.ts';
import { request } from '../api/client.ts';
import { Read } from '../parts/read.tsx';
import { useSession } from '../session/session.tsx';
import './record.css';

const ICONS = { ok: <CheckCircleOutlined />, bad: <CloseCircleOutlined />, unknown: <QuestionCircleOutlined /> };

const disagreeing = (checks: Verification['checks']): string =>
  checks
    .filter(({ ok, known }) => known && !ok)
    .map(({ name }) => name)
    .join('”“');

/** Whether the record is whole and unaltered: the chain recomputed, the engine's own copy, the anchors. */
export function Proof({ plural, id }: { plural: string; id: string }) {
  const { may } = useSession();
  const verification = useQuery({ queryKey: ['item', id, 'verify'], queryFn: () => request<Verification>(`/${plural}/${id}/verify`) });
  return (
    <Read query={verification}>
      {({ ok, open, checks, head, length }) => (
        <>
          <Alert
            type={ok ? 'success' : open ? 'warning' : 'error'}
            showIcon
            style={{ marginBottom: 12 }}
            title={
              ok
                ? `${length} 条记录完整，未被改动`
                : open
                  ? '没有发现矛盾，但有副本未能比对，还不能证明'
                  : `“${disagreeing(checks)}”不符，请立即核查`
            }
            action={
              <Button size="small" onClick={() => void verification.refetch()} loading={verification.isFetching}>
                重新核验
              </Button>
            }
          />
          {checks.map((check) => {
            const state = check.ok ? 'ok' : check.known ? 'bad' : 'unknown';
            return (
              <div key={check.name} className="proof-check" data-state={state}>
                {ICONS[state]}
                <span>{check.name}</span>
                <span>{check.text}</span>
              </div>
            );
          })}
          <div className="proof-check">
            <span />
            <span>末条哈希</span>
            <span className="hash">{head}</span>
          </div>
          <div className="proof-check">
            <span />
            <span>原始数据</span>
            <span className="proof-links">
              <a href={`/api/v1/${plural}/${id}/events?limit=1000`} target="_blank" rel="noreferrer">
                事件记录
              </a>
              {plural === 'cases' && may('auditor') ? (
                <a href={`/api/v1/cases/${id}/history`} target="_blank" rel="noreferrer">
                  办案引擎的历史
                </a>
              ) : null}
            </span>
          </div>
          <p className="quiet small">每条记录的哈希由上一条的哈希和本条内容算出：改动任何一条，其后的全部哈希都对不上。</p>
        </>
      )}
    </Read>
  );
}
