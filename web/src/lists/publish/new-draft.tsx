import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { LIST_LABELS, LIST_NAMES, type ListName } from '../../../../domain/lists/list-names.ts';
import { request } from '../../api/client.ts';
import { query } from '../../api/query.ts';
import { DateControl } from '../../forms/time-controls.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import type { ListDraft } from '../../../../contract/lists.ts';
import { ImportRefused } from './row-faults.tsx';

interface Fields {
  list: ListName;
  effectiveFrom: string | null;
  note: string;
}

/** A list as a file: exported, changed in a spreadsheet, brought back whole. */
export function NewDraft({ onClose, onDrafted }: { onClose: () => void; onDrafted: (id: string) => void }) {
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const list = Form.useWatch('list', form) ?? 'matters';
  const [file, setFile] = useState<File | null>(null);
  const versions = useQuery({
    queryKey: ['lists', list, 'versions'],
    queryFn: () => request<{ items: { version: string; status: string }[] }>(`/lists/${list}/versions`),
    staleTime: 60_000,
  });
  // What the draft will be made from, which may still wait for its day.
  const newest = versions.data?.items.find(({ status }) => status === 'published')?.version;
  const exported = (format: 'csv' | 'json') => `/api/v1/lists/${list}/export${query({ version: newest, format })}`;
  const send = useMutation({
    mutationFn: ({ list: name, effectiveFrom, note }: Fields) => {
      const body = new FormData();
      if (file) body.append('file', file, file.name);
      return request<ListDraft>(`/lists/${name}/drafts/import${query({ effectiveFrom, note })}`, { method: 'POST', body });
    },
    onSuccess: async (draft) => {
      await client.invalidateQueries({ queryKey: ['lists'] });
      onDrafted(`${draft.list}@${draft.version}`);
    },
  });
  return (
    <SideDrawer
      open
      keep
      size={720}
      title="起草清单"
      onClose={onClose}
      footer={
        <div className="drawer-actions">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={!file} loading={send.isPending} onClick={() => form.submit()}>
            上传并起草
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ list: 'matters', effectiveFrom: null, note: '' }}
        onFinish={(fields) => send.mutate(fields)}
        requiredMark={false}
      >
        <Form.Item name="list" label="清单">
          <Select onChange={() => send.reset()} options={LIST_NAMES.map((name) => ({ value: name, label: LIST_LABELS[name] }))} />
        </Form.Item>
        <Form.Item label="第一步：导出最新版本，在表格软件里改好" extra="CSV 可以用表格软件直接打开；改好后另存为“CSV UTF-8（逗号分隔）”。">
          <div className="waiting-bar">
            <Button icon={<DownloadOutlined />} disabled={!newest} href={exported('csv')}>
              导出 CSV
            </Button>
            <Button icon={<DownloadOutlined />} disabled={!newest} href={exported('json')}>
              导出 JSON
            </Button>
          </div>
        </Form.Item>
        <Form.Item label="第二步：选择改好的文件">
          <Upload
            accept=".csv,.json,text/csv,application/json"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(chosen) => {
              setFile(chosen);
              send.reset();
              return Upload.LIST_IGNORE;
            }}
          >
            <Button icon={<UploadOutlined />}>{file ? '换一个文件' : '选择文件'}</Button>
          </Upload>
          {file ? <p className="file-picked">{file.name}</p> : null}
        </Form.Item>
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
      </Form>
      {send.isError ? <ImportRefused error={send.error} /> : null}
    </SideDrawer>
  );
}
