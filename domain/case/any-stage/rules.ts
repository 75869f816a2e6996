import { refuse } from '../../result.ts';
import { headOfCase } from '../guards.ts';
import { underway } from '../referral/rules.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders } from '../types.ts';
import type { anyStageCommands, Correctable } from './commands.ts';
import type { AnyStageEvents } from './events.ts';

/** What the state holds now in the field to be corrected; null where there is no such thing. */
function standing(file: CaseFile, field: Correctable, party: number | null): string | null {
  const one = party === null ? undefined : file.parties[party - 1];
  switch (field) {
    case 'title':
      return file.title;
    case 'address':
      return file.address;
    case 'conduct-place':
      return file.conduct?.place ?? null;
    case 'party-name':
      return one ? one.name : null;
    case 'party-address':
      return one ? (one.address ?? '') : null;
    case 'party-phone':
      return one ? (one.phone ?? '') : null;
    case 'other':
      return null;
  }
}

export const decideAnyStage: Deciders<typeof anyStageCommands, AnyStageEvents> = {
  LinkCases: (file, payload) => {
    if (payload.caseId === file.caseId) return refuse('link-to-itself', '案件不能与自己关联', ['选择另一件案件']);
    if (file.links.some(({ caseId, kind }) => caseId === payload.caseId && kind === payload.kind)) {
      return refuse('linked-already', '该关联已经登记');
    }
    return [{ type: 'CasesLinked', data: payload }];
  },

  CorrectRecord: (file, payload) => {
    const { seq, field, after, reason } = payload;
    if (seq > file.version) return refuse('unknown-event', `没有第${seq}号记录`, [`选择第1至${file.version}号记录`]);
    const ofParty = field === 'party-name' || field === 'party-address' || field === 'party-phone';
    const party = ofParty ? (payload.party ?? (file.parties.length === 1 ? 1 : null)) : null;
    const before = field === 'other' ? payload.before : standing(file, field, party);
    if (before === null) {
      return field === 'other'
        ? refuse('before-missing', '请写明原记录的内容', ['填写原记录'])
        : refuse('nothing-to-correct', ofParty ? '没有这名当事人' : '本案还没有这项记录', [
            ofParty ? '填写第几名当事人' : '先登记这项内容，登记有误的再更正',
          ]);
    }
    if (before === after) return refuse('no-change', '更正后的内容与原记录相同', ['填写正确的内容']);
    const index = party === null ? null : party - 1;
    return [{ type: 'RecordCorrected', data: { seq, field, party: index, before, after, reason } }];
  },

  // 行政处罚法 27: whoever finds it marks it; only the principal head takes the mark away (移送规定 5).
  MarkCriminalSuspicion: (file, payload, { actor }) => {
    const basis = ['《行政处罚法》第二十七条', '《行政执法机关移送涉嫌犯罪案件的规定》第五条'];
    if (payload.suspected) {
      return file.criminalSuspected
        ? refuse('already-marked', '案件已标记涉嫌犯罪', ['办理移送公安'], basis)
        : [{ type: 'CriminalSuspicionMarked', data: { grounds: payload.grounds } }];
    }
    if (!file.criminalSuspected) return refuse('not-marked', '案件没有涉嫌犯罪的标记', [], basis);
    const head = headOfCase(file, actor, '取消涉嫌犯罪的标记');
    if (head || !actor.principal) {
      return refuse('principal-head-required', '取消涉嫌犯罪的标记须由正职负责人决定', ['由正职负责人决定'], basis);
    }
    if (underway(file.police)) {
      return refuse('at-the-police', '移送公安正在办理，不能取消标记', ['等待批准或者公安机关答复'], basis);
    }
    return [{ type: 'CriminalSuspicionCleared', data: { grounds: payload.grounds } }];
  },
};
