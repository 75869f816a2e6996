/** What a change does to the office beside the person: said before it is approved, so that nobody finds out afterwards. */
import type { LegalDate } from '../terms/model.ts';
import { HEADS, hasRole, REVIEWERS } from '../roles.ts';
import type { Staff, StaffChange } from './model.ts';
import { standingOn } from './standing.ts';

interface Strength {
  heads: number;
  reviewers: number;
  officers: number;
}

/** Who a body has on that day: its heads, reviewers, and officers with a valid certificate. */
export function strengthOf(staff: Staff, unitId: string, day: LegalDate): Strength {
  const strength = { heads: 0, reviewers: 0, officers: 0 };
  for (const person of staff.people.values()) {
    const standing = standingOn(staff, person, day);
    if (standing.body?.id !== unitId || !standing.active) continue;
    if (hasRole(standing, ...HEADS)) strength.heads += 1;
    if (hasRole(standing, ...REVIEWERS)) strength.reviewers += 1;
    const { certificate } = standing;
    const certified = certificate !== null && certificate.validFrom <= day && day <= certificate.validUntil;
    if (certified && standing.posts.includes('enforcement')) strength.officers += 1;
  }
  return strength;
}

/** Sentences for the page; empty where nothing is lost. Only what the change takes away is told, not what was missing before. */
export function consequencesOf(before: Staff, after: Staff, { subject, subjectId, effectiveOn }: StaffChange): string[] {
  if (subject === 'unit') return [];
  const was = before.people.get(subjectId);
  const is = after.people.get(subjectId);
  const bodies = [was && standingOn(before, was, effectiveOn).body, is && standingOn(after, is, effectiveOn).body];
  const told: string[] = [];
  for (const body of new Map(bodies.flatMap((one) => (one ? [[one.id, one]] : []))).values()) {
    const [old, now] = [strengthOf(before, body.id, effectiveOn), strengthOf(after, body.id, effectiveOn)];
    if (old.heads > 0 && now.heads === 0) told.push(`${body.name}从${effectiveOn}起没有负责人，立案、决定等都无人批准`);
    if (old.reviewers > 0 && now.reviewers === 0) told.push(`${body.name}从${effectiveOn}起没有法制审核人员（行政处罚法第五十八条）`);
    if (old.officers >= 2 && now.officers < 2) {
      told.push(`${body.name}从${effectiveOn}起持证执法人员不足两人，不能调查取证（行政处罚法第四十二条）`);
    }
  }
  return told;
}
