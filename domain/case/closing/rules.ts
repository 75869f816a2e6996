import { LETTER_SERVED } from '../internal-rules.ts';
import type { closingCommands, ClosingGround, TerminationCause } from './commands.ts';
import { CLOSING_GROUND_LABELS, RETENTION_LABELS } from './commands.ts';
import { refuse, type Refusal, unreachable } from '../../result.ts';
import { type Outcome, STAGE_LABELS, type Stage } from '../../vocabulary.ts';
import { legalDateOf, parseInstant } from '../../terms/instant.ts';
import { deriveTerms, type TermView } from '../../terms/view.ts';
import { dayBetween, today } from '../../work/days.ts';
import type { ClosingEvents } from './events.ts';
import type { CommandContext } from '../context.ts';
import { boundList, fileList, hasSecondVolume } from './file-list.ts';
import { publishedNow } from './publication.ts';
import { decidePublishing, publicationSettled, readyPublishing } from './publishing.ts';
import { headOfCase, noRecusalPending, notHandledBy } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import { decisionInEffect } from '../execution/ordered.ts';
import { forced } from '../coercion/standing.ts';
import { corrections, type Owed, owedCorrections, owedOnDecision, owedPreservations } from '../execution/owed.ts';
import { costsSettled } from '../substitution-cost/rules.ts';
import { nothingSeized } from '../seizure/held.ts';
import { freeToDispose, noSuspectedCrime } from '../standing.ts';
import type { CaseFile } from '../state.ts';
import { countedBy } from '../terms-of.ts';
import type { Deciders, Readiness, ReadyContext } from '../types.ts';

const owing = (owed: readonly Owed[], message: string, basis: string[]): Refusal | null =>
  owed.length === 0
    ? null
    : refuse(
        'still-owed',
        message,
        owed.map(({ need }) => need),
        basis,
      );

// 行政处罚法 8, 27, 57: a suspected crime is not settled by closing the case.
const noCrimeOpen = (file: CaseFile, ground: ClosingGround): Refusal | null =>
  ground === 'transferred-police' ? null : noSuspectedCrime(file, '以此结案');

// 移送规定 7-9: what the police have taken, they have answered for.
function withThePolice(file: CaseFile, { rules }: ReadyContext): Refusal | null {
  const basis = ['《行政执法机关移送涉嫌犯罪案件的规定》第七条、第八条'];
  if (!file.police?.handedOver) return refuse('not-handed-to-police', '案件尚未移送公安机关', ['先办理移送公安'], basis);
  if (!file.police.answer) return refuse('police-not-answered', '公安机关尚未答复是否立案', ['登记公安机关的答复'], basis);
  if (!file.police.answer.filed) {
    return refuse('police-refused', '公安机关不予立案，应当依法作出处理决定', ['提请复议或者建议立案监督', '或者继续作出处理决定'], basis);
  }
  if (file.police.returned) {
    return refuse(
      'already-returned',
      '公安机关已经退回案件，应当依法作出处理',
      ['继续调查并作出处理决定'],
      ['《行政处罚法》第二十七条第一款', '《行政执法机关移送涉嫌犯罪案件的规定》第十三条'],
    );
  }
  // 移送规定 12: within three days of the notice that they have filed it.
  return rules < 3 || file.police.goods
    ? null
    : refuse(
        'goods-not-handed-over',
        '涉案物品和与案件有关的其他材料尚未移交公安机关',
        ['办理移交并登记交接回执，没有物品的移交其他材料'],
        ['《行政执法机关移送涉嫌犯罪案件的规定》第十二条'],
      );
}

const ofKind = (file: CaseFile, kinds: readonly string[], ground: ClosingGround): Refusal | null =>
  file.decision && kinds.includes(file.decision.kind)
    ? null
    : refuse(
        'decision-missing',
        `以“${CLOSING_GROUND_LABELS[ground]}”结案，应当先作出相应的决定`,
        ['先作出决定'],
        ['《行政处罚法》第五十七条'],
      );

