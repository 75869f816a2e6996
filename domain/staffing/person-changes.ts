import { z } from 'zod';
import { refuse } from '../result.ts';
import { choice, legalDate, personId, text, unitId, yesNo } from '../work/fields.ts';
import { change, personIn } from './change.ts';
import { certificateFits, deputyFits, heldFits, postFits, usernameTaken } from './person-checks.ts';
import { POSTING_MODE_LABELS, POSTING_MODES } from './model.ts';
import { POST_LABELS, POSTS } from './posts.ts';
import { dayBefore } from './standing.ts';

const post = choice('岗位', POSTS, POST_LABELS);
const principal = yesNo('正职负责人', '只有负责人岗有；涉嫌犯罪移送由正职或者主持工作的负责人批准').default(false);
const until = legalDate('到哪一天为止', '最后一天；不填为长期').nullable().default(null);
const username = z
  .string({ error: '请填写用户名' })
  .trim()
  .min(2, '用户名至少2个字')
  .max(60, '用户名不能超过60字')
  .refine((value) => /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(value), '用户名只能用文字、数字、点、横线和下划线')
  .meta({ title: '用户名', input: 'text', help: '登录用，不分大小写' });
const certificateFields = {
  number: text('执法证号', 60),
  field: text('执法领域', 100).nullable().default(null),
  validFrom: legalDate('有效期起'),
  validUntil: legalDate('有效期止'),
};
const ended = z.strictObject({ heldId: text('要结束的一项', 100) });

/** Cut where it had a later end or none; what is over stays as it was. */
const endOne = <Held extends { id: string; until: string | null }>(all: readonly Held[], id: string, effectiveOn: string): Held[] =>
  all.map((one) => (one.id === id ? { ...one, until: dayBefore(effectiveOn) } : one));

