import { UploadOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useState } from 'react';
import { request } from '../api/client.ts';
import type { ItemPlace } from '../api/items.ts';
import { Refused } from '../parts/refused.tsx';
import type { Control } from './control.ts';

interface Stored {
  hash: string;
  name: string;
  size: number;
}

const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Uploads at once and keeps the file's hash: what the record will name is what was received. */
export function FileControl({ value, onChange, place, id }: Control<string> & { place: ItemPlace | null }) {
  const [stored, setStored] = useState<Stored | null>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  if (!place) return <span className="quiet">建立之后才能上传附件。</span>;
  const address = `/${place.plural}/${place.id}/files`;
  const upload = async (file: File) => {
    setSending(file.name);
    setError(null);
    try {
      const form = new FormData();
      form.append('file', file, file.name);
      const answer = await request<Stored>(address, { method: 'POST', body: form });
      setStored(answer);
      onChange?.(answer.hash);
    } catch (problem) {
      setError(problem);
    } finally {
      setSending(null);
    }
  };
  return (
    <div>
      <Upload
        showUploadList={false}
        beforeUpload={(file) => {
          void upload(file);
          return Upload.LIST_IGNORE;
        }}
      >
        <Button {...(id ? { id } : {})} icon={<UploadOutlined />} loading={sending !== null}>
          {sending ? `正在上传 ${sending}` : value ? '更换文件' : '拍照或者选择文件'}
        </Button>
      </Upload>
      {value ? (
        <div className="field-note">
          <div>
            <a href={`/api/v1${address}/${value}`} target="_blank" rel="noreferrer">
              {stored?.name ?? '已上传的文件'}
            </a>
            {stored ? `　${sizeWords(stored.size)}` : ''}
            <button
              type="button"
              className="plain-button field-link"
              onClick={() => {
                setStored(null);
                onChange?.(null);
              }}
            >
              不用这个文件
            </button>
          </div>
          <div className="hash">SHA-256 {value}</div>
        </div>
      ) : null}
      {error ? (
        <div style={{ marginTop: 8 }}>
          <Refused error={error} />
        </div>
      ) : null}
    </div>
  );
}
