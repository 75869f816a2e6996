/** Everything explains itself: a light shows how its deadline was counted, a tier shows its rule. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Office } from './office.ts';
import { takenUp } from './scenes.ts';

let office: Office;
let address: string;

beforeAll(async () => {
  office = await Office.open();
  address = await takenUp('上庄村焚烧秸秆（推算）');
});
afterAll(() => office?.close());
beforeEach((context) => office.watch(context));

describe('what can be asked why', () => {
  it('derives the light of the case line by line, with its article', async () => {
    const desk = await office.at('handler1');
    await desk.open(address);
    await desk.page.locator('.item-light').click();
    const drawer = desk.drawer;
    await drawer.getByText('推算过程').waitFor();
    expect(await desk.page.locator('.ant-drawer-title').innerText()).toMatch(/怎样推算/);
    const lines = drawer.locator('.why-lines li');
    expect(await lines.count()).toBeGreaterThanOrEqual(3);
    expect(await lines.first().innerText()).toMatch(/起算|计/);
    expect(await drawer.innerText()).toMatch(/依据\s*\S+/);
    expect(await lines.first().innerText()).toContain('《民事诉讼法》第八十五条');
    expect(new URL(desk.page.url()).searchParams.get('term')).toBeTruthy();
  });

  it('derives every open term from the panel, and a sent-on address opens the same derivation', async () => {
    const desk = await office.at('handler1');
    await desk.open(address);
    const rows = desk.page.locator('.terms-panel .term-row').filter({ visible: true });
    await rows.first().waitFor();
    const label = (await rows.last().locator('span').first().locator('xpath=following-sibling::span[1]').innerText())
      .replace('暂定', '')
      .trim();
    await rows.last().click();
    await desk.page.locator('.ant-drawer-title', { hasText: label }).waitFor();
    const sentOn = desk.page.url();
    const auditor = await office.at('auditor');
    await auditor.page.goto(sentOn);
    await auditor.page.locator('.ant-drawer-title', { hasText: label }).waitFor();
    await auditor.drawer.locator('.why-lines li').first().waitFor();
  });

  it('shows the rule that put the case on its tier', async () => {
    const desk = await office.at('handler1');
    await desk.open(address);
    await desk.page.getByRole('button', { name: /^办理层级：/ }).click();
    await desk.drawer.getByText('分级清单逐条').waitFor();
    const words = await desk.drawer.innerText();
    expect(words).toMatch(/适用规则\s*\S+/);
    expect(words).toMatch(/依据\s*\S+/);
    expect(await desk.drawer.locator('.why-lines li').count()).toBeGreaterThan(3);
  });

  it('opens every article in its own words, the paragraph that was named standing out', async () => {
    const desk = await office.at('handler1');
    await desk.open(address);
    await desk.page.locator('.item-light').click();
    await desk.drawer.locator('.why-lines').getByRole('button', { name: '《民事诉讼法》第八十五条' }).first().click();
    const words = desk.page.locator('.law-words').filter({ visible: true });
    await words.getByText('期间开始的时和日，不计算在期间内').waitFor();
    expect(await words.locator('h4').innerText()).toBe('《民事诉讼法》第八十五条');
    expect(await words.innerText()).toContain('2023年9月1日修正');
  });

  it('tells whoever waits what the case waits for, and each step that is not possible what it would need', async () => {
    const desk = await office.at('townhead');
    await desk.open(address);
    await desk.page.locator('.next-awaited', { hasText: '记录核查' }).waitFor();
    await desk.page.getByText(/不在本阶段或者不由您办的/).click();
    const refusals = desk.page.locator('.next-refusals li').filter({ visible: true });
    await refusals.first().waitFor();
    for (const words of await refusals.allInnerTexts()) expect(words.split('\n').length).toBeGreaterThanOrEqual(2);
  });
});
