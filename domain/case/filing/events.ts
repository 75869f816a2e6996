import type { PersonRef } from '../../people.ts';
import { byName } from '../../work/tell.ts';
import type { CaseEvents } from '../types.ts';
import type { filingCommands, NoFilingGround } from './commands.ts';

export interface FilingEvents {
  FilingRequestReturned: { reasons: string; by: PersonRef };
  FilingDeclined: { ground: NoFilingGround; reason: string; education: string | null; by: PersonRef };
}

export const filingEvents: CaseEvents<FilingEvents, typeof filingCommands> = {
  FilingRequestReturned: {
    label: '退回立案申请',
    source: 'ReturnFilingRequest',
    titles: { by: byName('审批人') },
    evolve: (file, { at, data }) => ({ ...file, filingRequest: null, filingReturns: [...file.filingReturns, { at, ...data }] }),
  },
  FilingDeclined: {
    label: '不予立案',
    source: 'DeclineFiling',
    titles: { by: byName('审批人') },
    evolve: (file, { at, actor, data }) => ({
      ...file,
      stage: 'closed',
      noFiling: { at, ...data },
      ending: { at, outcome: 'not-filed', ground: null, cause: null, reason: data.reason, by: actor.id, approvedBy: data.by.id },
    }),
  },
};
