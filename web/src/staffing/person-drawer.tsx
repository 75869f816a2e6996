import { Link } from 'react-router';
import { PERSON_CHANGES, type PersonChange, specOfChange } from '../../../domain/staffing/staff.ts';
import { POSTING_MODE_LABELS } from '../../../domain/staffing/model.ts';
import { POST_LABELS } from '../../../domain/staffing/posts.ts';
import { rolesInWords } from '../../../domain/roles.ts';
import { pathOf } from '../item/path.ts';
import { Facts } from '../parts/facts.tsx';
import { Read } from '../parts/read.tsx';
import { Section } from '../parts/section.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useSession } from '../session/session.tsx';
import type { Asked } from './change-drawer.tsx';
import { ChangeLines } from './change-lines.tsx';
import { ActMenu, Certificate, Standing } from './marks.tsx';
import { type PersonDetail, usePersonDetail } from './staffing-model.ts';

const TAKES: readonly PersonChange[] = ['release', 'recall', 'end-deputy', 'decertify', 'suspend', 'leave'];

/** Somebody as he stands, what he has in hand, and how it came to be. */
export function PersonDrawer({ id, onClose, onAsk }: { id: string; onClose: () => void; onAsk: (asked: Asked) => void }) {
  const detail = usePersonDetail(id);
  const { may } = useSession();
  return (
    <SideDrawer open title={detail.data?.name ?? '人员'} onClose={onClose} size={640}>
      <Read query={detail} rows={6}>
        {(person) => (
          <>
            {may('sys-admin') ? (
              <p>
                <ActMenu
                  items={possible(person).map((kind) => ({
                    key: kind,
                    label: specOfChange('person', kind)?.label ?? kind,
                    danger: kind === 'suspend' || kind === 'leave',
                  }))}
                  onChoose={(kind) => onAsk({ subject: 'person', kind: kind as PersonChange, person })}
                />
              </p>
            ) : null}
            <Facts
              rows={[
                { label: '单位', value: `${person.unit.name}${person.part ? ` · ${person.part.name}` : ''}` },
                person.home !== null && { label: '原单位', value: person.home.name },
                { label: '用户名', value: person.username },
                {
                  label: '角色',
                  value: (
                    <>
                      {rolesInWords(person.roles) || '无'} <Standing person={person} />
                    </>
                  ),
                },
                { label: '入职', value: person.enteredOn },
                person.leftOn !== null && { label: '最后在职日', value: person.leftOn },
                { label: '法律职业资格', value: person.legalQualification ? '有' : '无' },
                { label: '执法证', value: <Certificate person={person} /> },
                { label: '在办事项', value: `${person.openItems}件` },
              ]}
            />
            <Spans person={person} />
            {person.open.length > 0 ? (
              <Section title={`手上的事项 ${person.openItems}`}>
                {person.open.map((item) => (
                  <div key={item.id} className="file-entry">
                    <Link to={pathOf(item.kind, item.id)}>{item.title}</Link>
                  </div>
                ))}
              </Section>
            ) : null}
            <Section title="变更">
              <ChangeLines changes={person.changes} />
            </Section>
          </>
        )}
      </Read>
    </SideDrawer>
  );
}

function Spans({ person }: { person: PersonDetail }) {
  const lines = [
    ...person.posts.map((one) => ({ ...one, text: `${one.unitName}${POST_LABELS[one.post]}${one.principal ? '（正职）' : ''}` })),
    ...person.postings.map((one) => ({ ...one, text: `${POSTING_MODE_LABELS[one.mode]}到${one.unitName}` })),
    ...person.deputies.map((one) => ({ ...one, text: `代理${one.forName}${one.inCharge ? '，主持工作' : ''}` })),
    ...person.certificates.map((one) => ({ ...one, id: `c-${one.id}`, text: `执法证${one.number}${one.field ? `（${one.field}）` : ''}` })),
  ].sort((a, b) => b.from.localeCompare(a.from));
  return (
    <Section title="任岗、派驻和证件">
      {lines.map((line) => (
        <div key={line.id} className="staff-span">
          <span>{line.text}</span>
          <span className="quiet num">
            {line.from} 至 {line.until ?? '今'}
          </span>
        </div>
      ))}
    </Section>
  );
}

/** What makes no sense for him now is not offered. */
function possible(person: PersonDetail): PersonChange[] {
  const has: Partial<Record<PersonChange, boolean>> = {
    hire: false,
    recall: person.postings.length > 0,
    'end-deputy': person.deputies.length > 0,
    decertify: person.certificateDays !== null && person.certificateDays >= 0,
    reinstate: person.suspended,
    suspend: person.active,
    leave: person.leftOn === null,
  };
  const rest = PERSON_CHANGES.filter((kind) => has[kind] ?? person.leftOn === null);
  return [...rest.filter((kind) => !TAKES.includes(kind)), ...rest.filter((kind) => TAKES.includes(kind))];
}
