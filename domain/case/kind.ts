/** The case 案件: the first kind of work item. Its stages lie in folders beside this file. */
import { STAGE_LABELS, TIER_LABELS } from '../vocabulary.ts';
import { rulesFrom } from '../work/plain.ts';
import { caseActs } from './acts.ts';
import { caseAuthority } from './authority.ts';
import { carriedEvent, carriedFile, LENGTHENING } from './carried.ts';
import { catalogue } from './catalogue.ts';
import { CURRENT_RULES } from './context.ts';
import { datedInCase } from './dated.ts';
import { type AllottedNumbers, asksRegister, numbersAllotted } from './decision/decision-number.ts';
import { accompaniedByDispute } from './referral/dispute.ts';
import { deciders, readiness } from './deciders.ts';
import { caseEvents } from './events.ts';
import { caseFace } from './face.ts';
import { withReferences } from './import-references.ts';
import { mainline } from './mainline.ts';
import { caseNotices } from './notices.ts';
import { addressees, climb } from './supervision/climb.ts';
import type { CaseKind } from './types.ts';
import { CASE_STATE_VERSION, upcastCase } from './upcast.ts';
import { caseWaits } from './waiting.ts';

export const caseKind: CaseKind = {
  name: 'case',
  plural: 'cases',
  label: '案件',
  own: '本案',
  workflow: { type: 'caseWorkflow', idPrefix: 'case-' },
  stages: STAGE_LABELS,
  over: ['closed', 'archived'],
  final: ['archived'],
  commands: catalogue,
  rules: rulesFrom(catalogue, readiness, deciders),
  authority: caseAuthority,
  // Each spec takes the events of its own type.
  events: caseEvents as unknown as CaseKind['events'],
  currentRules: CURRENT_RULES,
  stateVersion: CASE_STATE_VERSION,
  upcast: upcastCase,
  terms: null,
  dated: datedInCase,
  addressees,
  climb,
  waits: caseWaits,
  mainline,
  lengthening: LENGTHENING,
  unremarkable: ['CaseNumberAllotted', 'DecisionNumberAllotted', 'Reminded', 'SupervisorNotified'],
  carriedEvent,
  carriedFile,
  referred: withReferences,
  registers: { asks: asksRegister, allotted: (file, numbers) => numbersAllotted(file, numbers as AllottedNumbers) },
  answer: ({ tier }) => ({ tier }),
  shown: ({ filing, decision, stage, tier, unit }) => ({
    number: filing?.number,
    decision: decision?.documentNumber,
    line: `${filing?.number ?? '未立案'} · ${STAGE_LABELS[stage]} · ${TIER_LABELS[tier]} · ${unit.name}`,
  }),
  tells: caseActs.tells,
  accompanied: accompaniedByDispute,
  face: caseFace,
  notices: caseNotices,
};
