/**
 * From the form to the record to the file: whatever somebody fills in is recorded, and whatever is recorded is known to
 * the case afterwards, or its specification says that only the record tells it. Each value is changed in turn, and what
 * comes of it is compared. What may be lost on the way stands here, with its reason.
 */
import { describe, expect, it } from 'vitest';
import { commandNames, specOf } from '../../../domain/case/catalogue.ts';
import { caseEvents, type CaseEvent, eventTypes } from '../../../domain/case/events.ts';
import { execute, foldOn } from '../../../domain/case/machine.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { everyRecord } from './every-record.ts';
import { everyStep, scenesByHand } from './every-step.ts';
import { sha256, type Step } from './kit.ts';
import { alike, othersOf, placesOf, recordedWith, tellsWhole, WORDS } from './payload-reach.ts';
import { leavesOf, pathOf, type Reach, reachOf, staysInRecord, stepsOf } from './reach.ts';

/**
 * Fields of a form that are not recorded, or not always. Where a decision drops what somebody filled in, the data of the
 * recorded event must not change: only a new version of the rules may add to it (docs/adr/0003).
 */
const NOT_RECORDED: Record<string, string> = {
  'OpenCase.parties.birthDate': 'left out, it is read from the identity number',
  'RecordVerification.parties.birthDate': 'left out, it is read from the identity number',
  'IdentifyParties.parties.birthDate': 'left out, it is read from the identity number',
  'RecordCorrectionCheck.correctedOn': 'left out, it is the day of the check',
  'DecideOnTheSpot.factors': 'those that the benchmark does not ask for count for nothing',
  'DecideOnTheSpot.correctedOnSpot': 'stands in for an order to correct; dropped beside one, or where it was corrected before',
  'DecideOnTheSpot.cash.requestedByParty': 'asked of remote places alone, where it must be so',
  'PreserveEvidence.urgentReason': 'a head needs none',
  'SealOrDetain.urgentReason': 'the head approved before',
  'ConcludeInvestigation.stage': 'left out, it is found from the checks; recorded with the derivation',
  'ArchiveCase.papers': 'bound in the order of the policy, in whatever order they are named',
  'WeighClauses.stage': 'left out, it is found from the checks; recorded with the clause',
  'WeighClauses.candidates.stage': 'left out, it is found from the checks; recorded with the clause',
  'ConcludeInvestigation.deviationReason': 'there is no deviation inside the range',
  'SubmitForReview.publicInterest': 'a case with social impact is of public interest anyway',
  'Decide.otherActReason': 'there is no earlier fine to be told apart from',
  'RecordLitigation.copyReceivedOn': 'asked at the beginning alone; left out, it is the day of the beginning',
  'RecordLitigation.simplified': 'asked at the beginning alone',
  'RecordLitigation.servedOn': 'asked at the end alone; left out, it is the day of the end',
  'RecordLitigation.oppositeRequest': 'asked at the end alone',
  'RecordLitigation.stopsExecution': 'asked at the beginning alone',
  'RecordLitigation.result': 'asked at the end alone',
  'RecordLitigation.fine': 'asked at the end alone',
  'RecordLitigation.text': 'asked at the end alone',
  'DecideRecusal.memberIds': 'asked where a head is concerned',
  'DecideRecusal.minutes': 'asked where a head is concerned',
  'CorrectRecord.party': 'asked where a party is concerned; the only one need not be named',
  'CorrectRecord.before': 'what stands in the file is taken from there',
  'AcceptTransfer.handlerIds': 'nobody changes where only the review moves up',
  'AcceptTransfer.custody': 'nothing changes hands where only the review moves up',
};

/** What it says is which event is recorded. */
const CHOOSES_EVENT = new Set(['RecordLitigation.step', 'RecordSubstitutionCostRemedy.step']);

/** Values that choose what becomes of the file instead of standing in it. */
const CHOOSES = new Set([
  'HearingRecorded.ended',
  'CaseResumed.ground',
  'RecordCorrected.party',
  'CashLanded.receipt',
  'SubstitutionCostRemedyAnswered.kind',
  'SubstitutionCostRemedyEnded.kind',
  'LitigationEnded.kind',
  'LitigationAnswered.kind',
]);

/** Fields that hold nothing, whatever is done. */
const EMPTY: Record<string, string> = {
  'EvidenceAdded.device': 'a device records off-site evidence',
  'OffSiteEvidenceRecorded.provider': 'nobody gave it',
  'SupervisorNotified.to': 'the supervisors are told by their role',
};

const SAMPLES = 12;

/** What a form looks like filled in: two of one pattern show the same. */
const patternOf = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'string' && !/^[a-z-]+$/.test(one) ? '…' : typeof one === 'number' ? one > 0 : one,
  );

function samplesOf(steps: readonly Step[]): Map<string, Step[]> {
  const found = new Map<string, Map<string, Step>>();
  for (const step of steps) {
    const own = found.get(step.name) ?? new Map<string, Step>();
    found.set(step.name, own);
    const pattern = `${step.head.state.stage} ${patternOf(step.payload)}`;
    if (own.size < SAMPLES && !own.has(pattern)) own.set(pattern, step);
  }
  return new Map([...found].map(([name, own]) => [name, [...own.values()]]));
}

