/** A refusal cites what says it; an internal rule is called one (issue point 16). Worked out with the statutes' own words. */
import { describe, expect, it } from 'vitest';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { eventsOf, refusalOf, type Scene } from '../case/kit.ts';
import {
  conclusion,
  decision,
  evidenced,
  hearing,
  hearingRequested,
  notified,
  reviewed,
  submitted,
  uncorrected,
} from '../case/late-scenes.ts';
import { people } from '../case/people.ts';
import { company, conduct, verified, citizen } from '../case/scenes.ts';

const officerIds = ['handler1', 'handler2'];
const INTERNAL = /（内部规则/;
type Refused = () => ReturnType<Scene['when']>;

const deviating = () => {
  const scene = evidenced();
  return scene
    .did('ConcludeInvestigation', conclusion(scene, { fine: 600, deviationReason: '面积小但屡次' }), 'handler1')
    .did('SubmitForReview', { statement: '请审核' }, 'handler1')
    .did('PassReview', { opinion: '同意' }, 'bureaureview');
};
const monday = () => hearingRequested().at('2026-03-09T11:00:00+08:00');
const handled = (scene: Scene) => scene.having((file) => ({ everHandled: [...file.everHandled, 'townhead', 'bureaureview'] }));

const ROWS: [code: string, basis: string | RegExp, when: Refused][] = [
  // 58(1) names four kinds of case; that every ordinary case is reviewed is the county's own rule.
  [
    'review-not-passed',
    INTERNAL,
    () =>
      reviewed()
        .having(({ review }) => ({ review: review && { ...review, passed: null } }))
        .when('Decide', decision(), 'townhead'),
  ],
  [
    'review-not-passed',
    '《行政处罚法》第五十八条第一款',
    () =>
      reviewed()
        .having(({ review }) => ({
          review: review && { ...review, passed: null, mandatory: ['涉及重大公共利益（《行政处罚法》第五十八条第一款第一项）'] },
        }))
        .when('Decide', decision(), 'townhead'),
  ],
  // No article says that whoever handled a case may not approve it; 64(4) says it of the chair alone.
  ['handled-by-self', INTERNAL, () => handled(uncorrected()).when('FileCase', { officerIds, reason: '拒不改正' }, 'townhead')],
  ['handled-by-self', INTERNAL, () => handled(submitted()).when('PassReview', { opinion: '同意' }, 'bureaureview')],
  ['handled-by-self', INTERNAL, () => handled(evidenced()).when('SuspendCase', { cause: 'other', reason: '等待' }, 'townhead')],
  // 34 asks for published benchmarks and speaks of no approval.
  [
    'deviation-reason-required',
    INTERNAL,
    () => evidenced().when('ConcludeInvestigation', conclusion(evidenced(), { fine: 600 }), 'handler1'),
  ],
  [
    'deviation-not-approved',
    INTERNAL,
    () =>
      deviating().when(
        'NotifyProposedDecision',
        { facts: '一', reasons: '二', legalBasis: '三', method: 'direct', deliveredOn: '2026-03-05', recipient: '张三', receipt: '1' },
        'handler1',
      ),
  ],
  // 62: unheard, no decision; no law sets the days.
  ['statement-term-running', '《行政处罚法》第六十二条', () => notified().when('Decide', decision(), 'townhead')],
  [
    'statement-term-running',
    '《行政处罚法》第六十二条',
    () => notified().when('RecordStatement', { kind: 'no-answer', receivedOn: '2026-03-06', text: '未提出' }, 'handler1'),
  ],
  ['chair-not-an-officer', INTERNAL, () => monday().when('ScheduleHearing', hearing({ chairId: 'assistant' }), 'bureaureview')],
  [
    'chair-investigated',
    '《行政处罚法》第六十四条第四项',
    () => monday().when('ScheduleHearing', hearing({ chairId: 'handler1' }), 'bureaureview'),
  ],
  ['no-legal-qualification', INTERNAL, () => submitted().when('PassReview', { opinion: '同意' }, 'bureaureview2')],
  [
    'order-to-correct-first',
    '《浙江省城市市容和环境卫生管理条例》第十二条第三款',
    () => verified().when('FileCase', { officerIds, reason: '占道' }, 'townhead'),
  ],
  ['procurator-copy', INTERNAL, () => toThePolice().when('HandOverToPolice', { to: '县公安局', receipt: '8号' }, 'handler1')],
  ['wrong-reviewer', INTERNAL, () => submitted().when('PassReview', { opinion: '同意' }, 'townreview')],
  [
    'wrong-stage',
    INTERNAL,
    () =>
      uncorrected()
        .having(() => ({ stage: 'closed' }))
        .when('ProposeTransfer', { to: 'bureau-closes', reasons: '疑难' }, 'townhead'),
  ],
  [
    'several-parties',
    INTERNAL,
    () => verified({ matterCode: 'QD-0103', parties: [citizen, company] }).when('DecideOnTheSpot', spot, 'handler1'),
  ],
  [
    'matter-missing',
    '《行政处罚法》第四十条',
    () =>
      verified()
        .having(() => ({ matter: null }))
        .when('ExemptMinorViolation', minor, 'townhead'),
  ],
  [
    'conduct-missing',
    '《行政处罚法》第四十条',
    () =>
      verified()
        .having(() => ({ conduct: null }))
        .when('ExemptMinorViolation', minor, 'townhead'),
  ],
  [
    'conduct-missing',
    '《行政处罚法》第五十四条',
    () =>
      uncorrected()
        .having(() => ({ conduct: null }))
        .when('FileCase', { officerIds, reason: '拒不改正' }, 'townhead'),
  ],
  [
    'limitation-expired',
    '《行政处罚法》第三十六条',
    () => uncorrected({ conduct: { ...conduct, on: '2024-03-01' } }).when('FileCase', { officerIds, reason: '拒不改正' }, 'townhead'),
  ],
  [
    'witness-missing',
    INTERNAL,
    () =>
      evidenced().when(
        'PreserveEvidence',
        { items: [{ name: '砂石', quantity: '1', place: '院内' }], officerIds, partyPresent: false },
        'townhead',
      ),
  ],
  [
    'copy-note-missing',
    INTERNAL,
    () =>
      evidenced().when(
        'AddEvidence',
        { kind: 'documentary', title: '合同', original: false, officerIds, collectedAt: '2026-03-05T08:50:00+08:00', place: '青石镇' },
        'handler1',
      ),
  ],
  [
    'approves-own-act',
    INTERNAL,
    () =>
      evidenced().when(
        'PreserveEvidence',
        { items: [{ name: '砂石', quantity: '1', place: '院内' }], officerIds: ['handler1', 'townhead'], partyPresent: true },
        certifiedHead,
        certified,
      ),
  ],
];

