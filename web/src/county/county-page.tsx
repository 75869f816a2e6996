import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CountyStanding } from '../../../contract/county.ts';
import { numberingOf } from '../../../domain/county/numbers.ts';
import { COUNTY_PARTS, type CountyPart, PART_SPECS } from '../../../domain/county/settings.ts';
import { todayInOffice } from '../lights/remaining.ts';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Read } from '../parts/read.tsx';
import { useSession } from '../session/session.tsx';
import { CountyChangesView } from './changes-view.tsx';
import { fieldsOf, useCountyStanding } from './county-model.ts';
import { LogoView } from './logo-view.tsx';
import { PartDrawer } from './part-drawer.tsx';
import './county.css';

/** What this county calls itself, how it numbers, when it works; each change with its day, by two people where it matters. */
export function CountyPage() {
  const standing = useCountyStanding();
  const { may } = useSession();
  return (
    <>
      <PageHead title="县设置" hint="每项设置自生效日期起整体替换；已给出的编号、已办理的案件不受影响。" />
      <Read query={standing} rows={10}>
        {(read) => <Settings standing={read} changing={may('sys-admin')} keeper={may('sys-admin', 'security-admin', 'audit-admin')} />}
      </Read>
    </>
  );
}

function Settings({ standing, changing, keeper }: { standing: CountyStanding; changing: boolean; keeper: boolean }) {
  const [asked, setAsked] = useState<CountyPart | null>(null);
  const hours = standing.workingHours.map(({ from, to }) => `${from}—${to}`).join('，');
  return (
    <div className="county-parts">
      {COUNTY_PARTS.map((part) => (
        <section key={part} className="panel county-part">
          <header>
            <h2>{PART_SPECS[part].label}</h2>
            {PART_SPECS[part].twoPeople ? <Tag variant="filled">两人办理</Tag> : null}
            {changing ? (
              <Button size="small" onClick={() => setAsked(part)} aria-label={`变更${PART_SPECS[part].label}`}>
                变更
              </Button>
            ) : null}
          </header>
          <PartFacts part={part} standing={standing} />
          <p className="quiet small">{PART_SPECS[part].effect}</p>
        </section>
      ))}
      <section className="panel county-part">
        <header>
          <h2>徽标</h2>
        </header>
        <LogoView />
      </section>
      <section className="panel county-part">
        <header>
          <h2>工作时间和数额标准</h2>
          <Tag variant="filled">两人办理</Tag>
        </header>
        <Facts
          rows={[
            { label: `工作时间（工作日历${standing.calendarVersion}）`, value: <span className="num">{hours}</span> },
            { label: '听证、集体讨论、提级等数额标准', value: <span className="num">办案规则第{standing.policyVersion}版</span> },
          ]}
        />
        <p className="quiet small">
          由清单管理员在<Link to="/lists/calendar">工作日历</Link>和<Link to="/lists/policy">办案规则</Link>
          里起草，另一人批准；以日、月计算的期限不受工作时间影响。
        </p>
      </section>
      {keeper ? (
        <section className="panel county-part county-history">
          <header>
            <h2>变更和批准</h2>
          </header>
          <CountyChangesView units={standing.units} />
        </section>
      ) : null}
      {asked ? <PartDrawer key={asked} part={asked} standing={standing} onClose={() => setAsked(null)} /> : null}
    </div>
  );
}

/** What was never said otherwise is shown as it follows from the name, quietly. */
function PartFacts({ part, standing }: { part: CountyPart; standing: CountyStanding }) {
  const fields = fieldsOf(part, standing);
  const shown = part === 'seals' ? fields.filter(({ value }) => value !== '') : fields;
  if (shown.length === 0) return <p>各单位的印章名称同单位名称</p>;
  return (
    <Facts
      rows={shown.map(({ label, value, placeholder }) => ({
        label,
        wide: part === 'numbers' || part === 'seals',
        value:
          part === 'numbers' ? (
            <Example pattern={value} />
          ) : value !== '' ? (
            <span className="num">{value}</span>
          ) : (
            <span className="quiet">{placeholder}</span>
          ),
      }))}
    />
  );
}

/** The first number of the year, and the pattern that makes it. */
const Example = ({ pattern }: { pattern: string }) => (
  <span className="num">
    {numberingOf(pattern).format(Number(todayInOffice().slice(0, 4)), 1)} <span className="quiet small">{pattern}</span>
  </span>
);
