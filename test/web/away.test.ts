/** When a part is away or an answer is not what it should be: said in words, with a way on, and no white window. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { Office } from './office.ts';
import { takenUp } from './scenes.ts';

let office: Office;
let desk: Desk;
let address: string;

beforeAll(async () => {
  office = await Office.open();
  address = await takenUp('上庄村焚烧秸秆（故障）');
  desk = await office.at('handler1');
});
afterAll(() => office?.close());
beforeEach(async (context) => {
  office.watch(context);
  await desk.page.unrouteAll();
});

describe('a page whose answer does not come', () => {
  it('says that a part is away, and reads again when asked', async () => {
    const { page } = desk;
    await page.route('**/api/v1/me/work', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        headers: { 'Retry-After': '1' },
        body: JSON.stringify({
          type: 'about:blank',
          title: '暂时不可用',
          status: 503,
          detail: '数据库暂时连不上，请稍后再试',
          code: 'database-away',
        }),
      }),
    );
    await desk.open('/work');
    await desk.sees('数据库暂时连不上，请稍后再试');
    await page.unrouteAll();
    await page.getByRole('button', { name: '重试' }).click();
    await desk.sees('上庄村焚烧秸秆（故障）');
  });

  it('keeps the form of a command that could not be sent, and sends it once when the part is back', async () => {
    const { page } = desk;
    await desk.open(address);
    await desk.command('添加备注');
    await desk.write('备注', '当事人电话已核实。');
    await page.route('**/commands/AddNote', (route) => route.abort());
    const words = await desk.sendRefused();
    expect(words).toMatch(/[一-龥]/);
    expect(words).not.toMatch(/fetch|error/i);
    expect(await desk.value('备注')).toBe('当事人电话已核实。');
    await page.unrouteAll();
    await desk.send();
    await desk.open(`${address}/record`);
    await desk.sees('当事人电话已核实。');
    expect(await page.locator('.record-entry', { hasText: '当事人电话已核实。' }).count()).toBe(1);
  });

  it('never leaves the window white: a page that cannot be drawn says so, and the menu still leads on', async () => {
    const { page } = desk;
    await page.route('**/api/v1/me/work', (route) =>
      route.fulfill({ status: 200, contentType: 'application/json', body: '{"cases":[{}],"now":1}' }),
    );
    await desk.open('/work');
    await desk.sees('这一页没有显示成功');
    await page.getByRole('menuitem', { name: '案件' }).click();
    await page.getByRole('heading', { level: 1, name: '案件' }).waitFor();
  });

  it("tells apart what is not there from what is not one's own to see", async () => {
    await desk.open('/cases/no-such-case');
    await desk.sees('没有这个案件，或者您无权查看');
    await desk.open('/no-such-page');
    await desk.sees('没有这个页面');
    await desk.page.getByRole('button', { name: '回到首页' }).click();
    await desk.sees('陈立新，您好');
  });
});
