/** Fields of a command that are asked for only under circumstances: a form shows what matters now. */
import type { CommandName } from '../../../../domain/case/catalogue.ts';
import type { FilePaper } from '../../../../domain/case/closing/file-list.ts';
import { ownWay } from '../../../../domain/case/coercion/standing.ts';
import { EDUCATED } from '../../../../domain/case/filing/commands.ts';
import { isHeld } from '../../../../domain/case/seizure/held.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
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

const empty =
  (field: string) =>
  (values: Values): boolean =>
    values[field] === undefined || values[field] === null;

/** An act on the spot: who stands in for a party that is not there or does not sign, and why nothing was recorded. */
const ON_SITE: ShownWhen = {
  witness: (values) => values.partyPresent === false || values.signed === false,
  recordingNote: empty('recordingHash'),
};

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
  DemandCompliance: SERVICE,
  ServeSubstitutionCost: SERVICE,
  DemandSubstitutionCost: SERVICE,
  RecordSubstitutionCostRemedy: {
    copyReceivedOn: is('step', 'started'),
    result: is('step', 'ended'),
    servedOn: is('step', 'ended'),
    amount: (values) => values.step === 'ended' && values.result === 'changed',
  },
  RecordForcedExecution: ON_SITE,
  DecideSubstitutePerformance: {
    correctionId: isNot('atOnce', true),
    harm: isNot('atOnce', true),
    place: is('atOnce', true),
    partyUnable: is('atOnce', true),
  },
  ResolveSeizure: { ground: is('kind', 'returned'), recipient: is('kind', 'returned'), legalBasis: is('kind', 'destroyed') },
  RecordPoliceReturn: { opinion: is('how', 'not-prosecuted') },
  DeclineFiling: { education: is('ground', ...EDUCATED) },
  DecidePublication: { keptBack: is('socialImpact', true) },
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
  RecordPayment: {
    cashGround: is('channel', 'cash'),
    onWater: is('channel', 'cash'),
    landedOn: (values) => values.channel === 'cash' && values.onWater === true,
  },
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

/** What depends on the case as well. */
function ofCase(name: CommandName, file: CaseFile, papers: readonly FilePaper[]): ShownWhen {
  switch (name) {
    case 'FileCase':
    case 'Decide':
      return { paperNumber: () => file.source.imported !== null };
    case 'SealOrDetain':
      return {
        ...ON_SITE,
        witness: is('partyPresent', false),
        seizureId: () => file.seizures.some(({ answer, carriedOut }) => answer?.approved && !carriedOut),
        urgentReason: empty('seizureId'),
        preservationId: () => file.preservations.some(({ resolution }) => resolution === null),
        signatureNote: is('signed', false),
      };
    case 'AddLatePaper':
      // Some sectors bind a file in one volume (住房和城乡建设行政处罚程序规定 40).
      return { volume: () => papers.some(({ volume }) => volume === 'secondary') };
    case 'RequestAppraisal':
      return { seizureId: () => file.seizures.some(isHeld) };
    case 'DecideForcedExecution':
      return { commission: () => ownWay(file)?.by !== 'own' };
    case 'RecordSubstitutePerformance': {
      const atOnce = ({ substitutionId }: Values): boolean =>
        file.coercion?.substitutions.some((one) => one.id === substitutionId && one.atOnce) ?? false;
      return {
        ...ON_SITE,
        urgentReason: (values) => !atOnce(values),
        partyToldOn: (values) => atOnce(values) && values.partyPresent === false,
      };
    }
    default:
      return {};
  }
}

/** Conditions of a command's fields; `file` is null before there is a case. */
export const shownWhen = (name: CommandName, file: CaseFile | null, papers: readonly FilePaper[] = []): ShownWhen => ({
  ...RULES[name],
  ...(file ? ofCase(name, file, papers) : {}),
});
