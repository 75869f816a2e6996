import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Card, Empty, Form, InputNumber, Select, Space, Tag } from 'antd';
import type { DerivedTerm } from '../../../domain/terms/derive.ts';
import { LIGHT_LABELS } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { InstantControl } from '../forms/simple-controls.tsx';
import { Refused } from '../forms/refused.tsx';
import { Lamp } from '../lights/lamp.tsx';
import { dayWords, localTime } from '../lights/remaining.ts';
import './calculators.css';

const UNITS = { workday: '工作日', naturalDay: '自然日', month: '个月', year: '年', workHour: '工作小时', hour: '小时', minute: '分钟' };
const ROLLS = { none: '末日不顺延', next: '顺延至下一工作日', previous: '提前至上一工作日' };

interface Values {
  anchor: string;
  length: number;
  unit: keyof typeof UNITS;
  roll: keyof typeof ROLLS;
  now: string | null;
  pauses: { from: string; to: string | null }[];
  extensions: number[];
}

export function TermCalculator() {
  const derive = useMutation({
    mutationFn: (values: Values) => request<DerivedTerm>('/derive/term', {
      method: 'POST',
      body: {
        unit: values.unit, length: values.length, anchor: values.anchor, roll: values.roll,
        ...(values.now ? { now: values.now } : {}),
        ...(values.pauses.length > 0 ? { pauses: values.pauses.map(({ from, to }) => (to ? { from, to } : { from })) } : {}),
        ...(values.extensions.length > 0 ? { extensions: values.extensions } : {}),
      },
    }),
  });
  const answer = derive.data;
  return (
    <div className="calculator">
      <Card title="期限">
        <Form<Values>
          layout="vertical" onFinish={(values) => derive.mutate(values)}
          initialValues={{ length: 90, unit: 'naturalDay', roll: 'none', pauses: [], extensions: [], now: null }}
        >
          <Form.Item name="anchor" label="起算（立案、送达、收到的时间）" rules={[{ required: true, message: '请填写起算时间' }]}><InstantControl /></Form.Item>
          <Space.Compact block>
            <Form.Item name="length" label="长度" style={{ width: '50%' }} rules={[{ required: true, message: '请填写长度' }]}><InputNumber min={1} precision={0} style={{ width: '100%' }} /></Form.Item>
            <Form.Item name="unit" label="单位" style={{ width: '50%' }}><Select options={Object.entries(UNITS).map(([value, label]) => ({ value, label }))} /></Form.Item>
          </Space.Compact>
          <Form.Item name="roll" label="末日为休息日时"><Select options={Object.entries(ROLLS).map(([value, label]) => ({ value, label }))} /></Form.Item>
          <Form.List name="pauses">
            {(rows, { add, remove }) => (
              <Form.Item label="中止计时">
                {rows.map((row) => (
                  <Space key={row.key} align="baseline" style={{ display: 'flex' }}>
                    <Form.Item name={[row.name, 'from']} rules={[{ required: true, message: '请填写中止时间' }]}><InstantControl /></Form.Item>
                    <span>至</span>
                    <Form.Item name={[row.name, 'to']}><InstantControl /></Form.Item>
                    <Button type="text" icon={<DeleteOutlined />} aria-label="删除这段中止" onClick={() => remove(row.name)} />
                  </Space>
                ))}
                <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({})}>添加中止</Button>
              </Form.Item>
            )}
          </Form.List>
          <Form.List name="extensions">
            {(rows, { add, remove }) => (
              <Form.Item label="延长">
                {rows.map((row) => (
                  <Space key={row.key} align="baseline" style={{ display: 'flex' }}>
                    <Form.Item name={row.name} rules={[{ required: true, message: '请填写延长长度' }]}><InputNumber min={1} precision={0} /></Form.Item>
                    <Button type="text" icon={<DeleteOutlined />} aria-label="删除这次延长" onClick={() => remove(row.name)} />
                  </Space>
                ))}
                <Button type="dashed" icon={<PlusOutlined />} onClick={() => add()}>添加延长</Button>
              </Form.Item>
            )}
          </Form.List>
          <Form.Item name="now" label="看哪一刻的灯" extra="不填即现在"><InstantControl /></Form.Item>
          {derive.isError ? <Refused error={derive.error} /> : null}
          <Button type="primary" htmlType="submit" loading={derive.isPending}>推算</Button>
        </Form>
      </Card>
      <Card title="结果">
        {answer ? (
          <>
            <div className="calculator-answer">
              <Lamp light={answer.light} size={16} text={LIGHT_LABELS[answer.light]} />
              <strong className="num">{answer.deadline ? localTime(answer.deadline) : '中止中，届满日未定'}</strong>
              {answer.deadline ? <span className="quiet">{dayWords(answer.deadline, Date.now())}</span> : null}
              {answer.provisional ? <Tag color="orange">暂定：跨入尚未公布放假安排的年度</Tag> : null}
            </div>
            <ol className="why-lines">
              {answer.lines.map((line, index) => (
                <li key={index}><span>{line.text}{line.basis ? <span className="why-basis">{line.basis}</span> : null}</span></li>
              ))}
            </ol>
          </>
        ) : <Empty description="填好左边后点“推算”" />}
      </Card>
    </div>
  );
}
