/** Collects a query's values while its text is written; each answers its placeholder. */
export interface Binder {
  readonly values: unknown[];
  bind: (value: unknown) => string;
}

export function binder(): Binder {
  const values: unknown[] = [];
  return {
    values,
    bind: (value) => {
      values.push(value);
      return `$${values.length}`;
    },
  };
}
