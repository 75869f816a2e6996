import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { ADJUSTMENT_ACTION_LABELS, type AdjustmentAction } from '../../../../domain/lists/adjustment.ts';
import { POWER_LABELS, POWERS, TOWN_TYPE_LABELS, TOWN_TYPES, type TownType } from '../../../../domain/lists/delegation.ts';
import { request } from '../../api/client.ts';
import { useMatters, useUnits } from '../../api/lists.ts';
import { DateControl } from '../../forms/time-controls.tsx';
import { Refused } from '../../parts/refused.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import { ComparisonView } from './comparison.tsx';
import { Findings } from './findings.tsx';
import type { ListFinding } from '../../../../domain/lists/check-list.ts';
import type { ListDraft, TouchedCases } from '../../../../contract/lists.ts';
import type { Comparison } from './model.ts';
import { Touched } from './touched.tsx';

interface Fields {
  action: AdjustmentAction;
  townType: TownType;
  matterCodes: string[];
  from: string | null;
  until: string | null;
  towns: string[];
  powers: string[];
  decision: string;
  note: string;
}

interface Preview {
  base: string;
  effectiveFrom: string;
  comparison: Comparison;
  cases: TouchedCases;
  findings: ListFinding[];
}

const START: Fields = {
  action: 'take-back',
  townType: 'town',
  matterCodes: [],
  from: null,
  until: null,
  towns: [],
  powers: ['penalty'],
  decision: '',
  note: '',
};

const bodyOf = ({ action, townType, matterCodes, from, until, towns, powers, decision }: Fields) => ({
  action,
  townType,
  matterCodes,
  from,
  ...(action === 'hand-down'
    ? { until: until || null, towns: towns.length > 0 ? towns : null, powers, decision: { title: decision } }
    : {}),
});

/** 动态调整: powers handed down or taken back by town type; looked at with the cases it touches, then drafted. */
export function AdjustmentDrawer({ onClose, onDrafted }: { onClose: () => void; onDrafted: (id: string) => void }) {
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const [previewed, setPreviewed] = useState<Fields | null>(null);
  const action = Form.useWatch('action', form) ?? 'take-back';
  const townType = Form.useWatch('townType', form) ?? 'town';
  const matters = useMatters();
  const units = useUnits();
  const preview = useMutation({
    mutationFn: (fields: Fields) => request<Preview>('/lists/delegation/adjustments/preview', { method: 'POST', body: bodyOf(fields) }),
    onSuccess: (_answer, fields) => setPreviewed(fields),
  });
  const draft = useMutation({
    mutationFn: (fields: Fields) =>
      request<ListDraft>('/lists/delegation/adjustments', { method: 'POST', body: { ...bodyOf(fields), note: fields.note } }),
    onSuccess: async ({ version }) => {
      await client.invalidateQueries({ queryKey: ['lists'] });
      onDrafted(`delegation@${version}`);
    },
  });
  const changed = () => {
    setPreviewed(null);
    preview.reset();
    draft.reset();
  };
  return (
    <SideDrawer
      open
      keep
      size={760}
      title="动态调整赋权"
      onClose={onClose}
      footer={
        <div className="drawer-actions">
          <Button onClick={onClose}>取消</Button>
          {previewed && preview.data ? (
            <Button type="primary" loading={draft.isPending} onClick={() => draft.mutate(previewed)}>
              按此起草
            </Button>
          ) : (
            <Button type="primary" loading={preview.isPending} onClick={() => form.submit()}>
              预览
            </Button>
          )}
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={START}
        onValuesChange={(given: Partial<Fields>) => {
          if (given.townType) form.setFieldValue('towns', []);
          changed();
        }}
        onFinish={() => preview.mutate({ ...START, ...(form.getFieldsValue(true) as Fields) })}
      >
        <Form.Item name="action" label="调整">
          <Radio.Group
            options={(['take-back', 'hand-down'] as const).map((value) => ({ value, label: ADJUSTMENT_ACTION_LABELS[value] }))}
          />
        </Form.Item>
        <Form.Item name="townType" label="镇街类型">
          <Radio.Group options={TOWN_TYPES.map((value) => ({ value, label: TOWN_TYPE_LABELS[value] }))} />
        </Form.Item>
        <Form.Item name="matterCodes" label="事项" rules={[{ required: true, type: 'array', min: 1, message: '请选择事项' }]}>
          <Select
            mode="multiple"
            loading={matters.isPending}
            placeholder="输入编号或者名称查找"
            optionFilterProp="label"
            maxTagCount="responsive"
            popupMatchSelectWidth
            options={(matters.data?.items ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          />
        </Form.Item>
        <Form.Item
          name="from"
          label={action === 'take-back' ? '自哪一天起收回' : '自哪一天起赋权'}
          rules={[{ required: true, message: '请填写日期' }]}
          extra={action === 'take-back' ? '这一天起不能再以此立案；此前已经立案的案件由镇街继续办理。' : '不早于今天。'}
        >
          <DateControl />
        </Form.Item>
        {action === 'hand-down' ? (
          <>
            <Form.Item name="until" label="截止日期（可不填）">
              <DateControl />
            </Form.Item>
            <Form.Item name="towns" label="限定镇街（不选则为全部）">
              <Select
                mode="multiple"
                placeholder={`全部${TOWN_TYPE_LABELS[townType]}`}
                options={(units.data?.items ?? [])
                  .filter(({ kind }) => kind === townType)
                  .map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Form.Item>
            <Form.Item name="powers" label="权限" rules={[{ required: true, type: 'array', min: 1, message: '请选择权限' }]}>
              <Checkbox.Group options={POWERS.map((value) => ({ value, label: POWER_LABELS[value] }))} />
            </Form.Item>
            <Form.Item name="decision" label="赋权决定" rules={[{ required: true, whitespace: true, message: '请填写省级人民政府的决定' }]}>
              <Input maxLength={200} placeholder="省级人民政府决定的名称、文号（《行政处罚法》第二十四条）" />
            </Form.Item>
          </>
        ) : null}
        <Form.Item name="note" label="说明" rules={[{ required: true, whitespace: true, message: '请写明为什么调整' }]}>
          <Input.TextArea rows={2} maxLength={500} placeholder="为什么调整" />
        </Form.Item>
      </Form>
      {preview.isError ? <Refused error={preview.error} /> : null}
      {draft.isError ? <Refused error={draft.error} /> : null}
      {previewed && preview.data ? <PreviewView preview={preview.data} /> : null}
    </SideDrawer>
  );
}

function PreviewView({ preview: { base, cases, comparison, findings } }: { preview: Preview }) {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return (
    <div className="stack">
      <Alert
        showIcon
        type={errors.length > 0 ? 'error' : cases.counts.lost > 0 ? 'warning' : 'info'}
        title={errors.length > 0 ? '这样调整不能通过检查' : `以 ${base} 版为基础，触及 ${cases.touched} 件在办案件`}
        description={
          cases.counts.lost > 0 && errors.length === 0
            ? `其中 ${cases.counts.lost} 件尚未立案，镇街将不能继续，须移送县级主管部门。`
            : undefined
        }
      />
      {errors.length > 0 ? <Findings list="delegation" findings={errors} /> : null}
      <section>
        <h3 className="section-title">在办案件</h3>
        <Touched cases={cases} />
      </section>
      <section>
        <h3 className="section-title">清单的变动</h3>
        <ComparisonView comparison={comparison} />
      </section>
    </div>
  );
}
