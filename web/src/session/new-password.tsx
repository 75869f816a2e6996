import { Form, Input } from 'antd';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../../domain/sign-in/password.ts';

/** A new password, typed twice; what else it has to be is said by the answer. */
export function NewPasswordFields({ size = 'middle' }: { size?: 'large' | 'middle' }) {
  return (
    <>
      <Form.Item
        name="password"
        label="新密码"
        extra={`至少${SHORTEST_PASSWORD}个字符；几个不相干的词连起来，好记又安全`}
        rules={[
          { required: true, message: '请填写新密码' },
          { min: SHORTEST_PASSWORD, max: LONGEST_PASSWORD, message: `须为${SHORTEST_PASSWORD}至${LONGEST_PASSWORD}个字符` },
        ]}
      >
        <Input.Password autoComplete="new-password" size={size} />
      </Form.Item>
      <Form.Item
        name="repeated"
        label="再填一次"
        dependencies={['password']}
        rules={[
          { required: true, message: '请再填一次' },
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              !value || value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error('两次填写不一样')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" size={size} />
      </Form.Item>
    </>
  );
}
