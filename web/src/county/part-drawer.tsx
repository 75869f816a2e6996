import { Alert, App, Button, Form, Input } from 'antd';
import type { CountyChangeRow, CountyStanding } from '../../../contract/county.ts';
import { checkPattern, numberingOf } from '../../../domain/county/numbers.ts';
import { type CountyPart, PART_SPECS } from '../../../domain/county/settings.ts';
import { request } from '../api/client.ts';
import { todayInOffice } from '../lights/remaining.ts';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { dataOfFields, fieldsOf, useCountyAct } from './county-model.ts';

interface Values {
  effectiveOn: string;
  reason: string;
  data: Record<string, string | undefined>;
}

/** One part of the settings, written anew as a whole, with its first day and why. */
export function PartDrawer({ part, standing, onClose }: { part: CountyPart; standing: CountyStanding; onClose: () => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { label, twoPeople, effect } = PART_SPECS[part];
  const fields = fieldsOf(part, standing);
  const send = useCountyAct((body: object) => request<CountyChangeRow>('/county/changes', { method: 'POST', body }));
  const submit = ({ effectiveOn, reason, data }: Values) =>
    send.mutate(
      { part, effectiveOn, reason, data: dataOfFields(part, data) },
      {
        onSuccess: () => {
          void message.success(twoPeople ? '已提出，等待安全管理员批准' : '已登记');
          onClose();
        },
      },
    );
  const today = todayInOffice();
  return (
    <SideDrawer open keep title={`变更${label}`} onClose={onClose}>
      <Alert type="info" showIcon title={effect} style={{ marginBottom: 16 }} />
      <Form
        form={form}
        layout="vertical"
        onFinish={submit}
        initialValues={{ effectiveOn: today, data: Object.fromEntries(fields.map(({ key, value }) => [key, value])) }}
      >
        {fields.map((field) => (
          <Form.Item
            key={field.key}
            name={['data', field.key]}
            label={field.label}
            rules={field.optional ? [] : [{ required: true, whitespace: true, message: `请填写${field.label}` }]}
            {...(part === 'numbers' ? { extra: <NumberPreview name={field.key} label={field.label} /> } : {})}
          >
            <Input
              {...(part === 'go-live' ? { type: 'date' } : { maxLength: 60 })}
              {...(field.placeholder ? { placeholder: field.placeholder } : {})}
            />
          </Form.Item>
        ))}
        <Form.Item name="effectiveOn" label="生效日期" rules={[{ required: true, message: '请填写生效日期' }]}>
          <Input type="date" min={today} />
        </Form.Item>
        <Form.Item name="reason" label="事由" rules={[{ required: true, whitespace: true, message: '请填写事由' }]}>
          <Input.TextArea rows={2} maxLength={500} placeholder="批准文件、文号或者情况说明" />
        </Form.Item>
        {send.isError ? <Refused error={send.error} /> : null}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {twoPeople ? '提出' : '登记'}
        </Button>
      </Form>
    </SideDrawer>
  );
}

/** The first numbers that the pattern would give, or why it can give none: by the rule that the API asks. */
function NumberPreview({ name, label }: { name: string; label: string }) {
  const pattern = Form.useWatch<string | undefined>(['data', name]) ?? '';
  const fault = checkPattern(pattern, label);
  if (fault) {
    return (
      <span className="county-fault">
        {fault.message}：{fault.needs.join('、')}
      </span>
    );
  }
  const { format } = numberingOf(pattern);
  const year = Number(todayInOffice().slice(0, 4));
  return (
    <span className="num">
      例如 {format(year, 1)}，{format(year, 123)}
    </span>
  );
}
