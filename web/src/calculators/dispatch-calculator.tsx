import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Select, Tag } from 'antd';
import { LEAD_KIND_LABELS, type LeadKind } from '../../../domain/routing/dispatch/kinds.ts';
import { useChannelNames } from '../api/county.ts';
import { request } from '../api/client.ts';
import { isTown, useUnits } from '../api/lists.ts';
import { confidenceWords, DispatchView, spokenWords } from '../leads/dispatch-view.tsx';
import { type DispatchProposal, KIND_COLOURS } from '../leads/lead-model.ts';
import { Marked } from '../leads/marked.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Refused } from '../parts/refused.tsx';

interface DispatchAnswer {
  kind: LeadKind;
  dispatch: DispatchProposal;
}

/** Whose a lead would be, without taking it in. */
export function DispatchCalculator() {
  const channels = useChannelNames();
  const units = useUnits();
  const derive = useMutation({
    mutationFn: (values: Record<string, unknown>) =>
      request<DispatchAnswer>('/derive/dispatch', {
        method: 'POST',
        body: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')),
      }),
  });
  const answer = derive.data;
  const text = String(derive.variables?.text ?? '');
  return (
    <div className="calculator">
      <section className="panel">
        <Form layout="vertical" onFinish={(values: Record<string, unknown>) => derive.mutate(values)}>
          <Form.Item name="text" label="线索内容" rules={[{ required: true, whitespace: true, message: '请填写线索内容' }]}>
            <Input.TextArea autoSize={{ minRows: 5 }} maxLength={5000} />
          </Form.Item>
          <div className="pair">
            <Form.Item name="town" label="镇街">
              <Select
                allowClear
                options={(units.data?.items ?? []).filter(isTown).map((unit) => ({ value: unit.name, label: unit.name }))}
              />
            </Form.Item>
            <Form.Item name="channel" label="渠道">
              <Select allowClear options={Object.entries(channels).map(([value, label]) => ({ value, label }))} />
            </Form.Item>
          </div>
          {derive.isError ? <Refused error={derive.error} /> : null}
          <Button type="primary" size="large" htmlType="submit" loading={derive.isPending}>
            研判
          </Button>
        </Form>
      </section>
      <section className="panel" aria-live="polite">
        {answer ? (
          <>
            <div className="calculator-answer">
              <Tag color={KIND_COLOURS[answer.kind]}>{LEAD_KIND_LABELS[answer.kind]}</Tag>
              <span className="quiet num">{confidenceWords(answer.dispatch.confidence)}</span>
            </div>
            <p className="lead-text">
              <Marked text={text} words={spokenWords(answer.dispatch)} />
            </p>
            <DispatchView dispatch={answer.dispatch} most={5} />
          </>
        ) : (
          <Nothing>写下线索后点“研判”，说明由谁办、依据哪些词和清单</Nothing>
        )}
      </section>
    </div>
  );
}
