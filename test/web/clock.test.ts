/** The office's clock is in Shanghai, wherever the browser stands. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { Office } from './office.ts';
import { resting } from './scenes.ts';
import { soon } from './soon.ts';

let office: Office;
let address: string;

beforeAll(async () => {
  office = await Office.open();
  address = await resting('上庄村焚烧秸秆（时区）', 30, 'FileCase');
}, 60_000);
afterAll(() => office?.close());
beforeEach((context) => office.watch(context));

const TIMES = /\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|\d+月\d+日(?:（周.）)?(?: \d{2}:\d{2})?/g;

async function timesOn(seat: 'desk' | 'abroad', path: string): Promise<string[]> {
  const { page } = await office.at('handler1', seat).then(async (desk) => {
    await desk.open(path);
    return desk;
  });
  await page.locator('#content h1').first().waitFor();
  await page.locator('[aria-busy="true"]').filter({ visible: true }).first().waitFor({ state: 'hidden' });
  await page.getByText(TIMES).first().waitFor();
  return (await page.locator('#content').innerText()).match(TIMES) ?? [];
}

describe('a browser in New York', () => {
  for (const [name, path] of [
    ['the file', ''],
    ['the record', '/record'],
    ['the derivation', '?term=light'],
  ] as const) {
    it(`shows the times of ${name} as one in Shanghai does`, async () => {
      const here = await timesOn('desk', address + path);
      expect(here.length).toBeGreaterThan(4);
      expect(await timesOn('abroad', address + path)).toEqual(here);
    });
  }

  it("writes today's date and the hour of Shanghai into a form", async () => {
    const desk = await office.at('handler1', 'abroad');
    expect(await desk.page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe('America/New_York');
    await desk.open(address);
    await desk.command('添加证据');
    await desk.now('收集时间');
    const shown = async () => {
      const words = await desk.value('收集时间');
      return Math.abs(Date.parse(`${words.replace(' ', 'T')}:00+08:00`) - Date.now());
    };
    await soon(shown).toBeLessThan(120_000);
    await desk.drawer.getByRole('button', { name: '取消' }).click();
    await desk.command('责令改正');
    await desk.today('改正期限');
    await soon(() => desk.value('改正期限')).toBe(legalDateOf(Date.now()));
  });
});
