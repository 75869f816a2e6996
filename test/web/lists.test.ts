/** A list from a spreadsheet to its publication, by two people at their desks. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import type { Desk } from './desk.ts';
import { Office } from './office.ts';

let office: Office;
let admin: Desk;
const folder = mkdtempSync(join(tmpdir(), 'caselight-lists-'));
const tomorrow = addDays(legalDateOf(Date.now()), 1);

beforeAll(async () => {
  office = await Office.open();
  admin = await office.at('listadmin');
});
afterAll(async () => {
  await office?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach((context) => office.watch(context));

const csv = (): Promise<string> => admin.page.evaluate(async () => (await fetch('/api/v1/lists/patrol-items/export')).text());

async function upload(content: string): Promise<void> {
  const path = join(folder, '巡查事项清单.csv');
  writeFileSync(path, `\uFEFF${content.replace(/^\uFEFF/, '')}`);
  await admin.page.locator('.side-drawer input[type=file]').setInputFiles(path);
}

describe('a list', () => {
  it('that is broken is not taken: a table says each line, column and reason', async () => {
    const { page } = admin;
    await admin.open('/lists/drafts');
    await page.getByRole('button', { name: '起草清单' }).click();
    await page.getByRole('combobox', { name: '清单', exact: true }).click();
    await page.locator('.ant-select-item-option', { hasText: '巡查事项清单' }).click();
    await page.getByLabel('生效日期').fill(tomorrow);
    await page.getByLabel('说明').fill('调整巡查频次');
    await upload((await csv()).replace(/XC-([a-z]+)-01/, 'XC $1 01'));
    const faults = page.locator('.row-faults');
    await faults.getByText('1 行有误，共 1 处，改正后才能导入').waitFor();
    expect(await faults.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^2\s+XC [a-z]+ 01\s+编号\s+编号只能用字母、数字和短横线/),
    ]);
    expect(await page.getByRole('button', { name: '起草', exact: true }).count()).toBe(0);
  });

  it('is drafted from the mended file, checked, and waits for somebody else', async () => {
    const { page } = admin;
    const [head, first, ...rest] = (await csv()).split('\r\n');
    await upload([head, first!.replace(/,(\d+),(month|quarter|year),/, ',9,year,'), ...rest].join('\r\n'));
    await page
      .locator('.side-drawer')
      .getByRole('button', { name: /^起\s*草$/ })
      .click();
    await page.getByRole('heading', { name: /巡查事项清单 \d{4}\.\d+/ }).waitFor();
    await admin.sees('频次');
    await page.getByRole('button', { name: /^检\s*查$/ }).click();
    await admin.sees('检查已通过，由另一位清单管理员、执法局负责人或者系统管理员批准。');
    expect(await page.getByRole('button', { name: '批准并发布' }).count()).toBe(0);
  });

  it('is approved by a second person, and both versions can be compared', async () => {
    const { page } = await office.at('bureauhead');
    await (await office.at('bureauhead')).open('/lists/drafts');
    await page.locator('tr', { hasText: '巡查事项清单' }).getByRole('link').click();
    await page.getByRole('button', { name: '批准并发布' }).click();
    await page.getByRole('button', { name: /^批\s*准$/ }).click();
    await page.getByRole('button', { name: '查看清单' }).click();
    await page.getByRole('button', { name: '比较两版' }).click();
    const drawer = page.locator('.side-drawer');
    await drawer.getByText('频次', { exact: true }).waitFor();
    expect(await drawer.locator('ins').allInnerTexts()).toContain('9');
    expect(await drawer.innerText()).not.toMatch(/quarter|month|undefined|null/);
  });
});

describe('an adjustment of powers', () => {
  it('shows what it would do before it is drafted', async () => {
    const { page } = admin;
    await admin.open('/lists/drafts');
    await page.getByRole('button', { name: '动态调整赋权' }).click();
    await page.getByRole('combobox', { name: '事项' }).fill('CG-0110');
    await page.locator('.ant-select-item-option').first().click();
    await page.keyboard.press('Escape');
    await page.getByLabel('自哪一天起收回').fill(tomorrow);
    await page.getByLabel('说明').fill('试点评估后收回');
    await page.getByRole('button', { name: /^预\s*览$/ }).click();
    await page
      .locator('.side-drawer')
      .getByText(/为基础，触及 \d+ 件在办案件/)
      .waitFor();
    await page.locator('.side-drawer').getByText('截止日期').waitFor();
    expect(await page.getByRole('button', { name: '按此起草' }).count()).toBe(1);
  });

  it('leaves no complaint in any console', () => expect(office.complaints).toEqual([]));
});
