import { CopyOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import './security.css';

/** Shown once; it goes only by a click that says that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = () =>
    void (navigator.clipboard?.writeText(codes.join('\n')) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  return (
    <>
      <Alert className="refused" type="warning" showIcon title="恢复码只显示这一次，请抄下或打印，与设备分开保存" />
      <p className="quiet small">手机或安全密钥遗失时，用一个恢复码代替验证；每个只能用一次。</p>
      <ul className="factor-codes" aria-label="恢复码">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      {copied === 'failed' ? <p className="quiet small">浏览器不允许复制，请选中上面的文字复制。</p> : null}
      <div className="factor-kept">
        <Button size="large" icon={<CopyOutlined />} onClick={copy}>
          {copied === 'yes' ? '已复制' : '复制'}
        </Button>
        <Button size="large" type="primary" onClick={onKept}>
          已经保存好
        </Button>
      </div>
    </>
  );
}
