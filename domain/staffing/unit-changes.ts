import { z } from 'zod';
import { refuse, type Refusal } from '../result.ts';
import { choice, text, unitId } from '../work/fields.ts';
import { change, type ChangeContext, unitOf } from './change.ts';
import { PART_KINDS, UNIT_KIND_LABELS, UNIT_KINDS, type UnitStanding } from './model.ts';
import { bodyOf, dayBefore, nameOn, postsOn } from './standing.ts';

const name = text('名称', 60);

const openOn = (unit: UnitStanding | undefined, day: string): unit is UnitStanding =>
  unit !== undefined && unit.from <= day && (unit.until === null || day <= unit.until);

const ended = (unit: UnitStanding): Refusal =>
  refuse('unit-ends', `${unit.name}${unit.until ? `到${unit.until}撤销` : `${unit.from}才设立`}，不能归到它下面`, [
    '选择其他单位',
    '改日期',
  ]);

/** Nobody can tell two bodies of one name apart on paper. */
function nameTaken({ staff, subjectId, effectiveOn }: ChangeContext, wanted: string): Refusal | null {
  const other = [...staff.units.values()].find(
    (unit) => unit.id !== subjectId && (unit.until === null || unit.until >= effectiveOn) && nameOn(unit, effectiveOn) === wanted.trim(),
  );
  return other ? refuse('unit-name-taken', `已经有叫“${wanted.trim()}”的单位`, ['换一个名称', '在原有单位上办理']) : null;
}

function parentFits({ staff, subjectId, effectiveOn }: ChangeContext, kind: UnitStanding['kind'], parentId: string | null): Refusal | null {
  const parent = parentId === null ? undefined : staff.units.get(parentId);
  if (parentId !== null && !parent) return refuse('unit-not-found', '没有这个上级单位', ['重新选择上级单位']);
  if (PART_KINDS.includes(kind) && !parent) {
    return refuse('part-needs-body', `${UNIT_KIND_LABELS[kind]}须属于一个镇街或者执法机关`, ['选择所属单位']);
  }
  if (!parent) return null;
  if (!openOn(parent, effectiveOn)) return ended(parent);
  if (PART_KINDS.includes(parent.kind) && !(parent.kind === 'team' && kind === 'grid')) {
    return refuse('unit-under-part', `${UNIT_KIND_LABELS[kind]}不能设在${UNIT_KIND_LABELS[parent.kind]}下面`, ['选择镇街或者执法机关']);
  }
  for (let at: UnitStanding | undefined = parent; at; at = at.parentId === null ? undefined : staff.units.get(at.parentId)) {
    if (at.id === subjectId) return refuse('unit-circle', '单位不能成为自己的下级', ['选择其他上级单位']);
  }
  return null;
}

export const unitChanges = {
  found: change({
    subject: 'unit',
    label: '设立单位',
    help: '县、部门、镇街、中队、网格。设立后才能给人员任岗',
    founds: true,
    grants: true,
    mayBePast: true,
    schema: z.strictObject({
      name,
      kind: choice('类别', UNIT_KINDS, UNIT_KIND_LABELS),
      parentId: unitId('上级单位').nullable().default(null),
    }),
    check: (context, data) =>
      context.staff.units.has(context.subjectId)
        ? refuse('unit-exists', '这个编号已经用于另一个单位', ['换一个编号'])
        : (nameTaken(context, data.name) ?? parentFits(context, data.kind, data.parentId)),
    apply: ({ subjectId, effectiveOn }, data) => ({
      id: subjectId,
      name: data.name.trim(),
      kind: data.kind,
      parentId: data.parentId,
      from: effectiveOn,
      until: null,
      names: [{ name: data.name.trim(), from: effectiveOn }],
    }),
  }),
  rename: change({
    subject: 'unit',
    label: '更名',
    help: '此前的案卷仍用当时的名称',
    grants: true,
    schema: z.strictObject({ name }),
    check: (context, data) => nameTaken(context, data.name),
    apply: (context, data) => {
      const unit = unitOf(context);
      return { ...unit, name: data.name.trim(), names: [...unit.names, { name: data.name.trim(), from: context.effectiveOn }] };
    },
  }),
  move: change({
    subject: 'unit',
    label: '调整隶属',
    help: '换一个上级单位',
    atOnce: true,
    grants: true,
    schema: z.strictObject({ parentId: unitId('上级单位').nullable().default(null) }),
    check: (context, data) => parentFits(context, unitOf(context).kind, data.parentId),
    apply: (context, data) => ({ ...unitOf(context), parentId: data.parentId }),
  }),
  end: change({
    subject: 'unit',
    label: '撤销单位',
    help: '人员先调出，在办事项先移交，下级单位先撤销',
    grants: false,
    schema: z.strictObject({}),
    check: (context) => endable(context),
    apply: (context) => ({ ...unitOf(context), until: dayBefore(context.effectiveOn) }),
  }),
};

function endable(context: ChangeContext): Refusal | null {
  const { staff, subjectId, effectiveOn } = context;
  const unit = unitOf(context);
  if (unit.until !== null) return refuse('unit-ended', `${unit.name}已经定于${unit.until}撤销`);
  if (effectiveOn <= unit.from) return refuse('ends-before-it-begins', `${unit.name}${unit.from}设立，不能在这之前撤销`, ['改日期']);
  const below = [...staff.units.values()].filter(
    ({ parentId, until }) => parentId === subjectId && (until === null || until >= effectiveOn),
  );
  if (below.length > 0) return refuse('unit-has-parts', `还有下级单位：${namesOf(below)}`, ['先撤销或者调整下级单位']);
  const people = [...staff.people.values()].filter(
    (person) =>
      (person.leftOn === null || person.leftOn >= effectiveOn) &&
      (postsOn(staff, person, effectiveOn).some((post) => bodyOrSelf(staff, post.unitId, subjectId)) ||
        person.postings.some((one) => one.unitId === subjectId && (one.until === null || one.until >= effectiveOn))),
  );
  return people.length > 0 ? refuse('unit-has-people', `还有人员在岗：${namesOf(people)}`, ['先给这些人员免岗、调岗或者办理离职']) : null;
}

const bodyOrSelf = (staff: ChangeContext['staff'], unitIdOfPost: string, wanted: string): boolean =>
  unitIdOfPost === wanted || bodyOf(staff, unitIdOfPost)?.id === wanted;

const namesOf = (all: readonly { name: string }[]): string => {
  const shown = all.slice(0, 5).map(({ name: one }) => one);
  return `${shown.join('、')}${all.length > 5 ? `等${all.length}个` : ''}`;
};
