import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, AutoComplete, Button, Form, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { plainDepartment } from '../../../domain/routing/plain-department.ts';
import { request } from '../api/client.ts';
import { newKey } from '../api/idempotency.ts';
import { useCounty } from '../api/county.ts';
import { isTown, useUnits } from '../api/lists.ts';
import { MatterControl } from '../forms/matter-control.tsx';
import { PeopleControl, UnitControl } from '../forms/people-controls.tsx';
import { shortTime } from '../lights/remaining.ts';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { shortened } from '../parts/words.ts';
import { Problem } from '../api/client.ts';
import type { LeadRow } from '../../../contract/leads.ts';
import type { Page } from '../../../contract/page.ts';
import type { LeadAnswer } from './lead-model.ts';

export type Act = 'accept' | 'merge' | 'reject';
export const ACT_LABELS: Record<Act, string> = { accept: '受理并建案', merge: '并入已有线索', reject: '不予受理' };

type Values = Record<string, unknown>;

/** Accepting opens the case and dispatches it; merging and rejecting need a reason. */
export function LeadAct({ act, lead, onClose }: { act: Act; lead: LeadAnswer; onClose: () => void }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const key = useRef(newKey());
  const send = useMutation({
    mutationFn: (values: Values) =>
      request<{ caseId?: string }>(`/leads/${lead.id}/${act}`, {
        method: 'POST',
        headers: { 'Idempotency-Key': key.current },
        body: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '')),
      }),
    onSuccess: (answer) => {
      void message.success(`已${ACT_LABELS[act]}`);
      void client.invalidateQueries({ queryKey: ['leads'] });
      onClose();
      if (act === 'accept' && answer.caseId) void navigate(`/cases/${answer.caseId}`);
    },
    onError: (error) => {
      if (!(error instanceof Problem) || error.status < 400 || error.status >= 500) return;
      key.current = newKey();
      form.setFields(error.fields.map((field) => ({ name: field.path, errors: [field.message] })));
    },
  });
  const proposed = lead.dispatch.departments[0]?.department;
  return (
    <SideDrawer open keep title={ACT_LABELS[act]} onClose={onClose}>
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => send.mutate(values)}
        className="schema-form"
        initialValues={{
          department: proposed,
          title: titleOf(lead),
          townId: lead.town?.id,
          unitId: lead.town?.id,
          intoLeadId: lead.duplicates[0]?.leadId,
        }}
      >
        <p className="quote">{lead.text}</p>
        {act === 'accept' ? <AcceptFields lead={lead} proposed={proposed} /> : null}
        {act === 'merge' ? <MergeField lead={lead} /> : null}
        {act === 'accept' ? null : (
          <Form.Item name="reason" label="理由" rules={[{ required: true, message: '请填写理由' }]}>
            <Input.TextArea autoSize={{ minRows: 3 }} maxLength={1000} />
          </Form.Item>
        )}
        {send.isError ? <Refused error={send.error} /> : null}
        <div className="form-foot">
          <Button type="primary" size="large" htmlType="submit" loading={send.isPending}>
            {ACT_LABELS[act]}
          </Button>
          <Button size="large" onClick={onClose}>
            取消
          </Button>
        </div>
      </Form>
    </SideDrawer>
  );
}

function titleOf({ town, address, text }: LeadAnswer): string {
  const place = town && !address.startsWith(town.name) ? town.name + address : address;
  return shortened(`${place}：${text}`.replaceAll(/\s+/g, ' '), 40);
}

