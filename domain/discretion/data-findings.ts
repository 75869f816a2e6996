/** What in the lists or in the facts must be looked into before anybody decides on a derivation. */
import type { Matter, PenaltyStage } from '../lists/matters.ts';
import type { Finding } from './circumstances.ts';
import type { OpenRows } from './clause-rows.ts';
import type { Facts } from './factors.ts';
import type { AppliedLaw } from './law.ts';
import { conditionOf } from './row-condition.ts';

export function dataFindings(matter: Matter, law: AppliedLaw, stage: PenaltyStage, facts: Facts, open: OpenRows): Finding[] {
  const basis = law.version.label;
  const check = (code: string, text: string): Finding => ({ code, effect: 'check', text, basis });
  const findings: Finding[] = [];
  if (law.needsReview) findings.push({ ...check('law-review', law.needsReview), basis: '行政处罚法第三十七条' });
  if (!matter.verified) findings.push(check('amount-unverified', '本事项的条文或者数额尚未核对，使用前必须核对'));
  if (matter.notes) findings.push(check('matter-note', `清单备注：${matter.notes}`));
  const corrected = facts['correctedWithinDeadline'] === true || facts['correctedOnSpot'] === true;
  if (stage === 'after-refusal' && corrected) {
    findings.push(check('corrected-after-refusal', '所选阶段以拒不改正或者逾期不改正为前提，而所填要素为已经改正，请核实'));
  }
  const refusalRows = law.version.penalties.some((row) => row.stage === 'after-refusal');
  if (stage === 'direct' && facts['refusedCorrection'] === true && refusalRows) {
    findings.push(check('refused-at-direct', '所填要素为拒不改正，条文对此另有罚则，请核实应否按“拒不改正或者逾期不改正”阶段处理'));
  }
  const direct = law.version.penalties.filter((row) => row.stage === 'direct' && row.kind === '罚款');
  if (
    open.fineStage !== 'direct' &&
    direct.some((row) => conditionOf(row).kind === 'amount') &&
    open.fines.every((row) => row.note === undefined)
  ) {
    findings.push(check('condition-unrecorded', '一般罚则按金额分为不同情形，本阶段罚则清单未注明其情形，请核对条文'));
  }
  return findings;
}
