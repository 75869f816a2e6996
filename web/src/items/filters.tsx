import { FilterOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { worded } from '../forms/control.ts';
import './items.css';

interface FilterBarProps {
  /** What is searched, for a screen reader. */
  name: string;
  placeholder: string;
  q: string | undefined;
  onSearch: (q: string) => void;
  /** Null where nothing narrows. */
  onClear: (() => void) | null;
  children: ReactNode;
}

/** The search field and the choices of a list; on a phone the choices are behind a button. */
export function FilterBar({ name, placeholder, q, onSearch, onClear, children }: FilterBarProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="filters" role="search">
      <Input.Search
        key={q ?? ''}
        className="grow"
        allowClear
        placeholder={placeholder}
        defaultValue={q ?? ''}
        aria-label={name}
        onSearch={(value) => onSearch(value.trim())}
      />
      <Button className="filters-toggle" icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>
        筛选
      </Button>
      <div className="filters-more" data-open={open}>
        {children}
        {onClear ? (
          <Button type="text" onClick={onClear}>
            清除
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface ChoiceProps {
  title: string;
  value: string | null | undefined;
  /** The reader's words by key. */
  labels: Readonly<Record<string, string>>;
  width: number;
  onChange: (value: string | undefined) => void;
}

/** One of the choices that narrow a list. */
export function Choice({ title, value, labels, width, onChange }: ChoiceProps) {
  const options = Object.entries(labels).map(([key, label]) => ({ value: key, label }));
  return (
    <Select
      allowClear
      placeholder={title}
      aria-label={title}
      value={value ?? null}
      options={options}
      style={{ width }}
      labelRender={worded(options.length === 0)}
      onChange={onChange}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
}
