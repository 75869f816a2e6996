import { PlusOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { StaffUnit } from '../../../contract/staffing.ts';
import { UNIT_KIND_LABELS } from '../../../domain/staffing/model.ts';
import { specOfChange, UNIT_CHANGES, type UnitChange } from '../../../domain/staffing/staff.ts';
import { Facts } from '../parts/facts.tsx';
import { Read } from '../parts/read.tsx';
import { Section } from '../parts/section.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useSession } from '../session/session.tsx';
import { type Asked, ChangeDrawer } from './change-drawer.tsx';
import { ChangeLines } from './change-lines.tsx';
import { ImportDrawer } from './import-drawer.tsx';
import { ActMenu } from './marks.tsx';
import { useStaffUnits, useUnitDetail } from './staffing-model.ts';

/** Units as the tree that they are. */
export function StaffUnitsView() {
  const units = useStaffUnits();
  const { may } = useSession();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  return (
    <>
      {may('sys-admin') ? (
        <div className="list-head">
          <span className="list-tools">
            <Button onClick={() => setImporting(true)}>导入</Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked({ subject: 'unit', kind: 'found', unit: null })}>
              设立单位
            </Button>
          </span>
        </div>
      ) : null}
      <Read query={units} rows={8}>
        {({ items }) => <Branch all={items} parentId={null} depth={0} onOpen={setShown} />}
      </Read>
      {shown ? <UnitDrawer id={shown} onClose={() => setShown(null)} onAsk={setAsked} /> : null}
      {asked ? <ChangeDrawer asked={asked} onClose={() => setAsked(null)} /> : null}
      {importing ? <ImportDrawer subject="unit" onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function Branch({
  all,
  parentId,
  depth,
  onOpen,
}: {
  all: readonly StaffUnit[];
  parentId: string | null;
  depth: number;
  onOpen: (id: string) => void;
}) {
  return (
    <>
      {all
        .filter((unit) => unit.parentId === parentId)
        .map((unit) => (
          <div key={unit.id}>
            <div className="staff-unit-row" style={{ paddingLeft: depth * 20 }}>
              <button type="button" className="plain-button list-open" onClick={() => onOpen(unit.id)}>
                {unit.name}
              </button>
              <Tag variant="filled">{UNIT_KIND_LABELS[unit.kind]}</Tag>
              <span className="quiet small num">{unit.people > 0 ? `${unit.people}人` : ''}</span>
              {unit.until ? <Tag color="gold">到{unit.until}撤销</Tag> : null}
            </div>
            <Branch all={all} parentId={unit.id} depth={depth + 1} onOpen={onOpen} />
          </div>
        ))}
    </>
  );
}

function UnitDrawer({ id, onClose, onAsk }: { id: string; onClose: () => void; onAsk: (asked: Asked) => void }) {
  const detail = useUnitDetail(id);
  const { may } = useSession();
  return (
    <SideDrawer open title={detail.data?.name ?? '单位'} onClose={onClose}>
      <Read query={detail} rows={5}>
        {(unit) => (
          <>
            {may('sys-admin') ? (
              <p>
                <ActMenu
                  items={UNIT_CHANGES.filter((kind) => kind !== 'found').map((kind) => ({
                    key: kind,
                    label: specOfChange('unit', kind)?.label ?? kind,
                    danger: kind === 'end',
                  }))}
                  onChoose={(kind) => onAsk({ subject: 'unit', kind: kind as UnitChange, unit })}
                />
              </p>
            ) : null}
            <Facts
              rows={[
                { label: '类别', value: UNIT_KIND_LABELS[unit.kind] },
                unit.body.id !== unit.id && { label: '以谁的名义', value: unit.body.name },
                { label: '在职人员', value: `${unit.people}人` },
                { label: '设立', value: unit.from },
                unit.until !== null && { label: '最后一天', value: unit.until },
                unit.names.length > 1 && {
                  label: '曾用名',
                  value: unit.names
                    .slice(0, -1)
                    .map(({ name }) => name)
                    .join('、'),
                },
              ]}
            />
            <Section title="变更">
              <ChangeLines changes={unit.changes} />
            </Section>
          </>
        )}
      </Read>
    </SideDrawer>
  );
}
