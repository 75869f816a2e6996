import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { rolesInWords } from '../../../domain/roles.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';
import { useSession } from './session.tsx';
import './sign-in.css';

interface DemoPerson {
  username: string;
  name: string;
  unitName: string;
  roles: Role[];
}

interface Demo {
  people: DemoPerson[];
  password: string;
}

/** The door: name and password, and in the demo county the people one can be. */
export function SignIn() {
  const { signIn } = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const demo = useQuery({
    queryKey: ['session', 'demo'],
    queryFn: () => request<Demo>('/session/demo'),
    retry: false,
    staleTime: Infinity,
  });
  const enter = async (username: string, password: string) => {
    setBusy(true);
    setError(null);
    try {
      await signIn(username, password);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <main className="sign-in">
      <div className="sign-in-brand">
        <img src="/lamp.svg" alt="" width={40} height={40} />
        <div>
          <h1>
            案灯 <span>Caselight</span>
          </h1>
          <p>案件不遗失，期限有依据，结果可证明</p>
        </div>
      </div>
      <div className="sign-in-card" data-demo={demo.data !== undefined}>
        <section>
          <h2>登录</h2>
          <Form
            layout="vertical"
            requiredMark={false}
            onFinish={(values: { username: string; password: string }) => void enter(values.username, values.password)}
          >
            <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请填写用户名' }]}>
              <Input autoComplete="username" autoFocus autoCapitalize="off" size="large" />
            </Form.Item>
            <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
              <Input.Password autoComplete="current-password" size="large" />
            </Form.Item>
            {error ? <Refused error={error} /> : null}
            <Button type="primary" htmlType="submit" size="large" block loading={busy} autoInsertSpace={false}>
              登录
            </Button>
          </Form>
        </section>
        {demo.data ? <DemoPeople demo={demo.data} busy={busy} enter={enter} /> : null}
      </div>
    </main>
  );
}

function DemoPeople({ demo, busy, enter }: { demo: Demo; busy: boolean; enter: (username: string, password: string) => Promise<void> }) {
  const units = [...new Set(demo.people.map((person) => person.unitName))];
  return (
    <section className="sign-in-demo">
      <h2>演示县：选一个身份直接进入</h2>
      {units.map((unit) => (
        <div key={unit}>
          <h3>{unit}</h3>
          <div className="sign-in-people">
            {demo.people
              .filter((person) => person.unitName === unit)
              .map((person) => (
                <button
                  key={person.username}
                  type="button"
                  className="plain-button"
                  disabled={busy}
                  onClick={() => void enter(person.username, demo.password)}
                >
                  <strong>{person.name}</strong>
                  <span>{rolesInWords(person.roles)}</span>
                </button>
              ))}
          </div>
        </div>
      ))}
    </section>
  );
}
