import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { kindNamed, kinds } from '../../../domain/kinds.ts';
import type { ItemRef } from '../../../domain/work/context.ts';
import { readItems } from '../api/items.ts';
import { attributes, type Control, worded } from './control.ts';

interface Entry {
  value: string;
  label: string;
  item: ItemRef;
}

/**
 * Another work item of any kind: first its kind, then the item by its words. `known`: items whose names need not be
 * asked for; `ownId`: the item itself, which nobody links to itself.
 */
export function WorkItemControl({
  value,
  onChange,
  known,
  ownId,
  ...rest
}: Control<string> & { known: readonly ItemRef[]; ownId: string | null }) {
  const [kind, setKind] = useState(known.find(({ id }) => id === value)?.kind ?? kinds[0]?.name ?? '');
  const [typed, setTyped] = useState('');
  const [taken, setTaken] = useState<ItemRef | null>(null);
  const q = useDeferredValue(typed.trim());
  const plural = kindNamed(kind)?.plural ?? '';
  const found = useQuery({
    queryKey: ['items', plural, 'pick', q],
    queryFn: () => readItems(plural, q ? { q } : {}),
    enabled: plural !== '',
  });
  const named = [...known, ...(taken ? [taken] : [])].filter((item) => item.kind === kind && item.title.includes(typed.trim()));
  const rows = (found.data?.items ?? []).filter(({ id }) => id !== ownId && !named.some((item) => item.id === id));
  const entries: Entry[] = [
    ...named.map((item) => ({ value: item.id, label: item.title, item })),
    ...rows.map(({ id, title, number }) => ({ value: id, label: number ? `${number}　${title}` : title, item: { kind, id, title } })),
  ];
  return (
    <div className="work-item">
      <Select
        aria-label="事项种类"
        value={kind}
        options={kinds.map(({ name, label }) => ({ value: name, label }))}
        popupMatchSelectWidth={false}
        onChange={(chosen) => {
          setKind(chosen);
          setTyped('');
          onChange?.(null);
        }}
      />
      <Select<string | null, Entry>
        {...attributes(rest)}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        allowClear
        placeholder="按名称、编号、单位查找"
        value={value ?? null}
        loading={found.isFetching}
        options={entries}
        labelRender={worded(found.isPending)}
        notFoundContent={found.isError ? '没有读到事项' : '没有符合的事项'}
        onChange={(_id, entry) => {
          const item = entry && !Array.isArray(entry) ? entry.item : null;
          setTaken(item);
          onChange?.(item?.id ?? null);
        }}
      />
    </div>
  );
}
