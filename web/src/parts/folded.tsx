import { DownOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import './folded.css';

/** What matters less, behind a line that says what it is. */
export function Folded({ title, open = false, children }: { title: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="folded" open={open}>
      <summary>
        <span>{title}</span>
        <DownOutlined className="folded-arrow" />
      </summary>
      {children}
    </details>
  );
}
