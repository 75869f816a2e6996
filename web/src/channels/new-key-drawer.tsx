import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { CHANNEL_LABELS } from '../../../domain/vocabulary.ts';
import { Problem, request } from '../api/client.ts';
import { PeopleControl } from '../forms/people-controls.tsx';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import type { Scope } from '../../../contract/keys.ts';
import { OF_SOMEBODY, SCOPE_WORDS, useChange } from './channel-model.ts';
import { ShownOnce } from './shown-once.tsx';
import '../forms/forms.css';

interface Values {
  name: string;
  scopes: Scope[];
  channel?: string | null;
  actsAs?: string | null;
}

const FIELDS = ['name', 'scopes', 'channel', 'actsAs'];

/** A new key: what it may do, for which channel, for whom. */
export function NewKeyDrawer({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const scopes = Form.useWatch('scopes', form) as Scope[] | undefined;
  const [made, setMade] = useState<{ name: string; key: string } | null>(null);
  const make = useChange((values: Values) =>
    request<{ name: string; key: string }>('/api-keys', {
      method: 'POST',
      body: { name: values.name.trim(), scopes: values.scopes, channel: values.channel ?? null, actsAs: values.actsAs ?? null },
    }),
  );
  const somebody = scopes?.some((scope) => OF_SOMEBODY.includes(scope)) ?? false;
  const submit = (values: Values) =>
    make.mutate(values, {
      onSuccess: setMade,
      onError: (error) => {
        if (error instanceof Problem)
          form.setFields(error.fields.map(({ path, message }) => ({ name: path.split('.')[0] as keyof Values, errors: [message] })));
      },
    });
  return (
    <SideDrawer open keep title="发放接口密钥" onClose={onClose}>
      <Form<Values> form={form} layout="vertical" className="schema-form" initialValues={{ scopes: ['leads:write'] }} onFinish={submit}>
        <Form.Item
          name="name"
          label="名称"
          extra="写明谁在哪里使用，如“12345平台 生产”"
          rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="scopes" label="权限" rules={[{ required: true, message: '至少选择一项权限' }]}>
          <Checkbox.Group className="channel-scopes" options={Object.entries(SCOPE_WORDS).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="channel" label="渠道" extra="选定后只能报送这个渠道的工单">
          <Select allowClear placeholder="不限" options={Object.entries(CHANNEL_LABELS).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item
          name="actsAs"
          label="代表的人员"
          required={somebody}
          extra="查看和办理按这个人的范围和职责，记录记在这个人名下；报送工单、查看清单和计算不需要"
          rules={somebody ? [{ required: true, message: '查看线索、查看和办理案件须选定代表的人员' }] : []}
        >
          <PeopleControl many={false} certifiedOnly={false} unitId={null} />
        </Form.Item>
        {make.isError ? <Refused error={make.error} shownAtField={(path) => FIELDS.includes(path.split('.')[0] ?? '')} /> : null}
        <div className="form-foot">
          <Button type="primary" size="large" htmlType="submit" loading={make.isPending}>
            发放
          </Button>
          <Button size="large" onClick={onClose}>
            取消
          </Button>
        </div>
      </Form>
      {made ? (
        <ShownOnce
          title={`“${made.name}”的接口密钥`}
          value={made.key}
          onClose={onClose}
          hint="请求时放在 Authorization: Bearer 之后。系统只保存它的摘要，遗失后只能停用重发。"
        />
      ) : null}
    </SideDrawer>
  );
}
