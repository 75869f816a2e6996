/** The policy of cases: the terms of any kind, and the sums of money that the national law leaves to local rule. */
import { z } from 'zod';
import type { UnitRef } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import type { TermPolicy } from '../terms/model.ts';
import { comparePolicies, fieldChanges, type PolicyDifference, validatePolicy } from '../terms/policy.ts';
import { termPolicyParts } from '../terms/policy-schema.ts';
import { STAGES } from '../vocabulary.ts';

/** How a file is bound 立卷: `samr` in two volumes (市场监管), `mohurd` in one (住建). */
export interface FileOrder {
  profile: 'samr' | 'mohurd';
  basis: string;
}

export interface FirstViolationPeriod {
  months: number;
  basis: string;
}

export interface CasePolicy extends TermPolicy {
  /** The bureau that reviews what towns handle and takes over what is raised to it; absent: whichever bureau it is. */
  bureau?: UnitRef;
  /** Thresholds that the national law leaves to local rule, each with its basis. */
  thresholds: {
    /** 行政处罚法 63: "larger" fine and confiscation, yuan, by subject. */
    hearingFine: { citizen: number; organisation: number; basis: string };
    /** 行政处罚法 57(2): complex or major, to collective discussion, yuan. */
    collectiveFine: { citizen: number; organisation: number; basis: string };
    /** Tier rule: a fine from here is handled by the bureau, yuan. */
    bureauFine: { citizen: number; organisation: number; basis: string };
    /** Whether the referral to the police is copied to the procurator (local setting). */
    copyToProcurator: boolean;
    /** What 个体工商户 counts as. */
    individualBusinessAs: 'citizen' | 'organisation';
    /**
     * 行政处罚法 33(1): how far back "first" looks for the same kind of conduct, as the local rule says. Absent in policies
     * from before there was the setting: no period, the whole record.
     */
    firstViolation?: FirstViolationPeriod;
    /** 立卷 is for sector and place to say. Absent in policies from before there was the setting: as `samr`. */
    fileOrder?: FileOrder;
  };
}

/** Everything wrong with a case policy; empty when it may be published. */
export function validateCasePolicy(policy: CasePolicy): Refusal[] {
  return [...validatePolicy(policy, STAGES), ...thresholdFaults(policy)];
}

function thresholdFaults({ thresholds }: CasePolicy): Refusal[] {
  return Object.entries(thresholds).flatMap(([name, threshold]) => {
    if (typeof threshold !== 'object') return [];
    const faults: Refusal[] = [];
    const figures = 'profile' in threshold ? [] : 'months' in threshold ? [threshold.months] : [threshold.citizen, threshold.organisation];
    if (!figures.every((figure) => figure > 0)) {
      faults.push(refuse('threshold-invalid', `数额标准“${name}”须大于零。`, ['改正数额']));
    }
    if (threshold.basis.trim() === '') faults.push(refuse('threshold-basis-missing', `数额标准“${name}”没有依据。`, ['填写依据']));
    return faults;
  });
}

/** What a newer case policy changes, part by part and field by field. */
export function compareCasePolicies(before: CasePolicy, after: CasePolicy): PolicyDifference[] {
  const named = (policy: CasePolicy) => ({ ...policy.thresholds, bureau: policy.bureau?.name ?? null });
  const thresholds = fieldChanges(named(before), named(after)).map((change): PolicyDifference => ({
    part: 'threshold',
    key: change.field,
    label: change.field,
    kind: 'changed',
    changes: [change],
  }));
  const others = comparePolicies(before, after);
  // The calendar stands last: it is the county's, not the policy's own.
  return [...others.filter(({ part }) => part !== 'calendar'), ...thresholds, ...others.filter(({ part }) => part === 'calendar')];
}

const fine = z.strictObject({
  citizen: z.number(),
  organisation: z.number(),
  basis: z.string().max(500, '依据过长').meta({ title: '依据' }),
});

/** What a draft may change; what it leaves out stays as in the policy in force. */
export const policyChangeSchema = z.strictObject({
  ...termPolicyParts,
  thresholds: z
    .strictObject({
      hearingFine: fine,
      collectiveFine: fine,
      bureauFine: fine,
      copyToProcurator: z.boolean(),
      individualBusinessAs: z.enum(['citizen', 'organisation']),
      firstViolation: z
        .strictObject({ months: z.int(), basis: z.string().max(500, '依据过长').meta({ title: '依据' }) })
        .exactOptional()
        .meta({ title: '初次违法的期间' }),
      fileOrder: z
        .strictObject({ profile: z.enum(['samr', 'mohurd']), basis: z.string().max(500, '依据过长').meta({ title: '依据' }) })
        .exactOptional()
        .meta({ title: '案卷材料的次序' }),
    })
    .optional()
    .meta({ title: '数额标准' }),
  bureau: z
    .strictObject({
      id: z.string().min(1, '请选择单位').max(100, '单位编号过长'),
      name: z.string().min(1, '请填写单位').max(100, '单位名称过长'),
      kind: z.literal('bureau'),
    })
    .optional()
    .meta({ title: '审核和承接提级的执法局' }),
});

/** Optional fields left out stay out: a policy's hash is of what it says. */
export type PolicyChange = { [Part in 'terms' | 'pauseTriggers' | 'ladders' | 'thresholds' | 'bureau']?: CasePolicy[Part] | undefined };
