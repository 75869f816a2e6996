import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { isAtField, Problem, request } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { NewPasswordFields } from '../session/new-password.tsx';
import { useWaysIn } from '../session/session.tsx';
import { useSecurityChange } from './model.ts';
import '../forms/forms.css';

export function PasswordSection() {
  const ways = useWaysIn();
  const [open, setOpen] = useState(false);
  if (ways.data && !ways.data.password) return null;
  return (
    <section className="panel">
      <div className="security-head">
        <div>
          <h2>密码</h2>
          <p className="quiet small">修改后，其他地方的会话全部结束。</p>
        </div>
        <Button onClick={() => setOpen(true)}>修改密码</Button>
      </div>
      {open ? <ChangePassword onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

interface Values {
  current: string;
  password: string;
}

function ChangePassword({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const { message } = App.useApp();
  const change = useSecurityChange(({ current, password }: Values) =>
    request('/session/password', { method: 'POST', body: { current, password } }),
  );
  const submit = (values: Values) =>
    change.mutate(values, {
      onSuccess: () => {
        void message.success('密码已修改');
        onClose();
      },
      onError: (error) => {
        if (error instanceof Problem)
          form.setFields(error.fields.map(({ path, message: words }) => ({ name: path as keyof Values, errors: [words] })));
      },
    });
  return (
    <SideDrawer open keep title="修改密码" onClose={onClose} size={440}>
      <Form<Values> form={form} layout="vertical" className="schema-form" requiredMark={false} onFinish={submit}>
        <Form.Item name="current" label="原密码" rules={[{ required: true, message: '请填写原密码' }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <NewPasswordFields />
        {change.isError && !isAtField(change.error) ? <Refused error={change.error} /> : null}
        <div className="form-foot">
          <Button type="primary" size="large" htmlType="submit" loading={change.isPending}>
            修改
          </Button>
          <Button size="large" onClick={onClose}>
            取消
          </Button>
        </div>
      </Form>
    </SideDrawer>
  );
}