const steps = everyStep();

describe('a form', () => {
  const samples = samplesOf(steps);
  const lost = new Map<string, string>();
  const kept = new Set<string>();
  const asked = new Set<string>();

  for (const name of commandNames) {
    for (const step of samples.get(name) ?? []) {
      const was = recordedWith(step, [], step.payload);
      if (was === null) throw new Error(`${name} was accepted and is refused when it is repeated`);
      for (const place of placesOf(specOf(name).schema, step.payload)) {
        const field = `${name}.${pathOf(place.at)}`;
        asked.add(field);
        for (const other of othersOf(place, step.context.now)) {
          if (alike(other, place.value)) continue;
          const is = recordedWith(step, place.at, other);
          if (is === null) continue;
          if (is === was || (other === WORDS && !is.includes(WORDS)))
            lost.set(field, `${JSON.stringify(place.value)} → ${JSON.stringify(other)}`);
          else kept.add(field);
        }
        // Where the rules take no other value, it is itself in the record, or its being so is what they ask.
        if (typeof place.value === 'boolean' || tellsWhole(was, place.value)) kept.add(field);
      }
    }
  }

  it('of every command was accepted', () => {
    expect(commandNames.filter((name) => !samples.has(name))).toEqual([]);
  });

  it('is recorded, whatever is filled in', () => {
    const unexplained = [...lost].filter(([field]) => !Object.hasOwn(NOT_RECORDED, field));
    expect(unexplained).toEqual([]);
    // What holds fields is in the record where they are.
    const within = (field: string): boolean => [...kept].some((one) => one.startsWith(`${field}.`));
    expect([...asked].filter((field) => !kept.has(field) && !lost.has(field) && !CHOOSES_EVENT.has(field) && !within(field))).toEqual([]);
  });

  it('is excused by no reason that no longer holds', () => {
    expect(Object.keys(NOT_RECORDED).filter((field) => !lost.has(field))).toEqual([]);
  });
});

describe('an event', () => {
  const best = new Map<string, Reach>();
  const fields = new Map<string, boolean>();
  const rank = { lost: 0, felt: 1, kept: 2 } as const;

  function look(before: CaseState, event: CaseEvent): void {
    for (const [field, value] of Object.entries(event.data)) {
      const path = `${event.type}.${field}`;
      const holds = value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
      fields.set(path, holds || (fields.get(path) ?? false));
    }
    for (const { at, value } of leavesOf(event.data)) {
      const path = `${event.type}.${pathOf(at)}`;
      const known = best.get(path);
      if (known === 'kept') continue;
      const reach = reachOf(before, event, at, value);
      if (known === undefined || rank[reach] > rank[known]) best.set(path, reach);
    }
  }

  for (const { events } of everyRecord()) for (const { before, event } of stepsOf(events)) look(before, event);
  for (const { name, payload, head, context } of scenesByHand().flatMap((scene) => scene.steps)) {
    const outcome = execute(head, name, payload, context, sha256);
    let before = head.state;
    for (const event of outcome.ok ? outcome.events : []) {
      look(before, event);
      before = foldOn(before, [event]);
    }
  }
  for (const scene of scenesByHand()) for (const event of scene.events) if (event.type === 'TransferProposed') look(scene.file, event);

  const typeOf = (path: string) => path.slice(0, path.indexOf('.')) as CaseEvent['type'];
  const inRecord = (path: string): boolean => staysInRecord(typeOf(path), path.slice(path.indexOf('.') + 1));

  it('of every type happened, with every field filled in', () => {
    expect(eventTypes.filter((type) => ![...fields.keys()].some((path) => path.startsWith(`${type}.`)))).toEqual([]);
    expect(
      [...fields]
        .filter(([, held]) => !held)
        .map(([path]) => path)
        .sort(),
    ).toEqual(Object.keys(EMPTY).sort());
    const told = eventTypes.flatMap((type) => Object.keys(caseEvents[type].titles).map((field) => `${type}.${field}`));
    expect(told.filter((path) => !fields.has(path))).toEqual([]);
  });

  it('reaches the file with all it says, or its specification says that the record alone tells it', () => {
    expect([...best].filter(([path, reach]) => reach === 'lost' && !inRecord(path)).map(([path]) => path)).toEqual([]);
    const chosen = [...best].filter(([path, reach]) => reach === 'felt' && !/(\.id|Ids?)$/.test(path) && !CHOOSES.has(path));
    expect(chosen.map(([path]) => path)).toEqual([]);
  });

  it('is not said to stay with the record where the file knows it', () => {
    expect([...best].filter(([path, reach]) => reach !== 'lost' && inRecord(path)).map(([path]) => path)).toEqual([]);
    expect([...CHOOSES].filter((path) => best.get(path) !== 'felt')).toEqual([]);
  });
});
