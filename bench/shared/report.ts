/** How every bench answers: a table beside the budgets, and the same as JSON under bench/results. */
import { mkdir, writeFile } from 'node:fs/promises';

export interface Row {
  what: string;
  value: number;
  /** As it is written in the issue; empty where a figure only explains another. */
  budget: string;
  /** Whether the budget was kept; null where there is none. */
  ok: boolean | null;
}

export const told = (what: string, value: number): Row => ({ what, value, budget: '', ok: null });

export const atMost = (what: string, value: number, most: number): Row => ({ what, value, budget: `≤ ${most}`, ok: value <= most });

export const atLeast = (what: string, value: number, least: number): Row => ({ what, value, budget: `≥ ${least}`, ok: value >= least });

/** Prints and keeps the rows; answers whether every budget was kept. */
export async function report(name: string, rows: readonly Row[], more: Record<string, unknown> = {}): Promise<boolean> {
  const ok = rows.every((row) => row.ok !== false);
  for (const { what, value, budget, ok: kept } of rows) {
    console.log(`${kept === null ? ' ' : kept ? '✓' : '✗'} ${what.padEnd(34, '　')} ${value.toFixed(2).padStart(9)}  ${budget}`);
  }
  const folder = new URL('../results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify({ at: new Date().toISOString(), ok, rows, ...more }, null, 2)}\n`);
  return ok;
}
