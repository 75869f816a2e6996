/** Rules between the notice of the proposed penalty and the decision: the party is told, heard and answered first. */
import { refuse, type Refusal } from '../../result.ts';
import { parseInstant } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { CaseFile } from '../state.ts';
import { type CountedBy, lastDayOf } from '../terms-of.ts';
import { awaitsRecheck } from './events.ts';

type Notice = NonNullable<CaseFile['notice']>;

/** No law says how long the party may speak: the notice does, after the rule of a sector (行政处罚法 62: unheard, no decision). */
export const STATEMENT_TERM = ['《行政处罚法》第六十二条', '《市场监督管理行政处罚程序规定》第五十七条（参照，五个工作日）'];

/** The notice on what is proposed now; one on an earlier proposal no longer counts. */
export function currentNotice(file: CaseFile): Notice | null {
  const { notice, conclusion } = file;
  return notice && conclusion && notice.at >= conclusion.at ? notice : null;
}

/** What the heads discussed together of what is proposed now. */
export function currentDiscussion({ collectiveDiscussion, conclusion }: CaseFile): CaseFile['collectiveDiscussion'] {
  return collectiveDiscussion && conclusion && collectiveDiscussion.at >= conclusion.at ? collectiveDiscussion : null;
}

/** What the party said, or did not say, since the current notice. */
export function statementsSinceNotice(file: CaseFile): CaseFile['statements'] {
  const notice = currentNotice(file);
  return notice ? file.statements.filter(({ at }) => at >= notice.at) : [];
}

/** The last day of the party's term as its light says it; under earlier rules, and where there is none, as the notice said. */
const lastDay = (file: CaseFile, notice: Notice, by: CountedBy, key: string): LegalDate | null =>
  lastDayOf(file, by, key, ({ record }) => record.armedAt >= parseInstant(notice.at));

export const statementUntil = (file: CaseFile, notice: Notice, by: CountedBy): LegalDate =>
  lastDay(file, notice, by, 'statement-defence') ?? notice.statementUntil;

/** Null without the right to a hearing. */
export const hearingUntil = (file: CaseFile, notice: Notice, by: CountedBy): LegalDate | null =>
  notice.hearingRight ? (lastDay(file, notice, by, 'hearing-request') ?? notice.hearingUntil) : null;

// 行政处罚法 44, 62: without the notice there is no penalty; a notice takes effect with its service.
export function noticeServed(file: CaseFile, on: LegalDate): Notice | Refusal {
  const basis = ['《行政处罚法》第四十四条', '《行政处罚法》第六十二条'];
  const notice = currentNotice(file);
  if (!notice) {
    return refuse(
      'not-notified',
      file.notice ? '处罚建议已经改变，尚未重新告知' : '尚未告知拟作出的处罚和当事人的权利',
      [file.notice ? '重新告知当事人' : '先作处罚事先告知'],
      basis,
    );
  }
  return on >= notice.servedOn
    ? notice
    : refuse(
        'notice-not-in-effect',
        `事先告知书公告送达尚未期满（${notice.servedOn}视为送达）`,
        [`${notice.servedOn}后再办`],
        ['《民事诉讼法》第九十五条'],
      );
}

// 行政处罚法 45, 62: the party's time to speak is over, or given up in so many words, and what was said is on record.
export function statementsHeard(file: CaseFile, on: LegalDate, by: CountedBy): Refusal | null {
  const basis = ['《行政处罚法》第四十五条', '《行政处罚法》第六十二条'];
  const notice = currentNotice(file);
  if (!notice) return null;
  const said = statementsSinceNotice(file);
  if (said.some(({ kind }) => kind === 'waiver')) return null;
  // The right is used: the term is met. What is left of it asks nothing more.
  if (by !== null && said.some(({ kind }) => kind === 'statement' || kind === 'defence')) return null;
  const until = statementUntil(file, notice, by);
  if (on <= until) {
    return refuse(
      'statement-term-running',
      `当事人陈述、申辩的期限到${until}，届满前不能作出决定`,
      [`等到${until}期满`, '或者由当事人提出意见，或者书面放弃陈述、申辩'],
      STATEMENT_TERM,
    );
  }
  return said.length > 0
    ? null
    : refuse('statement-not-recorded', '尚未记录当事人的陈述、申辩情况', ['记录陈述申辩，或者记录逾期未提出'], basis);
}

/** What the party said since the current notice and nobody has looked into yet. */
export const openStatement = (file: CaseFile): CaseFile['statements'][number] | null =>
  statementsSinceNotice(file).find(awaitsRecheck) ?? null;

// 行政处罚法 45(1): facts, reasons and evidence that the party brings forward are looked into before it is decided.
export function statementsRechecked(file: CaseFile): Refusal | null {
  const open = openStatement(file);
  return open
    ? refuse(
        'statement-not-rechecked',
        `当事人${open.receivedOn}的陈述申辩尚未复核`,
        ['逐条复核，写明是否采纳和理由'],
        ['《行政处罚法》第四十五条第一款'],
      )
    : null;
}

// 行政处罚法 63-65: the right to a hearing is exercised, given up or run out.
export function hearingDone(file: CaseFile, on: LegalDate, by: CountedBy): Refusal | null {
  const basis = ['《行政处罚法》第六十三条', '《行政处罚法》第六十四条', '《行政处罚法》第六十五条'];
  const notice = currentNotice(file);
  if (!notice || !notice.hearingRight) return null;
  const { hearing } = file;
  if (hearing?.waived) return null;
  if (hearing?.requestedOn) {
    return hearing.record
      ? null
      : refuse('hearing-not-held', '当事人要求听证，尚未举行', [hearing.scheduled ? '举行听证并记录' : '安排听证'], basis);
  }
  const until = hearingUntil(file, notice, by);
  return until !== null && on <= until
    ? refuse(
        'hearing-term-running',
        `当事人申请听证的期限到${until}，届满前不能作出决定`,
        [`等到${until}期满`, '或者由当事人书面放弃听证'],
        basis,
      )
    : null;
}

// 行政处罚法 58(1)(二): what was heard is reviewed before it is decided.
export function hearingReviewed(file: CaseFile): Refusal | null {
  return !file.hearing?.record || file.hearing.waived || file.review?.afterHearing
    ? null
    : refuse(
        'hearing-not-reviewed',
        '经过听证的案件，作出决定前应当再次进行法制审核',
        ['由法制审核员作听证后审核'],
        ['《行政处罚法》第五十八条第一款第二项'],
      );
}