// 行政处罚法 66: everything the decision orders has been done.
const executed = (file: CaseFile, context: ReadyContext): Refusal | null =>
  ofKind(file, ['penalty'], 'executed') ??
  owing(owedOnDecision(file, today(context), countedBy(context)), '处罚决定尚未执行完毕，不能结案', ['《行政处罚法》第六十六条']);

const served = (file: CaseFile, context: ReadyContext): Refusal | null =>
  decisionInEffect(file, today(context)) !== null
    ? null
    : refuse('decision-not-served', '决定书尚未送达', ['先送达决定书'], ['《行政处罚法》第六十一条']);

// 市场监督管理行政处罚程序规定 47, 77: the grounds on which the work may lawfully end.
function groundHolds(file: CaseFile, ground: ClosingGround, cause: TerminationCause | null, context: ReadyContext): Refusal | null {
  switch (ground) {
    case 'executed':
      return executed(file, context);
    case 'order-performed':
      return (
        ofKind(file, ['order'], ground) ??
        owing(owedOnDecision(file, today(context), countedBy(context)), '责令事项尚未履行，也没有强制执行完毕，不能结案', [
          '《行政强制法》第三十四条',
        ])
      );
    case 'no-penalty':
      return ofKind(file, ['no-penalty', 'not-established'], ground) ?? served(file, context);
    case 'court-ended':
      return file.execution.court?.ended
        ? null
        : refuse(
            'court-not-ended',
            '人民法院的执行程序尚未结束',
            ['登记法院执行完毕或者终结执行的裁定'],
            ['《市场监督管理行政处罚程序规定》第七十七条'],
          );
    case 'transferred-agency':
      return (
        ofKind(file, ['transfer'], ground) ??
        (file.served.some(({ document }) => document === 'transfer-letter')
          ? null
          : refuse('letter-not-served', '移送函尚未送达受移送机关', ['送达案件移送函并登记回执'], LETTER_SERVED))
      );
    case 'transferred-police':
      return withThePolice(file, context);
    case 'revoked':
      return file.decision?.revokedOn
        ? null
        : refuse('not-revoked', '决定没有被撤销', ['登记复议、诉讼的撤销结果'], ['《行政复议法》第六十四条', '《行政诉讼法》第七十条']);
    case 'execution-ended':
      return file.execution.ended
        ? null
        : refuse(
            'execution-not-ended',
            '尚未终结执行，不能以此结案',
            ['由负责人决定终结执行'],
            ['《行政强制法》第四十条', '《行政强制法》第三十九条第二款'],
          );
    case 'merged':
      return file.links.some(({ kind }) => kind === 'merged-into')
        ? null
        : refuse('not-linked', '没有登记并入的案件', ['先关联案件，关系选“并入该案”']);
    case 'terminated':
      if (cause === null) {
        return refuse('cause-missing', '终止调查应当写明法定情形', ['选择终止调查的情形'], ['《市场监督管理行政处罚程序规定》第四十七条']);
      }
      return file.decision && file.decision.kind !== 'police'
        ? refuse(
            'decided-already',
            '本案已经作出决定，不能终止调查',
            ['按决定的执行情况结案'],
            ['《市场监督管理行政处罚程序规定》第四十七条'],
          )
        : null;
    default:
      return unreachable(ground);
  }
}

function outcomeOf(file: CaseFile, ground: ClosingGround): Outcome {
  switch (ground) {
    case 'executed':
    case 'court-ended':
    case 'execution-ended':
      return 'penalty';
    case 'order-performed':
      return 'ordered';
    case 'no-penalty':
      return file.decision?.kind === 'not-established' ? 'not-established' : 'no-penalty';
    case 'transferred-agency':
      return 'transferred-agency';
    case 'transferred-police':
      return 'transferred-police';
    case 'merged':
      return 'merged';
    case 'revoked':
    case 'terminated':
      return 'terminated';
    default:
      return unreachable(ground);
  }
}

