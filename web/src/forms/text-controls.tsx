import { Input, InputNumber, Select } from 'antd';
import { attributes, type Control } from './control.ts';

export function TextControl({ value, onChange, long, maxLength, ...rest }: Control<string> & { long: boolean; maxLength: number | null }) {
  const written = (text: string) => onChange?.(text === '' ? null : text);
  const limit = maxLength ? { maxLength } : {};
  if (!long) return <Input {...attributes(rest)} {...limit} value={value ?? ''} onChange={(event) => written(event.target.value)} />;
  const near = maxLength !== null && (value ?? '').length > maxLength * 0.8;
  return (
    <Input.TextArea
      {...attributes(rest)}
      {...limit}
      value={value ?? ''}
      autoSize={{ minRows: 3, maxRows: 14 }}
      {...(near ? { showCount: true } : {})}
      onChange={(event) => written(event.target.value)}
    />
  );
}

/** A whole number: pages, a serial number, a length. */
export function WholeControl({ value, onChange, ...rest }: Control<number>) {
  return (
    <InputNumber<number>
      {...attributes(rest)}
      style={{ width: '100%' }}
      min={0}
      precision={0}
      inputMode="numeric"
      value={value ?? null}
      onChange={(amount) => onChange?.(amount)}
    />
  );
}

/** Yuan, at most two decimals. */
export function MoneyControl({ value, onChange, ...rest }: Control<number>) {
  return (
    <InputNumber<number>
      {...attributes(rest)}
      style={{ width: '100%' }}
      min={0}
      precision={2}
      inputMode="decimal"
      suffix="元"
      formatter={(amount) => (amount === undefined || amount === null ? '' : String(amount).replace(/\.00$/, ''))}
      value={value ?? null}
      onChange={(amount) => onChange?.(amount)}
    />
  );
}

/** A list of plain words: typed, confirmed with Enter or by leaving the field. */
export function WordsControl({ value, onChange, ...rest }: Control<string[]>) {
  return (
    <Select
      {...attributes(rest)}
      mode="tags"
      open={false}
      suffixIcon={null}
      value={value ?? []}
      onChange={(words: string[]) => onChange?.(words)}
      placeholder="输入一项后按回车，可填多项"
    />
  );
}
