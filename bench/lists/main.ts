/**
 * `npm run bench -- lists [--rows 1000000]`: every list, search, board, forecast and desk over a county of that many items,
 * through the
 * API over HTTP, beside the same answer by SQL at a prompt, in turn. Ends with an error where a page takes more than twice as
 * long beside what a request costs that answers nothing, or more than 300 ms in all, where it reads a large table whole, or where
 * the two answers differ.
 *
 * `--keep` leaves the county in `.cache/lists` for the next run, `--only 词` measures the pages with that in their name,
 * `--times 25` how often.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createDatabase, type Queries, queriesOn, SHORT_STATEMENTS } from '../../api/database/database.ts';
import { startApp } from './app.ts';
import { startFilledCounty } from './county.ts';
import { type Measured, measure } from './measure.ts';
import { allPages, type MeasuredPage, type ReaderName, READERS, type Words } from './pages.ts';
import { Reader } from './reader.ts';

const MOST_RATIO = 2;
const MOST_P95 = 300;

type Row = MeasuredPage & Measured;

const faultsOf = (row: Measured): string[] => [
  ...(row.own > MOST_RATIO ? ['净比值'] : []),
  ...(row.p95 > MOST_P95 ? ['p95'] : []),
  ...(row.whole.length > 0 ? [`通读${row.whole.join('、')}`] : []),
  ...(row.differs === null ? [] : ['答案不符']),
];

/** What is searched for, as the filled county has it. */
async function wordsOf(sql: Queries, rows: number): Promise<{ words: Words; matter: string }> {
  const row = await sql.first<{ number: string; title: string; matter: string }>(
    `select d.number, c.title, d.matter_code as matter from case_detail d join work_view c on c.id = d.id where d.number is not null order by c.opened_at limit 1 offset 7`,
  );
  if (!row) throw new Error('库中没有案件');
  return {
    words: { frequent: '油烟', rare: row.number.slice(-7), sign: await seldomSign(sql, rows), long: row.title },
    matter: row.matter,
  };
}

/** One that stands in about one of two thousand texts, going by some twenty thousand of them. */
async function seldomSign(sql: Queries, rows: number): Promise<string> {
  const share = Math.min(100, 2_000_000 / rows);
  const row = await sql.first<{ sign: string }>(
    `select sign from (select unnest(string_to_array(text, null)) as sign, id from work_search tablesample system (${share})) s where sign > '一' group by sign
     order by abs(count(distinct id) - (select count(*) from work_search tablesample system (${share})) / 2000.0) limit 1`,
  );
  if (!row) throw new Error('库中没有文字');
  return row.sign;
}

function tableOf(rows: readonly Row[]): string {
  const line = (row: Row): string =>
    `| ${row.name} | ${READERS[row.reader]} | ${row.api.toFixed(1)} | ${row.p95.toFixed(1)} | ${row.sql.toFixed(1)} | ${row.ratio.toFixed(2)} | ${row.own.toFixed(2)} | ${faultsOf(row).join('；')} |`;
  return [
    '| 页面 | 角色 | 接口中位，毫秒 | p95 | SQL 中位，毫秒 | 比值 | 净比值 | 未达标 |',
    '|---|---|--:|--:|--:|--:|--:|---|',
    ...rows.map(line),
  ].join('\n');
}

export async function main(): Promise<boolean> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      rows: { type: 'string', default: '1000000' },
      times: { type: 'string', default: '25' },
      only: { type: 'string', default: '' },
      keep: { type: 'boolean', default: false },
    },
  });
  const county = await startFilledCounty({ rows: Number(values.rows), keep: values.keep, log: (line) => console.log(line) });
  const sql = createDatabase(county.databaseUrl, { connections: 12, onError: () => undefined });
  const explaining = new pg.Client({ connectionString: county.databaseUrl, options: SHORT_STATEMENTS });
  const app = await startApp(county);
  const readers = new Map<ReaderName, Reader>();
  try {
    await explaining.connect();
    for (const name of Object.keys(READERS) as ReaderName[]) readers.set(name, await Reader.signedIn(app.url, name));
    // Finding out where to look takes longer than a page may.
    const patient = queriesOn(explaining);
    const { words, matter } = await wordsOf(patient, Number(values.rows));
    const rows: Row[] = [];
    for (const page of await allPages(patient, words, matter)) {
      if (!page.name.includes(values.only)) continue;
      const measured = await measure({ app, sql, explaining, warmUps: 3, times: Number(values.times) }, page, readers.get(page.reader)!);
      rows.push({ ...page, ...measured });
      if (faultsOf(measured).length > 0)
        console.log(
          `未达标：${page.name}（${READERS[page.reader]}）${faultsOf(measured).join('；')}${measured.differs === null ? '' : `。${measured.differs}`}`,
        );
    }
    console.log(tableOf(rows));
    const ok = rows.length > 0 && rows.every((row) => faultsOf(row).length === 0);
    console.log(`${values.rows}件，${rows.length}页，${rows.filter((row) => faultsOf(row).length > 0).length}页未达标`);
    const folder = new URL('../results/', import.meta.url);
    await mkdir(folder, { recursive: true });
    await writeFile(
      new URL('lists.json', folder),
      `${JSON.stringify({ at: new Date().toISOString(), ok, items: Number(values.rows), rows }, null, 2)}\n`,
    );
    return ok;
  } finally {
    for (const reader of readers.values()) reader.close();
    await explaining.end();
    await app.close();
    await sql.close();
    await county.close();
  }
}
