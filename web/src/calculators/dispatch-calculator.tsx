import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Empty, Form, Input, Progress, Select, Tag } from 'antd';
import { CHANNEL_LABELS } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { useUnits } from '../api/lists.ts';
import { Refused } from '../forms/refused.tsx';
import { KIND_TAGS } from '../leads/lead-words.ts';
import '../leads/leads.css';

interface DispatchAnswer {
  kind: keyof typeof KIND_TAGS;
  dispatch: {
    departments: { department: string; score: number; matched: { words: string[]; item: string; itemTitle: string }[] }[];
    confidence: number;
    toPerson: boolean;
    why: string[];
  };
}

export function DispatchCalculator() {
  const units = useUnits();
  const derive = useMutation({
    mutationFn: (values: Record<string, unknown>) => request<DispatchAnswer>('/derive/dispatch', {
      method: 'POST', body: Object.fromEntries(Object.entries(values).filter(([, value]) => value != null && value !== '')),
    }),
  });
  const answer = derive.data;
  return (
    <div className="calculator">
      <Card title="线索">
        <Form layout="vertical" onFinish={(values: Record<string, unknown>) => derive.mutate(values)}>
          <Form.Item name="text" label="内容" rules={[{ required: true, message: '请填写线索内容' }]}><Input.TextArea rows={5} maxLength={5000} /></Form.Item>
          <Form.Item name="town" label="镇街">
            <Select allowClear options={(units.data?.items ?? []).filter((unit) => unit.kind === 'town' || unit.kind === 'street').map((unit) => ({ value: unit.name, label: unit.name }))} />
          </Form.Item>
          <Form.Item name="channel" label="渠道"><Select allowClear options={Object.entries(CHANNEL_LABELS).map(([value, label]) => ({ value, label }))} /></Form.Item>
          {derive.isError ? <Refused error={derive.error} /> : null}
          <Button type="primary" htmlType="submit" loading={derive.isPending}>研判</Button>
        </Form>
      </Card>
      <Card title="结果">
        {answer ? (
          <>
            <div className="calculator-answer"><Tag color={KIND_TAGS[answer.kind].colour}>{KIND_TAGS[answer.kind].label}</Tag><span className="quiet">把握 {Math.round(answer.dispatch.confidence * 100)}%</span></div>
            {answer.dispatch.toPerson ? <Alert type="warning" showIcon title="需要人工判断" description={answer.dispatch.why.join('；')} /> : null}
            {answer.dispatch.departments.slice(0, 5).map((row, index) => (
              <div key={row.department} className="dispatch-row">
                <div><strong>{index + 1}. {row.department}</strong><Progress percent={Math.round(row.score * 100)} size="small" showInfo={false} /></div>
                <div>{row.matched.slice(0, 5).map((match) => <div key={match.item + match.words.join()}>{match.words.map((word) => <Tag key={word} color="gold">{word}</Tag>)}<span className="quiet">{match.item} {match.itemTitle}</span></div>)}</div>
              </div>
            ))}
          </>
        ) : <Empty description="写下线索后点“研判”" />}
      </Card>
    </div>
  );
}
