/**
 * The whole spine by hand: the county's leads are imported, and one of them is taken from the inbox to the archive in
 * the browser, each step by the person whose step it is. Nothing is sent but what the forms send.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../tools/paths.mjs';
import type { Desk } from './desk.ts';
import { Office } from './office.ts';
import { soon } from './soon.ts';

const LEADS = join(root, 'prisma', 'seed', 'catalogue', 'leads.csv');
const TITLE = '小饭店未装燃气报警装置';
const PARTY = '云溪好味餐饮有限公司';
const OFFICERS = ['陈立新', '吴晓梅'];

let office: Office;
let caseAddress = '';

beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office?.close());
beforeEach((context) => office.watch(context, { chained: true }));

/** Somebody's desk with the case open on it. */
async function at(username: string, tab = ''): Promise<Desk> {
  const desk = await office.at(username);
  await desk.open(`${caseAddress}${tab}`);
  return desk;
}

/** A step whose form asks for no more than long texts and what is filled in already. */
async function say(username: string, command: string, texts: Record<string, string>): Promise<Desk> {
  const desk = await at(username);
  await desk.primary(command);
  for (const [label, text] of Object.entries(texts)) await desk.write(label, text);
  await desk.send();
  return desk;
}

describe('a lead from the inbox to the archive, by hand', () => {
  it("imports the county's leads from their table", async () => {
    const desk = await office.at('dispatcher');
    const { page } = desk;
    await desk.open('/leads');
    await page.getByRole('button', { name: /导入$/ }).click();
    const drawer = page.locator('.side-drawer');
    await drawer.locator('input[type=file]').setInputFiles(LEADS);
    await drawer.getByRole('button', { name: '导入 60 条' }).click();
    await drawer.getByText('导入 60 条', { exact: true }).waitFor();
    await drawer.locator('.ant-drawer-close').click();
    const items = page.locator('.lead-item');
    await soon(() => items.count()).toBe(50);
    await page.getByRole('button', { name: '再看 50 条' }).click();
    await soon(() => items.count()).toBe(60);
  });

  it('opens a case from one of them', async () => {
    const desk = await office.at('dispatcher');
    const { page } = desk;
    await page.getByLabel('搜索线索').fill('煤气罐');
    await page.keyboard.press('Enter');
    await page.locator('.lead-item', { hasText: '小饭店把两个煤气罐' }).click();
    await page.locator('.lead-text mark').first().waitFor();
    await page.getByRole('button', { name: '受理并建案' }).click();
    await desk.write('案件名称', TITLE);
    await desk.send();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    caseAddress = new URL(page.url()).pathname;
    await soon(() => desk.stage()).toBe('发现核查');
  });

  it('dispatches it to the town, whose officers take it', async () => {
    const dispatcher = await at('dispatcher');
    await dispatcher.sees('分派给青石镇，待接收');
    // Accepting has dispatched it already; the dispatcher says more exactly what to do.
    await dispatcher.command('分派案件');
    await soon(() => dispatcher.chosen('承办单位')).toEqual(['青石镇']);
    await dispatcher.write('处置要求', '今天到现场核查，有危险的先停用。');
    await dispatcher.send();

    const handler = await at('handler1');
    await handler.primary('接收分派');
    await handler.pick('承办人', '吴晓梅');
    await soon(() => handler.chosen('承办人')).toEqual(OFFICERS.map((name) => `${name}（青石镇）`));
    await handler.send();
    await handler.sees('承办 青石镇');
  });

  it('records the verification: matter, conduct, party', async () => {
    const desk = await at('handler1');
    await desk.primary('记录核查');
    await desk.tick('线索属实', '是');
    await desk.write('核查情况', '店内两只液化气钢瓶连灶使用，未安装可燃气体报警装置。');
    await desk.now('到场时间');
    await desk.pick('违法事项', 'AJ-0103', '餐饮等行业使用燃气未安装可燃气体报警装置');
    await desk.today('违法行为发生之日');
    await desk.write('姓名或名称', PARTY);
    await desk.tick('当事人类型', '法人或其他组织');
    await desk.write('联系电话', '0578-2110000');
    await desk.send();
    await desk.sees(PARTY);
    await soon(() => desk.stage()).toBe('制止改正');
  });

  it('orders correction and checks it', async () => {
    const desk = await at('handler1');
    await desk.command('责令改正');
    await desk.write('改正要求', '立即安装可燃气体报警装置，更换老化胶管。');
    await desk.today('改正期限');
    await desk.send();
    await desk.command('复查改正');
    await desk.tick('已改正', '是');
    await desk.today('改正日期');
    await desk.write('复查情况', '报警装置已安装，胶管已更换。');
    await desk.send();
    await desk.sees('报警装置已安装');
  });

  it("files the case for two certified officers, with the year's next number", async () => {
    const head = await at('townhead');
    await head.command('批准立案');
    await soon(() => head.chosen('承办人')).toEqual(OFFICERS.map((name) => `${name}（青石镇）`));
    await head.write('立案理由', '有违法事实，应当给予行政处罚，属于本机关管辖。');
    await head.send();
    await head.sees(/云溪综执立〔\d{4}〕第\d{5}号/);
    await soon(() => head.stage()).toBe('调查取证');
  });

  it('adds evidence with a photograph, and finds it true', async () => {
    const desk = await at('handler1', '/evidence');
    await desk.command('添加证据');
    await desk.choose('证据种类', '书证');
    await desk.write('证据名称', '现场照片');
    await desk.attach('附件', { name: '现场照片.png', mimeType: 'image/png', buffer: await desk.page.screenshot() });
    await desk.tick('原件、原物', '是');
    await desk.now('收集时间');
    await desk.send();
    const photo = desk.page.locator('.evidence', { hasText: '现场照片' }).locator('img');
    await photo.waitFor();
    await soon(() => photo.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1440);
    await desk.command('核实证据');
    await desk.write('核实情况', '照片与现场情况一致，真实、合法、关联。');
    await desk.send();
    await desk.page.locator('.evidence', { hasText: '已查证' }).waitFor();
  });

  it('concludes the investigation with a fine that the benchmark derives', async () => {
    const desk = await at('handler1');
    await desk.primary('调查终结');
    await desk.write('调查终结报告', '违法事实清楚，证据确凿，已改正，建议依裁量基准处罚。');
    await desk.choose('适用罚则', '直接处罚');
    await desk.drawer.locator('.penalty').getByText('还不能确定裁量档次').waitFor();
    await desk.choose('危害后果', '轻微');
    const penalty = desk.drawer.locator('.penalty[data-kind="derived"]');
    await penalty.getByText('裁量档次：一般').waitFor();
    expect(await penalty.locator('.penalty-head').innerText()).toContain('12,500元 至 25,000元');
    await desk.write('拟罚款金额', '13000');
    await penalty.getByText('在裁量幅度内').waitFor();
    await desk.send();
    await desk.sees('13,000');
  });

  it('goes to the legal review, comes back once with an opinion, is answered and passes', async () => {
    const sent = await say('handler1', '提交法制审核', { 送审说明: '全案材料齐备，请审核。' });
    const username = await reviewerOf(sent);

    const reviewer = await at(username);
    await reviewer.command('退回补充调查');
    await reviewer.list('退回意见', ['请写明报警装置的安装日期。']);
    await reviewer.send();
    await soon(() => reviewer.stage()).toBe('调查取证');

    const handler = await at('handler1');
    await handler.primary('答复审核意见');
    await handler.sees('请写明报警装置的安装日期。');
    await handler.write('答复', '已补充：当日安装，复查记录写明。');
    await handler.send();
    await say('handler1', '提交法制审核', { 送审说明: '已按意见补充，请审核。' });
    await say(username, '审核通过', { 审核意见: '事实清楚，程序合法，裁量适当，同意。' });
    const head = await at('townhead');
    await soon(() => head.stage()).toBe('审查决定');
  });

  it('tells the party, records what it says, and is not decided before', async () => {
    const handler = await at('handler1');
    await handler.primary('处罚事先告知');
    await handler.write('处罚理由', '违法事实清楚，依裁量基准应予处罚。');
    await handler.choose('送达方式', '直接送达');
    await handler.today('送达日期');
    await handler.write('送达凭证', '送达回证一号');
    await handler.send();

    const head = await at('townhead');
    await head.command('作出决定');
    await head.write('决定理由', '告知当日即决定。');
    const refusal = await head.sendRefused();
    expect(refusal).toContain('陈述、申辩');
    expect(refusal).toContain('需要：');
    expect(refusal).toContain('第六十二条');
    await head.drawer.getByRole('button', { name: '取消' }).click();

    await handler.command('记录陈述申辩');
    await handler.tick('情形', '陈述');
    await handler.today('提出日期');
    await handler.write('内容', '已经装好，请求从轻。');
    await handler.drawer.getByRole('button', { name: '添加意见' }).click();
    await handler.write('当事人的意见', '已改正，请求从轻');
    await handler.tick('采纳', '是');
    await handler.write('复核情况和理由', '裁量时已考虑，拟罚款在幅度下限附近。');
    await handler.send();
    await handler.command('记录陈述申辩');
    await handler.tick('情形', '明确放弃');
    await handler.today('提出日期');
    await handler.write('内容', '书面表示不再陈述、申辩。');
    await handler.send();
  });

  it('is decided, served and paid', async () => {
    const head = await at('townhead');
    await head.primary('作出决定');
    await head.write('决定理由', '违法事实清楚，证据确凿，当事人意见已复核。');
    await head.send();
    await head.sees(/云溪综执罚决〔\d{4}〕第\d{5}号/);

    const handler = await at('handler1');
    await handler.primary('送达文书');
    await handler.choose('送达方式', '直接送达');
    await handler.today('送达日期');
    await handler.write('送达凭证', '送达回证二号');
    await handler.send();
    await soon(() => handler.stage()).toBe('送达执行');
    await handler.primary('登记缴款');
    await handler.today('缴款日期');
    await handler.write('票据号码', '浙财罚 0001');
    await handler.send();
  });

  it('is closed and archived, and its record proves whole', async () => {
    await say('townhead', '批准结案', { 结案理由: '罚款已缴清，违法行为已改正。' });
    const handler = await at('handler1');
    await handler.primary('立卷归档');
    await handler.write('案卷号', '云执卷2026-W-1');
    await handler.choose('保管期限', '30年');
    const pages = handler.drawer.getByLabel('页数');
    for (let row = 0; row < (await pages.count()); row += 1) await pages.nth(row).fill('2');
    await handler.send();
    await soon(() => handler.stage()).toBe('归档');

    const auditor = await at('auditor', '/proof');
    await auditor.sees(/\d+ 条记录完整，未被改动/);
    await auditor.open(`${caseAddress}/record`);
    const events = auditor.page.locator('.record-entry strong');
    await events.first().waitFor();
    expect(await events.allInnerTexts()).toEqual(expect.arrayContaining(['归档', '结案', '缴款', '作出决定', '立案', '派单', '案件登记']));
  });

  it("leaves no complaint in any page's console", () => {
    expect(office.complaints).toEqual([]);
  });
});

/** Who reviews, as the page tells whoever waits for it. */
async function reviewerOf({ page }: Desk): Promise<string> {
  const awaited = page.locator('.next-awaited', { hasText: '审核' });
  // In office hours an answer to the ladder's urging may come first; the tier says the same.
  await awaited.or(page.locator('.next-primary')).first().waitFor();
  if (!(await awaited.isVisible())) return (await page.locator('main').innerText()).includes('镇街办结') ? 'townreview' : 'bureaureview';
  return (await awaited.innerText()).includes('镇街法制审核员') ? 'townreview' : 'bureaureview';
}
