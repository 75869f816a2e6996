import { UploadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Upload } from 'antd';
import { useState } from 'react';
import { request } from '../api/client.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useStaffing } from './staffing-model.ts';

interface Row {
  line: number;
  name: string;
  words: string;
  faults: string[];
}
interface Answer {
  rows: Row[];
  proposed: number;
}

/** A table is looked at row by row first; it goes in whole or not at all. */
export function ImportDrawer({ subject, onClose }: { subject: 'unit' | 'person'; onClose: () => void }) {
  const { message } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  const base = subject === 'unit' ? '/units' : '/people';
  const what = subject === 'unit' ? '单位' : '人员';
  const send = (preview: boolean) => (chosen: File) => {
    const form = new FormData();
    form.append('file', chosen, chosen.name);
    return request<Answer>(`${base}/import${preview ? '?preview=true' : ''}`, { method: 'POST', body: form });
  };
  const look = useStaffing(send(true));
  const take = useStaffing(send(false));
  const rows = look.data?.rows ?? [];
  const broken = rows.filter(({ faults }) => faults.length > 0);
  return (
    <SideDrawer open keep title={`导入${what}`} onClose={onClose} size={820}>
      <div className="stack">
        <p className="quiet">
          XLSX 或者 CSV，一行一项；<a href={`/api/v1${base}/import/template`}>下载模板</a>。先检查，再提出；提出后由安全管理员批准。
        </p>
        <Upload
          accept=".xlsx,.csv,text/csv"
          showUploadList={false}
          beforeUpload={(chosen) => {
            setFile(chosen);
            look.mutate(chosen);
            return Upload.LIST_IGNORE;
          }}
        >
          <Button icon={<UploadOutlined />} loading={look.isPending}>
            {file ? `${file.name}，换一个` : '选择文件'}
          </Button>
        </Upload>
        {look.isError ? <Refused error={look.error} /> : null}
        {take.isError ? <Refused error={take.error} /> : null}
        {rows.length > 0 ? (
          <>
            <Alert
              showIcon
              type={broken.length > 0 ? 'warning' : 'success'}
              title={broken.length > 0 ? `${rows.length}行中${broken.length}行有误，改正后重新选择文件` : `${rows.length}行都可以导入`}
            />
            <DataTable
              rows={[...broken, ...rows.filter(({ faults }) => faults.length === 0)]}
              keyOf={({ line }) => String(line)}
              columns={[
                { title: '行', width: 56, render: ({ line }) => <span className="num">{line}</span> },
                { title: what, width: 120, render: ({ name }) => name },
                {
                  title: '内容',
                  render: ({ words, faults }) => (faults.length > 0 ? <span className="staff-fault">{faults.join('；')}</span> : words),
                },
              ]}
            />
          </>
        ) : null}
        {file && rows.length > 0 && broken.length === 0 ? (
          <Button
            type="primary"
            size="large"
            loading={take.isPending}
            onClick={() =>
              take.mutate(file, {
                onSuccess: ({ proposed }) => {
                  void message.success(`已提出${proposed}项，等安全管理员批准`);
                  onClose();
                },
              })
            }
          >
            提出{rows.length}项
          </Button>
        ) : null}
      </div>
    </SideDrawer>
  );
}
