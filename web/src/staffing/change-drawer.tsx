import { Alert, App } from 'antd';
import { useMemo } from 'react';
import { z } from 'zod';
import type { ChangeOutcome, StaffPerson } from '../../../contract/staffing.ts';
import { grantsPower, type PersonChange, specOfChange, type UnitChange } from '../../../domain/staffing/staff.ts';
import { POST_LABELS } from '../../../domain/staffing/posts.ts';
import { legalDate, longText } from '../../../domain/work/fields.ts';
import { request } from '../api/client.ts';
import type { Option } from '../forms/choice-controls.tsx';
import { NO_ITEM } from '../forms/control-of.tsx';
import { SchemaForm } from '../forms/schema-form.tsx';
import { todayInOffice } from '../lights/remaining.ts';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { outcomeWords, useStaff, useStaffing, useStaffUnits } from './staffing-model.ts';

export type Asked =
  | { subject: 'person'; kind: PersonChange; person: StaffPerson | null }
  | { subject: 'unit'; kind: UnitChange; unit: { id: string; name: string } | null };

const COMMON = z.object({
  effectiveOn: legalDate('生效日期', '生效的第一天；授予权限的不早于批准之日'),
  reason: longText('事由', '任免文件、文号或者情况说明', 500),
});

/** One change of a unit or a person: its own fields, the day and why. */
export function ChangeDrawer({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { message, modal } = App.useApp();
  const spec = specOfChange(asked.subject, asked.kind)!;
  const subject = asked.subject === 'person' ? asked.person : asked.unit;
  const options = useOptions(asked);
  const schema = useMemo(() => z.object({ ...(spec.schema as z.ZodObject).shape, ...COMMON.shape }), [spec]);
  const send = useStaffing(({ effectiveOn, reason, ...data }: Record<string, unknown>) => {
    const base = asked.subject === 'person' ? '/people' : '/units';
    return spec.founds
      ? request<ChangeOutcome>(base, { method: 'POST', body: { effectiveOn, reason, data } })
      : request<ChangeOutcome>(`${base}/${subject?.id ?? ''}`, {
          method: 'PATCH',
          body: { change: asked.kind, effectiveOn, reason, data },
        });
  });
  const grants = grantsPower(spec, { held: true });
  return (
    <SideDrawer open keep title={subject ? `${spec.label} · ${subject.name}` : spec.label} onClose={onClose}>
      <SchemaForm
        schema={schema}
        surroundings={{ ...NO_ITEM, items: options }}
        initial={{ effectiveOn: todayInOffice(), ...initialOf(asked) }}
        submitLabel={grants ? '提出' : '登记'}
        busy={send.isPending}
        error={send.error}
        head={
          <p className="quiet">
            {spec.help}
            {grants ? '。提出后由安全管理员批准' : ''}
          </p>
        }
        onSubmit={(values) =>
          send.mutate(values, {
            onSuccess: (made) => {
              if (made.consequences.length > 0 || made.openItems > 0)
                void modal.warning({ title: outcomeWords(made), content: <Told made={made} /> });
              else void message.success(outcomeWords(made));
              onClose();
            },
          })
        }
      />
    </SideDrawer>
  );
}

export function Told({ made: { consequences, openItems } }: { made: Pick<ChangeOutcome, 'consequences' | 'openItems'> }) {
  return (
    <div className="stack">
      {openItems > 0 ? <Alert type="warning" showIcon title={`手上还有${openItems}件在办事项，已提醒所在单位负责人改派`} /> : null}
      {consequences.map((line) => (
        <Alert key={line} type="warning" showIcon title={line} />
      ))}
    </div>
  );
}

function initialOf(asked: Asked): Record<string, unknown> {
  if (asked.subject === 'unit') return {};
  if (asked.kind === 'correct' && asked.person) return { name: asked.person.name, username: asked.person.username };
  if (asked.kind === 'assign' && asked.person) return { unitId: asked.person.part?.id ?? (asked.person.home ?? asked.person.unit).id };
  return {};
}

/** What the form's fields that name something may name. */
function useOptions(asked: Asked): Record<string, Option[]> {
  const units = useStaffUnits().data?.items ?? [];
  const people = useStaff({}).data?.items ?? [];
  const unitOptions = units.map(({ id, name, body }) => ({ value: id, label: body.id === id ? name : `${body.name} · ${name}` }));
  const person = asked.subject === 'person' ? asked.person : null;
  const own = person ? (person.home ?? person.unit).id : null;
  const today = todayInOffice();
  const going = <Held extends { until: string | null }>(all: readonly Held[]) =>
    all.filter(({ until }) => until === null || until >= today);
  const span = ({ from, until }: { from: string; until: string | null }) => `${from}至${until ?? '今'}`;
  const held: Option[] = !person
    ? []
    : asked.kind === 'release'
      ? going(person.posts).map((one) => ({ value: one.id, label: `${one.unitName}${POST_LABELS[one.post]}（${span(one)}）` }))
      : asked.kind === 'recall'
        ? going(person.postings).map((one) => ({ value: one.id, label: `${one.unitName}（${span(one)}）` }))
        : going(person.deputies).map((one) => ({ value: one.id, label: `代理${one.forName}（${span(one)}）` }));
  return {
    unitId: unitOptions,
    parentId: unitOptions,
    forPersonId: people
      .filter(({ id, unit, active }) => active && unit.id === own && id !== person?.id)
      .map(({ id, name, posts }) => ({ value: id, label: `${name}（${posts.map(({ post }) => POST_LABELS[post]).join('、')}）` })),
    heldId: held,
  };
}
