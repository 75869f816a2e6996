import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Upload } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { request } from '../api/client.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { usePaper } from './paper-model.ts';

interface Row {
  line: number;
  reference: string;
  draftId: string | null;
  faults: string[];
}

/** Many paper files at once: looked at row by row first; each good row becomes a draft, each other says why not. */
export function TableDrawer({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const send = (preview: boolean) => (chosen: File) => {
    const form = new FormData();
    form.append('file', chosen, chosen.name);
    return request<{ rows: Row[] }>(`/paper-table${preview ? '?preview=true' : ''}`, { method: 'POST', body: form });
  };
  const look = usePaper(send(true));
  const take = usePaper(send(false));
  const rows = take.data?.rows ?? look.data?.rows ?? [];
  const good = rows.filter(({ faults }) => faults.length === 0).length;
  return (
    <SideDrawer open keep title="导入纸质案卷" onClose={onClose} size={820}>
      <div className="stack">
        <p className="quiet">
          XLSX 或者 CSV，一行一份案卷；<a href="/api/v1/paper-table/template">下载模板</a>。
          每行按您的权限成为一份录入稿，之后各自上传扫描件、补齐各步、由另一人核对。
        </p>
        <Upload
          accept=".xlsx,.csv,text/csv"
          showUploadList={false}
          beforeUpload={(chosen) => {
            setFile(chosen);
            take.reset();
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
              type={good < rows.length ? 'warning' : 'success'}
              title={
                take.data
                  ? `${good}份成为录入稿${good < rows.length ? `，${rows.length - good}行没有导入` : ''}`
                  : `${rows.length}行中${good}行可以导入${good < rows.length ? '，其余各有说明' : ''}`
              }
            />
            <DataTable
              rows={rows}
              keyOf={({ line }) => String(line)}
              columns={[
                { title: '行', width: 56, render: ({ line }) => <span className="num">{line}</span> },
                {
                  title: '案卷号',
                  width: 220,
                  render: ({ reference, draftId }) => (draftId ? <Link to={`/paper/${draftId}`}>{reference}</Link> : reference),
                },
                {
                  title: '结果',
                  render: ({ draftId, faults }) =>
                    faults.length > 0 ? <span className="paper-fault">{faults.join('；')}</span> : draftId ? '已成为录入稿' : '可以导入',
                },
              ]}
            />
          </>
        ) : null}
        {file && good > 0 && !take.data ? (
          <Button type="primary" size="large" loading={take.isPending} onClick={() => take.mutate(file)}>
            导入{good}份
          </Button>
        ) : null}
      </div>
    </SideDrawer>
  );
}
