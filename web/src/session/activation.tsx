import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { SessionAnswer } from '../../../contract/session.ts';
import { isAtField, Problem, request } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';
import { NewPasswordFields } from './new-password.tsx';
import { useSession } from './session.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

interface Values {
  username: string;
  code: string;
  password: string;
}

/** The first time, and when the password is forgotten: an administrator's code, and a password of one's own. */
export function Activation({ onBack }: { onBack: () => void }) {
  const { enter } = useSession();
  const [form] = Form.useForm<Values>();
  const activate = useMutation({
    mutationFn: ({ username, code, password }: Values) =>
      request<SessionAnswer>('/session/activation', { method: 'POST', body: { username, code, password } }),
    onSuccess: enter,
    onError: (error) => {
      if (error instanceof Problem)
        form.setFields(error.fields.map(({ path, message }) => ({ name: path as keyof Values, errors: [message] })));
    },
  });
  return (
    <SignInFrame>
      <section>
        <h2>用激活码设定密码</h2>
        <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={(values) => activate.mutate(values)}>
          <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请填写用户名' }]}>
            <Input autoComplete="username" autoFocus autoCapitalize="off" size="large" />
          </Form.Item>
          <Form.Item
            name="code"
            label="激活码"
            extra="由管理员发放，只能用一次"
            rules={[{ required: true, whitespace: true, message: '请填写激活码' }]}
          >
            <Input autoComplete="one-time-code" autoCapitalize="characters" placeholder="如 K7QM-2V9D-…" size="large" maxLength={60} />
          </Form.Item>
          <NewPasswordFields size="large" />
          {activate.isError && !isAtField(activate.error) ? <Refused error={activate.error} /> : null}
          <Button type="primary" htmlType="submit" size="large" block loading={activate.isPending}>
            设定密码并登录
          </Button>
          <Button type="link" block className="sign-in-other" onClick={onBack}>
            返回登录
          </Button>
        </Form>
      </section>
    </SignInFrame>
  );
}
