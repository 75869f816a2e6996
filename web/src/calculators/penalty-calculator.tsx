import { useMutation } from '@tanstack/react-query';
import { Button, Card, Empty, Form, Select } from 'antd';
import { SUBJECT_KIND_LABELS } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { FactorsControl } from '../forms/factors-control.tsx';
import { MatterControl } from '../forms/lookup-controls.tsx';
import { DateControl } from '../forms/simple-controls.tsx';
import { Refused } from '../forms/refused.tsx';

const STAGES = { direct: '直接处罚', 'after-refusal': '责令改正后拒不改正或逾期', aggravated: '情节严重' };

interface PenaltyAnswer {
  law: string | { law: string; article: string };
  tier: string;
  range: { min: number | null; max: number | null; unit: string | null } | null;
  lines: { text: string; basis?: string }[];
}

export function PenaltyCalculator() {
  const [form] = Form.useForm();
  const matterCode = Form.useWatch('matterCode', form) as string | undefined;
  const derive = useMutation({
    mutationFn: (values: Record<string, unknown>) =>
      request<PenaltyAnswer>('/derive/penalty', { method: 'POST', body: { ...values, factors: values.factors ?? {} } }),
  });
  const answer = derive.data;
  const law = answer && (typeof answer.law === 'string' ? answer.law : `《${answer.law.law}》${answer.law.article}`);
  const yuan = (amount: number | null) => (amount === null ? '—' : amount.toLocaleString('zh-CN'));
  return (
    <div className="calculator">
      <Card title="事实">
        <Form
          form={form} layout="vertical" onFinish={(values: Record<string, unknown>) => derive.mutate(values)}
          initialValues={{ subjectKind: 'citizen', stage: 'direct', decidedOn: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) }}
        >
          <Form.Item name="matterCode" label="违法事项" rules={[{ required: true, message: '请选择违法事项' }]}><MatterControl /></Form.Item>
          <Form.Item name="subjectKind" label="当事人"><Select options={Object.entries(SUBJECT_KIND_LABELS).map(([value, label]) => ({ value, label }))} /></Form.Item>
          <Form.Item name="stage" label="情形"><Select options={Object.entries(STAGES).map(([value, label]) => ({ value, label }))} /></Form.Item>
          <Form.Item name="conductOn" label="违法行为发生之日" rules={[{ required: true, message: '请填写' }]}><DateControl /></Form.Item>
          <Form.Item name="decidedOn" label="决定之日" rules={[{ required: true, message: '请填写' }]}><DateControl /></Form.Item>
          {matterCode ? <Form.Item name="factors" label="裁量因素"><FactorsControl matterCode={matterCode} /></Form.Item> : null}
          {derive.isError ? <Refused error={derive.error} /> : null}
          <Button type="primary" htmlType="submit" loading={derive.isPending}>推算</Button>
        </Form>
      </Card>
      <Card title="结果">
        {answer ? (
          <>
            <div className="calculator-answer">
              <strong className="num">{answer.range ? `${yuan(answer.range.min)} – ${yuan(answer.range.max)} ${answer.range.unit === 'yuan' ? '元' : answer.range.unit ?? ''}` : '不涉及罚款'}</strong>
              <span>{answer.tier}</span><span className="quiet">{law}</span>
            </div>
            <ol className="why-lines">
              {answer.lines.map((line, index) => <li key={index}><span>{line.text}{line.basis ? <span className="why-basis">{line.basis}</span> : null}</span></li>)}
            </ol>
          </>
        ) : <Empty description="填好左边后点“推算”" />}
      </Card>
    </div>
  );
}
