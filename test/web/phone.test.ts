/** At 375 px no page is wider than the telephone, and everything can be reached with a thumb. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { Office } from './office.ts';
import { resting, takenUp } from './scenes.ts';

let office: Office;
let fresh: string;
let old: string;

beforeAll(async () => {
  office = await Office.open();
  fresh = await takenUp('上庄村焚烧秸秆（手机）');
  old = await resting('上庄村村民在东侧农田露天焚烧秸秆影响道路通行视线案（手机）', 70, 'RecordStatement');
}, 60_000);
afterAll(() => office?.close());
beforeEach((context) => office.watch(context));

/** What sticks out to the right, by its class; nothing may. Tables scroll inside their own frame. */
async function sticksOut({ page }: Desk): Promise<string[]> {
  await page.locator('[aria-busy="true"]').filter({ visible: true }).first().waitFor({ state: 'hidden' });
  return page.evaluate(() =>
    document.documentElement.scrollWidth <= window.innerWidth
      ? []
      : [...document.querySelectorAll('body *')]
          .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
          .slice(0, 8)
          .map((element) => `${element.tagName}.${element.className}`),
  );
}

const PAGES: Record<string, () => string[]> = {
  handler1: () => [
    '/work',
    '/leads',
    '/cases',
    '/cases/new',
    fresh,
    old,
    `${old}/evidence`,
    `${old}/record`,
    `${old}/proof`,
    `${old}?term=light`,
    '/whistles',
    '/disputes',
    '/calculators',
    '/calculators/penalty',
    '/calculators/dispatch',
    '/lists',
    '/nowhere',
  ],
  supervisor: () => ['/board', '/work-items?light=red', '/cases?light=red', '/parties', '/anchors'],
  sysadmin: () => ['/channels'],
  listadmin: () => [
    '/lists/drafts',
    '/lists/matters',
    '/lists/benchmarks',
    '/lists/duties',
    '/lists/calendars',
    '/lists/people',
    '/lists/policies',
  ],
};

describe('on a telephone', () => {
  for (const [username, paths] of Object.entries(PAGES)) {
    it(`fits every page of ${username}`, async () => {
      const desk = await office.at(username, 'phone');
      const faults: string[] = [];
      for (const path of paths()) {
        await desk.open(path);
        await desk.page.locator('#content').locator('h1, .ant-result-title').first().waitFor();
        const out = await sticksOut(desk);
        if (out.length > 0) faults.push(`${path}: ${out.join(' ')}`);
      }
      expect(faults).toEqual([]);
    });
  }

  it('reaches every page from the menu', async () => {
    const desk = await office.at('handler1', 'phone');
    await desk.open('/work');
    for (const [entry, path] of [
      ['案件', '/cases'],
      ['线索收件箱', '/leads'],
      ['我的工作', '/work'],
    ] as const) {
      await desk.page.getByRole('button', { name: '打开菜单' }).click();
      await desk.page.getByRole('menuitem', { name: entry }).click();
      await desk.page.waitForURL((url) => url.pathname === path);
      expect(await sticksOut(desk)).toEqual([]);
    }
  });

  it('shows the next step of a case without scrolling far, and its form fits', async () => {
    const desk = await office.at('handler1', 'phone');
    await desk.open(fresh);
    const next = desk.page.locator('.next-primary button');
    await next.waitFor();
    expect((await next.boundingBox())?.y).toBeLessThan(812);
    await desk.primary('记录核查');
    expect(await sticksOut(desk)).toEqual([]);
    const submit = desk.drawer.locator('.form-foot button[type="submit"]');
    const box = await submit.boundingBox();
    expect(box && box.y + box.height).toBeLessThanOrEqual(812);
    expect(box?.height).toBeGreaterThanOrEqual(40);
    await desk.press();
    await desk.drawer.locator('.ant-form-item-explain-error').first().waitFor();
    expect(await sticksOut(desk)).toEqual([]);
  });
});
