/** Names of a county: pinned with the policy, put into what is answered and recorded; without them the legacy’s. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEGACY_COUNTY_NAME } from '../../../domain/county/legacy.ts';
import {
  CASE_RULES,
  countyOf,
  GRADED_LIST,
  LADDER_RULES,
  named,
  namedRefusal,
  namedThroughout,
  namesOf,
} from '../../../domain/county/names.ts';
import { kinds } from '../../../domain/kinds.ts';
import { refuse } from '../../../domain/result.ts';
import { assessTier } from '../../../domain/routing/tier.ts';
import { firstPolicy } from '../../../domain/statute/county-policy.ts';
import { validateCasePolicy } from '../../../domain/case/policy.ts';
import { sealPolicy } from '../../../domain/terms/policy.ts';
import { policyOfKind } from '../../../domain/work/policy.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { sha256 } from '../case/kit.ts';

const qinghe = namesOf('清河县');
const other = firstPolicy({ id: 'county', county: qinghe });

describe('a county’s names', () => {
  it('stand where the code cites a rule of its own', () => {
    expect(named(`${GRADED_LIST}；《行政处罚法》第五十四条`, qinghe)).toBe('清河县三级分级办案清单；《行政处罚法》第五十四条');
    expect(namedRefusal(refuse('x', '不行', [], [`${CASE_RULES}（内部规则）`]), qinghe).basis).toEqual([
      '清河县综合行政执法案件办理规则（内部规则）',
    ]);
    expect(named(LADDER_RULES, namesOf('清河县', { ladders: '清综执〔2026〕3号' }))).toBe('清综执〔2026〕3号');
  });

  it('touch nothing else', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => !JSON.stringify(value).includes('{{')),
        (value) => {
          expect(namedThroughout(value, qinghe)).toEqual(value);
        },
      ),
    );
    expect(named('{{nobody}} $& {{toString}}', qinghe)).toBe('{{nobody}} $& {{toString}}');
    const refusal = refuse('x', '不行', [], ['《行政处罚法》第四条']);
    expect(namedRefusal(refusal, qinghe)).toBe(refusal);
  });

  it('are the legacy’s where a policy is from before they were in it', () => {
    expect(countyOf({}).name).toBe(LEGACY_COUNTY_NAME);
    expect(countyOf(countyPolicy)).toEqual(namesOf(LEGACY_COUNTY_NAME));
    expect(countyOf(other)).toBe(qinghe);
  });
});

describe('the policies of a county', () => {
  it('are what running cases are pinned to, to the byte', () => {
    expect(sealPolicy(countyPolicy, sha256).hash).toBe('92a5343ef24ead55327e91771fc0d87caa31b62c2f1856ec64848d72755ae558');
    const hashes = Object.fromEntries(
      kinds.filter(({ terms }) => terms).map((kind) => [kind.name, policyOfKind(kind, countyPolicy, sha256).hash]),
    );
    expect(hashes).toMatchObject({
      dispute: '8f1370cd6459a760fa54bb1ef98ed4348dbea914771c016fc0583f6383d2364d',
      whistle: 'ab05c210a1a10b49c7c88e877afb46862d5d24d62197698644d3243033d0a8d7',
    });
  });

  it('name that county and no other, in every kind', () => {
    expect(validateCasePolicy(other)).toEqual([]);
    const policies = [other, ...kinds.filter(({ terms }) => terms).map((kind) => policyOfKind(kind, other, sha256))];
    for (const policy of policies) {
      const text = JSON.stringify(policy);
      expect(text).toContain('清河县');
      expect(text).not.toMatch(/\{\{|云溪/);
      expect(policy.county).toBe(qinghe);
    }
  });

  it('differ in nothing but the names', () => {
    const nameless = ({ id: _id, bureau: _bureau, county: _county, hash: _hash, ...rest }: typeof other) => JSON.stringify(rest);
    expect(nameless(other).replaceAll('清河县', LEGACY_COUNTY_NAME)).toBe(nameless(countyPolicy));
  });

  it('are the basis of a tier', () => {
    const input = {
      matter: null,
      competence: { ok: true as const },
      procedure: 'ordinary' as const,
      proposed: null,
      subjects: [],
      circumstances: ['complex' as const],
      atBureau: false,
    };
    const answer = assessTier(input, other);
    expect(answer.basis).toBe('清河县三级分级办案清单；《行政处罚法》第五十七条第二款');
    expect(JSON.stringify(answer)).not.toMatch(/\{\{|云溪/);
    expect(JSON.stringify(assessTier(input, countyPolicy)).replaceAll(LEGACY_COUNTY_NAME, '清河县')).toBe(JSON.stringify(answer));
  });
});
