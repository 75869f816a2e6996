import { Empty } from 'antd';
import type { ReactNode } from 'react';

/** An empty place says why it is empty and, where there is one, the way on. */
export function Nothing({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Empty className="nothing" image={Empty.PRESENTED_IMAGE_SIMPLE} description={children}>
      {action}
    </Empty>
  );
}
