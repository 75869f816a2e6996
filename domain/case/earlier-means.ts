/** What a party's other cases in the county mean for this one: said at once on the case page, each with its article. */
import type { LegalDate } from '../terms/model.ts';
import type { EarlierViolation } from './context.ts';
import { alikeWithin, alikeWithinYear, describeEarlier, finesForSameAct } from './earlier.ts';
import type { FirstViolationPeriod } from './policy.ts';
import type { CaseFile } from './state.ts';

export const EARLIER_MEANINGS = ['unidentified', 'same-act', 'not-first', 'first', 'times', 'running'] as const;

export interface EarlierMeaning {
  code: (typeof EARLIER_MEANINGS)[number];
  /** `stop`: a rule refuses unless answered; `heed`: weighs in the decision; `note`: good to know. */
  weight: 'stop' | 'heed' | 'note';
  text: string;
  basis: string;
  /** The cases it stands on. */
  caseIds: string[];
}

type Known = Pick<CaseFile, 'caseId' | 'conduct' | 'matter' | 'parties'>;

const ids = (rows: readonly EarlierViolation[]): string[] => rows.map(({ caseId }) => caseId);
/** When it happened, as far as the record says. */
const dayOf = ({ conductOn, decidedOn }: EarlierViolation): LegalDate | null => conductOn ?? decidedOn;

/**
 * In the order of their weight. Nothing is said while no party is known. What is said of a first violation speaks of
 * this county's record alone: whether it was the first in time and elsewhere stays the handler's to check.
 */
export function earlierMeans(file: Known, history: readonly EarlierViolation[], period: FirstViolationPeriod | null): EarlierMeaning[] {
  if (file.parties.length === 0) return [];
  return [
    ...sameAct(file, history),
    ...firstViolation(file, history, period),
    ...times(file, history),
    ...running(file, history),
    ...unidentified(file),
  ];
}

function sameAct(file: Known, history: readonly EarlierViolation[]): EarlierMeaning[] {
  const fined = finesForSameAct(file, history);
  return fined.length === 0
    ? []
    : [
        {
          code: 'same-act',
          weight: 'stop',
          basis: '《行政处罚法》第二十九条',
          caseIds: ids(fined),
          text:
            `可能已因同一违法行为被罚款：${fined.map(describeEarlier).join('；')}。同一个违法行为不得给予两次以上罚款；` +
            '认为不是同一行为的，作出决定时写明理由',
        },
      ];
}

function firstViolation(file: Known, history: readonly EarlierViolation[], period: FirstViolationPeriod | null): EarlierMeaning[] {
  const established = alikeWithin(file, history, period?.months ?? null);
  const within = period ? `${period.months}个月内` : '';
  const basis = period ? `《行政处罚法》第三十三条第一款；${period.basis}` : '《行政处罚法》第三十三条第一款';
  if (established.length === 0) {
    // Without a number nobody can be looked up: silence is no clean record.
    return file.parties.some(({ identifier }) => identifier !== null)
      ? [
          {
            code: 'first',
            weight: 'note',
            basis,
            caseIds: [],
            text: `全县没有该当事人${within}已认定的同类违法，符合“初次违法”；危害后果轻微并及时改正的，可以不予处罚`,
          },
        ]
      : [];
  }
  const last = established
    .map(dayOf)
    .filter((day): day is LegalDate => day !== null)
    .sort()
    .at(-1);
  return [
    {
      code: 'not-first',
      weight: 'heed',
      basis,
      caseIds: ids(established),
      text: `全县${within}已认定同类违法${established.length}次${last ? `，最近一次在${last}` : ''}，不是初次违法，不适用首违不罚`,
    },
  ];
}

function times(file: Known, history: readonly EarlierViolation[]): EarlierMeaning[] {
  const alike = alikeWithinYear(file, history);
  if (alike.length === 0 || !file.conduct) return [];
  const count = alike.length + 1;
  return [
    {
      code: 'times',
      weight: 'heed',
      basis: '《行政处罚法》第三十四条',
      caseIds: ids(alike),
      text: `到${file.conduct.on}为止一年内第${count}次同类违法（本次在内），裁量基准按“一年内同类违法次数：${count}”取档`,
    },
  ];
}

function running(file: Known, history: readonly EarlierViolation[]): EarlierMeaning[] {
  const open = history.filter((one) => one.caseId !== file.caseId && one.outcome === null && one.decidedOn === null);
  const alike = open.filter(
    ({ matterCode, conductOn }) => matterCode === file.matter?.code && conductOn !== null && conductOn === file.conduct?.on,
  );
  return open.length === 0
    ? []
    : [
        {
          code: 'running',
          weight: alike.length > 0 ? 'heed' : 'note',
          basis: '《行政处罚法》第二十五条、第二十九条',
          caseIds: ids(open),
          text:
            `另有${open.length}件正在办理${alike.length > 0 ? `，其中${alike.length}件事项和日期相同` : ''}：` +
            '先核对是否同一违法行为，是的并案或者协商管辖',
        },
      ];
}

function unidentified(file: Known): EarlierMeaning[] {
  const names = file.parties.filter(({ identifier }) => identifier === null).map(({ name }) => name);
  return names.length === 0
    ? []
    : [
        {
          code: 'unidentified',
          weight: 'note',
          basis: '《行政处罚法》第四十条',
          caseIds: [],
          text: `${names.join('、')}的证件号码尚未查明，以往违法可能查不全`,
        },
      ];
}
