import { Input, Tag } from 'antd';
import { useState } from 'react';
import { rolesInWords } from '../../../domain/roles.ts';
import { ROLE_LABELS } from '../../../domain/vocabulary.ts';
import { type ListedPerson, usePeople, useUnits } from '../api/lists.ts';
import { todayInOffice } from '../lights/remaining.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Read } from '../parts/read.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { tags } from './other-details.tsx';

/** Who works where, with which certificate. */
export function PeopleView() {
  const people = usePeople();
  const [q, setQ] = useState('');
  const wide = useTableWidth();
  return (
    <Read query={people} rows={10}>
      {({ items }) => {
        const rows = items.filter((person) =>
          `${person.name}${person.unit.name}${person.roles.map((role) => ROLE_LABELS[role]).join()}${person.certificate?.number ?? ''}`.includes(
            q,
          ),
        );
        return (
          <>
            <div className="list-head">
              <Input
                allowClear
                placeholder="姓名、单位、角色、证号"
                value={q}
                onChange={(event) => setQ(event.target.value.trim())}
                className="list-search"
                aria-label="搜索人员"
              />
              <span className="quiet num">共 {rows.length} 人</span>
            </div>
            {wide ? (
              <DataTable
                rows={rows}
                keyOf={(person) => person.id}
                columns={[
                  { title: '姓名', width: 100, render: (person) => person.name },
                  { title: '单位', width: 210, render: (person) => person.unit.name },
                  {
                    title: '角色',
                    render: (person) => <span className="detail-tags">{tags(person.roles.map((role) => ROLE_LABELS[role]))}</span>,
                  },
                  { title: '执法证', width: 290, render: (person) => <CertificateWords person={person} /> },
                ]}
              />
            ) : (
              rows.map((person) => (
                <div key={person.id} className="list-card">
                  <strong>{person.name}</strong>
                  <span className="small">
                    {person.unit.name}　{rolesInWords(person.roles)}
                  </span>
                  <span className="small">
                    <CertificateWords person={person} />
                  </span>
                </div>
              ))
            )}
          </>
        );
      }}
    </Read>
  );
}

function CertificateWords({ person: { certificate } }: { person: ListedPerson }) {
  if (!certificate) return <span className="quiet">无执法证</span>;
  const today = todayInOffice();
  const valid = certificate.validFrom <= today && today <= certificate.validUntil;
  return (
    <span className="num">
      {certificate.number}，至 {certificate.validUntil}
      {valid ? (
        ''
      ) : (
        <Tag color="red" style={{ marginLeft: 6 }}>
          不在有效期
        </Tag>
      )}
    </span>
  );
}

const KINDS = { county: '县级', bureau: '执法机关', street: '街道', town: '乡镇', other: '其他部门' } as const;

export function UnitsView() {
  const units = useUnits();
  return (
    <Read query={units}>
      {({ items }) => (
        <div className="stack">
          {(Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind) => {
            const own = items.filter((unit) => unit.kind === kind);
            return own.length === 0 ? null : (
              <section key={kind}>
                <h3 className="section-title">
                  {KINDS[kind]} <span className="quiet">{own.length}</span>
                </h3>
                <div className="detail-tags">{tags(own.map(({ name }) => name))}</div>
              </section>
            );
          })}
        </div>
      )}
    </Read>
  );
}
