/** A whistle blown from a case's page, and taken by the department that was called, to its end. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Office } from './office.ts';
import { takenUp } from './scenes.ts';
import { soon } from './soon.ts';

const CASE = '上庄村焚烧秸秆（吹哨）';
const TITLE = '上庄村东侧农田秸秆清运需要农业农村局到场';

let office: Office;
let caseAddress: string;
let address = '';

beforeAll(async () => {
  office = await Office.open();
  caseAddress = await takenUp(CASE);
});
afterAll(() => office?.close());
beforeEach((context) => office.watch(context, { chained: true }));

const lamp = async (username: string) => {
  const { page } = await office.at(username);
  return page.locator('.item-title .item-light');
};

describe('a whistle', () => {
  it('is blown from the case that needs it, by a form that knows the case', async () => {
    const town = await office.at('handler1');
    await town.open(caseAddress);
    await town.page.locator('.next-from').getByRole('button', { name: '吹哨' }).click();
    await town.drawer.locator('.form-foot').waitFor();
    expect(await town.field('由哪件事项引起').innerText()).toContain(CASE);
    await town.press();
    expect(await town.drawer.locator('.ant-form-item-explain-error').allInnerTexts()).toContain('请填写事项');

    await town.write('事项', TITLE);
    await town.choose('哨级', '日常哨');
    await town.pick('被吹哨部门', '综合行政执法局');
    await town.write('地点', '青石镇上庄村东侧农田');
    await town.write('需要解决的问题', '秸秆堆放量大，镇里没有清运车辆，需要执法局到场处置并协调清运。');
    await town.send();
    await town.page.waitForURL(/\/whistles\/[^/?]+$/);
    address = new URL(town.page.url()).pathname;
    await soon(() => town.page.locator('h1').innerText()).toBe(TITLE);
    await soon(() => town.stage()).toBe('已吹哨');
    expect(await (await lamp('handler1')).innerText()).toMatch(/签收吹哨\s+剩/);
    expect(await town.page.locator('.related').innerText()).toContain(CASE);
    // Nobody who was not called signs.
    await town.page.locator('.next-awaited', { hasText: '签收' }).waitFor();
  });

  it('stands on the desk of whoever was called, with the next step', async () => {
    const called = await office.at('bureauhandler1');
    await called.open('/work');
    const row = called.page.locator('.work-case', { hasText: TITLE });
    await row.waitFor();
    await row.getByRole('button', { name: '签收' }).click();
    await called.page.waitForURL((url) => url.pathname === address);
  });

  it('is signed, and its first term is met', async () => {
    const called = await office.at('bureauhandler1');
    await called.open(address);
    await called.primary('签收');
    await soon(() => called.chosen('到场人员')).toEqual([expect.stringContaining('林建华')]);
    await called.send();
    await soon(() => called.stage()).toBe('已签收');
    expect(await called.page.locator('.terms-panel').innerText()).toContain('部门到场');
    await called.page.locator('.terms-panel').getByText('已结束的 1 个期限').waitFor();
  });

  it('reaches the spot and is done; its light goes out', async () => {
    const called = await office.at('bureauhandler1');
    await called.primary('到场');
    await called.write('到场情况', '两人到场，已联系两辆清运车。');
    await called.send();
    await soon(() => called.stage()).toBe('已到场');
    await called.primary('办结');
    await called.write('办理结果', '秸秆已清运完毕，余火扑灭。');
    await called.send();
    await soon(() => called.stage()).toBe('已办结');
    await (await lamp('bureauhandler1')).waitFor({ state: 'detached' });
    expect(await called.page.locator('.item-head').getAttribute('data-light')).toBe('grey');
    expect(await called.page.locator('.terms-panel').innerText()).toContain('没有正在计算的期限');
  });

  it("leaves no complaint in any page's console", () => {
    expect(office.complaints).toEqual([]);
  });
});
