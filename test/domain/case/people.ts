/** The demo county's people and units, as the API would look them up. */
import type { Certificate, Person, UnitRef } from '../../../domain/people.ts';
import type { Role } from '../../../domain/vocabulary.ts';

const unit = (id: string, name: string, kind: UnitRef['kind']): UnitRef => ({ id, name, kind });

export const units = {
  county: unit('county', '云溪县人民政府', 'county'),
  bureau: unit('bureau', '云溪县综合行政执法局', 'bureau'),
  water: unit('water', '云溪县水利局', 'bureau'),
  qingshi: unit('qingshi', '青石镇', 'town'),
  liulin: unit('liulin', '柳林镇', 'town'),
  chengguan: unit('chengguan', '城关街道', 'street'),
} satisfies Record<string, UnitRef>;

export const unitsById: Record<string, UnitRef> = Object.fromEntries(Object.values(units).map((one) => [one.id, one]));

const certificate = (number: string, validUntil = '2029-12-31'): Certificate => ({ number, validFrom: '2024-01-01', validUntil });

const person = (id: string, name: string, of: UnitRef, roles: Role[], rest: Partial<Person> = {}): Person => ({
  id,
  name,
  unit: of,
  roles,
  certificate: null,
  legalQualification: false,
  principal: false,
  active: true,
  ...rest,
});

export const people = {
  dispatcher: person('dispatcher', '戴调度', units.county, ['dispatcher']),
  handler1: person('handler1', '韩一', units.qingshi, ['handler'], { certificate: certificate('浙云1001') }),
  handler2: person('handler2', '韩二', units.qingshi, ['handler'], { certificate: certificate('浙云1002') }),
  handler3: person('handler3', '韩三', units.qingshi, ['handler'], { certificate: certificate('浙云1003') }),
  handler4: person('handler4', '韩四', units.liulin, ['handler'], { certificate: certificate('浙云1004') }),
  handler5: person('handler5', '韩五', units.liulin, ['handler'], { certificate: certificate('浙云1005') }),
  /** Certificate ran out at the end of 2025. */
  expired: person('expired', '郭期', units.qingshi, ['handler'], { certificate: certificate('浙云0900', '2025-12-31') }),
  assistant: person('assistant', '解协管', units.qingshi, ['assistant']),
  townreview: person('townreview', '沈镇审', units.qingshi, ['town-reviewer'], { legalQualification: true }),
  townhead: person('townhead', '郑镇长', units.qingshi, ['town-head'], { principal: true }),
  towndeputy: person('towndeputy', '傅副镇长', units.qingshi, ['town-head']),
  liulinhead: person('liulinhead', '刘镇长', units.liulin, ['town-head'], { principal: true }),
  bureauhandler1: person('bureauhandler1', '白一', units.bureau, ['bureau-handler'], { certificate: certificate('浙云2001') }),
  bureauhandler2: person('bureauhandler2', '白二', units.bureau, ['bureau-handler'], { certificate: certificate('浙云2002') }),
  bureaureview: person('bureaureview', '卜审', units.bureau, ['bureau-reviewer'], { legalQualification: true }),
  /** A reviewer without 法律职业资格. */
  bureaureview2: person('bureaureview2', '卜新', units.bureau, ['bureau-reviewer']),
  bureauhead: person('bureauhead', '鲍局长', units.bureau, ['bureau-head'], { principal: true }),
  bureaudeputy: person('bureaudeputy', '毕副局长', units.bureau, ['bureau-head']),
  supervisor: person('supervisor', '都督办', units.county, ['supervisor']),
  auditor: person('auditor', '申审计', units.county, ['auditor']),
  listadmin: person('listadmin', '李清单', units.county, ['list-admin']),
  sysadmin: person('sysadmin', '席系统', units.county, ['sys-admin']),
} satisfies Record<string, Person>;

export type PersonKey = keyof typeof people;
export const peopleById: Record<string, Person> = people;