export const personChanges = {
  hire: change({
    subject: 'person',
    label: '新进人员',
    help: '建立账户并任第一个岗位；批准后由本人用激活码设定密码',
    founds: true,
    grants: true,
    schema: z.strictObject({
      name: text('姓名', 60),
      username,
      unitId: unitId('单位'),
      post,
      principal,
      enteredOn: legalDate('入职日期').nullable().default(null),
      legalQualification: yesNo('具有法律职业资格').default(false),
      certificate: z.strictObject(certificateFields).nullable().default(null).meta({ title: '执法证' }),
    }),
    check: (context, data) =>
      context.staff.people.has(context.subjectId)
        ? refuse('person-exists', '这个编号已经用于另一个人', ['换一个编号'])
        : (usernameTaken(context, data.username) ??
          postFits(context, null, { ...data, until: null }) ??
          (data.certificate && certificateFits(context, data.certificate))),
    apply: ({ id, subjectId, effectiveOn }, data) => ({
      id: subjectId,
      username: data.username,
      name: data.name.trim(),
      enteredOn: data.enteredOn ?? effectiveOn,
      leftOn: null,
      qualifiedFrom: data.legalQualification ? effectiveOn : null,
      certificates: data.certificate ? [heldCertificate(id, data.certificate)] : [],
      posts: [{ id, unitId: data.unitId, post: data.post, principal: data.principal, from: effectiveOn, until: null }],
      postings: [],
      deputies: [],
      suspensions: [],
    }),
  }),
  assign: change({
    subject: 'person',
    label: '任岗',
    help: '再任一个岗位；须在同一单位，岗位之间不能互斥',
    grants: true,
    schema: z.strictObject({ unitId: unitId('单位'), post, principal, until }),
    check: (context, data) => postFits(context, personIn(context), data),
    apply: (context, data) => {
      const person = personIn(context);
      return { ...person, posts: [...person.posts, { id: context.id, ...data, from: context.effectiveOn }] };
    },
  }),
  transfer: change({
    subject: 'person',
    label: '调动',
    help: '原有岗位和派驻到前一天为止，从生效日起任新岗位。手上的事项先移交',
    grants: true,
    schema: z.strictObject({ unitId: unitId('调往单位'), post, principal }),
    check: (context, data) => postFits(context, { ...personIn(context), posts: [], postings: [], deputies: [] }, { ...data, until: null }),
    apply: (context, data) => {
      const person = personIn(context);
      return {
        ...cutAll(person, context.effectiveOn),
        posts: [...cutAll(person, context.effectiveOn).posts, { id: context.id, ...data, from: context.effectiveOn, until: null }],
      };
    },
  }),
  release: change({
    subject: 'person',
    label: '免岗',
    help: '到生效日前一天为止',
    grants: false,
    mayBePast: true,
    schema: ended,
    check: (context, data) => heldFits(context, personIn(context).posts, data.heldId, '岗位'),
    apply: (context, data) => {
      const person = personIn(context);
      return { ...person, posts: endOne(person.posts, data.heldId, context.effectiveOn) };
    },
  }),
  post: change({
    subject: 'person',
    label: '派驻',
    help: '在另一单位工作，以该单位名义办案；双方共同管理',
    grants: true,
    schema: z.strictObject({ unitId: unitId('派往单位'), mode: choice('方式', POSTING_MODES, POSTING_MODE_LABELS), until }),
    check: (context, data) => postFits(context, personIn(context), { ...data, post: null }),
    apply: (context, data) => {
      const person = personIn(context);
      return { ...person, postings: [...person.postings, { id: context.id, ...data, from: context.effectiveOn }] };
    },
  }),
  recall: change({
    subject: 'person',
    label: '结束派驻',
    help: '到生效日前一天为止，次日起回原单位',
    grants: false,
    mayBePast: true,
    schema: ended,
    check: (context, data) => heldFits(context, personIn(context).postings, data.heldId, '派驻'),
    apply: (context, data) => {
      const person = personIn(context);
      return { ...person, postings: endOne(person.postings, data.heldId, context.effectiveOn) };
    },
  }),
  deputise: change({
    subject: 'person',
    label: '代理',
    help: '同一单位的人外出期间代行其岗位',
    grants: true,
    schema: z.strictObject({
      forPersonId: personId('代理谁'),
      inCharge: yesNo('主持工作', '代理正职期间可以批准只有正职能批准的事项').default(false),
      until: legalDate('到哪一天为止', '最后一天'),
    }),
    check: (context, data) => deputyFits(context, personIn(context), data),
    apply: (context, data) => {
      const person = personIn(context);
      return { ...person, deputies: [...person.deputies, { id: context.id, ...data, from: context.effectiveOn }] };
    },
  }),
  'end-deputy': change({
    subject: 'person',
    label: '结束代理',
    help: '到生效日前一天为止',
    grants: false,
    mayBePast: true,
    schema: ended,
    check: (context, data) => heldFits(context, personIn(context).deputies, data.heldId, '代理'),
    apply: (context, data) => {
      const person = personIn(context);
      return { ...person, deputies: endOne(person.deputies, data.heldId, context.effectiveOn) as typeof person.deputies };
    },
  }),
  certify: change({
    subject: 'person',
    label: '执法证',
    help: '新发或者换发；原有证件到新证有效期起的前一天为止',
    grants: true,
    mayBePast: true,
    schema: z.strictObject(certificateFields),
    check: certificateFits,
    apply: (context, data) => {
      const person = personIn(context);
      const kept = person.certificates
        .filter(({ from }) => from < data.validFrom)
        .map((one) => (one.until < data.validFrom ? one : { ...one, until: dayBefore(data.validFrom) }));
      return { ...person, certificates: [...kept, heldCertificate(context.id, data)] };
    },
  }),
  decertify: change({
    subject: 'person',
    label: '收回执法证',
    help: '生效日起不再持证',
    grants: false,
    mayBePast: true,
    schema: z.strictObject({}),
    check: (context) =>
      personIn(context).certificates.some(({ until: last }) => last >= context.effectiveOn)
        ? null
        : refuse('no-certificate', '此人在这一天没有执法证', ['改日期']),
    apply: (context) => {
      const person = personIn(context);
      return { ...person, certificates: endAll(person.certificates, context.effectiveOn) };
    },
  }),
  qualify: change({
    subject: 'person',
    label: '法律职业资格',
    help: '初次从事法制审核的须具有（行政处罚法第五十八条）',
    atOnce: true,
    grants: ({ held }: { held: boolean }) => held,
    mayBePast: true,
    schema: z.strictObject({ held: yesNo('具有法律职业资格') }),
    check: () => null,
    apply: (context, data) => ({ ...personIn(context), qualifiedFrom: data.held ? context.effectiveOn : null }),
  }),
  correct: change({
    subject: 'person',
    label: '更正姓名、用户名',
    help: '此前的案卷仍用当时的姓名',
    atOnce: true,
    grants: true,
    schema: z.strictObject({ name: text('姓名', 60), username }),
    check: (context, data) => usernameTaken(context, data.username),
    apply: (context, data) => ({ ...personIn(context), name: data.name.trim(), username: data.username }),
  }),
  suspend: change({
    subject: 'person',
    label: '停权',
    help: '立即停止全部权限，不等移交；手上的事项由单位负责人重新指派',
    grants: false,
    schema: z.strictObject({ until }),
    check: (context, data) =>
      data.until !== null && data.until < context.effectiveOn
        ? refuse('ends-before-it-begins', '停权的最后一天早于第一天', ['改日期'])
        : null,
    apply: (context, data) => {
      const person = personIn(context);
      return { ...person, suspensions: [...person.suspensions, { from: context.effectiveOn, until: data.until }] };
    },
  }),
  reinstate: change({
    subject: 'person',
    label: '恢复权限',
    help: '结束停权',
    grants: true,
    schema: z.strictObject({}),
    check: (context) =>
      personIn(context).suspensions.some((one) => one.until === null || one.until >= context.effectiveOn)
        ? null
        : refuse('not-suspended', '此人没有停权'),
    apply: (context) => {
      const person = personIn(context);
      return { ...person, suspensions: endAll(person.suspensions, context.effectiveOn) };
    },
  }),
  leave: change({
    subject: 'person',
    label: '离职',
    help: '生效日起不再在职，登录立即结束。手上的事项先移交',
    grants: false,
    mayBePast: true,
    schema: z.strictObject({}),
    check: (context) => {
      const person = personIn(context);
      if (person.leftOn !== null) return refuse('already-left', `${person.name}已经于${person.leftOn}离职`);
      return context.effectiveOn <= person.enteredOn
        ? refuse('ends-before-it-begins', `${person.name}${person.enteredOn}入职，不能在这之前离职`, ['改日期'])
        : null;
    },
    apply: (context) => ({ ...cutAll(personIn(context), context.effectiveOn), leftOn: dayBefore(context.effectiveOn) }),
  }),
};

const heldCertificate = (
  id: string,
  { number, field, validFrom, validUntil }: { number: string; field: string | null; validFrom: string; validUntil: string },
) => ({ id, number: number.trim(), field, from: validFrom, until: validUntil });

/** Ends on the day before whatever would go on; what would only begin later never begins. */
const endAll = <Held extends { from: string; until: string | null }>(all: readonly Held[], effectiveOn: string): Held[] =>
  all
    .filter(({ from }) => from < effectiveOn)
    .map((one) => (one.until !== null && one.until < effectiveOn ? one : { ...one, until: dayBefore(effectiveOn) }));

const cutAll = <Person extends ReturnType<typeof personIn>>(person: Person, effectiveOn: string): Person => ({
  ...person,
  posts: endAll(person.posts, effectiveOn),
  postings: endAll(person.postings, effectiveOn),
  deputies: endAll(person.deputies, effectiveOn),
});
