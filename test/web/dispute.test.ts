/** A dispute over jurisdiction is raised on a case, and is a work item of its own beside it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Office } from './office.ts';
import { takenUp } from './scenes.ts';
import { soon } from './soon.ts';

const CASE = '上庄村焚烧秸秆（管辖）';

let office: Office;
let caseAddress: string;

beforeAll(async () => {
  office = await Office.open();
  caseAddress = await takenUp(CASE);
});
afterAll(() => office?.close());
beforeEach((context) => office.watch(context, { chained: true }));

describe('a dispute over jurisdiction', () => {
  it('is raised on the case and leads to its own page', async () => {
    const head = await office.at('townhead');
    await head.open(caseAddress);
    await head.command('提出管辖争议');
    await head.pick('争议对方', '柳林');
    await head.write('争议理由', '起火点在两镇交界，地块属柳林镇所有，应当由柳林镇管辖。');
    await head.send();
    await head.page.getByRole('link', { name: '双方意见、期限和办理记录' }).click();
    await head.page.waitForURL(/\/disputes\//);
    await soon(() => head.stage()).toBe('双方协商');
    expect(await head.page.locator('h1').innerText()).toContain(CASE);
    expect(await head.page.locator('.item-light').innerText()).toMatch(/双方协商管辖\s+剩\d+个工作日/);
    const words = await head.page.locator('.item-tabs').innerText();
    expect(words).toContain('青石镇');
    expect(words).toContain('柳林镇');
    expect(words).toContain('地块属柳林镇所有');
    expect(await head.page.locator('.related').getByRole('link').innerText()).toContain(CASE);
  });

  it('takes what a side has to say for itself', async () => {
    const head = await office.at('townhead');
    await head.primary('陈述管辖意见');
    await head.write('管辖意见', '应当由柳林镇管辖。');
    await head.write('依据和事实', '违法行为发生地在柳林镇界内，见地籍图。');
    await head.send();
    await head.sees('违法行为发生地在柳林镇界内，见地籍图。');
    const labels = head.page.locator('.record-entry strong');
    await soon(() => labels.allInnerTexts()).toEqual(['陈述管辖意见', '提出管辖争议']);
  });

  it('is over when the case records that both sides agree', async () => {
    const head = await office.at('townhead');
    const dispute = new URL(head.page.url()).pathname;
    await head.open(caseAddress);
    await head.command('记录管辖协商');
    await head.tick('协商一致', '是');
    await head.pick('管辖单位', '青石');
    await head.write('协商情况', '双方同意由青石镇继续办理。');
    await head.send();
    await head.open(dispute);
    await soon(() => head.stage()).toBe('已解决');
    await head.sees('协商一致');
    await head.sees('由青石镇管辖。');
    expect(await head.page.locator('.stage-line [data-state="skipped"]').innerText()).toBe('指定管辖');
  });

  it("leaves no complaint in any page's console", () => {
    expect(office.complaints).toEqual([]);
  });
});
