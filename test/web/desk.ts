/** What a person does at the desk, in a real browser: forms by their labels, choices by their words. */
import type { Locator, Page } from 'playwright-core';
import { signIn } from '../../tools/pictures/browser.ts';

export class Desk {
  readonly page: Page;
  private readonly base: string;

  constructor(page: Page, base: string) {
    this.page = page;
    this.base = base;
    page.setDefaultTimeout(25_000);
  }

  async signIn(username: string): Promise<void> {
    await signIn(this.page, this.base, username);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.base + path);
  }

  /** The open drawer. */
  get drawer(): Locator {
    return this.page.locator('.side-drawer .ant-drawer-section').last();
  }

  /** Opens a command's form from the panel of next steps, out of its fold where it is folded away. */
  async command(label: string): Promise<void> {
    const named = this.page.getByRole('button', { name: label, exact: true, includeHidden: true });
    const button = this.page.locator('.next-panel').locator(named);
    await this.page.locator('.next-panel .next-list').waitFor();
    await button.first().waitFor({ state: 'attached' });
    if (!(await button.first().isVisible())) {
      await this.page.locator('.next-panel details.folded').filter({ has: named }).locator('summary').click();
    }
    await button.first().click();
    await this.drawer.locator('.form-foot').waitFor();
  }

  /** The step that the page offers first: its form is opened by the one blue button. */
  async primary(label: string): Promise<void> {
    const first = (name: string) => this.page.locator('.next-primary').getByRole('button', { name, exact: true });
    // In office hours the ladder may have urged already, for a lead whose terms ran out long ago: the answer then comes first.
    await first(label).or(first('答复催办')).or(first('答复督办')).first().waitFor();
    if (!(await first(label).isVisible())) return this.command(label);
    await first(label).click();
    await this.drawer.locator('.form-foot').waitFor();
  }

  /** Waits until the page says so, somewhere that can be seen. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** A field of the open form by its label. */
  field(label: string): Locator {
    const exact = new RegExp(`^${label.replaceAll(/[()]/g, '\\$&')}$`);
    return this.drawer
      .locator('.ant-form-item')
      .filter({ has: this.page.locator('.ant-form-item-label label', { hasText: exact }) })
      .first();
  }

  async write(label: string, text: string): Promise<void> {
    await this.field(label).locator('input, textarea').first().fill(text);
  }

  async today(label: string): Promise<void> {
    await this.field(label).getByRole('button', { name: '今天' }).click();
  }

  async now(label: string): Promise<void> {
    await this.field(label).getByRole('button', { name: '现在' }).click();
  }

  /** A radio button or a check box by its words. */
  async tick(label: string, choice: string): Promise<void> {
    await this.field(label).getByText(choice, { exact: true }).click();
  }

  /** Searches a list and takes the entry that reads so. */
  async pick(label: string, search: string, entry: string = search): Promise<void> {
    const box = this.field(label).getByRole('combobox');
    await box.click();
    await box.fill(search);
    await this.option(entry);
    await box.press('Escape');
  }

  private option(words: string): Promise<void> {
    return this.page
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: words })
      .first()
      .click();
  }

  /** One of a few or of many: a radio button where there are few, a list otherwise. */
  async choose(label: string, choice: string): Promise<void> {
    const radio = this.field(label).locator('.ant-radio-wrapper', { hasText: choice });
    if ((await radio.count()) > 0) return radio.first().click();
    await this.field(label).getByRole('combobox').click();
    return this.option(choice);
  }

  /** What a list field has chosen, in words; asked until its list is read. */
  async chosen(label: string): Promise<string[]> {
    const several = this.field(label).locator('.ant-select-selection-item');
    return ((await several.count()) > 0 ? several : this.field(label).locator('.ant-select-content-has-value')).allInnerTexts();
  }

  /** Words typed one after the other, each confirmed with Enter. */
  async list(label: string, words: string[]): Promise<void> {
    const box = this.field(label).getByRole('combobox');
    for (const word of words) {
      await box.fill(word);
      await box.press('Enter');
    }
  }

  async attach(label: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.field(label).locator('input[type="file"]').setInputFiles(file);
    await this.field(label).getByText('SHA-256').waitFor();
  }

  /** What stands in a text field. */
  value(label: string): Promise<string> {
    return this.field(label).locator('input, textarea').first().inputValue();
  }

  /** Takes somebody out of a field that holds several. */
  async drop(label: string, words: string): Promise<void> {
    await this.field(label).locator('.ant-select-selection-item', { hasText: words }).locator('.ant-select-selection-item-remove').click();
  }

  async press(): Promise<void> {
    await this.drawer.locator('.form-foot button[type="submit"]').click();
  }

  /** Sends the form and waits until it is accepted. */
  async send(): Promise<void> {
    await this.press();
    await this.page.locator('.side-drawer .form-foot').waitFor({ state: 'detached' });
  }

  /** Sends the form, expecting to be told what is wrong with it. */
  async sendRefused(): Promise<string> {
    await this.press();
    const alert = this.drawer.locator('.refused');
    await alert.waitFor();
    return alert.innerText();
  }

  async stage(): Promise<string> {
    return this.page.locator('.stage-line [aria-current="step"] .stage-name').innerText();
  }
}
