import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input, QRCode } from 'antd';
import { rememberCsrfToken } from '../api/client.ts';
import { Read } from '../parts/read.tsx';
import { Refused } from '../parts/refused.tsx';
import { beginTotp, confirmTotp, type SetUp } from './model.ts';
import { Back } from './back.tsx';

/** An authenticator app: it reads the picture, and its first code proves that it did. */
export function SetUpTotp({ onDone, onBack }: { onDone: (set: SetUp) => void; onBack?: () => void }) {
  // Each time a new secret: one that was shown before may have been seen by others.
  const begun = useQuery({ queryKey: ['totp'], queryFn: beginTotp, staleTime: Infinity, gcTime: 0, retry: false });
  const confirm = useMutation({
    mutationFn: confirmTotp,
    onSuccess: (set) => {
      rememberCsrfToken(set.session.csrfToken);
      onDone(set);
    },
  });
  return (
    <>
      <Read query={begun}>
        {({ secret, uri }) => (
          <>
            <ol className="factor-steps">
              <li>在手机上打开验证器应用，扫描二维码</li>
              <li>填写验证器显示的6位数字</li>
            </ol>
            <div className="factor-qr">
              <QRCode value={uri} size={180} type="svg" bordered={false} />
              <div className="quiet small">
                不能扫描的，手工填写密钥：
                <code className="factor-secret">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
              </div>
            </div>
            <Form layout="vertical" requiredMark={false} onFinish={({ code }: { code: string }) => confirm.mutate(code.trim())}>
              <Form.Item name="code" label="验证码" rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: '请填写6位数字' }]}>
                <Input size="large" autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={10} />
              </Form.Item>
              {confirm.isError ? <Refused error={confirm.error} /> : null}
              <Button type="primary" size="large" block htmlType="submit" loading={confirm.isPending}>
                确认
              </Button>
            </Form>
          </>
        )}
      </Read>
      {onBack ? <Back onBack={onBack} /> : null}
    </>
  );
}
