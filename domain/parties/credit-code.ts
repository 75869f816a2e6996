/** Unified social credit codes 统一社会信用代码 (GB 32100-2015): eighteen characters without I, O, S, V, Z; check modulo 31. */
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import type { SubjectKind } from '../vocabulary.ts';

export interface CreditCode {
  ok: true;
  code: string;
  /** Who registered it, first character. */
  registrar: string;
  /** What it is, as far as the first two characters tell. */
  category: string;
  /** 92 is an individual business; everything else is an organisation. */
  subjectKind: SubjectKind;
  /** Characters 3 to 8. */
  region: string;
  /** Whether the organisation code inside (characters 9 to 17, GB 11714) has its own check right: a hint only. */
  organisationCodeRight: boolean;
}

export const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const BASIS = ['GB 32100-2015'];
const NEEDS = ['核对营业执照或者登记证书后重新填写'];

const REGISTRARS: Record<string, string> = {
  1: '机构编制',
  2: '外交',
  3: '司法行政',
  4: '文化',
  5: '民政',
  6: '旅游',
  7: '宗教',
  8: '工会',
  9: '市场监管',
  A: '中央军委改革和编制',
  N: '农业农村',
  Y: '其他',
};
const CATEGORIES: Record<string, string> = {
  11: '机关',
  12: '事业单位',
  13: '编办直接管理机构编制的群众团体',
  19: '其他机构编制单位',
  51: '社会团体',
  52: '民办非企业单位',
  53: '基金会',
  59: '其他民政登记组织',
  91: '企业',
  92: '个体工商户',
  93: '农民专业合作社',
  N1: '组级集体经济组织',
  N2: '村级集体经济组织',
  N3: '乡镇级集体经济组织',
};

/** The check character that seventeen characters demand. */
export function creditCheckCharacter(first17: string): string {
  const value = (index: number) => CREDIT_CODE_ALPHABET.indexOf(first17.charAt(index));
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * value(index), 0);
  return CREDIT_CODE_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** GB 11714: eight characters and a check, where A counts 10 … Z 35 and the check 10 is written X. */
function organisationCheck(first8: string): string {
  const value = (sign: string) => (/\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 55);
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, index) => total + weight * value(first8.charAt(index)), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Checks a code as typed. */
export function checkCreditCode(text: string): CreditCode | Refusal {
  const code = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const no = (name: string, message: string) => refuse(name, message, NEEDS, BASIS);
  if (code.length !== 18) return no('credit-code-format', `统一社会信用代码应为18位，现为${[...code].length}位`);
  const strange = [...code].find((sign) => !CREDIT_CODE_ALPHABET.includes(sign));
  if (strange !== undefined) {
    return no('credit-code-format', `统一社会信用代码不使用“${strange}”${/[IOSVZ]/.test(strange) ? '，可能是数字误填为字母' : ''}`);
  }
  if (!/^\d{6}$/.test(code.slice(2, 8)))
    return no('credit-code-region', `统一社会信用代码第3至8位的行政区划码“${code.slice(2, 8)}”应为数字`);
  const registrar = REGISTRARS[code.charAt(0)];
  if (registrar === undefined) return no('credit-code-registrar', `统一社会信用代码首位“${code.charAt(0)}”不是登记管理部门代码`);
  if (creditCheckCharacter(code.slice(0, 17)) !== code.charAt(17))
    return no('credit-code-check', '统一社会信用代码的校验码不对，请核对是否有一位填错');
  return {
    ok: true,
    code,
    registrar,
    category: CATEGORIES[code.slice(0, 2)] ?? '其他组织',
    region: code.slice(2, 8),
    subjectKind: code.startsWith('92') ? 'individual-business' : 'organisation',
    organisationCodeRight: organisationCheck(code.slice(8, 16)) === code.charAt(16),
  };
}
