import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { rememberCsrfToken } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';
import { addPasskey, type SetUp } from './model.ts';
import { Back } from './back.tsx';

/** A passkey of this device, or of one that is plugged in; its name tells it from the others. */
export function AddPasskey({ onDone, onBack }: { onDone: (set: SetUp) => void; onBack?: () => void }) {
  const add = useMutation({
    mutationFn: addPasskey,
    onSuccess: (set) => {
      rememberCsrfToken(set.session.csrfToken);
      onDone(set);
    },
  });
  return (
    <>
      <Form layout="vertical" requiredMark={false} onFinish={({ name }: { name: string }) => add.mutate(name.trim())}>
        <Form.Item
          name="name"
          label="名称"
          extra="如“办公室电脑”“蓝色安全密钥”，方便以后辨认"
          rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
        >
          <Input size="large" autoFocus maxLength={40} />
        </Form.Item>
        {add.isError ? <Refused error={add.error} /> : null}
        <Button type="primary" size="large" block htmlType="submit" loading={add.isPending}>
          登记通行密钥
        </Button>
      </Form>
      {onBack ? <Back onBack={onBack} /> : null}
    </>
  );
}
