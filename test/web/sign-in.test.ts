import { Secret, TOTP } from 'otpauth';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../prisma/seed/people.ts';
import { openBrowser, openDesk, signIn } from '../../tools/pictures/browser.ts';
import { findChromium } from '../../tools/test/chromium.ts';
import { testStack } from '../support/addresses.ts';

/** Passkeys are bound to names: on this machine browsers know them at `localhost`, not at its number. */
const base = testStack().apiUrl.replace('127.0.0.1', 'localhost');
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  const path = await findChromium(() => undefined);
  if (!path) throw new Error('没有可用的 Chromium');
  context = await openDesk(await openBrowser(path));
  page = await context.newPage();
  page.setDefaultTimeout(25_000);
});
afterAll(() => context.browser()?.close());

async function byPassword(username: string, password = DEMO_PASSWORD): Promise<void> {
  await context.clearCookies();
  await page.goto(base);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

describe('at the door', () => {
  it('everybody sees that this is a demonstration, before and after', async () => {
    await page.goto(base);
    await page.getByText('演示环境：').waitFor();
    await signIn(page, base, 'fire-review');
    await page.getByText('演示环境：').waitFor();
  });

  it("a provider's refusal is explained, and an unknown one says nothing", async () => {
    await context.clearCookies();
    await page.goto(`${base}/?refused=oidc-subject-changed`);
    await page.getByText('由安全管理员核对后批准新的账号').waitFor();
    await page.goto(`${base}/?refused=<b>anything</b>`);
    await page.getByLabel('用户名').waitFor();
    expect(await page.locator('.refused').count()).toBe(0);
  });
});

describe('the second factor', () => {
  it('is set up by a code, asked for at the next sign-in, and a passkey does as well', async () => {
    await signIn(page, base, 'fire-handler1');
    await page.goto(`${base}/security`);
    await page.getByRole('button', { name: '设置验证器' }).click();
    const secret = (await page.locator('.factor-secret').innerText()).replaceAll(' ', '');
    await page.getByLabel('验证码').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
    await page.getByRole('button', { name: '确认' }).click();
    const code = await page.locator('.factor-codes li').first().innerText();
    await page.getByRole('button', { name: '已经保存好' }).click();

    const devices = await context.newCDPSession(page);
    await devices.send('WebAuthn.enable');
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByRole('button', { name: '登记通行密钥' }).click();
    await page.getByLabel('名称').fill('办公室电脑');
    await page.locator('.side-drawer').getByRole('button', { name: '登记通行密钥' }).click();
    await page.getByText('通行密钥：办公室电脑').waitFor();

    await byPassword('fire-handler1');
    await page.getByRole('button', { name: '使用通行密钥' }).waitFor();
    expect(await page.locator('.shell-header').count()).toBe(0);
    await page.getByRole('button', { name: '使用通行密钥' }).click();
    await page.locator('.shell-header').waitFor();

    await byPassword('fire-handler1');
    await page.getByRole('button', { name: '设备不在身边' }).click();
    await page.getByLabel('恢复码').fill(code);
    await page.getByRole('button', { name: '验证', exact: true }).click();
    await page.locator('.shell-header').waitFor();
  });
});

describe('an account', () => {
  it('is opened by a code that the administrator reads once, and the sessions elsewhere are ended', async () => {
    await signIn(page, base, 'sysadmin');
    await page.goto(`${base}/accounts`);
    await page.getByPlaceholder('姓名、单位或用户名').fill('fire-handler2');
    await page.keyboard.press('Enter');
    await page.getByText('fire-handler2').waitFor();
    await page.getByRole('button', { name: '发放激活码' }).click();
    await page.getByRole('button', { name: '发放', exact: true }).click();
    const code = await page.locator('.shown-once code').innerText();
    await page.getByRole('button', { name: '已经保存好' }).click();

    const password = '四张木桌旁边的猫在看雨啊';
    await context.clearCookies();
    await page.goto(base);
    await page.getByRole('button', { name: '首次登录' }).click();
    await page.getByLabel('用户名').fill(' FIRE-Handler2 ');
    await page.getByLabel('激活码').fill(code.toLowerCase());
    await page.getByLabel('新密码').fill('password1234');
    await page.getByLabel('再填一次').fill('password1234');
    await page.getByRole('button', { name: '设定密码并登录' }).click();
    await page.getByText('最先会被猜到').waitFor();
    await page.getByLabel('新密码').fill(password);
    await page.getByLabel('再填一次').fill(password);
    await page.getByRole('button', { name: '设定密码并登录' }).click();
    await page.locator('.shell-header').waitFor();

    await byPassword('fire-handler2', password);
    await page.locator('.shell-header').waitFor();
    await page.goto(`${base}/security`);
    await page.getByRole('button', { name: '其他地方全部退出' }).click();
    await page.getByRole('button', { name: '全部退出', exact: true }).click();
    await page.getByText('已在其他1处退出登录').waitFor();
  });
});
