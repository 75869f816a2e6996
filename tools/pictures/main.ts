/**
 * `npm run pictures -- [ADDRESS] [FOLDER] [--readme]`: every page of a running demo county as each kind of person, at 1440
 * and at 375 px, into FOLDER (`.cache/pictures`); with `--readme` only the README's own, into `docs/pictures`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { root } from '../paths.mjs';
import { findChromium } from '../test/chromium.ts';
import { openBrowser, openDesk, openPhone, signIn } from './browser.ts';
import { type Shot, SHOTS } from './shots.ts';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const readme = process.argv.includes('--readme');
const base = (words[0] ?? `http://127.0.0.1:${process.env.CASELIGHT_PORT ?? '8600'}`).replace(/\/$/, '');
const folder = words[1] ?? join(root, ...(readme ? ['docs', 'pictures'] : ['.cache', 'pictures']));
const SIZES = { desk: { open: openDesk, width: 1440 }, phone: { open: openPhone, width: 375 } } as const;

const path = await findChromium(console.error);
if (!path) throw new Error('没有可用的 Chromium');
mkdirSync(folder, { recursive: true });
const browser = await openBrowser(path);
let failed = 0;
try {
  for (const size of ['desk', 'phone'] as const) {
    const shots = SHOTS.filter((shot) => !readme || shot.readme === size);
    for (const username of new Set(shots.map((shot) => shot.as)))
      await takeAll(
        browser,
        size,
        username,
        shots.filter((shot) => shot.as === username),
      );
  }
} finally {
  await browser.close();
}
process.exitCode = failed === 0 ? 0 : 1;

async function takeAll(on: Browser, size: keyof typeof SIZES, username: string, shots: readonly Shot[]): Promise<void> {
  const context = await SIZES[size].open(on);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await signIn(page, base, username);
  for (const shot of shots) {
    const file = join(folder, readme ? `${shot.name}.png` : `${shot.name}-${SIZES[size].width}.png`);
    try {
      await page.goto(base + (await addressOf(page, shot)));
      await settled(page);
      await shot.then?.(page);
      await settled(page);
      await page.screenshot({ path: file, fullPage: !readme && !shot.then });
      console.log(file);
    } catch (error) {
      failed += 1;
      console.error(`${shot.name}（${username}，${size}）：${error instanceof Error ? error.message : String(error)}`);
    }
  }
  await context.close();
}

/** Nothing is being read any more and the pictures are there. */
async function settled(page: Page): Promise<void> {
  await page.locator('#content').locator('h1, .ant-result-title').first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('[aria-busy="true"], .ant-spin-spinning, .ant-skeleton').length === 0);
  await page.waitForTimeout(300);
}

/**
 * `case`: the first that waits for this person's step, else the most urgent; `lead`: the newest that waits; `first/…`: the
 * newest of that list.
 */
async function addressOf(page: Page, { path: wanted }: Shot): Promise<string> {
  const read = async <Answer>(from: string): Promise<Answer> => {
    const answer = await page.request.get(`${base}/api/v1${from}`);
    if (!answer.ok()) throw new Error(`${from}: ${answer.status()}`);
    return (await answer.json()) as Answer;
  };
  interface Rows {
    items: { id: string }[];
  }
  if (wanted === 'lead') {
    const { items } = await read<Rows>('/leads?status=new&limit=2');
    return `/leads/${items[0]?.id ?? ''}`;
  }
  const listed = /^first\/(.+)$/.exec(wanted)?.[1];
  if (listed) {
    const { items } = await read<Rows>(`/${listed}?limit=1`);
    return `/${listed}/${items[0]?.id ?? ''}`;
  }
  if (!wanted.startsWith('case')) return wanted;
  const { cases } = await read<{ cases: { id: string; next: unknown; stage: string }[] }>('/me/work');
  const mine = cases.find((row) => row.next !== null && row.stage === 'evidence') ?? cases.find((row) => row.next !== null);
  const id = mine?.id ?? (await read<Rows>('/cases?stage=evidence,decision,execution&sort=redAt&limit=1')).items[0]?.id ?? '';
  return wanted.replace('case', `/cases/${id}`);
}
