/** The case 案件: the first kind of work item. Its stages lie in folders beside this file. */
import { eventLabel } from '../terms/event-labels.ts';
import { STAGE_LABELS } from '../vocabulary.ts';
import { tellLinks } from '../work/acts/links/rules.ts';
import { carriedEvent, carriedFile, LENGTHENING } from './carried.ts';
import { catalogue, commandNames } from './catalogue.ts';
import { concernedUnits } from './concerned.ts';
import { CURRENT_RULES } from './context.ts';
import { datedInCase } from './dated.ts';
import { deciders, readiness } from './deciders.ts';
import { evolvers } from './evolvers.ts';
import { withReferences } from './import-references.ts';
import { mainline } from './mainline.ts';
import type { CaseFile } from './state.ts';
import { addressees, climb } from './supervision/climb.ts';
import type { CaseKind } from './types.ts';
import { caseWaits } from './waiting.ts';

// The catalogue, the deciders and the readiness share their keys; a payload's type was fixed by its schema.
const rules = Object.fromEntries(commandNames.map((name) => [name, {
  decide: deciders[name], ...(readiness[name] ? { ready: readiness[name] } : {}),
}])) as unknown as CaseKind['rules'];

const events = Object.fromEntries(Object.entries(evolvers).map(([type, evolve]) => [type, {
  label: eventLabel(type), source: null, titles: {}, evolve,
}])) as unknown as CaseKind['events'];

export const caseKind: CaseKind = {
  name: 'case',
  plural: 'cases',
  label: '案件',
  own: '本案',
  workflow: { type: 'caseWorkflow', idPrefix: 'case-' },
  stages: STAGE_LABELS,
  over: ['closed', 'archived'],
  final: 'archived',
  commands: catalogue,
  rules,
  events,
  currentRules: CURRENT_RULES,
  stateVersion: 1,
  upcast: (state) => state as CaseFile,
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
  tells: (event, _file, self) => tellLinks(event, self),
  concerned: concernedUnits,
  related: ({ links, related = [] }) => [
    ...links.map(({ caseId, kind }) => ({ kind: 'case', id: caseId, title: '', relation: kind })), ...related,
  ],
  detail: () => ({}),
  searched: () => [],
};
