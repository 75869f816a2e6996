/**
 * A paper file on its way in 录入稿: one person types it, another compares it with the scan, and only that makes it a case. The
 * rules of who, when and what is missing; acts themselves are the case's (domain/work/import.ts).
 */
import { certifiedOn, type Person } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import { HANDLERS, HEADS, hasRole, REVIEWERS } from '../roles.ts';
import type { IsoInstant, LegalDate } from '../terms/model.ts';

export const DRAFT_STATUSES = ['drafting', 'submitted', 'returned', 'confirming', 'entered', 'discarded'] as const;
export type DraftStatus = (typeof DRAFT_STATUSES)[number];
export const DRAFT_STATUS_LABELS: Record<DraftStatus, string> = {
  drafting: '录入中',
  submitted: '待核对',
  returned: '已退回',
  confirming: '正在建案',
  entered: '已补录',
  discarded: '已作废',
};
/** Nothing comes of it any more. */
export const DRAFT_ENDED: readonly DraftStatus[] = ['entered', 'discarded'];

export const DRAFT_STEP_LABELS = {
  begun: '建立录入稿',
  'taken-over': '接手录入',
  submitted: '提交核对',
  withdrawn: '撤回修改',
  returned: '退回',
  confirmed: '核对通过',
  refused: '建案未成',
  entered: '建立案件',
  discarded: '作废',
} as const;
export type DraftStep = keyof typeof DRAFT_STEP_LABELS;

/** One act as it was typed in; what earlier acts made is named by reference (domain/case/import-references.ts). */
export interface PaperAct {
  at: IsoInstant;
  by: string;
  name: string;
  payload: unknown;
  /** Pages of the scan that it stands on, from 1. */
  pages: number[];
}

/** The checker's word on one act: compared with its pages. `note`: how it was ascertained where the register knows nothing. */
export interface ActCheck {
  act: number;
  note: string | null;
}

/** Typing in grants nothing: those may who write in a case's file, and those who dispatch. */
export const ENTERERS = ['dispatcher', ...HEADS, ...HANDLERS, 'assistant'] as const;
/** The officers of the unit; who only helps or only looks on confirms nothing. */
export const CHECKERS = [...HEADS, ...REVIEWERS, ...HANDLERS] as const;

/** Who types it in belongs to the unit in charge, or dispatches for the county. */
export function mayEnter(person: Person, unit: { id: string; name: string }): Refusal | null {
  if (!hasRole(person, ...ENTERERS))
    return refuse('role-required', '录入纸质案卷由办案、协管、负责人员或者指挥调度员进行', ['由承办单位人员录入']);
  if (hasRole(person, 'dispatcher') || person.unit.id === unit.id) return null;
  return refuse('not-your-unit', `${person.unit.name}的人员只能录入本单位的纸质案卷，不能录入${unit.name}的`, [
    `由${unit.name}或者指挥调度员录入`,
  ]);
}

export interface CheckedDraft {
  unit: { id: string; name: string };
  /** Everybody who typed. */
  enterers: readonly string[];
  /** Everybody who acted in it or is named in it as an official. */
  named: readonly string[];
}

/**
 * Who compares it with the scan answers for what the file says: so nobody does who typed it, and nobody whose own acts stand in
 * it; and it is an officer of the unit that goes on with the case. Where the unit has nobody left, the county's supervisor does.
 */
export function mayCheck(person: Person, { unit, enterers, named }: CheckedDraft, today: LegalDate, unitHasNobody = false): Refusal | null {
  if (enterers.includes(person.id)) {
    return refuse('two-people', '录入的人不能核对自己录入的案卷', ['由承办单位的另一名人员核对']);
  }
  if (named.includes(person.id)) {
    return refuse('named-in-it', '您在这份案卷中办理过案件或者被记载为办案人员，不能核对', ['由没有办理过本案的人员核对']);
  }
  if (unitHasNobody && hasRole(person, 'supervisor')) return null;
  if (person.unit.id !== unit.id || !hasRole(person, ...CHECKERS)) {
    return refuse('not-your-unit', `这份案卷由${unit.name}的办案人员、法制审核员或者负责人核对`, [
      `由${unit.name}没有办理过本案的人员核对`,
      '该单位没有这样的人员时，由督办员核对',
    ]);
  }
  if (!hasRole(person, ...HEADS, ...REVIEWERS) && !certifiedOn(person, today)) {
    return refuse('certificate-required', '办案人员核对案卷须持有效执法证', ['由持证人员核对'], ['《行政处罚法》第四十二条']);
  }
  return null;
}

