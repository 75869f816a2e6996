import { LETTER_SERVED } from '../internal-rules.ts';
import type { closingCommands, ClosingGround, TerminationCause } from './commands.ts';
import { CLOSING_GROUND_LABELS, RETENTION_LABELS } from './commands.ts';
import { refuse, type Refusal, unreachable } from '../../result.ts';
import { type Outcome, STAGE_LABELS, type Stage } from '../../vocabulary.ts';
import { dayBetween, today } from '../../work/days.ts';
import type { ClosingEvents } from './events.ts';
import { fileList } from './file-list.ts';
import { publishedNow } from './publication.ts';
import { headOfCase, noRecusalPending, notHandledBy } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import { decisionInEffect } from '../execution/ordered.ts';
import { corrections, type Owed, owedCorrections, owedOnDecision, owedPreservations } from '../execution/owed.ts';
import { freeToDispose, noSuspectedCrime } from '../standing.ts';
import type { CaseFile } from '../state.ts';
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
  owing(owedOnDecision(file, today(context)), '处罚决定尚未执行完毕，不能结案', ['《行政处罚法》第六十六条']);

const served = (file: CaseFile, context: ReadyContext): Refusal | null =>
  decisionInEffect(file, today(context)) !== null
    ? null
    : refuse('decision-not-served', '决定书尚未送达', ['先送达决定书'], ['《行政处罚法》第六十一条']);

// 市场监督管理行政处罚程序规定 47, 77: the grounds on which the work may lawfully end.
function groundHolds(file: CaseFile, ground: ClosingGround, cause: TerminationCause | null, context: ReadyContext): Refusal | null {
  switch (ground) {
    case 'executed':
      return executed(file, context);
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
      return 'penalty';
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
  // Another body or another case takes the correction over.
  if (['transferred-agency', 'transferred-police', 'merged', 'revoked', 'terminated'].includes(ground)) return null;
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

// 行政处罚法 48(2): what the public is told of a decision is what became of it.
function publicationGround(file: CaseFile, ground: string, { rules }: ReadyContext): Refusal | null {
  const stands = file.decision !== null && file.decision.revokedOn === null;
  return rules >= 3 && ground === 'revoked' && stands
    ? refuse(
        'not-revoked',
        '决定没有被撤销，不能以此撤回公示',
        ['登记复议、诉讼的撤销结果，或者重新办理并撤销决定', '或者选择其他撤回事由'],
        ['《行政处罚法》第四十八条第二款'],
      )
    : null;
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
    ),

  // 刑事诉讼法 177(3): whoever asked for a penalty is told what became of it, before the file is put away.
  ArchiveCase: ({ procuratorOpinions }) => {
    const open = procuratorOpinions.find(({ answered }) => answered === null);
    return open
      ? refuse(
          'opinion-unanswered',
          `检察意见${open.number}尚未回复，不能归档`,
          ['把处理结果书面回复人民检察院'],
          ['《刑事诉讼法》第一百七十七条第三款'],
        )
      : null;
  },

  PublishPenalty: (file, { actor }) => {
    const refusal = headOfCase(file, actor, '批准公示');
    if (refusal) return refusal;
    const decision = file.decision;
    if (!decision || decision.revokedOn !== null) return refuse('no-decision', '没有可以公示的决定', decision ? [] : ['先作出决定']);
    return publishedNow(file) ? refuse('already-published', '决定已经公示') : decision;
  },

  WithdrawPublication: (file, { actor }) => {
    const refusal = headOfCase(file, actor, '撤回公示');
    return refusal ?? publishedNow(file) ?? refuse('not-published', '没有正在公示的决定');
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

  ArchiveCase: (file, payload) => {
    const refusal = complete(
      file,
      payload.papers.map(({ title }) => title),
    );
    if (refusal) return refusal;
    const volumes = new Map(fileList(file).map(({ title, volume }) => [title, volume]));
    const papers = payload.papers.map(({ title, pages }) => ({ title, volume: volumes.get(title) ?? ('main' as const), pages }));
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

  // 行政处罚法 75(2): what was found wrong is put right by the body itself.
  ReopenCase: (file, payload) => {
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
          published: publishedNow(file) !== null && decisionRevoked,
        },
      },
    ];
  },

  PublishPenalty: (_file, payload, context, { decidedOn }) => {
    // 行政处罚法 50: secrets and privacy stay closed.
    if (!payload.redacted) {
      return refuse('not-redacted', '公开前应当隐去个人隐私和商业秘密', ['核对并隐去后再公开'], ['《行政处罚法》第五十条']);
    }
    const refusal = dayBetween(payload.publishedOn, '公开日期', context, { date: decidedOn, what: '决定日期' });
    if (refusal) return refusal;
    const { publishedOn, where, socialImpact } = payload;
    return [{ type: 'PenaltyPublished', data: { publishedOn, where, socialImpact } }];
  },

  WithdrawPublication: (file, payload, context, { publishedOn }) => {
    const refusal = firstRefusal(
      dayBetween(payload.withdrawnOn, '撤回日期', context, { date: publishedOn, what: '公开日期' }),
      publicationGround(file, payload.ground, context),
    );
    return refusal ?? [{ type: 'PublicationWithdrawn', data: payload }];
  },
};
