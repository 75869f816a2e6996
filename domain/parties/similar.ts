/** Two records that may be one party: proposed with the reasons, merged or refused by a person. */
import type { SubjectKind } from '../vocabulary.ts';
import { partyKey } from './identity.ts';

export interface PartyLike {
  kind: SubjectKind;
  name: string;
  identifier: string | null;
  phone?: string | null;
  address?: string | null;
}

export interface Similarity {
  /** 0 to 1. */
  score: number;
  /** What speaks for it and what against, in words. */
  why: string[];
  /** Above the threshold, with nothing that rules it out. */
  propose: boolean;
}

/** From here on a merge is proposed. */
export const MERGE_THRESHOLD = 0.8;

const LEGAL_FORMS = /(有限责任公司|股份有限公司|有限公司|分公司|个体工商户|经营部|商行|合作社)$/;

/**
 * A name as it is compared: one width, no spaces or punctuation, one middle dot, simplified brackets dropped with what
 * they are (（普通合伙）), letters lower case.
 */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[·・•‧∙.]/g, '·')
    .replace(/[\s,，。、;；:：'"“”‘’\-—_/\\|]/g, '')
    .replace(/[()（）[\]【】《》<>]/g, '');
}

/** The name without its legal form, so that 某某餐饮有限公司 and 某某餐饮 meet. */
export function coreName(name: string): string {
  const whole = normaliseName(name);
  const core = whole.replace(LEGAL_FORMS, '');
  return [...core].length >= 2 ? core : whole;
}

function bigrams(text: string): string[] {
  const signs = [...text];
  return signs.length < 2 ? signs : signs.slice(1).map((sign, index) => `${signs[index] ?? ''}${sign}`);
}

/** Sørensen–Dice over character pairs, counting repeats. */
export function dice(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1;
  const left = bigrams(a);
  const right = bigrams(b);
  if (left.length === 0 || right.length === 0) return 0;
  const pool = new Map<string, number>();
  for (const pair of left) pool.set(pair, (pool.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of right) {
    const rest = pool.get(pair) ?? 0;
    if (rest > 0) {
      shared += 1;
      pool.set(pair, rest - 1);
    }
  }
  return (2 * shared) / (left.length + right.length);
}

const digits = (text: string | null | undefined): string => (text ?? '').replace(/\D/g, '');

/**
 * How alike two party records are. One number on both settles it; two numbers of one kind that differ rule it out. A
 * name alone never suffices for a person: names are shared by many.
 */
export function similarParty(a: PartyLike, b: PartyLike): Similarity {
  const [left, right] = [partyKey(a), partyKey(b)];
  if (left !== null && left === right) return { score: 1, why: ['证件号码相同'], propose: true };
  if (left !== null && right !== null && left.split(':')[0] === right.split(':')[0]) {
    return { score: 0, why: ['证件号码不同，不是同一当事人'], propose: false };
  }
  const person = a.kind === 'citizen' || b.kind === 'citizen';
  if (person && (a.kind === 'organisation' || b.kind === 'organisation')) return { score: 0, why: ['一为个人，一为单位'], propose: false };

  const why: string[] = [];
  const [nameA, nameB] = person ? [normaliseName(a.name), normaliseName(b.name)] : [coreName(a.name), coreName(b.name)];
  const likeness = person ? Number(nameA === nameB && nameA !== '') : dice(nameA, nameB);
  let score = 0.6 * likeness;
  if (likeness === 1) why.push(person ? '姓名相同' : '名称相同（不计组织形式）');
  else if (likeness >= 0.5) why.push(`名称相近（${Math.round(likeness * 100)}%）`);
  const [phoneA, phoneB] = [digits(a.phone), digits(b.phone)];
  if (phoneA.length >= 7 && phoneA === phoneB) {
    score += 0.3;
    why.push('联系电话相同');
  }
  const place = dice(normaliseName(a.address ?? ''), normaliseName(b.address ?? ''));
  if (place >= 0.8) {
    score += 0.25;
    why.push(place === 1 ? '地址相同' : '地址相近');
  }
  if (likeness < 0.5) return { score: Math.min(score, 0.5), why: [...why, '名称不同'], propose: false };
  const bounded = Math.min(1, Math.round(score * 100) / 100);
  return { score: bounded, why: why.length > 0 ? why : ['没有相同之处'], propose: bounded >= MERGE_THRESHOLD };
}
