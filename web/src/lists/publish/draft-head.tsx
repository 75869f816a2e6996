import { ArrowLeftOutlined } from '@ant-design/icons';
import { Steps } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** How far a draft is, and what can be done with it. `step`: 0 drafted, 1 checked, 2 published. */
export function DraftHead({ title, step, children }: { title: ReactNode; step: 0 | 1 | 2; children?: ReactNode }) {
  return (
    <>
      <Link to="/lists/drafts">
        <ArrowLeftOutlined /> 全部草稿
      </Link>
      <div className="draft-head">
        <h2>{title}</h2>
        <div className="draft-actions">{children}</div>
      </div>
      <Steps
        className="draft-steps"
        size="small"
        responsive={false}
        current={step === 2 ? 3 : step + 1}
        items={[{ title: '起草' }, { title: '检查' }, { title: '另一人批准' }, { title: '发布' }].slice(0, 3)}
      />
    </>
  );
}
