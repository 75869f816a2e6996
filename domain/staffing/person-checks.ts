/** What is asked of more than one change of a person. */
import { refuse, type Refusal } from '../result.ts';
import { normalUsername } from '../sign-in/username.ts';
import type { LegalDate } from '../terms/model.ts';
import { type ChangeContext, personIn } from './change.ts';
import { holdsOn, type PersonStanding } from './model.ts';
import { excluded, noSuchPost, type Post, roleOfPost } from './posts.ts';
import { bodyOf, postsOn, standingOn } from './standing.ts';

export function usernameTaken({ staff, subjectId }: ChangeContext, username: string): Refusal | null {
  const wanted = normalUsername(username);
  const other = [...staff.people.values()].find((person) => person.id !== subjectId && normalUsername(person.username) === wanted);
  return other ? refuse('username-taken', `用户名“${username}”已经由${other.name}使用`, ['换一个用户名']) : null;
}

interface Given {
  unitId: string;
  /** null: a posting, which takes along what the person already does. */
  post: Post | null;
  principal?: boolean;
  until: LegalDate | null;
}

/** Whether the unit is there for the whole time, has such a post, and whether it goes with what the person holds beside it. */
export function postFits({ staff, effectiveOn }: ChangeContext, person: PersonStanding | null, given: Given): Refusal | null {
  const unit = staff.units.get(given.unitId);
  const body = bodyOf(staff, given.unitId);
  if (!unit || !body) return refuse('unit-not-found', '没有这个单位', ['重新选择单位']);
  if (given.until !== null && given.until < effectiveOn) return refuse('ends-before-it-begins', '最后一天早于第一天', ['改日期']);
  for (const one of [unit, body]) {
    if (one.from > effectiveOn) return refuse('unit-not-yet', `${one.name}${one.from}才设立`, ['改为设立之后的日期']);
    if (one.until !== null && (given.until === null || given.until > one.until)) {
      return refuse('unit-ends', `${one.name}到${one.until}撤销，岗位不能更长`, ['选择其他单位', `改为不晚于${one.until}`]);
    }
  }
  if (person?.leftOn != null && person.leftOn < effectiveOn) return refuse('already-left', `${person.name}已经于${person.leftOn}离职`);
  if (given.principal && given.post !== 'head') return refuse('principal-is-head', '只有负责人岗可以是正职', ['选择负责人岗', '不选正职']);
  if (given.post !== null && roleOfPost(given.post, body.kind) === null) return noSuchPost(given.post, body.name);
  if (!person) return null;
  const span = { from: effectiveOn, until: given.until };
  const beside = person.posts.filter((held) => overlaps(held, span));
  if (given.post === null) {
    if (beside.length === 0) return refuse('no-post', `${person.name}没有岗位，不能派驻`, ['先任岗']);
    if (beside.some((held) => bodyOf(staff, held.unitId)?.id === body.id)) {
      return refuse('posted-home', `${person.name}本来就在${body.name}`, ['选择其他单位']);
    }
    const there = person.postings.find((one) => overlaps(one, span));
    return there
      ? refuse('posted-already', `${person.name}已经派驻在${staff.units.get(there.unitId)?.name ?? ''}`, ['先结束原来的派驻'])
      : null;
  }
  const elsewhere = beside.find((held) => bodyOf(staff, held.unitId)?.id !== body.id);
  if (elsewhere) {
    return refuse('posts-in-two-bodies', `${person.name}在${bodyOf(staff, elsewhere.unitId)?.name ?? ''}还有岗位，一人只在一个单位任岗`, [
      '先免去原岗位',
      '办理调动或者派驻',
    ]);
  }
  const same = beside.find((held) => held.post === given.post && held.unitId === given.unitId && (held.principal || !given.principal));
  if (same) return refuse('post-held', `${person.name}已经任这个岗位`, []);
  return excluded([...beside.map(({ post }) => post), ...deputisedPosts(staff, person, span), given.post]);
}

interface Span {
  from: LegalDate;
  until: LegalDate | null;
}
const overlaps = (a: Span, b: Span): boolean => (a.until === null || b.from <= a.until) && (b.until === null || a.from <= b.until);

const deputisedPosts = (staff: ChangeContext['staff'], person: PersonStanding, span: Span): Post[] =>
  person.deputies
    .filter((deputy) => overlaps(deputy, span))
    .flatMap(({ forPersonId }) =>
      (staff.people.get(forPersonId)?.posts ?? []).filter((held) => overlaps(held, span)).map(({ post }) => post),
    );

export function deputyFits(
  { staff, effectiveOn }: ChangeContext,
  person: PersonStanding,
  { forPersonId, until }: { forPersonId: string; until: LegalDate },
): Refusal | null {
  const other = staff.people.get(forPersonId);
  if (!other || other.id === person.id) return refuse('person-not-found', '请选择另一个人', ['重新选择被代理的人']);
  if (until < effectiveOn) return refuse('ends-before-it-begins', '最后一天早于第一天', ['改日期']);
  const theirs = postsOn(staff, other, effectiveOn);
  if (theirs.length === 0) return refuse('nothing-to-act-for', `${other.name}在这一天没有岗位`, ['改日期']);
  const [mine, that] = [standingOn(staff, person, effectiveOn), standingOn(staff, other, effectiveOn)];
  if (!mine.active) return refuse('not-in-office', `${person.name}在这一天不在职`, ['改日期']);
  if (mine.body?.id !== that.home?.id) {
    return refuse('deputy-of-another-unit', `${person.name}与${other.name}不在同一单位，不能代理`, ['由同一单位的人代理', '先办理派驻']);
  }
  const span = { from: effectiveOn, until };
  return excluded([...person.posts.filter((held) => overlaps(held, span)), ...theirs].map(({ post }) => post));
}

export function certificateFits(
  context: ChangeContext,
  { number, validFrom, validUntil }: { number: string; validFrom: LegalDate; validUntil: LegalDate },
): Refusal | null {
  if (validUntil < validFrom) return refuse('ends-before-it-begins', '执法证的有效期止早于有效期起', ['核对证件上的日期']);
  const wanted = number.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  const other = [...context.staff.people.values()].find(
    (person) =>
      person.id !== context.subjectId &&
      person.certificates.some((held) => held.number.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase() === wanted),
  );
  return other ? refuse('certificate-taken', `执法证号“${number}”是${other.name}的`, ['核对证号']) : null;
}

/** The one of these that is to end, still going on at that day. */
export function heldFits(
  context: ChangeContext,
  all: readonly { id: string; from: LegalDate; until: LegalDate | null }[],
  heldId: string,
  what: string,
): Refusal | null {
  const held = all.find(({ id }) => id === heldId);
  const { name } = personIn(context);
  if (!held) return refuse('nothing-to-end', `${name}没有这一${what}`, ['重新选择']);
  if (context.effectiveOn < held.from) return refuse('ends-before-it-begins', `这一${what}${held.from}才开始`, ['改日期']);
  if (held.until !== null && !holdsOn(held, context.effectiveOn)) return refuse('already-ended', `这一${what}已经于${held.until}结束`);
  return null;
}
