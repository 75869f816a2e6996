/**
 * Whether a page reads a large table from its first row to its last: asked of PostgreSQL for every statement that the page
 * sent.
 */
import type pg from 'pg';
import type { Statement } from './app.ts';

const LARGE = new Set(['work_view', 'work_search', 'case_detail', 'work_event', 'case_party', 'notification']);

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Node[];
}

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const one of node.Plans ?? []) yield* nodesOf(one);
}

/** The large tables that a statement's plan reads whole. */
export async function readWhole(client: pg.Client, { text, values }: Statement): Promise<string[]> {
  if (!/^\s*(select|with)\b/i.test(text)) return [];
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`explain (format json) ${text}`, values);
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
  if (!plan) throw new Error('PostgreSQL 没有说明执行计划');
  return [...nodesOf(plan)]
    .filter((node) => node['Node Type'] === 'Seq Scan' && LARGE.has(node['Relation Name'] ?? ''))
    .map((node) => node['Relation Name'] ?? '');
}
