import { App, Button, Form, Input, Modal, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import type { KeyRow } from '../../../contract/keys.ts';
import { request } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';
import { useSession } from '../session/session.tsx';
import { useChange } from './channel-model.ts';
import { ShownOnce } from './shown-once.tsx';

/** What may be done with a key by whoever looks at it: approve or not, fetch or change its secret, end it. */
export function KeyActs({ row }: { row: KeyRow }) {
  const { may } = useSession();
  if (row.standing !== 'proposed' && row.standing !== 'approved') return null;
  return (
    <span className="channel-acts key-acts">
      {row.standing === 'proposed' && may('security-admin') ? <Decide row={row} /> : null}
      {row.standing === 'approved' && may('sys-admin') ? <Issue row={row} /> : null}
      {row.standing === 'approved' || may('sys-admin') ? <Revoke row={row} /> : null}
    </span>
  );
}

function Decide({ row }: { row: KeyRow }) {
  const { message } = App.useApp();
  const [refusing, setRefusing] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  const decide = useChange((body: { approve: boolean; reason?: string }) =>
    request<KeyRow>(`/api-keys/${row.id}/decision`, { method: 'POST', body }),
  );
  const approve = () =>
    decide.mutate(
      { approve: true },
      { onSuccess: () => void message.success('已批准'), onError: (error) => void message.error(error.message) },
    );
  const refuse = ({ reason }: { reason: string }) =>
    decide.mutate({ approve: false, reason: reason.trim() }, { onSuccess: () => setRefusing(false) });
  return (
    <>
      <Popconfirm
        title={`批准“${row.name}”？`}
        description="批准后由系统管理员领取密钥，交对接方使用。"
        okText="批准"
        cancelText="取消"
        onConfirm={approve}
      >
        <Button size="small" type="primary" loading={decide.isPending && !refusing}>
          批准
        </Button>
      </Popconfirm>
      <Button size="small" onClick={() => setRefusing(true)}>
        不批准
      </Button>
      <Modal
        open={refusing}
        title={`不批准“${row.name}”`}
        okText="不批准"
        cancelText="取消"
        confirmLoading={decide.isPending}
        onCancel={() => setRefusing(false)}
        onOk={() => form.submit()}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" onFinish={refuse}>
          <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请写明理由' }]}>
            <Input.TextArea maxLength={500} autoSize={{ minRows: 3 }} />
          </Form.Item>
        </Form>
        {decide.isError ? <Refused error={decide.error} /> : null}
      </Modal>
    </>
  );
}

const OVERLAPS = [
  { value: 0, label: '立即失效' },
  { value: 24, label: '1天' },
  { value: 72, label: '3天' },
  { value: 168, label: '7天' },
];

function Issue({ row }: { row: KeyRow }) {
  const [asking, setAsking] = useState(false);
  const [overlap, setOverlap] = useState(24);
  const [made, setMade] = useState<string | null>(null);
  const first = row.secrets.length === 0;
  const issue = useChange(() =>
    request<{ key: string }>(`/api-keys/${row.id}/secrets`, { method: 'POST', body: { overlapHours: first ? 0 : overlap } }),
  );
  const send = () =>
    issue.mutate(undefined, {
      onSuccess: ({ key }) => {
        setAsking(false);
        setMade(key);
      },
    });
  return (
    <>
      <Button size="small" type={first ? 'primary' : 'default'} onClick={() => setAsking(true)}>
        {first ? '领取密钥' : '更换密钥'}
      </Button>
      <Modal
        open={asking}
        title={first ? `领取“${row.name}”的密钥` : `更换“${row.name}”的密钥`}
        okText={first ? '领取' : '更换'}
        cancelText="取消"
        confirmLoading={issue.isPending}
        onCancel={() => setAsking(false)}
        onOk={send}
      >
        {first ? (
          <p>密钥只显示一次，请先联系好对接方，准备保存。</p>
        ) : (
          <label className="key-overlap">
            旧密钥继续有效
            <Select value={overlap} options={OVERLAPS} onChange={setOverlap} style={{ width: 120 }} />
          </label>
        )}
        {issue.isError ? <Refused error={issue.error} /> : null}
      </Modal>
      {made === null ? null : (
        <ShownOnce
          title={`“${row.name}”的接口密钥`}
          value={made}
          onClose={() => setMade(null)}
          hint="请求时放在 Authorization: Bearer 之后。系统只保存它的摘要，遗失后在这里更换。"
        />
      )}
    </>
  );
}

function Revoke({ row }: { row: KeyRow }) {
  const { message } = App.useApp();
  const revoke = useChange(() => request(`/api-keys/${row.id}`, { method: 'DELETE' }));
  return (
    <Popconfirm
      title={row.standing === 'proposed' ? `撤回“${row.name}”的申请？` : `停用“${row.name}”？`}
      description={row.standing === 'proposed' ? '撤回后可以另行申请。' : '立即生效，不能恢复；对接方要换用新的密钥。'}
      okText={row.standing === 'proposed' ? '撤回' : '停用'}
      cancelText="取消"
      onConfirm={() =>
        revoke.mutate(undefined, { onSuccess: () => void message.success('已停用'), onError: (error) => void message.error(error.message) })
      }
    >
      <Button size="small" danger loading={revoke.isPending}>
        {row.standing === 'proposed' ? '撤回' : '停用'}
      </Button>
    </Popconfirm>
  );
}
