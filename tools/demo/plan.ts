/** Which cases the demo county has: every stage, town, tier and light, counted back from now. */
import type { CommandName } from '../../domain/case/catalogue.ts';
import { BUILDING, DEMO_FACTS, type DemoFacts, SEALED } from './facts.ts';

export interface PlannedCase {
  facts: DemoFacts;
  town: string;
  /** The last step taken, and how many working hours ago; null: the whole life. */
  after: CommandName | null;
  idleHours: number;
}

const TOWNS = ['qingshi', 'chengguan', 'hedong', 'liulin', 'baisha', 'hukou'];

/** Where running cases stand, with hours of rest that leave them green, yellow or red by that stage's terms. */
const STANDS: readonly [after: CommandName, idleHours: readonly number[]][] = [
  ['OpenCase', [0.5, 9]],
  ['DispatchCase', [1, 2.5, 12]],
  ['AcceptDispatch', [4, 37, 60]],
  ['RecordVerification', [3, 40, 120]],
  ['OrderCorrection', [4, 22]],
  ['FileCase', [8, 120, 300]],
  ['AddEvidence', [10, 160]],
  ['ConcludeInvestigation', [6, 60]],
  ['SubmitForReview', [5, 64, 90]],
  ['PassReview', [6, 95]],
  ['NotifyProposedDecision', [8, 30]],
  ['RecordStatement', [5, 88]],
  ['Decide', [6, 45]],
  ['ServeDocument', [10, 70, 130]],
  ['RecordPayment', [8, 95]],
  ['CloseCase', [10, 120, 170]],
];

/** Cases that crossed town borders and went up to the bureau. */
const RAISED_STANDS: readonly [after: CommandName, idleHours: number][] = [
  ['RecordVerification', 5],
  ['AcceptTransfer', 6],
  ['FileCase', 60],
  ['SubmitForReview', 20],
  ['PassReview', 8],
  ['Decide', 12],
];

/** Under coercion: announced to be taken down, sealed and being tested. */
const COERCED: readonly PlannedCase[] = [
  { facts: BUILDING, town: 'qingshi', after: 'AnnounceDemolition', idleHours: 40 },
  { facts: SEALED, town: 'chengguan', after: 'RecordCustody', idleHours: 20 },
];

const whole = (life: DemoFacts['life']): boolean => life === 'onTheSpot' || life === 'exempted' || life === 'unfounded';

/** About 60 cases, the same in every county made from this plan. */
export function demoPlan(): PlannedCase[] {
  const planned: PlannedCase[] = [];
  const running = DEMO_FACTS.filter(({ life }) => !whole(life));
  let turn = 0;
  const next = (): { facts: DemoFacts; town: string } => {
    // Every third case is 青石镇's, where the people of the guide work.
    const town = turn % 3 === 0 ? 'qingshi' : (TOWNS[turn % TOWNS.length] ?? 'qingshi');
    const facts = running[turn % running.length];
    turn += 1;
    if (!facts) throw new Error('no demo facts');
    return { facts, town };
  };
  for (const [after, idles] of STANDS) for (const idleHours of idles) planned.push({ ...next(), after, idleHours });
  const toBureau = DEMO_FACTS.filter(({ life }) => life === 'raised');
  for (const [index, [after, idleHours]] of RAISED_STANDS.entries()) {
    const facts = toBureau[index % toBureau.length];
    if (facts) planned.push({ facts, town: TOWNS[(index * 5 + 4) % TOWNS.length] ?? 'baisha', after, idleHours });
  }
  for (const [index, facts] of DEMO_FACTS.entries()) {
    planned.push({ facts, town: TOWNS[index % TOWNS.length] ?? 'qingshi', after: null, idleHours: 200 + index * 40 });
  }
  return [...planned, ...COERCED];
}
