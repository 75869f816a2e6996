import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Radio, Upload } from 'antd';
import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import type { ImportPreview } from '../../../contract/imports.ts';
import { download, Problem, request } from '../api/client.ts';
import { query } from '../api/query.ts';
import { Refused } from '../parts/refused.tsx';
import { Looked } from './looked.tsx';
import './imports.css';

/** What came of it, in words; `refused` rows can be had as a file. */
export interface ImportResult {
  title: string;
  refused: number;
}

interface ImportTableProps {
  what: string;
  /** Of the import: `/leads/import`. */
  base: string;
  /** Above the file: what is read and what happens to it. */
  help: ReactNode;
  /** What the last button says, by how many rows it writes. */
  action: (rows: number) => string;
  /** The table takes the place of what there is: changed rows are written, missing ones go. */
  changes?: boolean;
  write: (form: FormData, sheet: string | undefined) => Promise<ImportResult>;
  /** Such a file is written without a look. */
  unseen?: (file: File) => boolean;
  accept?: string;
}

const formOf = (file: File): FormData => {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
};

interface Sheet {
  name: string;
  rows: number;
}
const sheetsOf = (error: unknown): Sheet[] | null =>
  error instanceof Problem && error.code === 'which-sheet' ? (error.more.sheets as Sheet[]) : null;

/** A table on its way in: dropped, looked at row by row, written, and what was refused given back to be corrected. */
export function ImportTable({ what, base, help, action, changes = false, write, unseen, accept = '' }: ImportTableProps) {
  const [file, setFile] = useState<File | null>(null);
  const [sheet, setSheet] = useState<string>();
  // Asked once; the choice can be changed afterwards.
  const [sheets, setSheets] = useState<Sheet[] | null>(null);
  const look = useMutation({
    onError: (error) => setSheets((before) => sheetsOf(error) ?? before),
    mutationFn: ({ chosen, named }: { chosen: File; named?: string | undefined }) =>
      request<ImportPreview>(`${base}/preview${query({ sheet: named })}`, { method: 'POST', body: formOf(chosen) }),
  });
  const put = useMutation({ mutationFn: (chosen: File) => write(formOf(chosen), sheet) });
  const back = useMutation({
    mutationFn: ({ chosen, format }: { chosen: File; format: 'xlsx' | 'csv' }) =>
      download(`${base}/faults${query({ sheet, format })}`, `${what}待改正.${format}`, { method: 'POST', body: formOf(chosen) }),
  });
  const take = (chosen: File) => {
    setFile(chosen);
    setSheet(undefined);
    setSheets(null);
    put.reset();
    back.reset();
    if (unseen?.(chosen)) look.reset();
    else look.mutate({ chosen });
  };
  const preview = look.data;
  const rows = preview ? preview.counts.new + (changes ? preview.counts.other : 0) : 0;
  const kept = preview ? preview.counts.refused + (changes ? 0 : preview.counts.other) : 0;
  const ready = file !== null && (unseen?.(file) || (preview !== undefined && (changes || rows > 0) && !(preview.allOrNone && kept > 0)));
  const corrected = (
    <span className="import-files">
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          icon={<DownloadOutlined />}
          loading={back.isPending && back.variables.format === format}
          onClick={() => file && back.mutate({ chosen: file, format })}
        >
          {preview?.allOrNone ? '写明原因的表' : '待改正的行'}（{format.toUpperCase()}）
        </Button>
      ))}
    </span>
  );
  return (
    <div className="stack import-table">
      <div className="quiet">
        {help} 下载模板：<a href={`/api/v1${base}/template?format=xlsx`}>XLSX</a>、<a href={`/api/v1${base}/template?format=csv`}>CSV</a>
      </div>
      <Upload.Dragger
        accept={`.xlsx,.csv,.tsv,.txt,text/csv${accept}`}
        showUploadList={false}
        beforeUpload={(chosen) => {
          take(chosen);
          return Upload.LIST_IGNORE;
        }}
      >
        <InboxOutlined className="import-icon" />
        <p>{file ? <strong>{file.name}</strong> : '把文件拖到这里，或者点这里选择'}</p>
        <p className="quiet small">{file ? '换一个文件：拖到这里，或者点这里选择' : 'XLSX、CSV；先检查，确认后才写入'}</p>
      </Upload.Dragger>
      {look.isPending ? <Alert type="info" showIcon title="正在逐行检查……" /> : null}
      {sheets ? (
        <div className="stack import-sheets">
          <strong>几张工作表都可以导入，请选择一张</strong>
          <Radio.Group
            value={sheet}
            onChange={(event) => {
              const named = event.target.value as string;
              setSheet(named);
              if (file) look.mutate({ chosen: file, named });
            }}
            options={sheets.map(({ name, rows: count }) => ({ value: name, label: `${name}（${count}行）` }))}
          />
        </div>
      ) : null}
      {look.isError && !sheetsOf(look.error) ? <Refused error={look.error} /> : null}
      {put.data ? (
        <>
          <Alert showIcon type={put.data.refused > 0 ? 'warning' : 'success'} title={put.data.title} />
          {put.data.refused > 0 ? (
            <>
              <p className="quiet">没有导入的行可以下载，改正后直接再导入；“导入说明”一栏不用删。</p>
              {corrected}
            </>
          ) : null}
        </>
      ) : (
        <>
          {preview ? <Looked preview={preview} changes={changes} faulty={corrected} /> : null}
          {ready ? (
            <Button type="primary" size="large" loading={put.isPending} onClick={() => file && put.mutate(file)}>
              {action(rows)}
            </Button>
          ) : null}
        </>
      )}
      {/* What the form itself lacks stands at its fields. */}
      {put.error instanceof Problem ? <Refused error={put.error} /> : null}
      {back.isError ? <Refused error={back.error} /> : null}
    </div>
  );
}
