/** The demo county's people. All invented; everybody's password is the demo password. */
import type { Role } from '../../domain/vocabulary.ts';

export const DEMO_PASSWORD = 'caselight-demo';

export interface SeedPerson {
  /** Also the user name. */
  id: string;
  name: string;
  unitId: string;
  roles: Role[];
  certificate: { number: string; validFrom: string; validUntil: string } | null;
  legalQualification: boolean;
  principal: boolean;
}

const VALID = { validFrom: '2024-01-01', validUntil: '2029-12-31' };
let certificates = 0;
const certificate = (validUntil = VALID.validUntil) => {
  certificates += 1;
  return { number: `浙云${String(11000 + certificates)}`, validFrom: VALID.validFrom, validUntil };
};

const person = (id: string, name: string, unitId: string, role: Role, rest: Partial<SeedPerson> = {}): SeedPerson => ({
  id,
  name,
  unitId,
  roles: [role],
  certificate: null,
  legalQualification: false,
  principal: false,
  ...rest,
});

const officer = (id: string, name: string, unitId: string, role: 'handler' | 'bureau-handler' = 'handler', validUntil?: string) =>
  person(id, name, unitId, role, { certificate: certificate(validUntil) });
const reviewer = (id: string, name: string, unitId: string, role: 'town-reviewer' | 'bureau-reviewer') =>
  person(id, name, unitId, role, { legalQualification: true });
const head = (id: string, name: string, unitId: string, role: 'town-head' | 'bureau-head') =>
  person(id, name, unitId, role, { principal: true });

/** The people that the guide and the sign-in page name, in its order. */
export const FEATURED_PEOPLE: readonly SeedPerson[] = [
  person('dispatcher', '宋雨桐', 'command', 'dispatcher'),
  officer('handler1', '陈立新', 'qingshi'),
  officer('handler2', '吴晓梅', 'qingshi'),
  officer('handler3', '周海波', 'qingshi'),
  officer('handler4', '徐志强', 'liulin'),
  person('assistant', '何小勇', 'qingshi', 'assistant'),
  reviewer('townreview', '沈文静', 'qingshi', 'town-reviewer'),
  head('townhead', '郑国平', 'qingshi', 'town-head'),
  officer('bureauhandler1', '林建华', 'bureau', 'bureau-handler'),
  officer('bureauhandler2', '黄丽娟', 'bureau', 'bureau-handler'),
  reviewer('bureaureview', '叶明远', 'bureau', 'bureau-reviewer'),
  head('bureauhead', '方卫东', 'bureau', 'bureau-head'),
  person('supervisor', '金晓峰', 'command', 'supervisor'),
  person('auditor', '董慧敏', 'justice', 'auditor'),
  person('listadmin', '姜涛', 'justice', 'list-admin'),
  person('sysadmin', '范思远', 'data', 'sys-admin'),
  person('securityadmin', '顾长青', 'data', 'security-admin'),
  person('auditadmin', '倪书华', 'data', 'audit-admin'),
];

const SURNAMES = [...'王李张刘杨赵孙马朱胡郭高罗梁谢韩唐冯于萧程曹袁邓许傅曾彭吕苏卢蒋蔡贾丁魏薛潘杜戴夏钟汪田任范石姚谭廖邹熊陆'];
const GIVEN = [
  '建国',
  '秀英',
  '志明',
  '桂芳',
  '永强',
  '丽华',
  '国栋',
  '雪梅',
  '俊杰',
  '红霞',
  '文斌',
  '春燕',
  '海涛',
  '玉兰',
  '德胜',
  '晓燕',
  '振宇',
  '美玲',
  '少华',
  '翠萍',
  '立群',
  '小芳',
  '家豪',
  '佩云',
  '卫民',
  '月娥',
  '浩然',
  '淑珍',
  '长青',
  '亚男',
  '庆丰',
  '慧芳',
  '思源',
  '秋菊',
  '景明',
  '雅琴',
  '天佑',
  '彩霞',
  '世杰',
  '静怡',
];
let named = 0;
/** A name that comes out the same in every run and for nobody else here. */
const nextName = (): string => {
  const name = `${SURNAMES[named % SURNAMES.length]}${GIVEN[(named * 7) % GIVEN.length]}`;
  named += 1;
  return name;
};

/** Enough people in a unit that every step has somebody lawful to take it. */
const townPeople = (town: string): SeedPerson[] => [
  officer(`${town}-handler1`, nextName(), town),
  officer(`${town}-handler2`, nextName(), town),
  person(`${town}-assistant`, nextName(), town, 'assistant'),
  reviewer(`${town}-review`, nextName(), town, 'town-reviewer'),
  head(`${town}-head`, nextName(), town, 'town-head'),
];
const bureauPeople = (bureau: string): SeedPerson[] => [
  officer(`${bureau}-handler1`, nextName(), bureau, 'bureau-handler'),
  officer(`${bureau}-handler2`, nextName(), bureau, 'bureau-handler'),
  reviewer(`${bureau}-review`, nextName(), bureau, 'bureau-reviewer'),
  head(`${bureau}-head`, nextName(), bureau, 'bureau-head'),
];

export const SEED_PEOPLE: readonly SeedPerson[] = [
  ...FEATURED_PEOPLE,
  ...['chengguan', 'hedong', 'liulin', 'baisha', 'hukou'].flatMap(townPeople),
  // A certificate that ran out, so that the demo shows what then is refused.
  officer('baisha-handler3', nextName(), 'baisha', 'handler', '2025-12-31'),
  person('towndeputy', nextName(), 'qingshi', 'town-head'),
  person('bureaudeputy', nextName(), 'bureau', 'bureau-head'),
  reviewer('bureaureview2', nextName(), 'bureau', 'bureau-reviewer'),
  ...[
    'natural-resources',
    'ecology',
    'water',
    'agriculture',
    'health',
    'market',
    'emergency',
    'fire',
    'housing',
    'culture',
    'transport',
  ].flatMap(bureauPeople),
  // The county itself: the common superior of towns and bureaus, who designates jurisdiction (行政处罚法 25).
  person('countychief', nextName(), 'county', 'supervisor'),
];
