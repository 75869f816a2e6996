import { Alert, App, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useChannelNames } from '../api/county.ts';
import { Problem, request } from '../api/client.ts';
import { PeopleControl } from '../forms/people-controls.tsx';
import { todayInOffice } from '../lights/remaining.ts';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import type { KeyRow, Scope } from '../../../contract/keys.ts';
import { SCOPE_WORDS, useChange } from './channel-model.ts';
import '../forms/forms.css';

interface Values {
  name: string;
  purpose: string;
  ownerId: string;
  scopes: Scope[];
  channel?: string | null;
  area?: string | null;
  addresses?: string[];
  perMinute: number;
  expiresOn: string;
}

const FIELDS = ['name', 'purpose', 'ownerId', 'scopes', 'channel', 'area', 'addresses', 'perMinute', 'expiresOn'];
const USUAL: Partial<Values> = { scopes: ['leads:write'], perMinute: 120 };

/** A new key is asked for: what it may do, for which channel, from where, until when, and who answers for it. */
export function NewKeyDrawer({ onClose }: { onClose: () => void }) {
  const channels = useChannelNames();
  const [form] = Form.useForm<Values>();
  const { message } = App.useApp();
  const scopes = Form.useWatch('scopes', form) as Scope[] | undefined;
  const propose = useChange((values: Values) =>
    request<KeyRow>('/api-keys', {
      method: 'POST',
      body: {
        ...values,
        name: values.name.trim(),
        purpose: values.purpose.trim(),
        channel: values.channel ?? null,
        area: values.area ?? null,
        addresses: values.addresses ?? [],
      },
    }),
  );
  const submit = (values: Values) =>
    propose.mutate(values, {
      onSuccess: () => {
        void message.success('已提出，待安全管理员批准');
        onClose();
      },
      onError: (error) => {
        if (error instanceof Problem)
          form.setFields(error.fields.map(({ path, message: said }) => ({ name: path.split('.')[0] as keyof Values, errors: [said] })));
      },
    });
  return (
    <SideDrawer open keep title="申请接口密钥" onClose={onClose}>
      <Form<Values> form={form} layout="vertical" className="schema-form" initialValues={USUAL} onFinish={submit}>
        <Alert type="info" showIcon className="refused" title="密钥以自己的名义报送和读取，不代表任何人员；案件须由人员登录办理。" />
        <Form.Item
          name="name"
          label="名称"
          extra="写明谁在哪里使用，如“12345平台 生产”"
          rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="purpose" label="用途" rules={[{ required: true, whitespace: true, message: '请填写用途' }]}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} />
        </Form.Item>
        <Form.Item
          name="ownerId"
          label="负责人"
          extra="由这个人对密钥的保管和使用负责"
          rules={[{ required: true, message: '请选择负责人' }]}
        >
          <PeopleControl many={false} certifiedOnly={false} unitId={null} />
        </Form.Item>
        <Form.Item name="scopes" label="权限" rules={[{ required: true, message: '至少选择一项权限' }]}>
          <Checkbox.Group className="channel-scopes" options={Object.entries(SCOPE_WORDS).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="channel" label="渠道" extra="选定后只能报送和查看这个渠道的线索">
          <Select allowClear placeholder="不限" options={Object.entries(channels).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        {scopes?.includes('cases:read') ? (
          <Form.Item name="area" label="案件范围" extra="只有办理情况，不含当事人和反映人">
            <Select allowClear placeholder="本渠道线索转成的案件" options={[{ value: 'county', label: '全县' }]} />
          </Form.Item>
        ) : null}
        <Form.Item name="addresses" label="可以使用的地址" extra="一个地址或者网段，如 10.8.0.0/24，回车添加；不填则不限">
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，', '、']} />
        </Form.Item>
        <Form.Item name="perMinute" label="每分钟最多使用次数" rules={[{ required: true, message: '请填写次数' }]}>
          <InputNumber min={1} max={6000} precision={0} style={{ width: 160 }} />
        </Form.Item>
        <Form.Item
          name="expiresOn"
          label="到期日"
          extra="最长一年；到期前可以另行申请"
          rules={[{ required: true, message: '请填写到期日' }]}
        >
          <Input type="date" min={todayInOffice()} style={{ width: 180 }} />
        </Form.Item>
        {propose.isError ? <Refused error={propose.error} shownAtField={(path) => FIELDS.includes(path.split('.')[0] ?? '')} /> : null}
        <div className="form-foot">
          <Button type="primary" size="large" htmlType="submit" loading={propose.isPending}>
            提出申请
          </Button>
          <Button size="large" onClick={onClose}>
            取消
          </Button>
        </div>
      </Form>
    </SideDrawer>
  );
}
