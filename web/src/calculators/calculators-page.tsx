import { Tabs } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { PageHead } from '../parts/page-head.tsx';
import { DispatchCalculator } from './dispatch-calculator.tsx';
import { PenaltyCalculator } from './penalty-calculator.tsx';
import { TermCalculator } from './term-calculator.tsx';
import './calculators.css';

/** The very functions that cases use, for anyone, without a case. */
export function CalculatorsPage() {
  const { kind = 'term' } = useParams();
  const navigate = useNavigate();
  return (
    <>
      <PageHead title="计算器" hint="与案件使用同一套规则，不留痕。" />
      <Tabs
        activeKey={kind}
        onChange={(key) => void navigate(`/calculators/${key}`, { replace: true })}
        destroyOnHidden
        items={[
          { key: 'term', label: '期限计算器', children: <TermCalculator /> },
          { key: 'penalty', label: '裁量计算器', children: <PenaltyCalculator /> },
          { key: 'dispatch', label: '线索研判', children: <DispatchCalculator /> },
        ]}
      />
    </>
  );
}
