import type { Clause } from '../../lists/fields.ts';
import { clauseLabel } from '../../lists/fields.ts';
import type { PersonRef } from '../../people.ts';
import type { IsoInstant, LegalDate } from '../../terms/model.ts';
import { byName } from '../../work/tell.ts';
import type { CaseFile, Seizure } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import type { LiftingGround, Measure, seizureCommands, SeizureEnding } from './commands.ts';

export interface SeizureEvents {
  SeizureRequested: { seizureId: string; measure: Measure; goods: { name: string; quantity: string }[]; reason: string };
  SeizureApproved: { seizureId: string; by: PersonRef; reason: string };
  SeizureRefused: { seizureId: string; by: PersonRef; reason: string };
  SealedOrDetained: {
    seizureId: string;
    measure: Measure;
    goods: { name: string; quantity: string; condition: string }[];
    carriedOutAt: IsoInstant;
    /** Approved before; null where it was urgent (行政强制法 19). */
    approvedBy: PersonRef | null;
    urgentReason: string | null;
    preservationId: string | null;
    officers: PersonRef[];
    partyPresent: boolean;
    witness: string | null;
    statement: string | null;
    signed: boolean;
    signatureNote: string | null;
    documentNumber: string;
    keeper: string;
    place: string;
    recordingHash: string | null;
    recordingNote: string | null;
    /** What allows the measure, and why this unit may take it (行政强制法 10, 17). */
    clause: Clause;
    competence: string | null;
  };
  /** The term itself is lengthened by the TermExtended beside it. */
  SeizureExtended: { seizureId: string; days: number; reason: string; toldOn: LegalDate; receipt: string; by: PersonRef };
  CustodyRecorded: { seizureId: string; on: LegalDate; keeper: string; place: string; note: string };
  SeizureResolved: {
    seizureId: string;
    kind: SeizureEnding;
    ground: LiftingGround | null;
    on: LegalDate;
    recipient: string | null;
    legalBasis: string | null;
    partyToldOn: LegalDate | null;
    note: string;
  };
}

const changed = (file: CaseFile, id: string, patch: (one: Seizure) => Partial<Seizure>): CaseFile => ({
  ...file,
  seizures: file.seizures.map((one) => (one.id === id ? { ...one, ...patch(one) } : one)),
});

const begun = (id: string, measure: Measure): Seizure => ({
  id,
  measure,
  request: null,
  answer: null,
  carriedOut: null,
  extension: null,
  custody: [],
  resolution: null,
});

const theSeizure = { title: '查封扣押', names: 'thing' } as const;

export const seizureEvents: CaseEvents<SeizureEvents, typeof seizureCommands> = {
  SeizureRequested: {
    label: '呈请查封扣押',
    source: 'RequestSeizure',
    titles: { seizureId: null },
    evolve: (file, { at, data: { seizureId, measure, ...request } }) => ({
      ...file,
      seizures: [...file.seizures, { ...begun(seizureId, measure), request: { at, ...request } }],
    }),
  },
  SeizureApproved: {
    label: '批准查封扣押',
    source: 'ApproveSeizure',
    titles: { seizureId: theSeizure, by: byName('批准人') },
    evolve: (file, { at, data: { seizureId, ...answer } }) =>
      changed(file, seizureId, () => ({ answer: { at, approved: true, ...answer } })),
  },
  SeizureRefused: {
    label: '不批准查封扣押',
    source: 'ApproveSeizure',
    titles: { seizureId: theSeizure, by: byName('审批人') },
    evolve: (file, { at, data: { seizureId, ...answer } }) =>
      changed(file, seizureId, () => ({ answer: { at, approved: false, ...answer } })),
  },
  SealedOrDetained: {
    label: '查封、扣押',
    source: 'SealOrDetain',
    titles: {
      seizureId: null,
      preservationId: { title: '由先行登记保存转来', names: 'thing' },
      approvedBy: byName('批准人'),
      officers: byName('执法人员'),
      recordingHash: null,
      clause: { title: '依据', say: clauseLabel },
      competence: '权限依据',
    },
    evolve: (file, { at, data: { seizureId, measure, ...act } }) => {
      const known = file.seizures.some(({ id }) => id === seizureId);
      const before: CaseFile = known ? file : { ...file, seizures: [...file.seizures, begun(seizureId, measure)] };
      return changed(before, seizureId, () => ({ measure, carriedOut: { at, ...act } }));
    },
  },
  SeizureExtended: {
    label: '延长查封、扣押',
    source: 'ExtendSeizure',
    titles: { seizureId: theSeizure, by: byName('批准人') },
    evolve: (file, { at, data: { seizureId, ...extension } }) => changed(file, seizureId, () => ({ extension: { at, ...extension } })),
  },
  CustodyRecorded: {
    label: '登记保管情况',
    source: 'RecordCustody',
    titles: { seizureId: theSeizure },
    evolve: (file, { at, data: { seizureId, ...entry } }) =>
      changed(file, seizureId, ({ custody }) => ({ custody: [...custody, { at, ...entry }] })),
  },
  SeizureResolved: {
    label: '查封、扣押处理',
    source: 'ResolveSeizure',
    titles: { seizureId: theSeizure },
    evolve: (file, { at, data: { seizureId, ...resolution } }) => changed(file, seizureId, () => ({ resolution: { at, ...resolution } })),
  },
};