function AcceptFields({ lead, proposed }: { lead: LeadAnswer; proposed: string | undefined }) {
  const units = useUnits();
  const county = useCounty().data?.name ?? '';
  const form = Form.useFormInstance();
  const department = Form.useWatch('department', form) as string | undefined;
  const unitId = Form.useWatch('unitId', form) as string | undefined;
  const all = units.data?.items ?? [];
  const departments = [
    ...new Set([
      ...lead.dispatch.departments.map((row) => row.department),
      ...all.filter((unit) => unit.kind === 'bureau' || unit.kind === 'other').map((unit) => plainDepartment(unit.name, county)),
    ]),
  ];
  return (
    <>
      <Form.Item name="title" label="案件名称" rules={[{ required: true, message: '请填写案件名称' }]}>
        <Input maxLength={120} />
      </Form.Item>
      {lead.town === null ? (
        <Form.Item name="townId" label="属地镇街" extra="线索没有写明属地" rules={[{ required: true, message: '请选择属地镇街' }]}>
          <Select options={all.filter(isTown).map((unit) => ({ value: unit.id, label: unit.name }))} placeholder="选择镇街" />
        </Form.Item>
      ) : null}
      <Form.Item name="department" label="主管部门" extra={proposed ? `研判建议：${proposed}` : '研判没有把握，请指定'}>
        <AutoComplete
          options={departments.map((name) => ({ value: name }))}
          placeholder="选择或者填写部门"
          showSearch={{ filterOption: true }}
          allowClear
        />
      </Form.Item>
      {proposed && department && department !== proposed ? (
        <Form.Item
          name="reason"
          label="改派理由"
          extra="改派的理由会用来改进以后的研判"
          rules={[{ required: true, message: '请说明为什么改派' }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
        </Form.Item>
      ) : null}
      <Form.Item name="unitId" label="承办单位" extra="分派给这个单位核查">
        <UnitControl />
      </Form.Item>
      <Form.Item name="handlerId" label="承办人" extra="可由承办单位接单时再定">
        <PeopleControl many={false} certifiedOnly unitId={unitId ?? null} />
      </Form.Item>
      <Form.Item
        name="matterCode"
        label="违法事项"
        extra={<Matters lead={lead} onChoose={(code) => form.setFieldValue('matterCode', code)} />}
      >
        <MatterControl />
      </Form.Item>
      <Form.Item name="instruction" label="处置要求" extra="不填则为“请核查处置”">
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
      </Form.Item>
    </>
  );
}

/** What triage thinks the lead may be about; taken with one click, and only then. */
function Matters({ lead: { dispatch }, onChoose }: { lead: LeadAnswer; onChoose: (code: string) => void }) {
  if (!dispatch.matters?.length) return '可在核查时再定';
  return (
    <>
      可在核查时再定。研判可能涉及：
      {dispatch.matters.slice(0, 3).map(({ code, name, why }) => (
        <button key={code} type="button" className="plain-button lead-matter" title={why.join('；')} onClick={() => onChoose(code)}>
          {code} {name}
        </button>
      ))}
    </>
  );
}

function MergeField({ lead }: { lead: LeadAnswer }) {
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['leads', 'pick', q],
    enabled: q !== '',
    queryFn: () => request<Page<LeadRow>>(`/leads?limit=20&q=${encodeURIComponent(q)}`),
  });
  const near = lead.duplicates.map((one) => ({
    value: one.leadId,
    label: `相似 ${Math.round(one.score * 100)}%　${shortened(one.text ?? one.leadId, 40)}`,
  }));
  const others = (found.data?.items ?? [])
    .filter((one) => one.id !== lead.id && near.every((other) => other.value !== one.id))
    .map((one) => ({ value: one.id, label: `${shortTime(one.receivedAt, Date.now())}　${shortened(one.text, 40)}` }));
  return (
    <Form.Item name="intoLeadId" label="并入哪条线索" rules={[{ required: true, message: '请选择线索' }]}>
      <Select
        showSearch={{ filterOption: false, onSearch: (text) => setQ(text.trim()) }}
        loading={found.isFetching}
        options={[...near, ...others]}
        placeholder="按内容、地址、工单查找"
        notFoundContent={q ? '没有符合的线索' : '没有发现相似的线索，可以输入查找'}
      />
    </Form.Item>
  );
}
