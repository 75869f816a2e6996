/**
 * What is to be public, for how long, and when no longer (行政处罚法 48; 信用修复管理办法, 国家发展改革委令第36号). Dates counted
 * by hand: months end on the same-numbered day, or the month's last.
 */
import { describe, expect, it } from 'vitest';
import { publicityOf, publishedNow } from '../../../domain/case/closing/publication.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import type { SubjectKind } from '../../../domain/vocabulary.ts';
import { dataOf, eventsOf, fileOf, type PayloadOf, refusalOf, type Scene } from '../case/kit.ts';
import { closed, done, served } from '../case/late-scenes.ts';
import { Book } from '../terms/kit.ts';

const NONE = { fine: 0, confiscation: 0 };

/** Party, money, other penalties, on the spot, decided on → level, first day to stop, last day. */
const CLOCKS: [
  party: SubjectKind,
  fine: number,
  others: string[],
  onTheSpot: boolean,
  decidedOn: string,
  level: string,
  from: string,
  until: string,
  why: string,
][] = [
  ['citizen', 50, [], true, '2026-03-02', 'minor', '2026-03-02', '2026-06-02', 'simple procedure: three months at most'],
  ['organisation', 3000, [], true, '2026-05-31', 'minor', '2026-05-31', '2026-08-31', 'simple procedure, whoever it is'],
  ['citizen', 0, ['警告'], false, '2026-11-30', 'minor', '2026-11-30', '2027-02-28', 'a warning alone; February has no 30th'],
  ['organisation', 0, ['通报批评'], false, '2026-04-01', 'minor', '2026-04-01', '2026-07-01', 'a notice of criticism alone'],
  ['citizen', 300, [], false, '2026-03-06', 'general', '2026-06-06', '2027-03-06', 'three months to one year'],
  ['citizen', 300, ['警告'], false, '2024-02-29', 'general', '2024-05-29', '2025-02-28', 'a fine beside it; 2025 has no 29 February'],
  ['citizen', 9_999, [], false, '2026-03-06', 'general', '2026-06-06', '2027-03-06', 'below the hearing’s 10,000'],
  ['citizen', 10_000, [], false, '2026-03-06', 'serious', '2027-03-06', '2029-03-06', 'huge for a citizen: one to three years'],
  ['organisation', 99_999, [], false, '2026-03-06', 'general', '2026-06-06', '2027-03-06', 'below 100,000'],
  ['organisation', 100_000, [], false, '2026-03-06', 'serious', '2027-03-06', '2029-03-06', 'huge for a firm'],
  ['organisation', 0, ['吊销许可证件'], false, '2026-08-31', 'serious', '2027-08-31', '2029-08-31', 'a licence taken'],
  ['organisation', 500, ['限制从业'], false, '2026-03-06', 'serious', '2027-03-06', '2029-03-06', 'a profession restricted'],
  ['organisation', 500, ['责令停产停业'], false, '2026-03-06', 'general', '2026-06-06', '2027-03-06', 'a stop is neither of the two'],
];

describe('the publicity clock', () => {
  it.each(CLOCKS)(
    '%s fined %d %j on the spot %s on %s: %s, from %s until %s (%s)',
    (kind, fine, others, onTheSpot, decidedOn, level, from, until) => {
      const file = { parties: [{ kind }] } as unknown as CaseFile;
      const decision = { decidedOn, money: { ...NONE, fine }, others, onTheSpot } as unknown as NonNullable<CaseFile['decision']>;
      expect(publicityOf(decision, file, countyPolicy)).toEqual({ level, stoppableFrom: from, until });
    },
  );

  it('never stops before it may be asked for, and ends by itself', () => {
    const publication = { withdrawnAt: null, until: '2027-03-06' } as NonNullable<CaseFile['publication']>;
    const on = (date: string) => publishedNow({ publication } as CaseFile, date);
    expect([on('2027-03-06'), on('2027-03-07')]).toEqual([publication, null]);
    // Published before the rules counted it: until somebody withdraws it.
    expect(publishedNow({ publication: { ...publication, until: null } } as CaseFile, '2040-01-01')).not.toBeNull();
  });
});

