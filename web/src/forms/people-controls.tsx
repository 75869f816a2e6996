import { Select } from 'antd';
import type { ListedPerson } from '../api/lists.ts';
import { usePeople, useUnits } from '../api/lists.ts';
import { todayInOffice } from '../lights/remaining.ts';
import { attributes, type Control, worded } from './control.ts';

interface PersonOption {
  value: string;
  label: string;
  note: string;
  search: string;
}

function noteOf({ certificate }: ListedPerson, today: string): string {
  if (!certificate) return '无执法证';
  return certificate.validUntil < today ? `执法证已于${certificate.validUntil}到期` : `执法证 ${certificate.number}`;
}

function options(people: readonly ListedPerson[], unitId: string | null, certifiedOnly: boolean): PersonOption[] {
  const today = todayInOffice();
  const far = (person: ListedPerson) => (person.unit.id === unitId ? 0 : 1);
  return people
    .filter((person) => !certifiedOnly || person.certificate !== null)
    .sort((a, b) => far(a) - far(b) || a.unit.name.localeCompare(b.unit.name, 'zh') || a.name.localeCompare(b.name, 'zh'))
    .map((person) => ({
      value: person.id,
      label: `${person.name}（${person.unit.name}）`,
      note: noteOf(person, today),
      search: `${person.name}${person.unit.name}${person.id}`,
    }));
}

/** People by name; officers show their certificate, and those of the case's own unit come first. */
export function PeopleControl({
  value,
  onChange,
  many,
  certifiedOnly,
  unitId,
  ...rest
}: Control<string | string[]> & { many: boolean; certifiedOnly: boolean; unitId: string | null }) {
  const people = usePeople();
  const shared = {
    ...attributes(rest),
    showSearch: { optionFilterProp: 'search' as const },
    loading: people.isPending,
    options: options(people.data?.items ?? [], unitId, certifiedOnly),
    optionRender: (option: { label?: React.ReactNode; data: PersonOption }) => (
      <span className="option-row">
        <span>{option.label}</span>
        <span className="quiet small num">{option.data.note}</span>
      </span>
    ),
    labelRender: worded(people.isPending),
    placeholder: certifiedOnly ? '选择持证执法人员' : '选择人员',
    notFoundContent: people.isError ? '没有读到人员名单' : '没有符合的人员',
    allowClear: true,
  };
  return many ? (
    <Select<string[], PersonOption>
      {...shared}
      mode="multiple"
      value={(value as string[] | null) ?? []}
      onChange={(chosen) => onChange?.(chosen)}
    />
  ) : (
    <Select<string | null, PersonOption>
      {...shared}
      value={(value as string | null) ?? null}
      onChange={(chosen) => onChange?.(chosen ?? null)}
    />
  );
}

export function UnitControl({ value, onChange, ...rest }: Control<string>) {
  const units = useUnits();
  const first = (kind: string) => (kind === 'town' || kind === 'street' ? 0 : 1);
  const sorted = [...(units.data?.items ?? [])].sort((a, b) => first(a.kind) - first(b.kind) || a.name.localeCompare(b.name, 'zh'));
  return (
    <Select
      {...attributes(rest)}
      showSearch={{ optionFilterProp: 'label' }}
      loading={units.isPending}
      labelRender={worded(units.isPending)}
      allowClear
      placeholder="选择单位"
      value={value ?? null}
      onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
      options={sorted.map((unit) => ({ value: unit.id, label: unit.name }))}
    />
  );
}