// 行政处罚法 28: the correction has been looked at again; where it was not made, the file says why the case ends all the
// same.
function correctionSettled(file: CaseFile, ground: ClosingGround, reason: string | null): Refusal | null {
  const basis = ['《行政处罚法》第二十八条第一款'];
  // Another body or another case takes the correction over, or nobody is left to make it.
  if (['transferred-agency', 'transferred-police', 'merged', 'revoked', 'terminated', 'execution-ended'].includes(ground)) return null;
  // Forced, it needs no word of the party's own correction.
  if (forced(file)) return null;
  const refusal = owing(owedCorrections(file), '责令改正的情况尚未复查', basis);
  if (refusal) return refusal;
  const { uncorrected } = corrections(file);
  return uncorrected.length > 0 && reason === null
    ? refuse('not-corrected', '复查仍未改正，结案应当写明理由', ['填写未改正仍结案的理由', '或者再次责令改正、复查'], basis)
    : null;
}

// 行政处罚法 47: the file is complete; what the record shows was done has its paper.
function complete(file: CaseFile, titles: readonly string[]): Refusal | null {
  const basis = ['《行政处罚法》第四十七条'];
  const given = new Set(titles);
  if (given.size < titles.length) {
    const twice = titles.find((title, index) => titles.indexOf(title) !== index) ?? '';
    return refuse('paper-twice', `卷内目录中“${twice}”重复`, ['删去重复的一项，或者在名称后加序号'], basis);
  }
  const missing = fileList(file).filter(({ title }) => !given.has(title));
  return missing.length === 0
    ? null
    : refuse(
        'file-incomplete',
        `卷内目录缺${missing.length}项材料`,
        missing.map(({ title }) => `补入“${title}”`),
        basis,
      );
}

/** The papers in their volumes and order; what the list does not know of stands at the end of the main volume. */
function bound(file: CaseFile, given: readonly { title: string; pages: number }[], { rules, policy }: CommandContext) {
  const list = boundList(file, { rules, policy });
  const places = new Map(list.map(({ title, volume }, place) => [title, { volume, place }]));
  const papers = given.map(({ title, pages }) => ({ title, volume: places.get(title)?.volume ?? ('main' as const), pages }));
  if (rules < 4) return papers;
  const lastOfMain = list.filter(({ volume }) => volume === 'main').length - 0.5;
  const placeOf = (title: string): number => places.get(title)?.place ?? lastOfMain;
  return papers.sort((a, b) => placeOf(a.title) - placeOf(b.title));
}

/** Whose duty is the office's own. */
const OFFICE: readonly TermView['duty'][] = ['handler', 'head', 'reviewer', 'dispatcher'];

// A time that a law sets the office is not silenced by putting the file away: what it asks for is done first.
function nothingRuns(file: CaseFile, { rules, policy, now }: ReadyContext): Refusal | null {
  if (rules < 4) return null;
  const open = deriveTerms(policy, file.ledger, now).find(
    // `local`: its figure is not the law's own; what only the archiving meets is met by it.
    (term) => term.open && !term.window && term.effect === 'statutory' && term.local === null && OFFICE.includes(term.duty),
  );
  return open ? refuse('term-open', `“${open.label}”的法定期限尚在计算，不能归档`, [`先办结“${open.label}”并登记`], [open.basis]) : null;
}

// A late paper goes into a volume that the file has: some sectors bind it in one (住房和城乡建设行政处罚程序规定 40).
function intoItsVolume(volume: 'main' | 'secondary', context: CommandContext): Refusal | null {
  if (context.rules < 6 || volume === 'main' || hasSecondVolume(context)) return null;
  const basis = context.policy.thresholds.fileOrder?.basis;
  return refuse('no-second-volume', '本案案卷不分正副卷，没有副卷可以补入', ['卷别选正卷'], basis === undefined ? undefined : [basis]);
}

/** Whether the case has been through the stage it is to go back to. */
function beenThrough(file: CaseFile, to: Stage): boolean {
  if (to === 'discovery') return !file.filing && !file.decision;
  if (to === 'evidence') return file.filing !== null;
  return file.decision !== null;
}

