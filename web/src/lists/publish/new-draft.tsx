import { DownloadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import type { ListDraft } from '../../../../contract/lists.ts';
import { LIST_LABELS, LIST_NAMES, type ListName } from '../../../../domain/lists/list-names.ts';
import { request } from '../../api/client.ts';
import { query } from '../../api/query.ts';
import { DateControl } from '../../forms/time-controls.tsx';
import { ImportTable } from '../../imports/import-table.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';

interface Fields {
  list: ListName;
  effectiveFrom: string | null;
  note: string;
}

/** What the export writes beside tables; it is checked when it is drafted. */
const isJson = (file: File): boolean => file.name.toLowerCase().endsWith('.json');

/** A list as a file: exported, changed in a spreadsheet, brought back whole. */
export function NewDraft({ onClose, onDrafted }: { onClose: () => void; onDrafted: (id: string) => void }) {
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const list = Form.useWatch('list', form) ?? 'matters';
  const versions = useQuery({
    queryKey: ['lists', list, 'versions'],
    queryFn: () => request<{ items: { version: string; status: string }[] }>(`/lists/${list}/versions`),
    staleTime: 60_000,
  });
  // What the draft will be made from, which may still wait for its day.
  const newest = versions.data?.items.find(({ status }) => status === 'published')?.version;
  const exported = (format: 'csv' | 'json') => `/api/v1/lists/${list}/export${query({ version: newest, format })}`;
  return (
    <SideDrawer open keep size={820} title="起草清单" onClose={onClose}>
      <Form form={form} layout="vertical" initialValues={{ list: 'matters', effectiveFrom: null, note: '' }} requiredMark={false}>
        <Form.Item name="list" label="清单">
          <Select options={LIST_NAMES.map((name) => ({ value: name, label: LIST_LABELS[name] }))} />
        </Form.Item>
        <Form.Item label="第一步：导出最新版本，在表格软件里改好">
          <div className="waiting-bar">
            <Button icon={<DownloadOutlined />} disabled={!newest} href={exported('csv')}>
              导出 CSV
            </Button>
            <Button icon={<DownloadOutlined />} disabled={!newest} href={exported('json')}>
              导出 JSON
            </Button>
          </div>
        </Form.Item>
        <Form.Item label="第二步：写明生效日期和说明" className="draft-when">
          <Form.Item
            name="effectiveFrom"
            label="生效日期"
            rules={[{ required: true, message: '请填写生效日期' }]}
            extra="晚于最新一版的生效日期；到这一天才起作用，前一版于前一日止。"
          >
            <DateControl />
          </Form.Item>
          <Form.Item name="note" label="说明" rules={[{ required: true, message: '请写明改了什么、为什么' }]}>
            <Input.TextArea rows={2} maxLength={500} placeholder="改了什么、为什么" />
          </Form.Item>
        </Form.Item>
        <Form.Item label="第三步：选择改好的文件，检查后起草">
          <ImportTable
            key={list}
            what={LIST_LABELS[list]}
            base={`/lists/${list}/drafts/import`}
            help="文件是完整的清单：表里没有的项，新的一版就没有。也可以用导出的 JSON。"
            changes
            accept=".json,application/json"
            unseen={isJson}
            action={() => '起草'}
            write={async (body, sheet) => {
              const { effectiveFrom, note } = await form.validateFields();
              const draft = await request<ListDraft>(`/lists/${list}/drafts/import${query({ effectiveFrom, note, sheet })}`, {
                method: 'POST',
                body,
              });
              await client.invalidateQueries({ queryKey: ['lists'] });
              onDrafted(`${draft.list}@${draft.version}`);
              return { title: `已起草 ${draft.version}`, refused: 0 };
            }}
          />
        </Form.Item>
      </Form>
    </SideDrawer>
  );
}
