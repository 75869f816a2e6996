/** The policy of a kind whose terms are written with it: those terms, on the county's calendar. */
import type { Calendar, TermPolicy } from '../terms/model.ts';
import { sealPolicy } from '../terms/policy.ts';
import type { AnyKind } from './kind.ts';
import type { Sha256 } from './record.ts';

export function policyOfKind({ name, terms }: Pick<AnyKind, 'name' | 'terms'>, calendar: Calendar, sha256: Sha256): TermPolicy {
  if (!terms) throw new Error(`the county publishes the terms of ${name}`);
  return sealPolicy({ ...terms, calendar, hash: '' }, sha256);
}