export const isCounted = (value: number, pages: number): boolean => Number.isInteger(value) && value >= 1 && value <= pages;

/** Pages that no act stands on, and acts (from 1) that stand on no page of the scan. */
export function pagesAndActs(
  acts: readonly Pick<PaperAct, 'pages'>[],
  pages: number,
): { pagesWithoutAct: number[]; actsWithoutPage: number[] } {
  const used = new Set(acts.flatMap((act) => act.pages));
  return {
    pagesWithoutAct: Array.from({ length: pages }, (_, index) => index + 1).filter((page) => !used.has(page)),
    actsWithoutPage: acts.flatMap((act, index) => (act.pages.some((page) => isCounted(page, pages)) ? [] : [index + 1])),
  };
}

/** What keeps a draft from being handed over: no scan, no act, an act without a page, a page that is not there. */
export function unready(acts: readonly Pick<PaperAct, 'pages'>[], pages: number): Refusal | null {
  if (pages === 0) return refuse('scan-missing', '还没有上传案卷扫描件', ['上传整本案卷的扫描件（PDF 或者图片）']);
  if (acts.length === 0) return refuse('acts-missing', '还没有录入步骤', ['按案卷录入各步，第一步为建立案件']);
  const astray = acts.findIndex((act) => act.pages.some((page) => !isCounted(page, pages)));
  if (astray >= 0) return refuse('page-missing', `第${astray + 1}步写的卷宗页超出扫描件（共${pages}页）`, ['更正所据的页码']);
  const { actsWithoutPage } = pagesAndActs(acts, pages);
  if (actsWithoutPage.length === 0) return null;
  return refuse('act-without-page', `第${actsWithoutPage.join('、')}步没有写明所据的卷宗页`, [
    '写明每一步依据案卷的哪几页',
    '案卷中没有材料的步骤不能补录',
  ]);
}

/** Every act was compared; where the register does not know whether the post was held then, with how that was found out. */
export function unchecked(acts: number, unknown: readonly number[], checks: readonly ActCheck[]): Refusal | null {
  const seen = new Map(checks.map((check) => [check.act, check]));
  const left = Array.from({ length: acts }, (_, index) => index + 1).filter((act) => !seen.has(act));
  if (left.length > 0) return refuse('acts-unchecked', `第${left.join('、')}步还没有核对`, ['逐步与扫描页核对']);
  const bare = unknown.filter((act) => !seen.get(act)?.note?.trim());
  if (bare.length === 0) return null;
  return refuse('standing-unknown', `人员登记不知道第${bare.join('、')}步的办理人当日是否在岗，须写明核实依据`, [
    '在核对意见中写明依据（任职文件、执法证等）',
    '或者先在“单位与人员”中补登任职',
  ]);
}

/** 青综执卷〔2026〕3号 and 青综执卷(2026) 3 号 are one: width, brackets, dashes and blanks do not tell files apart. */
export const referenceKey = (reference: string): string =>
  reference
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[〔［\[【(（]/g, '(')
    .replaceAll(/[〕］\]】)）]/g, ')')
    .replaceAll(/[‐‑–—−]/g, '-')
    .replaceAll(/\s+/g, '');

/** 3–5、8: pages as people write them. */
export function pagesInWords(pages: readonly number[]): string {
  const sorted = [...new Set(pages)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const page of sorted) {
    const last = runs.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, until]) => (from === until ? `${from}` : `${from}–${until}`)).join('、');
}

/** What people write, as pages; null where it is none: `3-5，8`. */
export function pagesOfWords(words: string): number[] | null {
  const parts = words
    .normalize('NFKC')
    .split(/[,、;\s]+/)
    .filter(Boolean);
  const pages: number[] = [];
  for (const part of parts) {
    const match = /^(\d{1,4})(?:[-–—~](\d{1,4}))?$/.exec(part);
    const [from, until] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (!match || from < 1 || until < from || until - from > 2_000) return null;
    for (let page = from; page <= until; page++) pages.push(page);
  }
  return [...new Set(pages)].sort((a, b) => a - b);
}
