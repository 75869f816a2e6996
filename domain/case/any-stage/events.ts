import type { anyStageCommands, Correctable, LinkKind } from './commands.ts';
import type { CaseFile } from '../state.ts';
import type { CaseEvents } from '../types.ts';

export interface AnyStageEvents {
  CasesLinked: { caseId: string; kind: LinkKind; reason: string };
  RecordCorrected: { seq: number; field: Correctable; party: number | null; before: string; after: string; reason: string };
  CriminalSuspicionMarked: { grounds: string };
  CriminalSuspicionCleared: { grounds: string };
}

function corrected(file: CaseFile, field: Correctable, party: number | null, after: string): Partial<CaseFile> {
  const parties = (patch: Partial<CaseFile['parties'][number]>) => ({
    parties: file.parties.map((one, index) => (index === party ? { ...one, ...patch } : one)),
  });
  switch (field) {
    case 'title':
      return { title: after };
    case 'address':
      return { address: after };
    case 'conduct-place':
      return { conduct: file.conduct && { ...file.conduct, place: after } };
    case 'party-name':
      return parties({ name: after });
    case 'party-address':
      return parties({ address: after });
    case 'party-phone':
      return parties({ phone: after });
    case 'other':
      return {};
  }
}

export const anyStageEvents: CaseEvents<AnyStageEvents, typeof anyStageCommands> = {
  CasesLinked: {
    label: '关联案件',
    source: 'LinkCases',
    titles: {},
    evolve: (file, { data }) => ({ ...file, links: [...file.links, data] }),
  },
  RecordCorrected: {
    label: '更正记录',
    source: 'CorrectRecord',
    titles: { party: { title: '当事人', say: (index: number) => `第${index + 1}名` } },
    evolve: (file, { at, actor, data: { party, ...correction } }) => ({
      ...file,
      ...corrected(file, correction.field, party, correction.after),
      corrected: [...file.corrected, { at, ...correction, by: actor.id }],
    }),
  },
  CriminalSuspicionMarked: {
    label: '标记涉嫌犯罪',
    source: 'MarkCriminalSuspicion',
    titles: {},
    recordOnly: 'all',
    evolve: (file) => ({ ...file, criminalSuspected: true }),
  },
  CriminalSuspicionCleared: {
    label: '解除涉嫌犯罪标记',
    source: 'MarkCriminalSuspicion',
    titles: {},
    recordOnly: 'all',
    evolve: (file) => ({ ...file, criminalSuspected: false }),
  },
};
