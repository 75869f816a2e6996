/** Acts beside the ordinary course, by the people whose they are: asked in words, and shown in the file afterwards. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Office } from './office.ts';
import { atBureau, resting } from './scenes.ts';
import { soon } from './soon.ts';

let office: Office;

beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  expect(office?.complaints ?? []).toEqual([]);
  await office?.close();
});

describe('goods that are detained', () => {
  let address: string;
  beforeAll(async () => {
    address = await atBureau('集市无照加工面条（扣押）');
  });
  beforeEach((context) => office.watch(context, { chained: true }));

  it('are asked for by the handler', async () => {
    const officer = await office.at('bureauhandler1');
    await officer.open(address);
    await officer.command('呈请查封扣押');
    await officer.tick('措施', '扣押');
    await officer.write('名称', '压面机');
    await officer.write('数量', '1台');
    await officer.write('理由', '涉嫌无照经营，设备可能转移。');
    await officer.send();
    await officer.sees('待批准');
  });

  it('are approved by the head, for whom it is the next step and of whom it is asked', async () => {
    const head = await office.at('bureauhead');
    await head.open(address);
    await head.primary('审批查封扣押');
    await soon(() => head.chosen('查封扣押')).toEqual(['扣押的压面机']);
    await head.tick('批准', '是');
    await head.write('理由', '情况属实，同意。');
    await head.send();
    await head.sees('已批准，待实施');
  });

  it('are taken with what was approved, and asked for no urgency', async () => {
    const officer = await office.at('bureauhandler1');
    await officer.open(address);
    await officer.primary('实施查封扣押');
    await soon(() => officer.chosen('查封扣押')).toEqual(['扣押的压面机']);
    expect(await officer.value('名称')).toBe('压面机');
    for (const absent of ['情况紧急的理由', '由先行登记保存转来', '见证人', '未签名的说明'])
      expect(await officer.field(absent).count(), absent).toBe(0);
    await officer.tick('当事人到场', '否');
    await officer.write('见证人', '村委会王五');
    await officer.tick('现场笔录已由当事人或者见证人签名', '是');
    await officer.write('特征、状况', '九成新');
    await officer.now('实施时间');
    for (const yes of ['已出示执法身份证件', '已通知当事人到场', '已当场告知理由、依据、权利和救济途径', '均与违法行为有关'])
      await officer.tick(yes, '是');
    await officer.tick('决定书和清单已当场交付', '是');
    for (const no of ['含公民个人及其所扶养家属的生活必需品', '已被其他国家机关依法查封']) await officer.tick(no, '否');
    await officer.write('决定书文号', '云综执扣〔2026〕1号');
    await officer.write('保管人', '韩一');
    await officer.write('保管地点', '县局物证室');
    await officer.write('没有音像记录的说明', '设备故障，已书面记录');
    await officer.send();
    await officer.sees('待处理（期限见时限）');
    const words = await officer.page.locator('.item-tabs').innerText();
    for (const told of ['云综执扣〔2026〕1号', '九成新', '见证人村委会王五', '韩一保管于县局物证室', '没有音像记录：设备故障'])
      expect(words).toContain(told);
  });

  it('name the article that allows it, whose words stay on the screen of a telephone', async () => {
    const phone = await office.at('bureauhandler1', 'phone');
    await phone.open(address);
    const cited = phone.page.locator('.file-section .cited', { hasText: '无证无照经营查处办法' }).first();
    await cited.scrollIntoViewIfNeeded();
    await cited.click();
    await phone.page.locator('.ant-popover .law-words').waitFor();
    const inside = async (): Promise<boolean> => {
      const box = await phone.page.locator('.ant-popover').last().boundingBox();
      return box !== null && box.x >= 0 && box.x + box.width <= 375;
    };
    await soon(inside).toBe(true);
  });

  it('are asked only for what their ending needs', async () => {
    const officer = await office.at('bureauhandler1');
    await officer.open(address);
    await officer.command('处理查封扣押物品');
    for (const absent of ['解除事由', '接收人', '销毁的依据']) expect(await officer.field(absent).count(), absent).toBe(0);
    await officer.tick('处理决定', '解除并退还');
    await officer.field('解除事由').waitFor();
    expect(await officer.value('接收人')).toBe('王某某');
    expect(await officer.field('销毁的依据').count()).toBe(0);
  });
});

describe('clauses that are weighed', () => {
  it('ask for nothing but what their ranges are figured from, and stand in the file with the one that is applied', async (context) => {
    office.watch(context);
    const address = await resting('上庄村焚烧秸秆（竞合）', 20, 'VerifyEvidence');
    const officer = await office.at('handler1');
    await officer.open(address);
    await officer.command('比较竞合条款');
    await officer.sees('不需要另外的事实');
    await officer.write('为什么是同一个违法行为', '同一次焚烧，既污染大气又影响公路通行。');
    await officer.pick('也违反的事项', 'JT-0101');
    await officer.write('违反的规定和理由', '烟雾影响公路畅通。');
    await officer.send();
    await officer.sees('竞合条款的比较');
    const words = await officer.page.locator('.item-tabs').innerText();
    expect(words).toContain('JT-0101');
    expect(words).toMatch(/适用/);
  });
});
