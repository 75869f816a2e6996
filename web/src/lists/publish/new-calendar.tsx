import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Calendar } from '../../../../domain/terms/model.ts';
import { request } from '../../api/client.ts';
import { DateControl } from '../../forms/time-controls.tsx';
import { Read } from '../../parts/read.tsx';
import { Refused } from '../../parts/refused.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import type { CalendarVersion } from '../../../../contract/calendar.ts';

interface Fields {
  overrides: { date: string | null; workday: boolean; reason: string }[];
  year: number | null;
  notice: string;
  off: string;
  makeUp: string;
  note: string;
}

/** One day a line, `2027-01-01 元旦`; the first line that is none, in words. */
function daysOf(text: string): { days: { date: string; name: string }[]; fault: string | null } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const read = lines.map((line) => /^(\d{4}-\d{2}-\d{2})[\s，,]+(.+)$/.exec(line));
  const broken = read.indexOf(null);
  return {
    days: read.flatMap((match) => (match ? [{ date: match[1]!, name: match[2]!.trim() }] : [])),
    fault: broken < 0 ? null : `“${lines[broken] ?? ''}”应写成“年-月-日 名称”`,
  };
}

/** A new version of the calendar: the county's own days as a table, a published year as it was announced. */
export function NewCalendar({ onClose, onDrafted }: { onClose: () => void; onDrafted: (id: string) => void }) {
  const calendar = useQuery({
    queryKey: ['lists', 'calendar'],
    queryFn: () => request<{ version: string; overrides: Calendar['overrides'] }>('/lists/calendar'),
  });
  return (
    <SideDrawer open keep size={720} title="起草工作日历" onClose={onClose}>
      <Read query={calendar}>
        {(data) => <CalendarForm version={data.version} overrides={data.overrides} onClose={onClose} onDrafted={onDrafted} />}
      </Read>
    </SideDrawer>
  );
}

function CalendarForm({
  version,
  overrides,
  onClose,
  onDrafted,
}: {
  version: string;
  overrides: Calendar['overrides'];
  onClose: () => void;
  onDrafted: (id: string) => void;
}) {
  const client = useQueryClient();
  const [fault, setFault] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: (body: unknown) => request<CalendarVersion>('/lists/calendar/drafts', { method: 'POST', body }),
    onSuccess: async (draft) => {
      await client.invalidateQueries({ queryKey: ['lists'] });
      onDrafted(`calendar@${draft.version}`);
    },
  });
  const submit = ({ overrides: days, year, notice, off, makeUp, note }: Fields) => {
    const [rest, work] = [daysOf(off), daysOf(makeUp)];
    const wrong = year === null && (off.trim() || makeUp.trim() || notice.trim()) ? '请填写年份' : (rest.fault ?? work.fault);
    setFault(wrong);
    if (wrong) return;
    send.mutate({ note, overrides: days ?? [], years: year === null ? [] : [{ year, notice, off: rest.days, makeUp: work.days }] });
  };
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ overrides, year: null, notice: '', off: '', makeUp: '', note: '' }}
      onFinish={submit}
    >
      <p className="quiet">以现行 {version} 版为基础。公布后新案件即适用，所有在办案件逐案重新推算。</p>
      <Form.Item label="本县调整（停电、汛期等，完整的一张表）">
        <Form.List name="overrides">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <div key={field.key} className="override-row">
                  <Form.Item name={[field.name, 'date']} rules={[{ required: true, message: '请填写日期' }]}>
                    <DateControl />
                  </Form.Item>
                  <Form.Item name={[field.name, 'workday']}>
                    <Select
                      aria-label="上班或者休息"
                      options={[
                        { value: false, label: '休息' },
                        { value: true, label: '上班' },
                      ]}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'reason']} rules={[{ required: true, whitespace: true, message: '请写明理由' }]}>
                    <Input placeholder="理由" maxLength={200} />
                  </Form.Item>
                  <Button type="text" aria-label="删去这一天" icon={<DeleteOutlined />} onClick={() => remove(field.name)} />
                </div>
              ))}
              <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({ date: null, workday: false, reason: '' })}>
                增加一天
              </Button>
            </>
          )}
        </Form.List>
      </Form.Item>
      <h3 className="section-title">公布或者更正一个年份（可不填）</h3>
      <div className="year-row">
        <Form.Item name="year" label="年份">
          <InputNumber min={2000} max={2199} placeholder="2027" />
        </Form.Item>
        <Form.Item name="notice" label="通知文号">
          <Input placeholder="国办发明电〔2026〕…号" maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item name="off" label="放假" extra="按国务院办公厅的通知完整填写，每行一天；元旦连到上年末的日子也写在这一年。">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} placeholder={'2027-01-01 元旦'} spellCheck={false} />
      </Form.Item>
      <Form.Item name="makeUp" label="调休上班">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} placeholder={'2027-02-20 春节'} spellCheck={false} />
      </Form.Item>
      <Form.Item name="note" label="说明" rules={[{ required: true, whitespace: true, message: '请写明改了什么、为什么' }]}>
        <Input.TextArea rows={2} maxLength={500} placeholder="改了什么、为什么" />
      </Form.Item>
      {fault ? <Alert className="refused" type="error" showIcon title={fault} /> : null}
      {send.isError ? <Refused error={send.error} /> : null}
      <div className="drawer-actions">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          起草
        </Button>
      </div>
    </Form>
  );
}
