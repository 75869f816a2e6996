/** Fields of a command that are asked for only under circumstances: a form shows what matters now. */
import type { CommandName } from '../../../../domain/case/catalogue.ts';
import type { ShownWhen } from '../../forms/schema-form.tsx';
import type { Values } from '../../forms/form-values.ts';

const is =
  (field: string, ...wanted: unknown[]) =>
  (values: Values): boolean =>
    wanted.includes(values[field]);
const isNot =
  (field: string, unwanted: unknown) =>
  (values: Values): boolean =>
    values[field] !== unwanted;
const within =
  (group: string, field: string, wanted: unknown) =>
  (values: Values): boolean =>
    (values[group] as Values | null | undefined)?.[field] === wanted;

/** 民事诉讼法 89-95: these ways of service need a reason, and leaving a paper needs a witness or a record. */
const SERVICE: ShownWhen = {
  serviceReason: is('method', 'left', 'entrusted', 'forwarded', 'public-notice'),
  witness: is('method', 'left'),
  recordingHash: is('method', 'left', 'electronic', 'public-notice'),
};

const PENALTY_PARTS = ['stage', 'factors', 'fine', 'confiscation', 'others', 'deviationReason'];
const CONDUCT: ShownWhen = { 'conduct.endedOn': within('conduct', 'continuing', true) };

const RULES: Partial<Record<CommandName, ShownWhen>> = {
  OpenCase: CONDUCT,
  RecordVerification: {
    ...Object.fromEntries(
      ['matterCode', 'conduct', 'parties', 'criminalSuspected', 'circumstances'].map((field) => [field, isNot('founded', false)]),
    ),
    ...CONDUCT,
  },
  RecordCorrectionCheck: { correctedOn: is('corrected', true), refused: isNot('corrected', true) },
  DecideOnTheSpot: {
    statementAnswer: (values) => Boolean(values.statement),
    signatureNote: is('signed', false),
    correction: isNot('correctedOnSpot', true),
    cash: (values) => typeof values.fine === 'number' && values.fine > 0,
  },
  AddEvidence: { copyNote: is('original', false) },
  RecordInterview: { signatureNote: is('signed', false) },
  PreserveEvidence: { witness: is('partyPresent', false) },
  RecordSampling: { witness: is('partyPresent', false) },
  ConcludeInvestigation: Object.fromEntries(PENALTY_PARTS.map((field) => [field, is('kind', 'penalty')])),
  NotifyProposedDecision: SERVICE,
  ServeDocument: SERVICE,
  DemandPerformance: SERVICE,
  RecordStatement: { points: is('kind', 'statement', 'defence'), waivesHearing: is('kind', 'waiver') },
  ScheduleHearing: { closedReason: is('public', false) },
  RecordHearing: { signatureNote: is('signed', false) },
  Decide: {
    ...Object.fromEntries(
      ['fine', 'confiscation', 'others', 'correction', 'gainsReason', 'otherActReason'].map((field) => [field, is('kind', 'penalty')]),
    ),
    education: is('kind', 'no-penalty'),
    agency: is('kind', 'transfer'),
  },
  RecordPayment: { cashGround: is('channel', 'cash') },
  RecordLitigation: {
    copyReceivedOn: is('step', 'started'),
    simplified: (values) => values.step === 'started' && values.kind === 'review',
    stopsExecution: is('step', 'started'),
    result: is('step', 'ended'),
    servedOn: is('step', 'ended'),
    oppositeRequest: (values) => values.step === 'ended' && values.result === 'changed',
    text: is('step', 'ended'),
    fine: (values) => values.step === 'ended' && values.result === 'changed',
  },
  CloseCase: { cause: is('ground', 'terminated') },
  ReopenCase: { decisionRevoked: is('to', 'evidence') },
  RecordPoliceAnswer: { waits: is('filed', true) },
  RecordConsultation: { unitId: is('agreed', true) },
};

/** Conditions of a command's fields. `paper`: the case was entered from a paper file. */
export function shownWhen(name: CommandName, paper: boolean): ShownWhen {
  const rules = RULES[name] ?? {};
  return name === 'FileCase' || name === 'Decide' ? { ...rules, paperNumber: () => paper } : rules;
}
