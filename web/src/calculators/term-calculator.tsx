import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, InputNumber, Select, Tag } from 'antd';
import type { DerivedTerm } from '../../../domain/terms/derive.ts';
import { LIGHT_LABELS } from '../../../domain/vocabulary.ts';
import { Problem, request } from '../api/client.ts';
import { InstantControl } from '../forms/time-controls.tsx';
import { Lamp } from '../lights/lamp.tsx';
import { dayWords, localTime } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import { Refused } from '../parts/refused.tsx';
import { WhyLines } from '../parts/why-lines.tsx';

const UNITS = { workday: '工作日', naturalDay: '自然日', month: '个月', year: '年', workHour: '工作小时', hour: '小时', minute: '分钟' };
const ROLLS = { none: '末日不顺延', next: '顺延至下一工作日', previous: '提前至上一工作日' };

interface Values {
  anchor: string;
  length: number;
  unit: keyof typeof UNITS;
  roll: keyof typeof ROLLS;
  now: string | null;
  pauses: ({ from: string; to?: string | null } | undefined)[];
  extensions: number[];
}

function bodyOf({ unit, length, anchor, roll, now, pauses, extensions }: Values): Record<string, unknown> {
  const stops = pauses.flatMap((pause) => (pause?.from ? [pause.to ? { from: pause.from, to: pause.to } : { from: pause.from }] : []));
  return {
    unit,
    length,
    anchor,
    roll,
    ...(now ? { now } : {}),
    ...(stops.length > 0 ? { pauses: stops } : {}),
    ...(extensions.length > 0 ? { extensions } : {}),
  };
}

/** Any term, without a case, by the very functions that cases use. */
export function TermCalculator() {
  const [form] = Form.useForm<Values>();
  const derive = useMutation({
    mutationFn: (values: Values) => request<DerivedTerm>('/derive/term', { method: 'POST', body: bodyOf(values) }),
    onError: (error) => {
      if (error instanceof Problem)
        form.setFields(
          error.fields.map((field) => ({
            name: field.path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)) as never,
            errors: [field.message],
          })),
        );
    },
  });
  return (
    <div className="calculator">
      <section className="panel">
        <Form<Values>
          form={form}
          layout="vertical"
          onFinish={(values) => derive.mutate(values)}
          initialValues={{ length: 90, unit: 'naturalDay', roll: 'none', pauses: [], extensions: [], now: null }}
        >
          <Form.Item name="anchor" label="起算（立案、送达、收到的时间）" rules={[{ required: true, message: '请填写起算时间' }]}>
            <InstantControl />
          </Form.Item>
          <div className="pair">
            <Form.Item name="length" label="长度" rules={[{ required: true, message: '请填写长度' }]}>
              <InputNumber min={1} precision={0} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="unit" label="单位">
              <Select options={Object.entries(UNITS).map(([value, label]) => ({ value, label }))} />
            </Form.Item>
          </div>
          <Form.Item name="roll" label="末日为休息日时">
            <Select options={Object.entries(ROLLS).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Pauses />
          <Extensions />
          <Form.Item name="now" label="看哪一刻的灯" extra="不填即现在">
            <InstantControl />
          </Form.Item>
          {derive.isError ? <Refused error={derive.error} /> : null}
          <Button type="primary" size="large" htmlType="submit" loading={derive.isPending}>
            推算
          </Button>
        </Form>
      </section>
      <section className="panel" aria-live="polite">
        {derive.data ? <Answer answer={derive.data} /> : <Nothing>填好后点“推算”，逐日说明怎样数</Nothing>}
      </section>
    </div>
  );
}

function Pauses() {
  return (
    <Form.List name="pauses">
      {(rows, { add, remove }) => (
        <fieldset className="group">
          <legend>暂停计时</legend>
          {rows.map((row) => (
            <div key={row.key} className="row-block">
              <Form.Item name={[row.name, 'from']} label="自" rules={[{ required: true, message: '请填写暂停时间' }]}>
                <InstantControl />
              </Form.Item>
              <Form.Item name={[row.name, 'to']} label="至" extra="尚未恢复的不填">
                <InstantControl />
              </Form.Item>
              <Button
                className="row-remove"
                type="text"
                icon={<DeleteOutlined />}
                aria-label="删除这段暂停"
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({})}>
            添加一段暂停
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function Extensions() {
  return (
    <Form.List name="extensions">
      {(rows, { add, remove }) => (
        <fieldset className="group">
          <legend>延长</legend>
          {rows.map((row) => (
            <div key={row.key} className="row-line">
              <Form.Item name={row.name} rules={[{ required: true, message: '请填写延长长度' }]}>
                <InputNumber min={1} precision={0} style={{ width: '100%' }} aria-label="延长的长度" />
              </Form.Item>
              <Button
                className="row-remove"
                style={{ marginTop: 0 }}
                type="text"
                icon={<DeleteOutlined />}
                aria-label="删除这次延长"
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add()}>
            添加一次延长
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function Answer({ answer }: { answer: DerivedTerm }) {
  return (
    <>
      <div className="calculator-answer">
        <Lamp light={answer.light} size={16} text={LIGHT_LABELS[answer.light]} />
        <strong className="num">{answer.deadline ? localTime(answer.deadline) : '暂停中，届满日未定'}</strong>
        {answer.deadline ? <span className="quiet">{dayWords(answer.deadline, Date.now())}</span> : null}
        {answer.provisional ? <Tag color="orange">暂定：所涉日期的放假安排尚未公布</Tag> : null}
        {answer.yellowAt ? <span className="quiet num">{localTime(answer.yellowAt)} 转黄</span> : null}
      </div>
      <WhyLines lines={answer.lines} />
    </>
  );
}
