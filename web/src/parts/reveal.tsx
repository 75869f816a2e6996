import { EyeOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import type { RecordedEvent } from '../../../domain/work/record.ts';
import { request } from '../api/client.ts';
import './reveal.css';

interface RevealProps {
  /** What is shown masked; without a mask there is nothing to reveal. */
  text: string;
  /** Named for who cannot see the page. */
  label: string;
  /** Of the case, party or lead, such as `/cases/…`. */
  path: string;
  body: Record<string, unknown>;
  /** The text itself stands elsewhere; here is only the way to the whole of it. */
  hidden?: boolean;
  /** Where the whole of it is asked for, below `path`; it is then shown by whoever asked. */
  entry?: (whole: RecordedEvent) => void;
}

/** A masked value, and the way to the whole one: by a reason that goes on record. */
export function Reveal({ text, label, path, body, hidden = false, entry }: RevealProps) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const reveal = useMutation({
    mutationFn: async () => {
      const sent = { method: 'POST', body: { ...body, reason: reason.trim() } } as const;
      if (!entry) return request<{ value: string }>(`${path}/reveal`, sent);
      entry(await request<RecordedEvent>(`${path}/reveal/entry`, sent));
      return null;
    },
    onSuccess: () => setOpen(false),
  });
  if (reveal.data) return hidden ? <p className="reveal-whole">{reveal.data.value}</p> : <span className="num">{reveal.data.value}</span>;
  if (!hidden && !text.includes('*')) return <span className="num">{text}</span>;
  const form = (
    <form
      className="reveal-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim().length > 1) reveal.mutate();
      }}
    >
      <label htmlFor={`reveal-${label}`}>查看完整的{label}，理由记入审计日志</label>
      <Input
        id={`reveal-${label}`}
        autoFocus
        value={reason}
        maxLength={500}
        placeholder="如：核实情况、送达文书"
        onChange={({ target }) => setReason(target.value)}
      />
      {reveal.isError ? (
        <p role="alert" className="small">
          {reveal.error.message}
        </p>
      ) : null}
      <Button type="primary" size="small" htmlType="submit" loading={reveal.isPending} disabled={reason.trim().length < 2}>
        查看
      </Button>
    </form>
  );
  return (
    <span className="reveal">
      {hidden ? <span className="quiet small">其中的号码已遮盖</span> : <span className="num">{text}</span>}
      <Popover content={form} trigger="click" open={open} onOpenChange={setOpen} destroyOnHidden>
        <Button type="text" size="small" icon={<EyeOutlined />} aria-label={`查看完整的${label}`} />
      </Popover>
    </span>
  );
}
