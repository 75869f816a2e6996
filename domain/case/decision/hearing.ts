/** 听证: asked for, arranged in time, held by who did not investigate (行政处罚法 63, 64). */
import { CHAIR_IS_OFFICER } from '../internal-rules.ts';
import type { decisionCommands } from './commands.ts';
import { type Person, personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { isOfficer } from '../../roles.ts';
import { legalDateOf, parseInstant } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import { reviewsHere } from '../authority.ts';
import type { CommandContext } from '../context.ts';
import { dayBetween, today, workdaysAfter, workdaysBefore } from '../../work/days.ts';
import type { DecisionEvents } from './events.ts';
import { notRecused } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import { hearingUntil, noticeServed } from './notice.ts';
import type { CaseFile } from '../state.ts';
import { countedBy } from '../terms-of.ts';
import { type Deciders, isRefusal, type Readiness } from '../types.ts';

/** 行政处罚法 64(2). */
const HEARING_NOTICE_WORKDAYS = 7;

const ART_64 = ['《行政处罚法》第六十四条'];

type Hearing = NonNullable<CaseFile['hearing']>;

/** The hearing that was asked for and is still to be held. */
function openHearing({ hearing }: CaseFile): { requestedOn: LegalDate; scheduled: Hearing['scheduled'] } | Refusal {
  if (!hearing?.requestedOn || hearing.waived) return refuse('hearing-not-requested', '当事人没有要求听证', ['登记听证申请'], ART_64);
  const { requestedOn, scheduled, record } = hearing;
  return record ? refuse('hearing-held', '听证已经举行', ['作听证后审核'], ART_64) : { requestedOn, scheduled };
}

/** The last workday of a hearing's notice term, or why the date is too near. */
function noticedInTime(
  requestedOn: LegalDate,
  { heldAt, noticeOn }: { heldAt: string; noticeOn: LegalDate },
  context: CommandContext,
): Refusal | null {
  const heldOn = legalDateOf(parseInstant(heldAt));
  const refusal = dayBetween(noticeOn, '通知送达日期', context, { date: requestedOn, what: '申请日期' });
  if (refusal) return refusal;
  const last = workdaysBefore(context.policy.calendar, heldOn, HEARING_NOTICE_WORKDAYS);
  return noticeOn <= last
    ? null
    : refuse(
        'hearing-notice-too-short',
        `听证应当提前七个工作日通知当事人，${heldOn}举行的最迟${last}通知`,
        [`${workdaysAfter(context.policy.calendar, noticeOn, HEARING_NOTICE_WORKDAYS)}或者以后举行`],
        ['《行政处罚法》第六十四条第二项', '《行政处罚法》第八十五条'],
      );
}

// 行政处罚法 64(4): the body that holds the hearing names its chair: the unit in charge, or the one that reviews.
const chairOfBody = (file: CaseFile, { name, unit }: Person, { rules, policy }: CommandContext): Refusal | null =>
  rules < 4 || unit.id === file.unit.id || reviewsHere(file, unit, policy)
    ? null
    : refuse(
        'chair-of-another-unit',
        `${name}是${unit.name}的人员，听证主持人由${file.unit.name}或者审核单位指定本单位的人员担任`,
        ['选择承办单位或者审核单位的人员'],
        ['《行政处罚法》第六十四条第四项'],
      );

type Commands = Pick<typeof decisionCommands, 'RequestHearing' | 'ScheduleHearing' | 'RecordHearing'>;

export const readyHearing = {
  RequestHearing: (file, context) => {
    const notice = noticeServed(file, today(context));
    if (isRefusal(notice)) return notice;
    const { servedOn, hearingWhy } = notice;
    const until = hearingUntil(file, notice, countedBy(context));
    // A notice that tells of the right tells until when.
    if (!notice.hearingRight || until === null) {
      return refuse(
        'no-hearing-right',
        `拟处罚不属于应当告知听证权的情形：${hearingWhy}`,
        ['按陈述、申辩处理'],
        ['《行政处罚法》第六十三条'],
      );
    }
    return file.hearing?.requestedOn && !file.hearing.waived
      ? refuse('hearing-requested-already', '听证申请已经登记', ['安排听证'], ART_64)
      : { servedOn, until };
  },

  ScheduleHearing: (file) => openHearing(file),

  RecordHearing: (file, { actor }) => {
    const hearing = openHearing(file);
    if (isRefusal(hearing)) return hearing;
    const { scheduled } = hearing;
    if (!scheduled) return refuse('hearing-not-scheduled', '听证尚未安排', ['先安排听证'], ART_64);
    return scheduled.chair.id === actor.id
      ? scheduled
      : refuse('not-the-chair', `听证由${scheduled.chair.name}主持，由主持人记录`, [`由${scheduled.chair.name}记录`], ART_64);
  },
} satisfies Readiness<Commands>;

export const decideHearing: Deciders<Commands, DecisionEvents, typeof readyHearing> = {
  // 行政处罚法 64(1): within five workdays after the notice; what was posted in time is in time.
  RequestHearing: (_file, payload, context, { servedOn, until }) => {
    const refusal = dayBetween(payload.requestedOn, '申请日期', context, { date: servedOn, what: '告知书送达日期' });
    if (refusal) return refusal;
    if (payload.requestedOn > until) {
      return refuse(
        'hearing-request-late',
        `申请听证的期限到${until}，${payload.requestedOn}提出已经逾期`,
        ['按陈述、申辩听取意见'],
        ['《行政处罚法》第六十四条第一项', '《行政处罚法》第八十五条'],
      );
    }
    return [{ type: 'HearingRequested', data: payload }];
  },

  ScheduleHearing: (file, payload, context, { requestedOn }) => {
    const chair = context.lookups.people[payload.chairId];
    if (!chair) return refuse('unknown-person', '所选主持人不存在', ['重新选择主持人']);
    const basis = ['《行政处罚法》第六十四条第四项'];
    const refusal = firstRefusal(
      // 行政处罚法 64(4): the chair is not one of the investigators; the county asks for an officer.
      file.everHandled.includes(chair.id)
        ? refuse('chair-investigated', `${chair.name}调查过本案，不能主持听证`, ['由非本案调查人员主持'], basis)
        : null,
      isOfficer(chair)
        ? null
        : refuse(
            'chair-not-an-officer',
            `${chair.name}不是行政执法人员，不能主持听证`,
            ['由非本案调查人员的执法人员主持'],
            CHAIR_IS_OFFICER,
          ),
      notRecused(file, chair),
      chairOfBody(file, chair, context),
      // 行政处罚法 64(3): in public, but for secrets and privacy.
      !payload.public && payload.closedReason === null
        ? refuse(
            'closed-hearing-needs-reason',
            '不公开举行听证的，应当写明理由',
            ['写明涉及的国家秘密、商业秘密或者个人隐私'],
            ['《行政处罚法》第六十四条第三项'],
          )
        : null,
      noticedInTime(requestedOn, payload, context),
    );
    if (refusal) return refusal;
    return [
      {
        type: 'HearingScheduled',
        data: {
          heldAt: payload.heldAt,
          heldOn: legalDateOf(parseInstant(payload.heldAt)),
          noticeOn: payload.noticeOn,
          receipt: payload.receipt,
          place: payload.place,
          chair: personRef(chair),
          public: payload.public,
          closedReason: payload.public ? null : payload.closedReason,
        },
      },
    ];
  },

  RecordHearing: (_file, payload, context, scheduled) => {
    const planned = legalDateOf(parseInstant(scheduled.heldAt));
    const refusal = dayBetween(payload.heldOn, '举行日期', context, { date: planned, what: '通知的听证日期' });
    if (refusal) return refusal;
    // 行政处罚法 64(8): the record is checked and signed; a refusal to sign is noted by the chair.
    if (!payload.signed && payload.signatureNote === null) {
      return refuse(
        'signature-missing',
        '听证笔录应当由当事人核对签字；未签字的应当注明',
        ['填写未签字的说明'],
        ['《行政处罚法》第六十四条第八项'],
      );
    }
    return [{ type: 'HearingRecorded', data: { ...payload, chair: personRef(context.actor) } }];
  },
};
