import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { Board } from '../../../contract/board.ts';
import { kindNamed } from '../../../domain/kinds.ts';
import { pathOf } from '../item/path.ts';
import { localTime } from '../lights/remaining.ts';

const DAY_MS = 86_400_000;

/** What no light shows: items that nothing will move, and records that do not agree. Each with what to do. */
export function Alarms({ board, onStuck }: { board: Board; onStuck: () => void }) {
  const { stuck, stuckBy, reconciliation, stores, alarms } = board;
  return (
    <>
      {stores.map(({ store, text, todo }) => (
        <Alert key={store} type="error" showIcon className="refused" title={`${text}。修复之前只能查阅，不能办理`} description={todo} />
      ))}
      {stuck > 0 ? (
        <Alert
          type="error"
          showIcon
          className="refused"
          title={`${stuck} 件在办案件停滞：不会再有人被提醒`}
          description={
            <>
              {stuckBy.nothingDue > 0 ? (
                <div>{stuckBy.nothingDue} 件既没有到期事项，也没有等待理由：打开案件办理下一步，或者催办、改派承办人。</div>
              ) : null}
              {stuckBy.late > 0 ? (
                <div>
                  {stuckBy.late} 件的提醒时间已过一小时仍未动作：请运维检查办案引擎，并执行 <code>npm run reconcile</code> 核对。
                </div>
              ) : null}
            </>
          }
          action={
            <Button size="small" danger onClick={onStuck}>
              逐件核查
            </Button>
          }
        />
      ) : null}
      {alarms.count > 0 ? (
        <Alert
          type="error"
          showIcon
          className="refused"
          title={`${alarms.count} 件事项的流程出了问题：不经运维处理不会再动`}
          description={
            <ul className="case-alarms">
              {alarms.items.map(({ itemKind, caseId, kind, label, text, todo, since, title, number }) => (
                <li key={`${caseId} ${kind}`}>
                  <b>{label}</b>
                  <span>
                    {itemKind === 'case' ? null : `${kindNamed(itemKind)?.label ?? itemKind} `}
                    <Link to={pathOf(itemKind, caseId)}>{number ?? title ?? caseId}</Link>
                    <span className="quiet">，{localTime(since)}起</span>：{text}
                    <span className="quiet small case-alarm-todo">{todo}</span>
                  </span>
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
      {reconciliation && reconciliation.remaining > 0 ? (
        <Alert
          type="error"
          showIcon
          className="refused"
          title={`${reconciliation.remaining} 件事项的办案引擎、记录和列表不一致`}
          description={
            <>
              {localTime(reconciliation.at)}核对 {reconciliation.compared} 件时发现。列表上它们的灯可能不是最新，案件以案件内的“核验”为准；
              请运维执行 <code>npm run reconcile -- --repair</code> 补写缺失的内容。
            </>
          }
        />
      ) : null}
    </>
  );
}

/** When everything was last compared; a long while ago is worth a word, agreement is worth a quiet one. */
export function Reconciled({ board: { reconciliation, now } }: { board: Board }) {
  if (!reconciliation) return <p className="quiet small">还没有核对过办案引擎与记录（运维：npm run reconcile）。</p>;
  if (reconciliation.remaining > 0) return null;
  const days = Math.floor((Date.parse(now) - Date.parse(reconciliation.at)) / DAY_MS);
  return (
    <p className="quiet small">
      最近一次核对 <span className="num">{localTime(reconciliation.at)}</span>，{reconciliation.compared} 件在办事项
      {reconciliation.differences > 0 ? `，${reconciliation.differences} 件差异已补写` : '全部一致'}
      {days >= 7 ? `；已过 ${days} 天，建议再核对一次` : ''}。
    </p>
  );
}
