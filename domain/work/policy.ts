/** The policy of a kind whose terms are written with it: those terms, on the county's calendar and in its names. */
import { countyOf, namedThroughout } from '../county/names.ts';
import type { TermPolicy } from '../terms/model.ts';
import { sealPolicy } from '../terms/policy.ts';
import type { AnyKind } from './kind.ts';
import type { Sha256 } from './record.ts';

export function policyOfKind(
  { name, terms }: Pick<AnyKind, 'name' | 'terms'>,
  of: Pick<TermPolicy, 'calendar' | 'county'>,
  sha256: Sha256,
): TermPolicy {
  if (!terms) throw new Error(`the county publishes the terms of ${name}`);
  const { calendar, county } = of;
  return sealPolicy({ ...namedThroughout(terms, countyOf(of)), calendar, ...(county ? { county } : {}), hash: '' }, sha256);
}
