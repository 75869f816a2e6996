import type { ReactNode } from 'react';

/** One fact; `null` and `false` are left out by the list. `wide` takes the whole row. */
export interface Fact {
  label: string;
  value: ReactNode;
  wide?: boolean;
}

/** Facts as pairs of label and value, two beside each other on a desk and one below the other on a phone. */
export function Facts({ rows }: { rows: readonly (Fact | null | false)[] }) {
  const shown = rows.filter((row): row is Fact => row !== null && row !== false);
  return (
    <dl className="facts">
      {shown.map((row) => (
        <div key={row.label} data-wide={row.wide ?? false}>
          <dt>{row.label}</dt>
          <dd>{row.value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
