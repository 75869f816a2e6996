import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { request } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import type { Party, SimilarParty } from '../../../contract/parties.ts';
import '../forms/forms.css';

/** Two records made one: which stays, on what evidence, and why. It cannot be taken back, and says so. */
export function MergeDrawer({ party, other, onClose }: { party: Party; other: SimilarParty; onClose: () => void }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  // What has the number is the record to keep.
  const [into, from] = other.identifier !== null && party.identifier === null ? [other, party] : [party, other];
  const merge = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      request(`/parties/${into.id}/merge`, { method: 'POST', body: { fromId: from.id, reason } }),
    onSuccess: async () => {
      void message.success('已合并');
      await client.invalidateQueries({ queryKey: ['parties'] });
      await client.invalidateQueries({ queryKey: ['case'] });
      onClose();
      if (into.id !== party.id) void navigate(`/parties/${into.id}`, { replace: true });
    },
  });
  return (
    <SideDrawer open keep title="合并两条记录" onClose={onClose}>
      <Form layout="vertical" className="schema-form" onFinish={(values: { reason: string }) => merge.mutate(values)}>
        <div className="party-pair">
          <Side title="保留" party={into} />
          <Side title="并入" party={from} />
        </div>
        <p>
          依据：{other.why.join('；')}（相似 {Math.round(other.score * 100)}%）
        </p>
        <p className="quiet">合并后两条记录的案件和以往违法归到一处，各案的记录不改动；合并留痕，不能撤销。</p>
        <Form.Item
          name="reason"
          label="理由"
          extra="写明核对了什么，如身份证件、户籍、登记信息"
          rules={[{ required: true, whitespace: true, message: '请填写理由' }]}
        >
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={1000} />
        </Form.Item>
        {merge.isError ? <Refused error={merge.error} /> : null}
        <div className="form-foot">
          <Button type="primary" size="large" htmlType="submit" loading={merge.isPending}>
            合并
          </Button>
          <Button size="large" onClick={onClose}>
            取消
          </Button>
        </div>
      </Form>
    </SideDrawer>
  );
}

const Side = ({ title, party }: { title: string; party: Party }) => (
  <div>
    <div className="quiet small">{title}</div>
    <strong>{party.name}</strong>
    <div className="small num">{party.identifier ?? '证件号码未查明'}</div>
    <div className="quiet small num">{[party.phone, party.address].filter(Boolean).join('　')}</div>
  </div>
);
