import { Button, Input, Space } from 'antd';
import { momentOrNull, toShanghaiIso } from '../../../domain/terms/instant.ts';
import { nowInOffice, todayInOffice } from '../lights/remaining.ts';
import { attributes, type Control } from './control.ts';

/**
 * A legal date as `YYYY-MM-DD`; no instant, no time zone. Never filled in unseen: the day of an act is a fact of the
 * record, so "today" is one tap, not a default.
 */
export function DateControl({ value, onChange, ...rest }: Control<string>) {
  return (
    <Space.Compact block>
      <Input
        {...attributes(rest)} type="date" min="1949-01-01" max="2199-12-31" className="num"
        value={value ?? ''} onChange={(event) => onChange?.(event.target.value || null)}
      />
      <Button onClick={() => onChange?.(todayInOffice())}>今天</Button>
    </Space.Compact>
  );
}

/** An instant on the office's clock: what is picked is Asia/Shanghai, wherever the browser stands. */
export function InstantControl({ value, onChange, ...rest }: Control<string>) {
  const at = value ? momentOrNull(value) : null;
  return (
    <Space.Compact block>
      <Input
        {...attributes(rest)} type="datetime-local" min="1949-01-01T00:00" max="2199-12-31T23:59" className="num"
        value={at === null ? '' : toShanghaiIso(at).slice(0, 16)}
        onChange={(event) => onChange?.(event.target.value ? `${event.target.value.slice(0, 16)}:00+08:00` : null)}
      />
      <Button onClick={() => onChange?.(nowInOffice())}>现在</Button>
    </Space.Compact>
  );
}
