/** Circumstances that the general rules weigh whatever the benchmark says (行政处罚法 30 to 33), as findings. */
import type { Matter } from '../lists/matters.ts';
import type { FactorValue, Facts } from './factors.ts';
import type { PenaltySubject } from './subject.ts';

export interface Finding {
  code: string;
  /**
   * `no-penalty`: the law forbids a penalty. `may-exempt`: a penalty may, after a finding, be left out.
   * `mitigate`: lighter or reduced, also below the clause's floor. `check`: to be looked into before a decision.
   */
  effect: 'no-penalty' | 'may-exempt' | 'mitigate' | 'check';
  text: string;
  basis: string;
}

/** All findings from the facts, gravest effect first. */
export function findCircumstances(
  matter: Pick<Matter, 'firstViolationExemptible' | 'firstViolation'>,
  subject: PenaltySubject,
  facts: Facts,
): Finding[] {
  const findings = [
    ...ageFindings(facts['ageYears']),
    ...capacityFindings(facts),
    ...mitigationFindings(facts),
    ...exemptionFindings(matter, facts),
  ];
  if (subject === 'organisation') return findings.filter((finding) => !finding.code.startsWith('personal-'));
  return findings;
}

/** Art. 30: under fourteen none; fourteen to eighteen lighter or reduced. */
function ageFindings(age: FactorValue | undefined): Finding[] {
  if (typeof age !== 'number') return [];
  const basis = '行政处罚法第三十条';
  if (age < 14) {
    return [
      { code: 'personal-under-14', effect: 'no-penalty', basis, text: `行为时${age}周岁，不满十四周岁，不予行政处罚，责令监护人加以管教` },
    ];
  }
  if (age < 18) {
    return [
      {
        code: 'personal-under-18',
        effect: 'mitigate',
        basis,
        text: `行为时${age}周岁，已满十四周岁不满十八周岁，应当从轻或者减轻行政处罚`,
      },
    ];
  }
  return [];
}

/** Art. 31 and 33(2). */
function capacityFindings(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  if (facts['cannotRecognise'] === true) {
    findings.push({
      code: 'personal-cannot-recognise',
      effect: 'no-penalty',
      basis: '行政处罚法第三十一条',
      text: '精神病人、智力残疾人在不能辨认或者不能控制自己行为时有违法行为，不予行政处罚，责令监护人严加看管和治疗',
    });
  }
  if (facts['noFaultProved'] === true) {
    findings.push({
      code: 'no-fault',
      effect: 'no-penalty',
      basis: '行政处罚法第三十三条第二款',
      text: '当事人有证据足以证明没有主观过错，不予行政处罚（法律、行政法规另有规定的除外）',
    });
  }
  if (facts['reducedCapacity'] === true) {
    findings.push({
      code: 'personal-reduced-capacity',
      effect: 'mitigate',
      basis: '行政处罚法第三十一条',
      text: '尚未完全丧失辨认或者控制自己行为能力的精神病人、智力残疾人有违法行为，可以从轻或者减轻行政处罚',
    });
  }
  return findings;
}

/** Art. 32: lighter or reduced. */
function mitigationFindings(facts: Facts): Finding[] {
  const grounds: [string, string, string][] = [
    ['voluntaryElimination', '主动消除或者减轻违法行为危害后果', '第一项'],
    ['coerced', '受他人胁迫或者诱骗实施违法行为', '第二项'],
    ['voluntaryConfession', '主动供述行政机关尚未掌握的违法行为', '第三项'],
    ['meritorious', '配合行政机关查处违法行为有立功表现', '第四项'],
  ];
  return grounds
    .filter(([key]) => facts[key] === true)
    .map(([key, text, item]) => ({
      code: `mitigation-${key}`,
      effect: 'mitigate',
      text: `${text}，应当从轻或者减轻行政处罚`,
      basis: `行政处罚法第三十二条${item}`,
    }));
}

/** Art. 33(1): minor, corrected in time, without harm: none. First, minor harm, corrected in time: may be excused. */
function exemptionFindings(matter: Pick<Matter, 'firstViolationExemptible' | 'firstViolation'>, facts: Facts): Finding[] {
  const corrected = facts['correctedOnSpot'] === true || facts['correctedWithinDeadline'] === true;
  const harm = facts['harm'];
  if (!corrected) return [];
  if (harm === 'none') {
    return [
      {
        code: 'minor-and-corrected',
        effect: 'may-exempt',
        basis: '行政处罚法第三十三条第一款前段',
        text: '已及时改正且没有造成危害后果；认定违法行为轻微的，应当不予行政处罚',
      },
      ...firstViolation(matter, facts),
    ];
  }
  return harm === 'minor' ? firstViolation(matter, facts) : [];
}

function firstViolation(matter: Pick<Matter, 'firstViolationExemptible' | 'firstViolation'>, facts: Facts): Finding[] {
  // Once within the year does not yet make it the first ever: without the finding it is only a reason to look.
  const first = facts['firstViolation'];
  if (first === false || (first === undefined && facts['timesWithinYear'] !== 1)) return [];
  const listed =
    matter.firstViolationExemptible && matter.firstViolation ? `；本事项列入首违不罚清单，条件：${matter.firstViolation.condition}` : '';
  return [
    {
      code: 'first-violation',
      effect: 'may-exempt',
      basis: '行政处罚法第三十三条第一款后段',
      text: `${first === true ? '初次违法' : '一年内首次，查明确属初次违法的'}，危害后果轻微并及时改正，可以不予行政处罚，须进行教育${listed}`,
    },
  ];
}
