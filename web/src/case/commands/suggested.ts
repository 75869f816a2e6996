/**
 * What the file already knows, offered in a form for the person to see and change. Nothing here is guessed: the day of an
 * act, whether papers were shown or what somebody said is never filled in.
 */
import type { FilePaper } from '../../../../domain/case/closing/file-list.ts';
import { atSea, cashUnderWay } from '../../../../domain/case/enforcement/cash.ts';
import { servedDecision } from '../../../../domain/case/execution/ordered.ts';
import { type Debt, outstanding, unperformed } from '../../../../domain/case/execution/owed.ts';
import { costOpen, costUndecided } from '../../../../domain/case/substitution-cost/owed.ts';
import { isHeld } from '../../../../domain/case/seizure/held.ts';
import type { CaseFile, ProposedPenalty, ServedDocument } from '../../../../domain/case/state.ts';
import type { CommandName } from '../../../../domain/case/catalogue.ts';
import type { ClosingGround } from '../../../../domain/case/closing/commands.ts';
import { REFERRAL_PAPER_LABELS } from '../../../../domain/case/referral/commands.ts';
import { clauseLabel } from '../../../../domain/lists/fields.ts';
import type { Matter } from '../../../../domain/lists/matters.ts';
import type { Person } from '../../../../domain/people.ts';
import { addDays } from '../../../../domain/terms/instant.ts';
import type { Values } from '../../forms/form-values.ts';
import { actSuggested } from '../../item/commands/act-form.ts';

export interface Knowledge {
  file: CaseFile;
  /** What is still owed by the terms that the case runs under; null where nothing is. */
  debt: Debt | null;
  /** The papers of its file, in the order in which the county binds it. */
  papers: FilePaper[];
  person: Person;
  /** The case's matter as it stood on the day of the conduct; null while unknown. */
  matter: Matter | null;
  /** Legal date in the office. */
  today: string;
}

type Suggestion = (knowledge: Knowledge) => Values;

const ids = (people: readonly { id: string }[]): string[] => people.map(({ id }) => id);
const place = ({ conduct, address }: CaseFile): string => conduct?.place ?? address;
const partyName = ({ parties }: CaseFile): string | undefined => parties[0]?.name;
const certified = (person: Person): string[] => (person.certificate ? [person.id] : []);

/** What was counted at the handover: everything that is there, to be ticked off. */
const custody = (file: CaseFile): string[] =>
  [...file.evidence, ...file.preservations.filter(({ resolution }) => resolution === null), ...file.seizures.filter(isHeld)].map(
    ({ id }) => id,
  );

const proposedMoney = ({ money, others }: ProposedPenalty): Values => ({ fine: money.fine, confiscation: money.confiscation, others });

const facts = (file: CaseFile): string | undefined =>
  file.conduct && file.verification && partyName(file)
    ? `${partyName(file)}于${file.conduct.on}在${file.conduct.place}。${file.verification.findings}`
    : undefined;

function legalBasis({ matter, file }: Knowledge): string | undefined {
  if (!matter) return undefined;
  const penalty = file.conclusion?.proposed.derivation?.law ?? clauseLabel(matter.penaltyClause);
  return `${matter.violationClause ? `违反${clauseLabel(matter.violationClause)}，` : ''}依据${penalty}`;
}

function ground({ decision, police, agencyTransfer, links }: CaseFile): ClosingGround | undefined {
  if (links.some(({ kind }) => kind === 'merged-into')) return 'merged';
  if (police?.answer?.filed) return 'transferred-police';
  if (decision?.revokedOn) return 'revoked';
  if (decision?.kind === 'penalty') return 'executed';
  if (decision?.kind === 'order') return 'order-performed';
  if (decision?.kind === 'no-penalty' || decision?.kind === 'not-established') return 'no-penalty';
  return agencyTransfer || decision?.kind === 'transfer' ? 'transferred-agency' : undefined;
}

function unserved(file: CaseFile): ServedDocument | undefined {
  if (file.decision && !servedDecision(file)) return 'decision';
  const decided = [file.coercion?.decision, ...(file.coercion?.substitutions ?? [])].flatMap((one) => (one ? [one.at] : []));
  const waits = decided.some((at) => !file.served.some((paper) => paper.document === 'coercion-decision' && paper.at >= at));
  return waits ? 'coercion-decision' : undefined;
}

/** The order that was found not to be followed. */
const unmet = ({ corrections }: CaseFile): Values => ({
  correctionId: corrections.findLast(({ checks }) => checks.at(-1)?.result === 'unmet')?.id,
});

