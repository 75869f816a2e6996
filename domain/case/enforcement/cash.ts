/** Cash that was collected on the spot, on its way to the agency and to the bank (行政处罚法 71). */
import type { CaseFile } from '../state.ts';
import type { CASH_STEPS } from './commands.ts';

type Step = (typeof CASH_STEPS)[number];
type Payment = CaseFile['execution']['paid'][number];

/** Collected on the water, and nobody has written down that it came ashore: its days have not begun (行政处罚法 71). */
export const atSea = ({ channel, water }: Payment): boolean => channel === 'cash' && water !== null && water.landedOn === null;

/** What was collected and has not reached the bank yet, with the step that comes next; the oldest first. */
export const cashUnderWay = ({ execution: { paid, cash } }: CaseFile): (Payment & { step: Step })[] =>
  paid
    .filter((one) => !atSea(one))
    .filter(({ channel, receipt }) => channel === 'cash' && !cash.some((one) => one.receipt === receipt && one.step === 'to-bank'))
    .map((one) => ({ ...one, step: cash.some(({ receipt }) => receipt === one.receipt) ? ('to-bank' as const) : ('to-agency' as const) }));