const publish = (patch: Partial<PayloadOf<'PublishPenalty'>> = {}): PayloadOf<'PublishPenalty'> => ({
  publishedOn: '2026-03-09',
  where: '县政府网站',
  socialImpact: '多次投诉',
  redacted: true,
  ...patch,
});
const find = (patch: Partial<PayloadOf<'DecidePublication'>> = {}): PayloadOf<'DecidePublication'> => ({
  socialImpact: true,
  reason: '群众多次投诉',
  ...patch,
});
const armed = (scene: Scene, key: string) => scene.file.ledger.some((entry) => entry.op === 'armed' && entry.key === key);

describe('whether it is to be public (48(1))', () => {
  it('is nobody’s duty until social impact is found', () => {
    const open = served();
    expect(armed(open, 'publish-penalty')).toBe(false);
    expect(armed(open, 'publication-finding')).toBe(true);
    const found = open.did('DecidePublication', find(), 'townhead');
    expect(armed(found, 'publish-penalty')).toBe(true);
    expect(found.file.publicationFinding).toMatchObject({ public: true, socialImpact: true, keptBack: null, by: 'townhead' });
    expect(refusalOf(open.when('DecidePublication', find(), 'handler1')).code).toBe('role-required');
  });

  it('may be answered with no, and is then not published', () => {
    const kept = served().did('DecidePublication', find({ socialImpact: false, reason: '情节轻微，影响限于邻里' }), 'townhead');
    expect(kept.file.publicationFinding).toMatchObject({ public: false });
    const refusal = refusalOf(kept.when('PublishPenalty', publish(), 'townhead'));
    expect([refusal.code, refusal.basis]).toEqual(['not-to-be-published', ['《行政处罚法》第四十八条第一款']]);
    // Found otherwise later, it is.
    const anew = kept.did('DecidePublication', find(), 'townhead').did('PublishPenalty', publish(), 'townhead');
    expect(anew.file.publication).toMatchObject({ publishedOn: '2026-03-09' });
  });

  it.each([
    ['secret', ['《行政处罚法》第四十八条第一款', '《政府信息公开条例》第十四条']],
    ['privacy', ['《行政处罚法》第四十八条第一款', '《行政处罚法》第五十条', '《政府信息公开条例》第十五条']],
  ] as const)('keeps back what has impact only on a ground of the law: %s', (keptBack, basis) => {
    const outcome = served().when('DecidePublication', find({ keptBack, reason: '当事人未成年' }), 'townhead');
    expect(dataOf(outcome, 'PublicationDecided').public).toBe(false);
    expect(outcome.ok && outcome.events[0]!.basis).toEqual(basis);
  });

  it('needs no ground where there is no impact', () => {
    const refusal = refusalOf(served().when('DecidePublication', find({ socialImpact: false, keptBack: 'secret' }), 'townhead'));
    expect(refusal.code).toBe('no-ground-needed');
  });

  it('is found by publishing, where nobody found it before', () => {
    expect(eventsOf(served().when('PublishPenalty', publish(), 'townhead'))).toEqual(['PublicationDecided', 'PenaltyPublished']);
    // A case that runs under the rules from before records what it did then.
    const before = served().when('PublishPenalty', publish(), 'townhead', { rules: 3 });
    expect(eventsOf(before)).toEqual(['PenaltyPublished']);
    expect(dataOf(before, 'PenaltyPublished')).toEqual({ publishedOn: '2026-03-09', where: '县政府网站', socialImpact: '多次投诉' });
  });

  it('is not found twice of what is public already', () => {
    const standing = served().did('PublishPenalty', publish(), 'townhead');
    expect(refusalOf(standing.when('DecidePublication', find(), 'townhead')).code).toBe('already-published');
  });

  it('holds the archive open while it is owed, and while what was quashed stands published', () => {
    const paper = (scene: Scene) =>
      ({ fileNumber: '2026-001', retention: 'years-30', papers: papersOf(scene) }) satisfies PayloadOf<'ArchiveCase'>;
    const owed = closed().did('DecidePublication', find(), 'townhead');
    const refusal = refusalOf(owed.when('ArchiveCase', paper(owed), 'handler1'));
    expect([refusal.code, refusal.basis]).toEqual(['publication-owed', ['《行政处罚法》第四十八条第一款']]);
    const answered = owed.did('DecidePublication', find({ socialImpact: false, reason: '核实后影响限于邻里' }), 'townhead');
    expect(eventsOf(answered.when('ArchiveCase', paper(answered), 'handler1'))).toEqual(['CaseArchived']);
    const quashed = closed()
      .did('PublishPenalty', publish({ publishedOn: '2026-03-16' }), 'townhead')
      .having(({ decision }) => ({ decision: decision && { ...decision, revokedOn: '2026-03-16' } }));
    expect(refusalOf(quashed.when('ArchiveCase', paper(quashed), 'handler1')).code).toBe('publication-not-withdrawn');
  });
});

