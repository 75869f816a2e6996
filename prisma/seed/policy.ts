/**
 * The demo county's case policy. It has none of a county's names in it, as the policies of its first cases had none, so that
 * it is the same policy, by its hash, that those are pinned to.
 */
import { firstPolicy } from '../../domain/statute/county-policy.ts';
import { COUNTY } from './units.ts';

export const countyPolicy = firstPolicy({
  id: 'yunxi-county',
  bureau: { id: 'bureau', name: `${COUNTY.name}综合行政执法局`, kind: 'bureau' },
});
