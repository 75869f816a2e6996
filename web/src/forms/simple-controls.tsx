import { DatePicker, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';

/** What antd's Form hands to a control. */
export interface Control<Value> {
  value?: Value | null;
  onChange?: (value: Value | null) => void;
  id?: string;
  disabled?: boolean;
}

/** A legal date as `YYYY-MM-DD`; no instant, no time zone. */
export function DateControl({ value, onChange, id }: Control<string>) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      style={{ width: '100%' }}
      inputReadOnly={false}
      value={value ? dayjs(value, 'YYYY-MM-DD') : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
      placeholder="年-月-日"
    />
  );
}

/** An instant on the office's clock: what is picked is Asia/Shanghai, wherever the browser stands. */
export function InstantControl({ value, onChange, id }: Control<string>) {
  const shown = value ? dayjs(dayjs(value).valueOf() + (480 + new Date(value).getTimezoneOffset()) * 60_000) : null;
  return (
    <DatePicker
      {...(id ? { id } : {})}
      style={{ width: '100%' }}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={shown}
      onChange={(time) => onChange?.(time ? `${time.format('YYYY-MM-DDTHH:mm')}:00+08:00` : null)}
      placeholder="日期和时间"
    />
  );
}

export function MoneyControl({ value, onChange, id }: Control<number>) {
  return (
    <InputNumber<number>
      {...(id ? { id } : {})}
      style={{ width: '100%' }}
      min={0}
      precision={2}
      value={value ?? null}
      onChange={(amount) => onChange?.(amount)}
      suffix="元"
    />
  );
}

export function YesNoControl({ value, onChange, id }: Control<boolean>) {
  return (
    <Radio.Group
      {...(id ? { id } : {})}
      value={value ?? null}
      onChange={(event) => onChange?.(event.target.value as boolean)}
      options={[{ value: true, label: '是' }, { value: false, label: '否' }]}
    />
  );
}

export function ChoiceControl({ value, onChange, id, labels, clearable }: Control<string> & { labels: Record<string, string>; clearable: boolean }) {
  const options = Object.entries(labels).map(([key, label]) => ({ value: key, label }));
  if (options.length <= 4) {
    return (
      <Radio.Group
        {...(id ? { id } : {})}
        value={value ?? null}
        onChange={(event) => onChange?.(event.target.value as string)}
        options={options}
      />
    );
  }
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
      options={options}
      allowClear={clearable}
      placeholder="请选择"
    />
  );
}

export function TextControl({ value, onChange, id, long, maxLength }: Control<string> & { long: boolean; maxLength: number | null }) {
  const shared = {
    ...(id ? { id } : {}),
    value: value ?? '',
    ...(maxLength ? { maxLength } : {}),
  };
  return long ? (
    <Input.TextArea
      {...shared}
      autoSize={{ minRows: 3, maxRows: 12 }}
      {...(maxLength ? { count: { show: (value ?? '').length > maxLength * 0.8, max: maxLength } } : {})}
      onChange={(event) => onChange?.(event.target.value === '' ? null : event.target.value)}
    />
  ) : (
    <Input {...shared} onChange={(event) => onChange?.(event.target.value === '' ? null : event.target.value)} />
  );
}

/** A list of plain words: typed, confirmed with Enter. */
export function WordsControl({ value, onChange, id }: Control<string[]>) {
  return (
    <Select
      {...(id ? { id } : {})}
      mode="tags"
      open={false}
      suffixIcon={null}
      value={value ?? []}
      onChange={(words: string[]) => onChange?.(words)}
      placeholder="输入后按回车，可填多项"
    />
  );
}

/** Any number of the given choices. */
export function ChoicesControl({ value, onChange, id, labels }: Control<string[]> & { labels: Record<string, string> }) {
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      value={value ?? []}
      onChange={(chosen: string[]) => onChange?.(chosen)}
      options={Object.entries(labels).map(([key, label]) => ({ value: key, label }))}
      optionFilterProp="label"
      placeholder="可多选，没有的不选"
      allowClear
    />
  );
}

export function WholeControl({ value, onChange, id }: Control<number>) {
  return (
    <InputNumber<number> {...(id ? { id } : {})} style={{ width: '100%' }} min={0} precision={0} value={value ?? null} onChange={(n) => onChange?.(n)} />
  );
}

/** One of the case's own things, by its words instead of its id. */
export function ItemControl({ value, onChange, id, items, many }: Control<string | string[]> & {
  items: { value: string; label: string }[]; many: boolean;
}) {
  return (
    <Select
      {...(id ? { id } : {})}
      {...(many ? { mode: 'multiple' as const } : {})}
      value={value ?? (many ? [] : null)}
      onChange={(chosen: string | string[] | undefined) => onChange?.(chosen ?? null)}
      options={items}
      placeholder={items.length > 0 ? '请选择' : '本案没有可选的项目'}
    />
  );
}
