import { KeyOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SecondFactors } from '../../../contract/session.ts';
import { Refused } from '../parts/refused.tsx';
import { useSession } from '../session/session.tsx';
import { pass, passByPasskey } from './model.ts';
import './security.css';

type Way = 'code' | 'recoveryCode';

/** Proves who sits here by what was set up: a passkey, a code, and when all is lost a recovery code. */
export function PassFactor({ factors, onPassed }: { factors: Pick<SecondFactors, 'totpSince' | 'passkeys'>; onPassed?: () => void }) {
  const { enter } = useSession();
  const [way, setWay] = useState<Way>(factors.totpSince ? 'code' : 'recoveryCode');
  const [byHand, setByHand] = useState(factors.passkeys.length === 0);
  const proof = useMutation({
    mutationFn: (prove: () => ReturnType<typeof pass>) => prove(),
    onSuccess: (answer) => {
      enter(answer);
      onPassed?.();
    },
  });
  const switchTo = (next: Way) => {
    proof.reset();
    setByHand(true);
    setWay(next);
  };
  return (
    <>
      {factors.passkeys.length > 0 ? (
        <Button
          className="factor-passkey"
          {...(byHand ? {} : { type: 'primary' })}
          size="large"
          block
          icon={<KeyOutlined />}
          loading={proof.isPending && !byHand}
          onClick={() => proof.mutate(passByPasskey)}
        >
          使用通行密钥
        </Button>
      ) : null}
      {byHand ? (
        <Form
          key={way}
          layout="vertical"
          requiredMark={false}
          onFinish={({ text }: { text: string }) =>
            proof.mutate(() => pass(way === 'code' ? { code: text.trim() } : { recoveryCode: text }))
          }
        >
          <Form.Item
            name="text"
            label={way === 'code' ? '验证码' : '恢复码'}
            extra={way === 'code' ? '验证器中显示的6位数字，每个只能用一次' : '设置时保存的恢复码，每个只能用一次'}
            rules={[
              way === 'code'
                ? { required: true, pattern: /^\s*\d{6}\s*$/, message: '请填写6位数字' }
                : { required: true, whitespace: true, message: '请填写恢复码' },
            ]}
          >
            <Input size="large" autoFocus autoComplete="one-time-code" inputMode={way === 'code' ? 'numeric' : 'text'} maxLength={60} />
          </Form.Item>
          {proof.isError ? <Refused error={proof.error} /> : null}
          <Button type="primary" size="large" block htmlType="submit" loading={proof.isPending}>
            验证
          </Button>
        </Form>
      ) : proof.isError ? (
        <Refused error={proof.error} />
      ) : null}
      <div className="factor-others">
        {factors.totpSince && !(byHand && way === 'code') ? (
          <Button type="link" size="small" onClick={() => switchTo('code')}>
            使用验证器的验证码
          </Button>
        ) : null}
        {byHand && way === 'recoveryCode' ? null : (
          <Button type="link" size="small" onClick={() => switchTo('recoveryCode')}>
            设备不在身边：使用恢复码
          </Button>
        )}
      </div>
    </>
  );
}
