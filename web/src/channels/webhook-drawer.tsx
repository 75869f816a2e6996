import { App, Button, Form, Input, Popconfirm, Switch } from 'antd';
import { useState } from 'react';
import { Problem, request } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import type { ChannelRow } from '../../../contract/channels.ts';
import { useChange } from './channel-model.ts';
import { ShownOnce } from './shown-once.tsx';
import '../forms/forms.css';

interface Values {
  url: string;
  active: boolean;
  rotateSecret: boolean;
}

/** Where a channel is told; its secret is shown once, when it is made. */
export function WebhookDrawer({ row, onClose }: { row: ChannelRow; onClose: () => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [secret, setSecret] = useState<string | null>(null);
  const path = `/channels/${row.channel}/webhook`;
  const save = useChange((values: Values) => request<{ secret?: string }>(path, { method: 'PUT', body: values }));
  const remove = useChange(() => request(path, { method: 'DELETE' }));
  const done = (words: string) => {
    void message.success(words);
    onClose();
  };
  const submit = (values: Values) =>
    save.mutate(values, {
      onSuccess: (answer) => (answer.secret ? setSecret(answer.secret) : done('已保存')),
      onError: (error) => {
        if (error instanceof Problem)
          form.setFields(error.fields.map(({ path: field, message: words }) => ({ name: field as keyof Values, errors: [words] })));
      },
    });
  return (
    <SideDrawer open keep title={`${row.label}：回告`} onClose={onClose}>
      <Form<Values>
        form={form}
        layout="vertical"
        className="schema-form"
        onFinish={submit}
        initialValues={{ url: row.webhook?.url ?? '', active: row.webhook?.active ?? true, rotateSecret: false }}
      >
        <p className="quiet">
          工单受理、派单、合并、不予受理、办结、重新办理时，向这个地址发送带签名的通知；没有收到的隔一阵再送，至多十二次。
        </p>
        <Form.Item name="url" label="回告地址" rules={[{ required: true, whitespace: true, message: '请填写地址' }]}>
          <Input inputMode="url" placeholder="https://" maxLength={500} />
        </Form.Item>
        <Form.Item name="active" label="启用" valuePropName="checked" extra="暂停期间的通知保留，启用后按先后补送">
          <Switch />
        </Form.Item>
        {row.webhook ? (
          <Form.Item name="rotateSecret" label="更换签名密钥" valuePropName="checked" extra="旧密钥立即失效，请与渠道约好时间">
            <Switch />
          </Form.Item>
        ) : null}
        {save.isError ? <Refused error={save.error} shownAtField={(field) => ['url', 'active', 'rotateSecret'].includes(field)} /> : null}
        {remove.isError ? <Refused error={remove.error} /> : null}
        <div className="form-foot">
          <Button type="primary" size="large" htmlType="submit" loading={save.isPending}>
            保存
          </Button>
          <Button size="large" onClick={onClose}>
            取消
          </Button>
          {row.webhook ? (
            <Popconfirm
              title="不再回告这个渠道？"
              description="尚未送达的通知保留，重新设置后补送。"
              okText="不再回告"
              cancelText="取消"
              onConfirm={() => remove.mutate(undefined, { onSuccess: () => done('已删除回告地址') })}
            >
              <Button size="large" danger type="text" loading={remove.isPending}>
                删除
              </Button>
            </Popconfirm>
          ) : null}
        </div>
      </Form>
      {secret ? (
        <ShownOnce
          title={`“${row.label}”的签名密钥`}
          value={secret}
          onClose={() => done('已保存')}
          hint="渠道用它核对通知确由本系统发出：HMAC-SHA256（密钥，时间戳 + “.” + 正文）等于 X-Caselight-Signature。"
        />
      ) : null}
    </SideDrawer>
  );
}