describe('the end of publicity', () => {
  // Decided 2026-03-06, 300 yuan by a citizen: general, from 2026-06-06 until 2027-03-06.
  const standing = () => done().did('PublishPenalty', publish({ publishedOn: '2026-03-16' }), 'townhead');
  const stop = (patch: Partial<PayloadOf<'StopPublicityEarly'>> = {}): PayloadOf<'StopPublicityEarly'> => ({
    appliedOn: '2026-06-05',
    stoppedOn: '2026-06-08',
    pledged: true,
    reason: '已履行并作出信用承诺',
    ...patch,
  });
  const later = () => standing().at('2026-06-08T10:00:00+08:00');

  it('is written beside the publication', () => {
    expect(standing().file.publication).toMatchObject({ level: 'general', stoppableFrom: '2026-06-06', until: '2027-03-06' });
  });

  it('comes early on application, after the least time, when performed and pledged', () => {
    const outcome = later().when('StopPublicityEarly', stop(), 'townhead');
    expect(fileOf(outcome).publication).toMatchObject({ withdrawnOn: '2026-06-08', ground: 'stopped-early' });
    const code = (scene: Scene, patch: Partial<PayloadOf<'StopPublicityEarly'>>) =>
      refusalOf(scene.when('StopPublicityEarly', stop(patch), 'townhead')).code;
    expect(code(later(), { stoppedOn: '2026-06-05' })).toBe('publicity-too-short');
    expect(code(later(), { pledged: false })).toBe('pledge-missing');
    expect(code(later(), { appliedOn: '2026-03-15' })).toBe('before-its-cause');
    expect(code(later(), { stoppedOn: '2026-06-09' })).toBe('in-the-future');
    const unpaid = served().did('PublishPenalty', publish(), 'townhead').at('2026-06-08T10:00:00+08:00');
    expect(code(unpaid, {})).toBe('still-owed');
    expect(code(served(), {})).toBe('not-published');
    const former = later().having(({ publication }) => ({
      publication: publication && { ...publication, stoppableFrom: null, until: null },
    }));
    expect(code(former, {})).toBe('no-publicity-term');
    expect(refusalOf(later().when('StopPublicityEarly', stop(), 'liulinhead')).code).toBe('head-required');
  });

  it('comes by itself after the longest time: nothing is left to withdraw or to publish', () => {
    const withdraw = { withdrawnOn: '2027-03-06', ground: 'expired', explanation: '期满' } as const;
    const lastDay = standing().at('2027-03-06T10:00:00+08:00');
    expect(refusalOf(lastDay.when('WithdrawPublication', withdraw, 'townhead')).code).toBe('publicity-runs');
    const over = standing().at('2027-03-07T10:00:00+08:00');
    expect(refusalOf(over.when('WithdrawPublication', withdraw, 'townhead')).code).toBe('not-published');
    expect(
      refusalOf(
        done()
          .at('2027-03-07T10:00:00+08:00')
          .when('PublishPenalty', publish({ publishedOn: '2027-03-07' }), 'townhead'),
      ).code,
    ).toBe('publicity-over');
  });
});