export const readyClosing = {
  CloseCase: (file, { actor }) =>
    firstRefusal(
      headOfCase(file, actor, '批准结案'),
      notHandledBy(file, actor, '批准结案'),
      noRecusalPending(file, '结案'),
      freeToDispose(file, '结案'),
      owing(owedPreservations(file), '先行登记保存的物品尚未处理，不能结案', ['《行政处罚法》第五十六条']),
      nothingSeized(file, '结案'),
    ),

  ...readyPublishing,
  // 刑事诉讼法 177(3): whoever asked for a penalty is told what became of it, before the file is put away.
  ArchiveCase: (file, context) => {
    const open = file.procuratorOpinions.find(({ answered }) => answered === null);
    return open
      ? refuse(
          'opinion-unanswered',
          `检察意见${open.number}尚未回复，不能归档`,
          ['把处理结果书面回复人民检察院'],
          ['《刑事诉讼法》第一百七十七条第三款'],
        )
      : costsSettled(file, context);
  },
} satisfies Readiness<typeof closingCommands>;

export const decideClosing: Deciders<typeof closingCommands, ClosingEvents, typeof readyClosing> = {
  CloseCase: (file, payload, context) => {
    const { ground, cause, reason, uncorrectedReason } = payload;
    const refusal = firstRefusal(
      noCrimeOpen(file, ground),
      groundHolds(file, ground, payload.cause, context),
      correctionSettled(file, ground, uncorrectedReason),
    );
    if (refusal) return refusal;
    return [
      {
        type: 'CaseClosed',
        data: { outcome: outcomeOf(file, ground), ground, cause, reason, uncorrectedReason, approvedBy: context.actor.id },
      },
    ];
  },

  ArchiveCase: (file, payload, context) => {
    const refusal = firstRefusal(
      nothingRuns(file, context),
      complete(
        file,
        payload.papers.map(({ title }) => title),
      ),
    );
    if (refusal) return refusal;
    const unsettled = context.rules >= 4 ? publicationSettled(file, context) : null;
    if (unsettled) return unsettled;
    const papers = bound(file, payload.papers, context);
    return [
      {
        type: 'CaseArchived',
        data: {
          fileNumber: payload.fileNumber,
          retention: RETENTION_LABELS[payload.retention],
          papers,
          pages: papers.reduce((all, { pages }) => all + pages, 0),
        },
      },
    ];
  },

  AddLatePaper: (file, payload, context) => {
    const since = file.archive && { date: legalDateOf(parseInstant(file.archive.at)), what: '归档日期' };
    const refusal = firstRefusal(intoItsVolume(payload.volume, context), dayBetween(payload.receivedOn, '收到日期', context, since));
    return refusal ?? [{ type: 'LatePaperAdded', data: payload }];
  },

  // 行政处罚法 75(2): what was found wrong is put right by the body itself.
  ReopenCase: (file, payload, context) => {
    const basis = ['《行政处罚法》第七十五条第二款'];
    const { to, decisionRevoked } = payload;
    if (!beenThrough(file, to)) {
      return refuse('not-been-there', `本案不能回到“${STAGE_LABELS[to]}”阶段`, ['选择本案办理过的阶段'], basis);
    }
    if (to === 'evidence' && file.decision && file.decision.revokedOn === null && !decisionRevoked) {
      return refuse('decision-stands', '原决定仍然有效，不能重新调查', ['同时撤销原决定', '或者回到送达执行阶段'], basis);
    }
    if (decisionRevoked && (to !== 'evidence' || !file.decision)) {
      return refuse('nothing-to-revoke', '只有回到调查取证重新作出决定的，才撤销原决定', ['不选撤销原决定'], basis);
    }
    return [
      {
        type: 'CaseReopened',
        data: {
          from: file.stage === 'archived' ? 'archived' : 'closed',
          to,
          reason: payload.reason,
          legalBasis: payload.legalBasis,
          decisionRevoked,
          published: publishedNow(file, today(context)) !== null && decisionRevoked,
        },
      },
    ];
  },

  ...decidePublishing,
};
