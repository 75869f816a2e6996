import { Skeleton } from 'antd';

/** Holds the place of what is being read, at about its height. */
export function Waiting({ rows = 6 }: { rows?: number }) {
  return (
    <div className="waiting" aria-busy="true" aria-label="正在读取">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
