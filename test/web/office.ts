/** The browser of the tests, and one desk a person: each signed in once, by the form, with a profile of their own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { onTestFailed, type TestContext } from 'vitest';
import { root } from '../../tools/paths.mjs';
import { openBrowser, openDesk, openPhone } from '../../tools/pictures/browser.ts';
import { findChromium } from '../../tools/test/chromium.ts';
import { testStack } from '../support/addresses.ts';
import { Desk } from './desk.ts';

export type Seat = 'desk' | 'phone' | 'abroad';

const SEATS: Record<Seat, (browser: Browser) => Promise<BrowserContext>> = {
  desk: (browser) => openDesk(browser),
  phone: openPhone,
  abroad: (browser) => openDesk(browser, { timezoneId: 'America/New_York' }),
};

export class Office {
  readonly base = testStack().apiUrl;
  private readonly browser: Browser;
  private readonly desks = new Map<string, Promise<Desk>>();
  /** What the pages complained about in their consoles; nothing may be in here at the end. */
  readonly complaints: string[] = [];

  private broken = false;

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async open(): Promise<Office> {
    const path = await findChromium((line) => console.error(line));
    if (!path) throw new Error('没有可用的 Chromium');
    return new Office(await openBrowser(path));
  }

  /** The desk of somebody, signed in. */
  at(username: string, seat: Seat = 'desk'): Promise<Desk> {
    const key = `${username} ${seat}`;
    let desk = this.desks.get(key);
    if (!desk) {
      desk = this.seat(username, seat);
      this.desks.set(key, desk);
    }
    return desk;
  }

  private async seat(username: string, seat: Seat): Promise<Desk> {
    const context = await SEATS[seat](this.browser);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(`${username} ${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // A refusal is an answer: the browser prints every status from 400 by itself.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(`${username} ${page.url()}: ${message.text()}`);
    });
    const desk = new Desk(page, this.base);
    await desk.signIn(username);
    return desk;
  }

  /**
   * In a `beforeEach`: what all desks show is kept when the test fails; where each test stands on the last, those after it
   * are skipped.
   */
  watch(context: TestContext, options: { chained?: boolean } = {}): void {
    if (options.chained && this.broken) context.skip('前一步没有做成');
    onTestFailed(async () => {
      this.broken = true;
      await this.pictures(context.task.name);
    });
  }

  private async pictures(name: string): Promise<void> {
    const folder = join(root, '.cache', 'web-failures');
    mkdirSync(folder, { recursive: true });
    for (const [key, desk] of this.desks) {
      const file = join(folder, `${name.replaceAll(/\W+/g, '-')}-${key.replace(' ', '-')}`);
      await desk
        .then(async ({ page }) => {
          await page.screenshot({ path: `${file}.png` });
          writeFileSync(`${file}.txt`, await page.locator('body').innerText());
        })
        .catch(() => undefined);
    }
    console.error(`pictures of the failure: ${folder}`);
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
