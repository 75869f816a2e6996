import type { ReactNode } from 'react';

/** What antd's Form hands to a control: the value, how to change it, and what a screen reader is told. */
export interface Control<Value> {
  value?: Value | null;
  onChange?: (value: Value | null) => void;
  id?: string;
  'aria-required'?: boolean;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
}

/** The attributes that go to the element itself. */
export function attributes(control: Control<never>): Record<string, string | boolean> {
  const { id } = control;
  const given = Object.entries(control).filter(
    (entry): entry is [string, string | boolean] => entry[0].startsWith('aria-') && entry[1] !== undefined,
  );
  return { ...(id ? { id } : {}), ...Object.fromEntries(given) };
}

/** How a chosen entry reads: in words, and never as its id while the list is still being read. */
export const worded =
  (pending: boolean) =>
  ({ label, value }: { label?: ReactNode; value?: string | number | null }): ReactNode => {
    if (label !== undefined && label !== value) return label;
    return pending ? '…' : '不在清单中';
  };
