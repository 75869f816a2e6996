import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { SecondFactors } from '../../../contract/session.ts';
import { request } from '../api/client.ts';
import { Read } from '../parts/read.tsx';
import { PassFactor } from '../security/pass-factor.tsx';
import { SetUpFactor } from '../security/set-up-factor.tsx';
import { useSession } from './session.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** Between the password and everything else: the second factor is passed, or first set up. */
export function FactorGate() {
  const { secondFactor, signOut, person } = useSession();
  const factors = useQuery({ queryKey: ['session', 'factors'], queryFn: () => request<SecondFactors>('/session/second-factor') });
  return (
    <SignInFrame>
      <section>
        <h2>{secondFactor === 'due' ? '第二验证' : '设置第二验证'}</h2>
        {secondFactor === 'set-up' ? (
          <Alert className="refused" type="info" showIcon title={`${person?.name ?? ''}，您是管理员，须先设置第二验证才能办理其他事项`} />
        ) : null}
        <Read query={factors}>{(known) => (secondFactor === 'due' ? <PassFactor factors={known} /> : <SetUpFactor />)}</Read>
        <Button type="link" block className="sign-in-other" onClick={() => void signOut()}>
          退出登录
        </Button>
      </section>
    </SignInFrame>
  );
}
