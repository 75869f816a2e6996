/**
 * Units and people as the office keeps them: everything with its days. Whatever is asked («who was head on that day», «who
 * may decide tomorrow») is derived from intervals; nothing is a flag that somebody must remember to turn.
 * Days are legal dates in Asia/Shanghai; `until` is the last day, null: without an end.
 */
import type { LegalDate } from '../terms/model.ts';
import type { Post } from './posts.ts';

/** 县、执法机关、镇、街道、其他单位 are bodies; 中队（team） and 网格（grid） are parts of one. */
export const UNIT_KINDS = ['county', 'bureau', 'town', 'street', 'other', 'team', 'grid'] as const;
export type StaffUnitKind = (typeof UNIT_KINDS)[number];

export const UNIT_KIND_LABELS: Record<StaffUnitKind, string> = {
  county: '县',
  bureau: '县级执法机关、部门',
  town: '镇、乡',
  street: '街道',
  other: '其他单位',
  team: '中队',
  grid: '网格',
};
/** Parts of a body: what is done there is the body's. */
export const PART_KINDS: readonly StaffUnitKind[] = ['team', 'grid'];

export interface UnitStanding {
  id: string;
  name: string;
  kind: StaffUnitKind;
  parentId: string | null;
  from: LegalDate;
  /** Its last day. */
  until: LegalDate | null;
  /** Every name it has borne, oldest first; the last is today's or a later one's. */
  names: readonly { name: string; from: LegalDate }[];
}

/** A post held 任岗. */
export interface PostHeld {
  /** The change that gave it. */
  id: string;
  unitId: string;
  post: Post;
  /** 正职 or 主持工作 (移送规定 5). */
  principal: boolean;
  from: LegalDate;
  until: LegalDate | null;
}

export const POSTING_MODES = ['dispatched', 'sunk', 'rotation'] as const;
export type PostingMode = (typeof POSTING_MODES)[number];
export const POSTING_MODE_LABELS: Record<PostingMode, string> = { dispatched: '派驻', sunk: '下沉', rotation: '巡回、轮岗' };

/** An officer of one body who works for another, both of whom lead him 双重管理. */
export interface PostingHeld {
  id: string;
  unitId: string;
  mode: PostingMode;
  from: LegalDate;
  until: LegalDate | null;
}

/** Acting for somebody who is away 代理; `inCharge`: 主持工作, so that what only the principal head may do can be done. */
export interface DeputyHeld {
  id: string;
  forPersonId: string;
  inCharge: boolean;
  from: LegalDate;
  until: LegalDate;
}

/** An enforcement certificate 执法证 (行政处罚法 42); `until` is its last valid day, or the day before it was taken back. */
export interface CertificateHeld {
  id: string;
  number: string;
  /** 执法领域 as printed on it. */
  field: string | null;
  from: LegalDate;
  until: LegalDate;
}

export interface PersonStanding {
  id: string;
  username: string;
  name: string;
  enteredOn: LegalDate;
  /** The last day in office. */
  leftOn: LegalDate | null;
  /** From when 法律职业资格 is held (行政处罚法 58); null: not held. */
  qualifiedFrom: LegalDate | null;
  certificates: readonly CertificateHeld[];
  posts: readonly PostHeld[];
  postings: readonly PostingHeld[];
  deputies: readonly DeputyHeld[];
  /** Days on which all power rests 停权; `until` null: until given back. */
  suspensions: readonly { from: LegalDate; until: LegalDate | null }[];
}

export interface Staff {
  units: ReadonlyMap<string, UnitStanding>;
  people: ReadonlyMap<string, PersonStanding>;
}

/** A dated change of a unit or a person, as the history keeps it; `data` by its kind. */
export interface StaffChange {
  id: string;
  subject: 'unit' | 'person';
  subjectId: string;
  kind: string;
  /** The first day on which it holds. */
  effectiveOn: LegalDate;
  data: Record<string, unknown>;
}

export const holdsOn = ({ from, until }: { from: LegalDate; until: LegalDate | null }, day: LegalDate): boolean =>
  from <= day && (until === null || day <= until);