const heldSeizure: Suggestion = ({ file }) => ({ seizureId: file.seizures.find(isHeld)?.id });

const openCost: Suggestion = ({ file }) => ({ costId: file.substitutionCosts.find(costOpen)?.costId });

const service: Suggestion = ({ file }) => ({ recipient: partyName(file) });

const SUGGESTIONS: Partial<Record<CommandName, Suggestion>> = {
  DispatchCase: ({ file }) => ({ unitId: file.town.id }),
  AcceptDispatch: ({ file, person }) => ({ handlerIds: file.handlers.length > 0 ? ids(file.handlers) : certified(person) }),
  RecordVerification: ({ file }) => ({
    matterCode: file.matter?.code ?? null,
    conduct: file.conduct ?? { place: file.address, continuing: false, graveHarm: false },
    parties: file.parties.length > 0 ? file.parties : [{ electronicServiceConsent: false }],
    circumstances: file.circumstances,
  }),
  OrderCorrection: ({ matter, today }) => (matter?.correctionDaysTypical ? { dueOn: addDays(today, matter.correctionDaysTypical) } : {}),
  RecordCorrectionCheck: ({ file }) => ({
    correctionId:
      file.corrections.findLast(({ checks }) => !checks.some(({ result }) => result !== 'pending'))?.id ?? file.corrections.at(-1)?.id,
  }),
  FileCase: ({ file }) => ({
    officerIds: ids(file.filingRequest?.officers ?? file.handlers),
    reason: file.filingRequest?.reason,
    circumstances: file.circumstances,
  }),
  IdentifyParties: ({ file }) => ({ parties: file.parties.length > 0 ? file.parties : [{ electronicServiceConsent: false }] }),
  AddEvidence: ({ file }) => ({ place: place(file) }),
  RecordInterview: ({ file }) => ({ person: partyName(file), role: file.parties.length > 0 ? 'party' : undefined }),
  VerifyEvidence: ({ file }) => ({ evidenceIds: ids(file.evidence.filter(({ verified, excluded }) => !verified && !excluded)) }),
  ConcludeInvestigation: ({ file, matter }) => ({
    // A clause without any penalty gives an order alone (城乡规划法 65).
    kind: matter?.penalties.every(({ isPenalty }) => !isPenalty) ? 'order' : 'penalty',
    facts: facts(file),
    evidenceIds: ids(file.evidence.filter(({ verified, excluded }) => verified && !excluded)),
    factors: file.conclusion?.proposed.factors ?? {},
    circumstances: file.circumstances,
    ...(file.conclusion ? { facts: file.conclusion.proposed.facts, ...proposedMoney(file.conclusion.proposed) } : {}),
    openPreservations: file.preservations.filter(({ resolution }) => resolution === null).map(({ id }) => ({ id })),
  }),
  AnswerOpinions: ({ file }) => ({
    answers: (file.review?.returns ?? [])
      .flatMap(({ opinions }) => opinions)
      .filter(({ answer }) => answer === null)
      .map(({ id }) => ({ id })),
  }),
  NotifyProposedDecision: (known) => ({ facts: known.file.conclusion?.proposed.facts, legalBasis: legalBasis(known), ...service(known) }),
  ScheduleHearing: () => ({ public: true }),
  Decide: ({ file }) => {
    const proposed = file.notice?.proposed ?? file.conclusion?.proposed;
    return proposed ? { kind: proposed.kind, ...proposedMoney(proposed) } : {};
  },
  ServeDocument: (known) => ({ document: unserved(known.file), ...service(known) }),
  DemandPerformance: service,
  DemandCompliance: (known) => ({ ...unmet(known.file), ...service(known) }),
  DecideForcedExecution: ({ file }) => unmet(file),
  DecideSubstitutePerformance: ({ file }) => unmet(file),
  DecideSubstitutionCost: ({ file }) => ({ substitutionId: costUndecided(file)[0]?.id }),
  ServeSubstitutionCost: (known) => ({
    costId: known.file.substitutionCosts.find((one) => costOpen(one) && !one.served)?.costId,
    ...service(known),
  }),
  RecordSubstitutionCostPayment: openCost,
  DemandSubstitutionCost: (known) => ({ ...openCost(known), ...service(known) }),
  AnswerSubstitutionCostComment: openCost,
  RecordSubstitutionCostRemedy: openCost,
  ApplyCourtForSubstitutionCost: openCost,
  RecordSubstitutionCostCourtAnswer: openCost,
  EndSubstitutionCost: openCost,
  RecordSubstitutePerformance: ({ file }) => ({ substitutionId: file.coercion?.substitutions.find(({ performed }) => !performed)?.id }),
  ApproveSeizure: ({ file }) => ({ seizureId: file.seizures.find(({ answer, resolution }) => !answer && !resolution)?.id }),
  SealOrDetain: ({ file }) => {
    const approved = file.seizures.find(({ answer, carriedOut }) => answer?.approved && !carriedOut);
    return approved ? { seizureId: approved.id, measure: approved.measure, goods: approved.request?.goods } : {};
  },
  ExtendSeizure: heldSeizure,
  RecordCustody: (known) => {
    const held = known.file.seizures.find(isHeld);
    const last = held?.custody.at(-1) ?? held?.carriedOut;
    return { ...heldSeizure(known), keeper: last?.keeper, place: last?.place };
  },
  ResolveSeizure: (known) => {
    const refused = known.file.seizures.find(isHeld)?.answer?.approved === false;
    // 行政强制法 19: what the head did not approve is lifted at once.
    return { ...heldSeizure(known), ...(refused ? { kind: 'returned', ground: 'refused' } : {}), recipient: partyName(known.file) };
  },
  RecordPoliceReturn: ({ file }) => ({ from: file.police?.handedOver?.to }),
  AnswerProcurator: ({ file }) => ({ opinionId: file.procuratorOpinions.find(({ answered }) => answered === null)?.id }),
  PublishPenalty: ({ file }) => ({ socialImpact: file.publicationFinding?.public ? file.publicationFinding.reason : undefined }),
  RecordPayment: ({ debt }) => {
    if (!debt) return {};
    return debt.fine > 0 ? { amount: debt.fine } : { amount: debt.surcharge, forSurcharge: true };
  },
  AgreeExecution: ({ debt }) => ({ surcharge: debt?.surcharge }),
  GrantInstalments: ({ file }) => ({ plan: [{ amount: outstanding(file) }] }),
  RecordPerformance: ({ file }) => ({ what: unperformed(file)[0] }),
  AnswerDemandComment: ({ file }) => ({ id: file.execution.comments.find(({ answer }) => answer === null)?.id }),
  RecordLitigationAnswer: ({ file }) => ({ kind: file.litigation.find(({ endedOn }) => endedOn === null)?.kind }),
  RecordLanding: ({ file }) => ({ receipt: file.execution.paid.find(atSea)?.receipt }),
  HandOverCash: ({ file }) => {
    const [next] = cashUnderWay(file);
    return next ? { receipt: next.receipt, step: next.step } : {};
  },
  CloseCase: ({ file }) => ({ ground: ground(file) }),
  ArchiveCase: ({ papers }) => ({ papers: papers.map(({ title }) => ({ title })) }),
  HandOver: ({ papers }) => ({ papers: papers.map(({ title }) => title).slice(0, 100) }),
  ApprovePreservation: ({ file }) => ({ preservationId: file.preservations.find(({ approvedBy }) => approvedBy === null)?.id }),
  ResolvePreservation: ({ file }) => ({ preservationId: file.preservations.find(({ resolution }) => resolution === null)?.id }),
  RecordAppraisal: ({ file }) => ({ appraisalId: file.appraisals.find(({ result }) => result === null)?.id }),
  ProposeTransfer: ({ file }) => ({ to: file.tier === 'town-closes' ? undefined : 'bureau-closes' }),
  AcceptTransfer: ({ file, person }) => ({
    custody: custody(file),
    handlerIds: file.transfer?.to === 'bureau-closes' ? certified(person) : [],
  }),
  ReturnToTown: ({ file }) => ({
    custody: custody(file),
    handlerIds: ids(file.transfers.findLast(({ kind }) => kind === 'up')?.fromHandlers ?? []),
  }),
  ReferToPolice: () => ({
    files: (['transfer-letter', 'investigation-report', 'goods-list'] as const).map((kind) => ({
      kind,
      title: REFERRAL_PAPER_LABELS[kind],
      evidenceId: null,
    })),
  }),
  HandOverToPolice: ({ file }) => ({ custody: custody(file) }),
};

/** Commands whose officers are the case's own. */
const OFFICER_FIELDS = ['officerIds', 'reviewerIds'];

/** Starting values of a command's form; keys that the command does not take are the caller's to leave out. */
export function suggested(name: CommandName, known: Knowledge): Values {
  const officers = Object.fromEntries(OFFICER_FIELDS.map((field) => [field, ids(known.file.handlers)]));
  const values = { ...officers, ...actSuggested(name, known.file, known.person), ...SUGGESTIONS[name]?.(known) };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
