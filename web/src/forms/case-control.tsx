import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { readCases } from '../api/cases.ts';
import { attributes, type Control } from './control.ts';

/** Another case, found by number, title, party or address. */
export function CaseControl({ value, onChange, ownId, ...rest }: Control<string> & { ownId: string | null }) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ queryKey: ['items', 'cases', 'pick', q], queryFn: () => readCases({ q }, null), enabled: q !== '' || !value });
  return (
    <Select
      {...attributes(rest)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder="按案号、名称、当事人、地址查找"
      value={value ?? null}
      loading={found.isFetching}
      onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
      notFoundContent={found.isError ? '没有读到案件' : '没有符合的案件'}
      options={(found.data?.items ?? [])
        .filter((row) => row.id !== ownId)
        .map((row) => ({ value: row.id, label: `${row.number ?? '未编号'}　${row.title}` }))}
    />
  );
}