const certificate = { number: '浙云3001', validFrom: '2024-01-01', validUntil: '2029-12-31' };
const certifiedHead = { ...people.townhead, certificate };
const certified = { lookups: { people: { handler1: people.handler1, townhead: certifiedHead } } };
const minor = { finding: '轻微', noHarm: true, education: '宣讲', educatedOn: '2026-03-02' };
const spot = {
  facts: '遛狗',
  fine: 50,
  factors: {},
  officerIds,
  certificateShown: true,
  rightsTold: true,
  formNumber: '1',
  handedOver: true,
  signed: true,
};
const toThePolice = () =>
  evidenced()
    .did(
      'ReferToPolice',
      {
        crime: '污染环境罪',
        grounds: '三吨',
        officerIds,
        files: [
          { kind: 'transfer-letter', title: '书' },
          { kind: 'investigation-report', title: '报告' },
        ],
      },
      'handler1',
    )
    .did('ApproveReferral', {}, 'townhead');

describe('a refusal', () => {
  it.each(ROWS)('%s cites %s', (code, basis, when) => {
    const refusal = refusalOf(when());
    expect(refusal.code).toBe(code);
    const cited = (refusal.basis ?? []).join('；');
    if (basis instanceof RegExp) expect(cited).toMatch(basis);
    else expect(cited).toContain(basis);
  });

  it('to punish before an order cites the matter’s own clause', () => {
    const refusal = refusalOf(verified().when('FileCase', { officerIds, reason: '占道' }, 'townhead'));
    expect(refusal.basis).toEqual([verified().file.matter?.clause]);
    expect(refusal.basis?.[0]).toContain('《');
  });

  it('does not wait for what the party has said already (45)', () => {
    const said = notified().did(
      'RecordStatement',
      {
        kind: 'defence',
        receivedOn: '2026-03-06',
        text: '面积不对',
        points: [{ argument: '只有2平方米', adopted: false, answer: '实测3平方米' }],
      },
      'handler1',
    );
    expect(eventsOf(said.when('Decide', decision(), 'townhead'))).toContain('Decided');
    expect(refusalOf(said.when('RecordStatement', { kind: 'no-answer', receivedOn: '2026-03-06', text: '未提出' }, 'handler1')).code).toBe(
      'statement-exists',
    );
  });

  it('the head decides on a recusal by 43(3)', () => {
    expect(countyPolicy.terms.find(({ key }) => key === 'recusal-decision')?.basis).toContain('第四十三条第三款');
  });
});
