import { Button, Form, Input } from 'antd';
import { request } from '../api/client.ts';
import { PeopleControl } from '../forms/people-controls.tsx';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useAccountChange } from './paged.tsx';
import '../forms/forms.css';

interface Values {
  personId: string;
  subject: string;
}

/** Links an account at the provider by hand: where names are not the same there, or must not count. */
export function LinkDrawer({ onClose }: { onClose: () => void }) {
  const link = useAccountChange((body: Values) => request('/identities', { method: 'POST', body }));
  return (
    <SideDrawer open keep title="关联统一身份认证账号" onClose={onClose} size={440}>
      <Form<Values>
        layout="vertical"
        className="schema-form"
        requiredMark={false}
        onFinish={(values) => link.mutate(values, { onSuccess: onClose })}
      >
        <Form.Item name="personId" label="人员" rules={[{ required: true, message: '请选择人员' }]}>
          <PeopleControl many={false} certifiedOnly={false} unitId={null} />
        </Form.Item>
        <Form.Item
          name="subject"
          label="账号标识（sub）"
          extra="由统一身份认证的管理员提供，不是用户名"
          rules={[{ required: true, whitespace: true, message: '请填写账号标识' }]}
        >
          <Input maxLength={255} />
        </Form.Item>
        {link.isError ? <Refused error={link.error} /> : null}
        <div className="form-foot">
          <Button type="primary" size="large" htmlType="submit" loading={link.isPending}>
            关联
          </Button>
          <Button size="large" onClick={onClose}>
            取消
          </Button>
        </div>
      </Form>
    </SideDrawer>
  );
}
