import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { SessionAnswer } from '../../../contract/session.ts';
import { rolesInWords } from '../../../domain/roles.ts';
import { isProviderRefusal, PROVIDER_REFUSALS } from '../../../domain/sign-in/provider.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';
import { Activation } from './activation.tsx';
import { useSession, useWaysIn } from './session.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

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

/** The door: name and password, the provider where there is one, and in the demo county the people one can be. */
export function SignIn() {
  const { enter: entered } = useSession();
  const ways = useWaysIn();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [activating, setActivating] = useState(false);
  const demo = useQuery({
    queryKey: ['session', 'demo'],
    queryFn: () => request<Demo>('/session/demo'),
    enabled: ways.data?.demo ?? false,
    retry: false,
    staleTime: Infinity,
  });
  const enter = async (username: string, password: string) => {
    setBusy(true);
    setError(null);
    try {
      entered(await request<SessionAnswer>('/session', { method: 'POST', body: { username, password } }));
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  if (activating) return <Activation onBack={() => setActivating(false)} />;
  return (
    <SignInFrame wide={demo.data !== undefined}>
      <section>
        <h2>登录</h2>
        <ProviderRefused />
        {ways.data?.provider ? <ProviderButton name={ways.data.provider} only={!ways.data.password} /> : null}
        {ways.data && !ways.data.password ? null : (
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
            <Button type="link" block className="sign-in-other" onClick={() => setActivating(true)}>
              首次登录或忘记密码：使用激活码
            </Button>
          </Form>
        )}
      </section>
      {demo.data ? <DemoPeople demo={demo.data} busy={busy} enter={enter} /> : null}
    </SignInFrame>
  );
}

function ProviderButton({ name, only }: { name: string; only: boolean }) {
  const [parameters] = useSearchParams();
  // Where they wanted to go; not back to what the door had to say.
  const back = parameters.has('refused') ? '/' : window.location.pathname + window.location.search;
  return (
    <div className="sign-in-provider">
      <Button size="large" block {...(only ? { type: 'primary' } : {})} href={`/api/v1/session/oidc?returnTo=${encodeURIComponent(back)}`}>
        用{name}登录
      </Button>
      {only ? null : <div className="quiet small">或者用本系统的用户名和密码</div>}
    </div>
  );
}

/** Why the provider's sign-in did not come about; said once, by the address that it came back to. */
function ProviderRefused() {
  const [parameters] = useSearchParams();
  const code = parameters.get('refused');
  if (!isProviderRefusal(code)) return null;
  const { text, need } = PROVIDER_REFUSALS[code];
  return <Alert className="refused" role="alert" type="error" showIcon title={text} description={`需要：${need}`} />;
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
