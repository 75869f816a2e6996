import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { request } from '../api/client.ts';
import type { Control } from './simple-controls.tsx';

type Factor = string | number | boolean;

interface BenchmarkAnswer {
  items: { matterCode: string; tiers: { criteria: { factor: string }[] }[] }[];
  factors?: Record<string, { type: string; label: string }>;
}

/** The circumstances that the matter's benchmark asks for; nothing is assumed that was not answered. */
export function FactorsControl({ value, onChange, matterCode }: Control<Record<string, Factor>> & { matterCode: string | null }) {
  const benchmark = useQuery({
    queryKey: ['lists', 'benchmarks', matterCode],
    queryFn: () => request<BenchmarkAnswer>(`/lists/benchmarks?code=${encodeURIComponent(matterCode ?? '')}`),
    enabled: matterCode !== null,
    staleTime: 300_000,
  });
  if (!matterCode) return <span>案件尚未确定违法事项。</span>;
  const row = benchmark.data?.items.find((item) => item.matterCode === matterCode);
  if (!row) return <span style={{ color: '#6b777d' }}>{benchmark.isPending ? '正在查找裁量基准…' : '本事项没有裁量基准，按法定幅度裁量。'}</span>;
  const names = [...new Set(row.tiers.flatMap((tier) => tier.criteria.map((criterion) => criterion.factor)))];
  const set = (name: string, answer: Factor | null) => {
    const next = { ...value };
    if (answer === null) delete next[name];
    else next[name] = answer;
    onChange?.(next);
  };
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      {names.map((name) => {
        const factor = benchmark.data?.factors?.[name] ?? { type: 'text', label: name };
        return (
          <Form.Item key={name} label={factor.label} style={{ marginBottom: 0 }} layout="vertical">
            <FactorInput type={factor.type} value={value?.[name] ?? null} onAnswer={(answer) => set(name, answer)} />
          </Form.Item>
        );
      })}
    </div>
  );
}

const HARM_LABELS: Record<string, string> = { none: '无', minor: '轻微', medium: '一般', serious: '严重' };
const LAND_LABELS: Record<string, string> = {
  unused: '未利用地', agricultural: '农用地', cultivated: '耕地', 'permanent-basic-farmland': '永久基本农田', small: '小型', large: '大型',
};

function FactorInput({ type, value, onAnswer }: { type: string; value: Factor | null; onAnswer: (answer: Factor | null) => void }) {
  if (type === 'boolean') {
    return (
      <Radio.Group
        value={value}
        onChange={(event) => onAnswer(event.target.value as boolean)}
        options={[{ value: true, label: '是' }, { value: false, label: '否' }]}
      />
    );
  }
  if (type === 'number' || type === 'integer') {
    return (
      <InputNumber<number>
        style={{ width: '100%' }}
        min={0}
        {...(type === 'integer' ? { precision: 0 } : {})}
        value={typeof value === 'number' ? value : null}
        onChange={onAnswer}
      />
    );
  }
  if (type.startsWith('enum:')) {
    return (
      <Select
        value={value as string | null}
        onChange={onAnswer}
        placeholder="请选择"
        options={type.slice(5).split('|').map((option) => ({ value: option, label: HARM_LABELS[option] ?? LAND_LABELS[option] ?? option }))}
      />
    );
  }
  return <Input value={typeof value === 'string' ? value : ''} onChange={(event) => onAnswer(event.target.value || null)} />;
}
