/** A paper file in the browser: typed by one beside its scan, compared by another, and then a case that says so. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scanOf } from '../../tools/lives/scan.ts';
import { Office } from './office.ts';
import { resting } from './scenes.ts';

let office: Office;
const reference = `青卷${randomUUID().slice(0, 6)}`;
let address = '';
let caseAddress = '';

beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  expect(office?.complaints ?? []).toEqual([]);
  await office?.close();
});

describe('a paper file', () => {
  beforeEach((context) => office.watch(context, { chained: true }));

  it('is begun, scanned and typed by one', async () => {
    const assistant = await office.at('assistant');
    await assistant.open('/paper');
    await assistant.page.getByRole('button', { name: '新的录入稿' }).click();
    await assistant.write('纸质案卷号', reference);
    await assistant.write('补录理由', '启用前立案');
    await assistant.drawer.getByRole('button', { name: '建立录入稿' }).click();
    await assistant.sees('还没有扫描件');
    address = new URL(assistant.page.url()).pathname;
    await assistant.page
      .locator('.scans input[type=file]')
      .setInputFiles({ name: '卷宗.pdf', mimeType: 'application/pdf', buffer: Buffer.from(scanOf([['Page 1', reference], ['Page 2']])) });
    // Drawn by the library that counted it.
    await assistant.page.locator('canvas[data-drawn=true]').waitFor();
    await assistant.sees('共2页');
    await assistant.page.getByRole('button', { name: '录入第1步' }).click();
    await assistant.drawer.locator('.form-foot').waitFor();
    await assistant.drawer.getByRole('button', { name: '保存这一步' }).click();
    // What the form itself finds missing is told at its fields.
    await assistant.sees(/请填写/);
  });

  it('is seen by nobody of another town, and checked by no one who typed it', async () => {
    const stranger = await office.at('handler4');
    await stranger.open(address);
    await stranger.sees('没有这份录入稿，或者您无权查看');
  });
});

describe('a case that came from paper', () => {
  beforeEach((context) => office.watch(context, { chained: true }));

  it('says who entered it and who checked it, at every act', async () => {
    caseAddress = await resting('焚烧秸秆（纸质）', 20, 'RecordVerification');
    const officer = await office.at('handler1');
    await officer.open(caseAddress);
    await officer.sees('纸质案卷补录');
    await officer.open(`${caseAddress}/record`);
    await officer.sees(/录入：.+，核对：.+，卷宗第1页/);
  });

  it('takes what somebody who is named says against it', async () => {
    const officer = await office.at('handler1');
    await officer.open(caseAddress);
    await officer.page.getByRole('button', { name: '提出异议' }).click();
    await officer.page.getByLabel('异议', { exact: true }).fill('当日我没有到场');
    await officer.page.getByRole('button', { name: '提出', exact: true }).click();
    await officer.sees('当日我没有到场');
  });
});
