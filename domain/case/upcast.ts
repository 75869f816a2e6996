/**
 * States of a case as earlier code wrote them, into `case_view.state` and into what one run hands to the next, brought
 * into the present shape. What a state of then did not keep is null, or what is surely known; the record has all of it.
 */
import { inCustody } from './referral/events.ts';
import type { CaseFile, CaseState } from './state.ts';

/**
 * The shape of `CaseFile`. Raised with every change of it, together with a step below and the new shape's outline
 * (test/domain/case/state-shape.test.ts says how).
 *
 * 2: dates, people and papers of acts that only the instant of their event was kept of: whom and when the party was told,
 * served, heard, by whom a correction was ordered, why a case was closed, how it was let off.
 * 3: what the law's ways out, powers to coerce and the agency's own answers leave behind.
 * 4: cash collected on the water; what substitute performance cost, as a debt.
 */
export const CASE_STATE_VERSION = 4;

type Thing = Readonly<Record<string, unknown>>;
type Mend = (value: unknown) => unknown;

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);

const areThings = (value: unknown): value is Thing[] => Array.isArray(value) && value.every(isThing);

/** Gives a thing what it lacks; one that lacks nothing stays the very same. */
const lacking =
  (fields: Thing): Mend =>
  (value) =>
    !isThing(value) || Object.keys(fields).every((key) => key in value) ? value : { ...fields, ...value };

const without =
  (field: string): Mend =>
  (value) => {
    if (!isThing(value) || !(field in value)) return value;
    const { [field]: _gone, ...rest } = value;
    return rest;
  };

const each =
  (mend: Mend): Mend =>
  (value) => {
    if (!Array.isArray(value)) return value;
    const mended: unknown[] = value.map(mend);
    return mended.some((one, index) => one !== value[index]) ? mended : value;
  };

const parts =
  (mends: Readonly<Record<string, Mend>>): Mend =>
  (value) => {
    if (!isThing(value)) return value;
    const mended = Object.entries(mends).filter(([key, mend]) => key in value && mend(value[key]) !== value[key]);
    return mended.length === 0 ? value : { ...value, ...Object.fromEntries(mended.map(([key, mend]) => [key, mend(value[key])])) };
  };

const inTurn =
  (...mends: readonly Mend[]): Mend =>
  (value) =>
    mends.reduce((one, mend) => mend(one), value);

/** Goods that went along with a referral were listed by the ids of the evidence. */
const namedGoods: Mend = (file) => {
  if (!isThing(file) || !areThings(file['evidence']) || !areThings(file['preservations'])) return file;
  if (!file['preservations'].every(({ items }) => areThings(items))) return file;
  const { police } = file;
  const custody = isThing(police) && isThing(police['handedOver']) ? police['handedOver']['custody'] : null;
  if (!isThing(police) || !isThing(police['goods']) || !Array.isArray(custody) || custody.length === 0) return file;
  const { goods } = police;
  return goods['items'] === custody.join('、')
    ? { ...file, police: { ...police, goods: { ...goods, items: inCustody(file as unknown as CaseFile, custody) } } }
    : file;
};

const second = inTurn(
  lacking({ exemption: null }),
  parts({
    corrections: each(lacking({ officers: null })),
    preservations: each(lacking({ partyPresent: null, witness: null })),
    // `partyToldAt` was the instant of the request, which `requestedAt` says.
    appraisals: each(inTurn(without('partyToldAt'), lacking({ partyToldOn: null }))),
    review: inTurn(lacking({ statement: null }), parts({ returns: each(lacking({ from: null })) })),
    notice: lacking({ recipient: null, serviceReason: null }),
    hearing: parts({ scheduled: lacking({ receipt: null, closedReason: null }), record: lacking({ heldOn: null, signatureNote: null }) }),
    collectiveDiscussion: lacking({ heldOn: null }),
    onTheSpot: parts({ reported: lacking({ to: null }) }),
    served: each(lacking({ deliveredOn: null, recipient: null, witness: null })),
    litigation: each(lacking({ reference: null })),
    execution: parts({
      instalments: lacking({ appliedOn: null }),
      demands: each(lacking({ method: null, recipient: null, receipt: null, serviceReason: null, amount: null })),
      court: lacking({ materials: null, approvedBy: null, lateReason: null, answers: [] }),
      performed: each(lacking({ on: null })),
    }),
    police: parts({ approved: lacking({ opinion: null }), answer: lacking({ documentNumber: null }) }),
    jurisdiction: parts({ consulted: lacking({ unit: null }) }),
    transfers: each(lacking({ custodyNote: null, instruction: null })),
    publication: lacking({ where: null, withdrawnOn: null, ground: null }),
    ending: lacking({ ground: null, cause: null }),
    archive: lacking({ pages: null }),
    reopened: each(lacking({ from: null, to: null, legalBasis: null, decisionRevoked: null })),
  }),
  namedGoods,
);

const third = inTurn(
  lacking({
    publicationFinding: null,
    procuratorOpinions: [],
    seizures: [],
    coercion: null,
    concurrence: null,
    filingReturns: [],
    noFiling: null,
  }),
  parts({
    archive: lacking({ late: [] }),
    publication: lacking({ level: null, stoppableFrom: null, until: null }),
    police: lacking({ returned: null }),
    litigation: each(lacking({ copyReceivedOn: null, simplified: null, servedOn: null, answers: [] })),
    execution: inTurn(
      lacking({ comments: [], surchargeWaiver: null, agreement: null, suspension: null, ended: null, cash: [] }),
      parts({ paid: each(lacking({ channel: null })) }),
    ),
  }),
);

const fourth = inTurn(lacking({ substitutionCosts: [] }), parts({ execution: parts({ paid: each(lacking({ water: null })) }) }));

/** By the version that a step starts from. */
const STEPS: Readonly<Record<number, Mend>> = { 1: second, 2: third, 3: fourth };

/**
 * `version`: of the code that wrote the state; 1 where nobody noted it. A state of the present shape comes back as it
 * is, whatever version is said of it. Nothing is checked and nothing is thrown: what is no case stays what it is.
 */
export function upcastCase(state: unknown, version: number): CaseState {
  let present = state;
  if (!isThing(state) || state['stage'] === 'unopened') return state as CaseState;
  for (let from = Math.max(1, version); from < CASE_STATE_VERSION; from++) present = STEPS[from]?.(present) ?? present;
  return present as CaseState;
}
