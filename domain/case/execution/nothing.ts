import type { CaseFile } from '../state.ts';

/** Before anything of a decision was paid, performed or enforced. */
export const NOTHING_EXECUTED: CaseFile['execution'] = {
  paid: [],
  instalments: null,
  demands: [],
  comments: [],
  court: null,
  performed: [],
  settled: false,
  surchargeWaiver: null,
  agreement: null,
  suspension: null,
  ended: null,
  cash: [],
};
