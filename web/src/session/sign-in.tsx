import { Button, Card, Divider, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ROLE_LABELS, type Role } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { Refused } from '../forms/refused.tsx';
import { useSession } from './session.tsx';

interface DemoPerson {
  username: string;
  name: string;
  unitName: string;
  roles: Role[];
}

export function SignIn() {
  const { signIn } = useSession();
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const demo = useQuery({
    queryKey: ['session', 'demo'],
    queryFn: () => request<{ people: DemoPerson[]; password: string }>('/session/demo'),
    retry: false,
    staleTime: Infinity,
  });
  const enter = async (username: string, password: string) => {
    setBusy(username);
    setError(null);
    try {
      await signIn(username, password);
    } catch (problem) {
      setError(problem);
      setBusy(null);
    }
  };
  return (
    <main className="sign-in">
      <div className="sign-in-brand">
        <img src="/lamp.svg" alt="" width={40} height={40} />
        <div>
          <h1>案灯 <span>Caselight</span></h1>
          <p>案件不遗失，期限有依据，结果可证明</p>
        </div>
      </div>
      <Card className="sign-in-card">
        <Form layout="vertical" onFinish={(values: { username: string; password: string }) => void enter(values.username, values.password)}>
          <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请填写用户名' }]}>
            <Input autoComplete="username" autoFocus size="large" />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          {error ? <Refused error={error} /> : null}
          <Button type="primary" htmlType="submit" size="large" block loading={busy !== null}>登录</Button>
        </Form>
        {demo.data ? (
          <>
            <Divider plain>演示：选一个身份直接进入</Divider>
            <div className="sign-in-people">
              {demo.data.people.map((person) => (
                <button
                  key={person.username}
                  type="button"
                  disabled={busy !== null}
                  onClick={() => void enter(person.username, demo.data.password)}
                >
                  <strong>{person.name}</strong>
                  <span>{person.unitName}</span>
                  <Tag variant="filled">{person.roles.map((role) => ROLE_LABELS[role]).join('、')}</Tag>
                </button>
              ))}
            </div>
          </>
        ) : null}
      </Card>
    </main>
  );
}
