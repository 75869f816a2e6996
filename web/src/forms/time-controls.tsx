import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input, Space } from 'antd';
import { useRef, useState } from 'react';
import { momentOrNull, toShanghaiIso } from '../../../domain/terms/instant.ts';
import { nowInOffice, todayInOffice } from '../lights/remaining.ts';
import { useTouch } from '../parts/use-media.ts';
import { attributes, type Control } from './control.ts';
import { readDate, readDateTime } from './time-text.ts';

/**
 * A legal date as `YYYY-MM-DD`; no instant, no time zone. Never filled in unseen: the day of an act is a fact of the
 * record, so "today" is one tap, not a default.
 */
export function DateControl({ value, onChange, ...rest }: Control<string>) {
  return (
    <Space.Compact block>
      <TimeField kind="date" value={value ?? ''} onChange={(text) => onChange?.(text || null)} rest={rest} />
      <Button onClick={() => onChange?.(todayInOffice())}>今天</Button>
    </Space.Compact>
  );
}

/** An instant on the office's clock: what is picked is Asia/Shanghai, wherever the browser stands. */
export function InstantControl({ value, onChange, ...rest }: Control<string>) {
  const at = value ? momentOrNull(value) : null;
  const local = at === null ? (value ?? '') : toShanghaiIso(at).slice(0, 16);
  const picked = (text: string) => onChange?.(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? `${text}:00+08:00` : text || null);
  return (
    <Space.Compact block>
      <TimeField kind="datetime-local" value={local} onChange={picked} rest={rest} />
      <Button onClick={() => onChange?.(nowInOffice())}>现在</Button>
    </Space.Compact>
  );
}

interface TimeFieldProps {
  kind: 'date' | 'datetime-local';
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`; what cannot be read stays as it was typed. */
  value: string;
  onChange: (text: string) => void;
  rest: Control<never>;
}

const FORMS = {
  date: { read: readDate, placeholder: '年-月-日', min: '1949-01-01', max: '2199-12-31' },
  'datetime-local': { read: readDateTime, placeholder: '年-月-日 时:分', min: '1949-01-01T00:00', max: '2199-12-31T23:59' },
};

/** By hand the machine's own picker; at a desk typed as text, the same in every language of the browser. */
function TimeField({ kind, value, onChange, rest }: TimeFieldProps) {
  const touch = useTouch();
  const picker = useRef<HTMLInputElement>(null);
  const [typing, setTyping] = useState<string | null>(null);
  const form = FORMS[kind];
  const limits = { min: form.min, max: form.max };
  if (touch) {
    return (
      <Input
        {...attributes(rest)}
        {...limits}
        type={kind}
        className="num"
        value={value}
        onChange={(event) => onChange(event.target.value.slice(0, 16))}
      />
    );
  }
  const settle = () => {
    if (typing === null) return;
    onChange(form.read(typing) ?? typing.trim());
    setTyping(null);
  };
  return (
    <span className="time-field">
      <Input
        {...attributes(rest)}
        className="num"
        placeholder={form.placeholder}
        autoComplete="off"
        value={typing ?? value.replace('T', ' ')}
        onChange={(event) => {
          setTyping(event.target.value);
          const read = form.read(event.target.value);
          if (read !== null || event.target.value === '') onChange(read ?? '');
        }}
        onBlur={settle}
        onPressEnter={settle}
        suffix={<CalendarOutlined role="button" aria-label="打开日历" onClick={() => picker.current?.showPicker()} />}
      />
      <input
        ref={picker}
        type={kind}
        {...limits}
        tabIndex={-1}
        aria-hidden="true"
        className="time-picker"
        value={form.read(value.replace('T', ' ')) ?? ''}
        onChange={(event) => onChange(event.target.value.slice(0, 16))}
      />
    </span>
  );
}