type Row = [key: string, steps: [type: string, when: string, data: unknown][], deadline: string | null, why: string];
const finding = (more: object) => ({ public: true, kind: 'penalty', decidedOn: '2026-03-10', ...more });

/** Terms from the record's own events. */
const TERMS: Row[] = [
  ['publish-penalty', [['Decided', '2026-03-10T10:00', { kind: 'penalty', decidedOn: '2026-03-10' }]], null, 'no finding, no duty'],
  [
    'publish-penalty',
    [['PenaltyDecidedOnTheSpot', '2026-03-10T10:00', { decidedOn: '2026-03-10', money: { fine: 50 }, payment: 'bank' }]],
    null,
    'a citizen’s fine on the spot',
  ],
  [
    'publication-finding',
    [['PenaltyDecidedOnTheSpot', '2026-03-10T10:00', { decidedOn: '2026-03-10', money: { fine: 50 }, payment: 'bank' }]],
    null,
    'nor is anybody asked',
  ],
  ['publication-finding', [['Decided', '2026-03-10T10:00', { kind: 'penalty', decidedOn: '2026-03-10' }]], '2026-03-13', '11 12 13'],
  ['publish-penalty', [['PublicationDecided', '2026-03-12T10:00', finding({})]], '2026-03-19', 'from the decision: 11 12 13, 16 17 18 19'],
  ['publish-penalty', [['PublicationDecided', '2026-03-12T10:00', finding({ public: false })]], null, 'found not to be public'],
  [
    'publish-decision',
    [['PublicationDecided', '2026-03-12T10:00', finding({ kind: 'no-penalty' })]],
    '2026-04-08',
    '11–13 =3, 16–20 =8, 23–27 =13, 30 31 04-01 02 03 =18, 4–6 off, 7 8 =20',
  ],
  [
    'publicity',
    [['PenaltyPublished', '2026-03-16T10:00', { publishedOn: '2026-03-16', until: '2027-03-06' }]],
    '2027-03-06',
    'until its last day',
  ],
  ['publicity', [['PenaltyPublished', '2026-03-16T10:00', { publishedOn: '2026-03-16' }]], null, 'no penalty, no clock'],
  [
    'publish-withdraw',
    [['LitigationEnded', '2026-04-30T10:00', { kind: 'review', endedOn: '2026-04-30', result: 'changed', published: true }]],
    '2026-05-08',
    'May 1–5 off: 6 7 8',
  ],
];

describe('its terms', () => {
  it.each(TERMS)('%s after %j: %s (%s)', (key, steps, deadline) => {
    const grown = steps.reduce((book, [type, when, data]) => book.did(type, when, data), new Book());
    expect(grown.has(key) ? grown.term(key, '2026-03-02').deadline : null).toBe(deadline && `${deadline}T23:59:59+08:00`);
  });

  it('an answer of no ends the duty that an earlier yes began', () => {
    const grown = new Book()
      .did('PublicationDecided', '2026-03-12T10:00', finding({}))
      .did('PublicationDecided', '2026-03-16T10:00', finding({ public: false }));
    expect(grown.term('publish-penalty', '2026-03-17').status).toBe('cancelled');
  });

  it('publicity is over by itself and never late', () => {
    const grown = new Book().did('PenaltyPublished', '2026-03-16T10:00', { publishedOn: '2026-03-16', until: '2027-03-06' });
    expect(grown.term('publicity', '2027-03-07')).toMatchObject({ status: 'lapsed', light: 'green', late: false, effect: 'rule' });
  });
});

function papersOf(scene: Scene) {
  const refusal = refusalOf(
    scene.when('ArchiveCase', { fileNumber: '1', retention: 'years-30', papers: [{ title: '无此材料', pages: 1 }] }, 'handler1'),
  );
  return refusal.needs.map((need) => ({ title: need.replace(/^补入“(.*)”$/, '$1'), pages: 1 }));
}
