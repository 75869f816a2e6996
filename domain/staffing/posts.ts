/**
 * 事—岗—人: power comes with a post in a unit, never straight to a person. The role that rules ask for follows from the
 * post and from what kind of unit it is in, so that nobody is a bureau's reviewer in a town.
 */
import { refuse, type Refusal } from '../result.ts';
import { BUREAU_HEAD, TOWN_HEAD } from '../roles.ts';
import { ROLE_LABELS, type Role } from '../vocabulary.ts';
import type { StaffUnitKind } from './model.ts';

export const POSTS = [
  'enforcement',
  'assistant',
  'grid',
  'legal-review',
  'head',
  'dispatch',
  'supervision',
  'oversight',
  'lists',
  'system',
  'security',
  'trail',
] as const;
export type Post = (typeof POSTS)[number];

export const POST_LABELS: Record<Post, string> = {
  enforcement: '执法岗',
  assistant: '协管岗',
  grid: '网格岗',
  'legal-review': '法制审核岗',
  head: '负责人岗',
  dispatch: '指挥调度岗',
  supervision: '督办岗',
  oversight: '执法监督岗',
  lists: '清单管理岗',
  system: '系统管理岗',
  security: '安全管理岗',
  trail: '审计管理岗',
};

type Body = 'county' | 'bureau' | 'town' | 'street' | 'other';
const EVERYWHERE: readonly Body[] = ['county', 'bureau', 'town', 'street', 'other'];
const anywhere = (role: Role): Partial<Record<Body, Role>> => Object.fromEntries(EVERYWHERE.map((kind) => [kind, role]));
const inTowns = (role: Role): Partial<Record<Body, Role>> => ({ town: role, street: role });

const ROLES_OF: Record<Post, Partial<Record<Body, Role>>> = {
  enforcement: { ...inTowns('handler'), bureau: 'bureau-handler' },
  assistant: inTowns('assistant'),
  grid: inTowns('assistant'),
  'legal-review': { ...inTowns('town-reviewer'), bureau: 'bureau-reviewer' },
  head: { ...inTowns(TOWN_HEAD), bureau: BUREAU_HEAD },
  dispatch: anywhere('dispatcher'),
  supervision: anywhere('supervisor'),
  oversight: anywhere('auditor'),
  lists: anywhere('list-admin'),
  system: anywhere('sys-admin'),
  security: anywhere('security-admin'),
  trail: anywhere('audit-admin'),
};

/** The role that this post gives in a body of that kind; null where such a body has no such post. */
export const roleOfPost = (post: Post, body: StaffUnitKind): Role | null => ROLES_OF[post][body as Body] ?? null;

/** The post that a role comes from: for people taken over from before posts were kept. */
export const postOfRole = (role: Role): Post => POSTS.find((post) => Object.values(ROLES_OF[post]).includes(role)) ?? 'assistant';

/** Posts whose work goes along when somebody is posted to another unit; a head or keeper does not travel. */
export const TRAVELLING: readonly Post[] = ['enforcement', 'assistant', 'grid', 'legal-review'];
/** Those without whom an installation cannot be put right again. */
export const KEEPERS: readonly Post[] = ['system', 'security', 'trail'];

const CASE_POSTS: readonly Post[] = ['enforcement', 'assistant', 'grid', 'legal-review', 'head', 'dispatch', 'supervision', 'oversight'];

interface Exclusion {
  posts: readonly Post[];
  others: readonly Post[];
  why: string;
  basis: string[];
}

const EXCLUSIONS: readonly Exclusion[] = [
  {
    posts: ['enforcement', 'assistant', 'grid'],
    others: ['legal-review'],
    why: '办案的人不能审核同一条线上的案件',
    basis: ['《行政处罚法》第五十八条'],
  },
  {
    posts: ['legal-review'],
    others: ['head'],
    why: '审核的人不能再作决定',
    basis: ['《行政处罚法》第五十七条', '《行政处罚法》第五十八条'],
  },
  { posts: ['enforcement', 'assistant', 'grid'], others: ['head'], why: '办案的人不能再批准、决定', basis: ['《行政处罚法》第五十七条'] },
  {
    posts: ['system'],
    others: ['security', 'trail'],
    why: '系统管理、安全管理、审计管理由三个人分别担任',
    basis: ['网络安全等级保护第三级：三员分立（内部规则）'],
  },
  {
    posts: ['security'],
    others: ['trail'],
    why: '系统管理、安全管理、审计管理由三个人分别担任',
    basis: ['网络安全等级保护第三级：三员分立（内部规则）'],
  },
  {
    posts: ['system', 'security', 'trail'],
    others: CASE_POSTS,
    why: '管理系统的人不接触案件',
    basis: ['网络安全等级保护第三级：最小权限（内部规则）'],
  },
  {
    posts: ['lists'],
    others: ['head', 'system'],
    why: '起草清单的人不能批准清单',
    basis: ['清单发布规则：两人分别起草、批准（内部规则）'],
  },
];

/** Why these posts cannot meet in one account; null where they can. */
export function excluded(posts: readonly Post[]): Refusal | null {
  for (const { posts: some, others, why, basis } of EXCLUSIONS) {
    const one = posts.find((post) => some.includes(post));
    const other = posts.find((post) => others.includes(post));
    if (one && other) {
      return refuse(
        'posts-exclude-each-other',
        `${POST_LABELS[one]}与${POST_LABELS[other]}不能由一人担任：${why}`,
        [`先免去${POST_LABELS[one]}或者${POST_LABELS[other]}`, '由另一人担任'],
        basis,
      );
    }
  }
  return null;
}

/** A post that the body does not have. */
export const noSuchPost = (post: Post, unitName: string): Refusal =>
  refuse('no-such-post', `${unitName}没有${POST_LABELS[post]}`, [
    `${POST_LABELS[post]}设在${[...new Set(Object.values(ROLES_OF[post]))].map((role) => ROLE_LABELS[role]).join('、')}所在的单位`,
  ]);
