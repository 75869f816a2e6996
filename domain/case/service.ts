/**
 * Service 送达: each lawful method, its proof, and the day from which it takes effect
 * (行政处罚法 61, which borrows 民事诉讼法 87-95).
 */
import { refuse, type Refusal } from '../result.ts';
import { addDays } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import { type ServiceMethod, SERVICE_METHOD_LABELS } from '../vocabulary.ts';
import { rolledForward } from '../work/days.ts';
import type { CommandContext } from './context.ts';
import type { CaseFile } from './state.ts';

export interface ServiceAct {
  method: ServiceMethod;
  deliveredOn: LegalDate;
  recipient: string;
  receipt: string;
  witness: string | null;
  recordingHash: string | null;
  serviceReason: string | null;
}

/** 民事诉讼法 95: thirty days after the public notice was issued. */
export const PUBLIC_NOTICE_DAYS = 30;

// 民事诉讼法 89: a witness who signs, or a photograph or recording of the paper being left.
const leftNeedsProof = (act: ServiceAct): Refusal | null =>
  act.witness !== null || act.recordingHash !== null
    ? null
    : refuse(
        'left-needs-proof',
        '留置送达应当有见证人签字，或者用照片、录像记录送达过程',
        ['填写见证人', '或者上传照片、录像'],
        ['《民事诉讼法》第八十九条'],
      );

// 行政处罚法 61(2): electronic service only where the party signed the confirmation.
const consented = (file: CaseFile): Refusal | null =>
  file.parties.some((party) => party.electronicServiceConsent)
    ? null
    : refuse(
        'no-electronic-consent',
        '当事人没有签订电子送达确认书，不能电子送达',
        ['由当事人签订确认书', '或者改用其他送达方式'],
        ['《行政处罚法》第六十一条第二款'],
      );

// 民事诉讼法 89, 91-95: what is out of the ordinary says why.
const reasoned = (act: ServiceAct, code: string, article: string, need: string): Refusal | null =>
  act.serviceReason !== null
    ? null
    : refuse(code, `采用${SERVICE_METHOD_LABELS[act.method]}应当写明理由`, [need], [`《民事诉讼法》${article}`]);

function unproven(file: CaseFile, act: ServiceAct): Refusal | null {
  switch (act.method) {
    case 'direct':
    case 'post':
      return null;
    case 'left':
      return leftNeedsProof(act) ?? reasoned(act, 'left-needs-reason', '第八十九条', '写明拒收的事由');
    case 'electronic':
      return consented(file);
    case 'entrusted':
      return reasoned(act, 'entrusted-needs-reason', '第九十一条', '写明受委托的机关和直接送达的困难');
    case 'forwarded':
      return reasoned(act, 'forwarded-needs-reason', '第九十二条至第九十四条', '写明转交的部队、监所或者机构');
    case 'public-notice':
      return reasoned(act, 'public-notice-needs-reason', '第九十五条', '写明当事人下落不明或者其他方式无法送达的经过');
  }
}

/** The day a paper counts as received, or why it cannot be served so. */
export function serviceEffect(
  file: CaseFile,
  act: ServiceAct,
  context: Pick<CommandContext, 'rules' | 'policy'>,
  to: 'party' | 'agency' = 'party',
): { ok: true; effectiveOn: LegalDate } | Refusal {
  if (to === 'agency') return { ok: true, effectiveOn: act.deliveredOn };
  if (file.parties.length === 0) return refuse('party-unknown', '当事人尚未查明，无法送达', ['先查明并登记当事人']);
  const refusal = unproven(file, act);
  if (refusal) return refusal;
  return { ok: true, effectiveOn: act.method === 'public-notice' ? noticeEnds(act.deliveredOn, context) : act.deliveredOn };
}

// 民事诉讼法 95, 85(3): thirty days pass, and a last day that is a holiday moves on.
function noticeEnds(issuedOn: LegalDate, { rules, policy }: Pick<CommandContext, 'rules' | 'policy'>): LegalDate {
  const thirtieth = addDays(issuedOn, PUBLIC_NOTICE_DAYS);
  return rules >= 4 ? rolledForward(policy.calendar, thirtieth) : thirtieth;
}

/** What proves the service, where the event has its own place for it. */
export const proofOfService = (
  { witness, recordingHash }: ServiceAct,
  { rules }: Pick<CommandContext, 'rules'>,
): { witness?: string | null; recordingHash?: string | null } => (rules >= 4 ? { witness, recordingHash } : {});
