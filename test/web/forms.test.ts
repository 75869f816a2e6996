/** What a form says when it cannot be sent: each fault at its field, each refusal with what it needs, and nothing lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { Office } from './office.ts';
import { takenUp } from './scenes.ts';
import { soon } from './soon.ts';

let office: Office;
let desk: Desk;
let address: string;

beforeAll(async () => {
  office = await Office.open();
  address = await takenUp('上庄村焚烧秸秆（表单）');
  desk = await office.at('handler1');
});
afterAll(() => office?.close());
beforeEach(async (context) => {
  office.watch(context);
  await desk.open(address);
});

const fault = (label: string) => desk.field(label).locator('.ant-form-item-explain-error').allInnerTexts();
const FINDINGS = '村东侧农田约三十平方米秸秆余烬未灭。';

describe('a form that cannot be sent', () => {
  it('marks every field that was left empty, at the field, and sends nothing', async () => {
    await desk.primary('记录核查');
    await desk.press();
    await soon(() => fault('核查情况')).toEqual(['请填写核查情况']);
    await soon(() => fault('线索属实')).toEqual(['请填写线索属实']);
    expect(await desk.drawer.isVisible()).toBe(true);
  });

  it('tells a faulty entry at its field in words, keeps all the others, and forgets the fault once it is mended', async () => {
    await desk.primary('记录核查');
    await desk.tick('线索属实', '是');
    await desk.write('核查情况', FINDINGS);
    await desk.pick('违法事项', 'ST-0104');
    await desk.write('违法行为发生之日', '2026-02-30');
    await desk.write('姓名或名称', '王某某');
    await desk.tick('当事人类型', '公民');
    await desk.write('身份证号或统一社会信用代码', '332525199003071230');
    await desk.press();
    await soon(() => fault('违法行为发生之日')).toEqual([expect.stringContaining('日期')]);
    expect(await desk.value('核查情况')).toBe(FINDINGS);
    await desk.today('违法行为发生之日');
    await soon(() => fault('违法行为发生之日')).toEqual([]);
    // The check digit is for the rules to say.
    expect(await desk.sendRefused()).toContain('校验');
    expect(await desk.value('核查情况')).toBe(FINDINGS);
  });

  it('offers what was typed again after the form was closed', async () => {
    await desk.primary('记录核查');
    await desk.sees('已恢复上次没有提交的内容');
    expect(await desk.value('核查情况')).toBe(FINDINGS);
    expect(await desk.value('姓名或名称')).toBe('王某某');
    await desk.drawer.getByRole('button', { name: '不要了' }).click();
    await desk.primary('记录核查');
    expect(await desk.value('核查情况')).toBe('');
  });

  it('shows a refusal by the rules with what it needs and its article; the form stays as it was', async () => {
    await desk.primary('记录核查');
    await desk.tick('线索属实', '是');
    await desk.write('核查情况', FINDINGS);
    await desk.pick('违法事项', 'ST-0104');
    await desk.today('违法行为发生之日');
    await desk.write('姓名或名称', '王某某');
    await desk.tick('当事人类型', '公民');
    await desk.drop('核查人员', '吴晓梅');
    const words = await desk.sendRefused();
    expect(words).toContain('两');
    expect(words).toContain('需要：');
    expect(words).toContain('《行政处罚法》第四十二条');
    expect(await desk.value('核查情况')).toBe(FINDINGS);
    await desk.pick('核查人员', '吴晓梅');
    await desk.send();
    await soon(() => desk.stage()).toBe('制止改正');
  });

  it('names every field of an open form to a screen reader', async () => {
    await desk.command('责令改正');
    const nameless = await desk.drawer
      .locator('input:visible, textarea:visible')
      .evaluateAll((fields) =>
        fields
          .filter(
            (field) => !field.closest('[aria-hidden]') && !(field as HTMLInputElement).labels?.length && !field.getAttribute('aria-label'),
          )
          .map((field) => field.outerHTML),
      );
    expect(nameless).toEqual([]);
  });
});
