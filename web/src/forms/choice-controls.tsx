import { Checkbox, Radio, Select } from 'antd';
import { attributes, type Control } from './control.ts';

export interface Option {
  value: string;
  label: string;
}

export function YesNoControl({ value, onChange, ...rest }: Control<boolean>) {
  return (
    <Radio.Group
      {...attributes(rest)}
      value={value ?? null}
      onChange={(event) => onChange?.(event.target.value as boolean)}
      options={[
        { value: true, label: '是' },
        { value: false, label: '否' },
      ]}
    />
  );
}

/** One of a few at a glance, one of many from a list. */
export function ChoiceControl({
  value,
  onChange,
  labels,
  clearable,
  ...rest
}: Control<string> & { labels: Record<string, string>; clearable: boolean }) {
  const options = Object.entries(labels).map(([key, label]): Option => ({ value: key, label }));
  const words = options.reduce((sum, { label }) => sum + label.length, 0);
  if (options.length <= 5 && words <= 40 && !clearable) {
    return (
      <Radio.Group
        {...attributes(rest)}
        value={value ?? null}
        options={options}
        onChange={(event) => onChange?.(event.target.value as string)}
      />
    );
  }
  return (
    <Select
      {...attributes(rest)}
      value={value ?? null}
      options={options}
      allowClear={clearable}
      placeholder="请选择"
      onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
      popupMatchSelectWidth={false}
    />
  );
}

/** Any number of the given choices; all of them stand there to be seen. */
export function ChoicesControl({ value, onChange, labels, ...rest }: Control<string[]> & { labels: Record<string, string> }) {
  return (
    <Checkbox.Group
      {...attributes(rest)}
      className="choices"
      value={value ?? []}
      onChange={(chosen) => onChange?.(chosen)}
      options={Object.entries(labels).map(([key, label]) => ({ value: key, label }))}
    />
  );
}

/** One of the item's own things, or several, by words instead of ids. */
export function ItemControl({
  value,
  onChange,
  items,
  many,
  ...rest
}: Control<string | string[]> & { items: readonly Option[]; many: boolean }) {
  const all = items.map((item) => item.value);
  if (many) {
    return (
      <div>
        <Checkbox.Group
          {...attributes(rest)}
          className="choices"
          value={(value as string[] | null) ?? []}
          options={[...items]}
          onChange={(chosen) => onChange?.(chosen)}
        />
        {items.length > 3 ? (
          <button
            type="button"
            className="plain-button field-link"
            onClick={() => onChange?.((value?.length ?? 0) < all.length ? all : [])}
          >
            {(value?.length ?? 0) < all.length ? '全选' : '全不选'}
          </button>
        ) : null}
        {items.length === 0 ? <span className="quiet">没有可选的项目。</span> : null}
      </div>
    );
  }
  return (
    <Select
      {...attributes(rest)}
      value={(value as string | null) ?? null}
      options={[...items]}
      allowClear
      onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
      placeholder={items.length > 0 ? '请选择' : '没有可选的项目'}
    />
  );
}
