/** Who may work on a case beside its handlers, and what has to be settled before a case is disposed of. */
import { refuse, type Refusal } from '../result.ts';
import { TIER_LABELS } from '../vocabulary.ts';
import type { Person } from '../people.ts';
import { isHandler } from './guards.ts';
import type { CaseFile } from './state.ts';

// 三级分级办案: after a transfer the town assists; its officers go on recording what happens on the spot.
export function handlesOrAssists(file: CaseFile, person: Person): Refusal | null {
  return file.assistingUnits.some((unit) => unit.id === person.unit.id) ? null : isHandler(file, person);
}

/**
 * While a transfer waits for its answer, or units dispute who is competent, nobody disposes of the case: no penalty, no
 * exemption, no closing, no conclusion. What would be lost by waiting goes on: stopping, correcting, filing (the first
 * to file keeps jurisdiction, 行政处罚法 25), collecting and preserving evidence, referral to the police. Statutory
 * clocks run on.
 */
export function freeToDispose(file: CaseFile, act: string): Refusal | null {
  if (file.transfer) {
    return refuse('transfer-open', `案件正在提级到“${TIER_LABELS[file.transfer.to]}”，答复前不能${act}`, [
      `由${file.transfer.toUnit?.name ?? '县综合行政执法局'}接收或者退回`,
    ]);
  }
  // 行政处罚法 25: who is not settled to be competent does not decide.
  if (file.jurisdiction && file.jurisdiction.settledAt === null) {
    return refuse(
      'jurisdiction-open',
      `与${file.jurisdiction.with.name}的管辖争议尚未解决，不能${act}`,
      ['先协商一致，或者由共同的上一级机关指定管辖'],
      ['《行政处罚法》第二十五条'],
    );
  }
  return null;
}

// 行政处罚法 27, 57; 移送规定 11: what is perhaps a crime goes to the police; no fine, no exemption and no closing instead.
export function noSuspectedCrime(file: CaseFile, act: string): Refusal | null {
  return file.criminalSuspected
    ? refuse(
        'criminal-suspected',
        `案件涉嫌犯罪，不能${act}`,
        ['移送公安机关', '经核实不涉嫌犯罪的，由正职负责人取消标记或者不批准移送'],
        ['《行政处罚法》第二十七条', '《行政执法机关移送涉嫌犯罪案件的规定》第十一条'],
      )
    : null;
}
