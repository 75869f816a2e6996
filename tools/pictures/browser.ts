/** A real Chromium for pictures and browser tests: each with an empty profile, Chinese, on the office's clock. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../prisma/seed/people.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--lang=zh-CN',
];

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 375, height: 812 };

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, headless: true, args: FLAGS, env: { ...process.env, LANGUAGE: 'zh_CN' } });

/** `timezoneId`: where the browser believes to stand; what it shows must not depend on it. */
export function openDesk(browser: Browser, options: { timezoneId?: string } = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: DESK,
    locale: 'zh-CN',
    timezoneId: options.timezoneId ?? 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
}

export function openPhone(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: PHONE,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  });
}

/** Signs in by the form, whoever was signed in before. */
export async function signIn(page: Page, base: string, username: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${base}/`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.locator('.shell-header').waitFor();
}
