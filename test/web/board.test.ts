/** The supervisor's board: how many stand where, what is overdue, what turns next; and many urged at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { Office } from './office.ts';
import { resting, takenUp } from './scenes.ts';
import { soon } from './soon.ts';

let office: Office;
let desk: Desk;
let late: string;

beforeAll(async () => {
  office = await Office.open();
  late = await resting('上庄村焚烧秸秆（超期甲）', 40, 'AcceptDispatch');
  await resting('上庄村焚烧秸秆（超期乙）', 40, 'RecordVerification');
  await takenUp('上庄村焚烧秸秆（在办）');
  desk = await office.at('supervisor');
}, 60_000);
afterAll(() => office?.close());
beforeEach(async (context) => {
  office.watch(context);
  await desk.open('/board');
});

describe('the board', () => {
  it('counts what its rows show: every figure leads to its cases', async () => {
    const { page } = desk;
    const red = page.locator('.board-light[data-light="red"]');
    const count = Number(await red.locator('strong').innerText());
    expect(count).toBeGreaterThanOrEqual(2);
    await page.getByRole('tab', { name: `超期 ${count}` }).waitFor();
    expect(await page.locator('.data-table tbody tr').filter({ visible: true }).count()).toBe(count);
    const towns = await page.locator('section', { hasText: '按镇街' }).locator('.board-bar b').allInnerTexts();
    const lights = await page.locator('.board-light strong').allInnerTexts();
    const sum = (figures: string[]) => figures.reduce((total, figure) => total + Number(figure), 0);
    expect(sum(towns)).toBe(sum(lights));
    await red.click();
    await page.getByText(`共 ${count} 件`).waitFor();
    await desk.sees('上庄村焚烧秸秆（超期甲）');
  });

  it('says of an overdue row which term it is, since when, and whose', async () => {
    const row = desk.page.locator('.data-table tr', { hasText: '超期甲' });
    await row.waitFor();
    const words = await row.innerText();
    expect(words).toMatch(/超期\d+天/);
    expect(words).toContain('青石镇');
    expect(words).toContain('陈立新');
    await row.getByRole('link', { name: /看这盏灯怎样推算/ }).click();
    await desk.page.locator('.ant-drawer-title', { hasText: '怎样推算' }).waitFor();
    await desk.drawer.locator('.why-lines li').first().waitFor();
  });

  it('names an item whose workflow is in trouble by its kind, leads to its page, and says what to do', async () => {
    const { page } = desk;
    const alarm = {
      itemKind: 'whistle',
      caseId: 'w-1',
      kind: 'workflow-missing',
      label: '流程已结束或者丢失',
      text: '吹哨没有到“已办结”，它的流程已被终止',
      todo: 'npm run reconcile -- --restart --item w-1',
      since: '2026-11-27T02:00:00Z',
      title: '夜间施工',
      number: null,
    };
    // A real one would be healed by whoever watches, or last for the tests that follow.
    await page.route(/\/api\/v1\/board(\?|$)/, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), alarms: { count: 1, items: [alarm] } } });
    });
    await desk.open('/board');
    const told = page.locator('.case-alarms li');
    await told.waitFor();
    expect(await told.innerText()).toMatch(/流程已结束或者丢失\s*吹哨 夜间施工，.*起：吹哨没有到“已办结”/);
    expect(await told.getByRole('link', { name: '夜间施工' }).getAttribute('href')).toBe('/whistles/w-1');
    expect(await told.innerText()).toContain('--restart --item w-1');
    await page.unroute(/\/api\/v1\/board(\?|$)/);
  });

  it('forecasts which cases turn on which day if nobody acts', async () => {
    await desk.page.getByRole('tab', { name: '未来十天' }).click();
    const day = desk.page.locator('.forecast-day').first();
    await day.waitFor();
    expect(await day.locator('h3').innerText()).toMatch(/\d+月\d+日（周.）\s*转红 \d+，转黄 \d+/);
    await desk.page.locator('.forecast-turn', { hasText: '（在办）' }).first().waitFor();
  });

  it('urges several at once: previewed first, then done, and the handlers are told', async () => {
    const { page } = desk;
    for (const name of ['超期甲', '超期乙']) await page.getByRole('checkbox', { name: new RegExp(name) }).check();
    await page.getByRole('button', { name: '催办 2 件' }).click();
    await desk.write('催办内容', '已经超期，请说明原因并立即办理。');
    await desk.write('答复期限', `${new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)} 17:30`);
    await desk.drawer.getByRole('button', { name: '先预览' }).click();
    await desk.drawer.getByText('预览：2 件可以催办，0 件不可以').waitFor();
    expect(await desk.drawer.locator('.bulk-preview li').allInnerTexts()).toEqual([
      expect.stringContaining('超期'),
      expect.stringContaining('超期'),
    ]);
    await desk.drawer.getByRole('button', { name: '催办 2 件' }).click();
    await page.getByText('已催办 2 件').waitFor();

    const handler = await office.at('handler1');
    await handler.open('/work');
    await soon(() => handler.page.locator('.work-note', { hasText: '请说明原因并立即办理' }).count()).toBeGreaterThanOrEqual(2);
    await handler.open(late);
    await handler.command('答复催办');
  });
});
