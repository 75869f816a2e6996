/** A page reads little, and every connection knows it from its first statement. */
import { expect, it } from 'vitest';
import { database } from './database.ts';

it.each([
  ['jit', 'off'],
  ['max_parallel_workers_per_gather', '0'],
  ['work_mem', '16MB'],
])('%s is %s', async (name, value) => {
  expect(await database().first<{ value: string }>('select current_setting($1) as value', [name])).toEqual({ value });
});
