/** Every page as each kind of person sees it, in the demo county. */
import type { Page } from 'playwright-core';

export interface Shot {
  name: string;
  as: string;
  /**
   * Path in the app; `case` stands for a case that this person can take a step in, `lead` for a lead that waits,
   * `first/whistles` for the newest whistle.
   */
  path: string;
  /** What is opened before the picture is taken. */
  then?: (page: Page) => Promise<void>;
  /** The README shows this one, at this size. */
  readme?: 'desk' | 'phone';
}

const firstStep = async (page: Page): Promise<void> => {
  await page.locator('.next-primary button').click();
  await page.locator('.side-drawer .form-foot').waitFor();
};
const click =
  (selector: string, waitFor: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(selector).first().click();
    await page.locator(waitFor).first().waitFor();
  };
const DRAWER = '.side-drawer .ant-drawer-body';

export const SHOTS: readonly Shot[] = [
  { name: 'work', as: 'handler1', path: '/work', readme: 'phone' },
  { name: 'work-head', as: 'townhead', path: '/work' },
  { name: 'work-review', as: 'bureaureview', path: '/work' },
  { name: 'leads', as: 'dispatcher', path: '/leads' },
  { name: 'lead', as: 'dispatcher', path: 'lead', readme: 'desk' },
  { name: 'lead-accept', as: 'dispatcher', path: 'lead', then: (page) => page.getByRole('button', { name: '受理并建案' }).click() },
  { name: 'lead-new', as: 'dispatcher', path: '/leads', then: (page) => page.getByRole('button', { name: '登记线索' }).click() },
  { name: 'paper', as: 'handler3', path: '/paper' },
  { name: 'paper-draft', as: 'handler3', path: '/paper', then: click('.draft-row', 'canvas[data-drawn=true]') },
  { name: 'cases', as: 'handler1', path: '/cases' },
  { name: 'cases-filtered', as: 'supervisor', path: '/cases?light=red&stage=evidence&sort=redAt' },
  { name: 'cases-none', as: 'handler1', path: '/cases?q=没有这样的案件' },
  { name: 'case-new', as: 'handler1', path: '/cases/new' },
  { name: 'case', as: 'handler1', path: 'case', readme: 'desk' },
  { name: 'case-evidence', as: 'handler1', path: 'case/evidence' },
  { name: 'case-record', as: 'handler1', path: 'case/record' },
  { name: 'case-proof', as: 'auditor', path: 'case/proof' },
  { name: 'case-term', as: 'handler1', path: 'case', then: click('.item-light', `${DRAWER} .why-lines`) },
  { name: 'case-tier', as: 'handler1', path: 'case', then: click('.item-title .tag-button', `${DRAWER} .why-lines`) },
  { name: 'case-form', as: 'handler1', path: 'case', then: firstStep },
  { name: 'case-supervisor', as: 'supervisor', path: 'case' },
  { name: 'staff', as: 'sysadmin', path: '/staffing' },
  { name: 'staff-head', as: 'townhead', path: '/staffing' },
  { name: 'staff-person', as: 'sysadmin', path: '/staffing', then: click('.list-open', `${DRAWER} .file-section`) },
  {
    name: 'staff-hire',
    as: 'sysadmin',
    path: '/staffing',
    then: async (page) => {
      await page.getByRole('button', { name: '新进人员' }).click();
      await page.locator('.side-drawer .form-foot').waitFor();
    },
  },
  { name: 'staff-units', as: 'sysadmin', path: '/staffing/units' },
  { name: 'staff-changes', as: 'securityadmin', path: '/staffing/changes' },
  { name: 'whistles', as: 'handler1', path: '/whistles' },
  { name: 'whistle', as: 'handler1', path: 'first/whistles' },
  { name: 'whistle-called', as: 'bureauhandler1', path: 'first/whistles' },
  {
    name: 'whistle-new',
    as: 'handler1',
    path: 'case',
    then: async (page) => {
      await page.locator('.next-from button').first().click();
      await page.locator('.side-drawer .form-foot').waitFor();
    },
  },
  { name: 'work-items', as: 'supervisor', path: '/work-items?ended=false' },
  { name: 'disputes', as: 'townhead', path: '/disputes' },
  { name: 'dispute', as: 'townhead', path: 'first/disputes' },
  { name: 'board', as: 'supervisor', path: '/board', readme: 'desk' },
  {
    name: 'board-forecast',
    as: 'supervisor',
    path: '/board',
    then: async (page) => {
      await page.getByRole('tab', { name: '未来十天' }).click();
      await page.locator('.forecast-day').first().waitFor();
    },
  },
  { name: 'calculator-term', as: 'handler1', path: '/calculators' },
  { name: 'calculator-penalty', as: 'handler1', path: '/calculators/penalty' },
  { name: 'calculator-dispatch', as: 'handler1', path: '/calculators/dispatch' },
  ...['matters', 'benchmarks', 'duties', 'calendars', 'people', 'policies'].map((list): Shot => ({
    name: `list-${list}`,
    as: 'listadmin',
    path: `/lists/${list}`,
  })),
  { name: 'parties', as: 'handler1', path: '/parties' },
  { name: 'anchors', as: 'auditor', path: '/anchors' },
  { name: 'channels', as: 'sysadmin', path: '/channels' },
  { name: 'security', as: 'handler1', path: '/security' },
  { name: 'security-totp', as: 'listadmin', path: '/security', then: click('.security-actions button', '.factor-qr') },
  { name: 'accounts', as: 'securityadmin', path: '/accounts' },
  { name: 'accounts-sessions', as: 'securityadmin', path: '/accounts/sessions' },
  { name: 'accounts-identities', as: 'securityadmin', path: '/accounts/identities' },
  { name: 'keys', as: 'sysadmin', path: '/channels/keys' },
  { name: 'missing', as: 'handler1', path: '/nowhere' },
];
