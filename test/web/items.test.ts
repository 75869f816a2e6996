/** The pages that every kind of work item has, on a whistle that was blown from a case: light, record, links, list. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Client } from '../../tools/tour/client.ts';
import { testStack } from '../support/addresses.ts';
import { Office } from './office.ts';
import { takenUp } from './scenes.ts';

const CASE = '上庄村焚烧秸秆（事项页）';
const TITLE = '上庄村西侧农田秸秆清运需要执法局到场';

let office: Office;
let caseAddress: string;
let address: string;

beforeAll(async () => {
  office = await Office.open();
  caseAddress = await takenUp(CASE);
  const [town, bureau, officer] = await Promise.all(
    ['townhead', 'bureauhead', 'bureauhandler1'].map((name) => Client.signedIn(testStack().apiUrl, name)),
  );
  const { id } = await town!.ask<{ id: string }>('POST', '/whistles', {
    title: TITLE,
    urgency: 'daily',
    unitId: 'bureau',
    place: '青石镇上庄村西侧',
    text: '秸秆堆放量大，需要执法局到场。',
    fromId: caseAddress.split('/').at(-1),
  });
  address = `/whistles/${id}`;
  await bureau!.ask('POST', `${address}/commands/SignWhistle`, { personIds: ['bureauhandler1'] });
  await officer!.ask('POST', `${address}/commands/ArriveOnSite`, { note: '两人到场。' });
}, 60_000);
afterAll(() => office?.close());
beforeEach((context) => office.watch(context));

describe('the page of a work item', () => {
  it('says why its light is as it is, line by line', async () => {
    const town = await office.at('handler1');
    await town.open(address);
    await town.page.locator('.item-title .item-light').click();
    await town.drawer.getByText('推算过程').waitFor();
    expect(await town.drawer.locator('.why-lines li').count()).toBeGreaterThanOrEqual(2);
    expect(await town.drawer.innerText()).toContain('本县规则');
    expect(new URL(town.page.url()).searchParams.get('term')).toBeTruthy();
  });

  it('is told by its record in words, with nothing of the machinery', async () => {
    const called = await office.at('bureauhandler1');
    await called.open(address);
    const entries = called.page.locator('.record-entry');
    await entries.first().waitFor();
    const labels = await entries.locator('strong').allInnerTexts();
    expect(labels.filter((label) => ['吹哨', '签收', '到场'].includes(label))).toEqual(['到场', '签收', '吹哨']);
    for (const line of await entries.locator('.record-line').all()) await line.click();
    for (const detail of await entries.locator('.record-detail dl').allInnerTexts()) {
      expect(detail).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|\b[a-z]+[A-Z][a-z]+|undefined|null/);
    }
    expect(await entries.first().innerText()).toContain('两人到场');
  });

  it('is found from the case and in the list of its kind', async () => {
    const town = await office.at('handler1');
    await town.open(caseAddress);
    await town.page.locator('.related').getByRole('link', { name: TITLE }).click();
    await town.page.waitForURL((url) => url.pathname === address);
    await town.page.getByRole('menuitem', { name: '吹哨' }).click();
    await town.page.locator('.item-name', { hasText: TITLE }).waitFor();
    await town.page.getByRole('combobox', { name: '在办或已结束' }).click();
    await town.page.locator('.ant-select-item-option', { hasText: '已结束' }).click();
    await town.page.locator('.item-name', { hasText: TITLE }).waitFor({ state: 'detached' });
    await town.page.getByRole('button', { name: /^清\s?除$/ }).click();
    await town.page.getByRole('searchbox', { name: '搜索吹哨' }).fill('秸秆清运');
    await town.page.getByRole('searchbox', { name: '搜索吹哨' }).press('Enter');
    await town.page.locator('.item-name', { hasText: TITLE }).waitFor();
    expect(new URL(town.page.url()).searchParams.get('q')).toBe('秸秆清运');
  });

  it("leaves no complaint in any page's console", () => {
    expect(office.complaints).toEqual([]);
  });
});
