/** Which papers a file holds, and how the county's setting binds them. */
import { describe, expect, it } from 'vitest';
import { boundList } from '../../../domain/case/closing/file-list.ts';
import type { FileOrder } from '../../../domain/case/policy.ts';
import { closed } from './late-scenes.ts';

const scene = closed();
const bound = (profile: FileOrder['profile'], rules = 4) => {
  const { thresholds } = scene.policy;
  return boundList(scene.file, { rules, policy: { thresholds: { ...thresholds, fileOrder: { profile, basis: '本县设置' } } } });
};
const titles = (profile: FileOrder['profile'], rules = 4): string[] => bound(profile, rules).map(({ title }) => title);

describe('how a file is bound', () => {
  it('is the setting of the county: one volume for 住建, two for 市场监管', () => {
    expect(new Set(bound('mohurd').map(({ volume }) => volume))).toEqual(new Set(['main']));
    expect(new Set(bound('samr').map(({ volume }) => volume))).toEqual(new Set(['main', 'secondary']));
    expect(titles('mohurd')).not.toEqual(titles('samr'));
    expect(titles('mohurd').toSorted()).toEqual(titles('samr').toSorted());
  });

  it('is no setting for cases from before there was one', () => {
    expect(bound('mohurd', 3)).toEqual(bound('samr', 3));
    expect(titles('samr', 3).toSorted()).toEqual(titles('samr').toSorted());
  });
});
