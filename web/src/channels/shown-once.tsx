import { CopyOutlined } from '@ant-design/icons';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import './shown-once.css';

interface ShownOnceProps {
  title: string;
  value: string;
  hint: string;
  /** Who is to keep it. */
  to?: string;
  onClose: () => void;
}

/** A secret that nobody can read again; it goes only by a click that says that it is kept. */
export function ShownOnce({ title, value, hint, to = '对接方', onClose }: ShownOnceProps) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  // Plain http inside an office's network has no clipboard; the text can still be marked and copied.
  const copy = () =>
    void (navigator.clipboard?.writeText(value) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  return (
    <Modal
      open
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          已经保存好
        </Button>
      }
    >
      <Alert type="warning" showIcon title={`只显示这一次，请现在交给${to}保存`} className="refused" />
      <div className="shown-once">
        <code aria-label={title}>{value}</code>
        <Button icon={<CopyOutlined />} onClick={copy}>
          {copied === 'yes' ? '已复制' : '复制'}
        </Button>
      </div>
      {copied === 'failed' ? <p className="quiet small">浏览器不允许复制，请选中上面的文字复制。</p> : null}
      <p className="quiet">{hint}</p>
    </Modal>
  );
}
