import { Button, Result, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { SUBJECT_KIND_LABELS } from '../../../domain/vocabulary.ts';
import { Problem } from '../api/client.ts';
import { WorkTable } from '../items/work-table.tsx';
import { localTime, todayInOffice } from '../lights/remaining.ts';
import { Facts } from '../parts/facts.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Reveal } from '../parts/reveal.tsx';
import { Read } from '../parts/read.tsx';
import { yuan } from '../parts/words.ts';
import { EarlierRows } from './earlier-rows.tsx';
import type { PartyAnswer } from '../../../contract/parties.ts';
import { useParty } from './party-model.ts';
import { SimilarParties } from './similar-parties.tsx';
import './parties.css';

/** One party: its record, what it did across the county, which records are probably the same. */
export function PartyPage() {
  const { partyId = '' } = useParams();
  const party = useParty(partyId);
  if (party.error instanceof Problem && party.error.status === 404) {
    return (
      <Result
        status="404"
        title="没有这个当事人"
        extra={
          <Link to="/parties">
            <Button type="primary">查找当事人</Button>
          </Link>
        }
      />
    );
  }
  return (
    <Read query={party} rows={10}>
      {(data) => <PartyView key={data.id} party={data} />}
    </Read>
  );
}

function PartyView({ party }: { party: PartyAnswer }) {
  return (
    <>
      <title>{`${party.name} · 案灯`}</title>
      <PageHead
        title={
          <span className="party-title">
            {party.name}
            <Tag variant="filled">{SUBJECT_KIND_LABELS[party.kind]}</Tag>
            {party.masked ? <Tag>已遮盖</Tag> : null}
          </span>
        }
        hint={<Link to="/parties">全部当事人</Link>}
      />
      <div className="party-grid">
        <div className="stack">
          <section className="panel">
            <h2 className="section-title">基本情况</h2>
            <Record party={party} />
          </section>
          <section className="panel">
            <h2 className="section-title">全县已认定的违法</h2>
            <Violations party={party} />
          </section>
        </div>
        <div className="stack">
          <section className="panel">
            <h2 className="section-title">可能是同一当事人</h2>
            <SimilarParties party={party} />
          </section>
          {party.merges.length > 0 ? (
            <section className="panel">
              <h2 className="section-title">合并记录</h2>
              <Merges party={party} />
            </section>
          ) : null}
        </div>
        <section className="panel party-cases">
          <h2 className="section-title">
            案件 <span className="quiet num">{party.cases.length}</span>
          </h2>
          {party.cases.length > 0 ? <WorkTable rows={party.cases} now={Date.now()} /> : <p className="quiet">没有您可以查看的案件。</p>}
          {party.elsewhere > 0 ? <p className="quiet">另有 {party.elsewhere} 件不在您的查看范围内。</p> : null}
        </section>
      </div>
    </>
  );
}

function Record({ party }: { party: PartyAnswer }) {
  const path = `/parties/${party.id}`;
  return (
    <>
      <Facts
        rows={[
          {
            label: party.kind === 'citizen' ? '身份证号' : '证件号码',
            value: party.identifier ? (
              <Reveal text={party.identifier} label="证件号码" path={path} body={{ what: 'identifier' }} />
            ) : (
              '尚未查明'
            ),
          },
          party.kind === 'citizen' &&
            party.birthDate !== null && { label: '出生日期', value: <span className="num">{party.birthDate ?? '未记载'}</span> },
          {
            label: '联系电话',
            value: party.phone ? <Reveal text={party.phone} label="联系电话" path={path} body={{ what: 'phone' }} /> : '未记载',
          },
          { label: '住址', value: party.address ?? '未记载', wide: true },
        ]}
      />
      {party.masked ? (
        <p className="quiet small">证件号码和电话遮盖后显示，办理、审核和决定需要的，写明理由逐项查看（《行政处罚法》第五十条）。</p>
      ) : null}
    </>
  );
}

/** How often, how much, how lately; each with its town, because equal cases are to be treated alike wherever they arise. */
function Violations({ party: { earlier } }: { party: PartyAnswer }) {
  if (earlier.length === 0) return <Nothing>全县没有已认定的违法</Nothing>;
  const today = todayInOffice();
  const yearBack = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  const recent = earlier.filter((row) => (row.decidedOn ?? row.conductOn ?? '') > yearBack);
  const fines = earlier.reduce((sum, { fine }) => sum + (fine ?? 0), 0);
  return (
    <>
      <div className="party-sums">
        <div className="party-sum">
          <strong className="num">{earlier.length} 次</strong>
          <span>已认定违法</span>
        </div>
        <div className="party-sum">
          <strong className="num">{recent.length} 次</strong>
          <span>其中近一年</span>
        </div>
        <div className="party-sum">
          <strong className="num">{new Set(earlier.map(({ town }) => town)).size} 个</strong>
          <span>涉及镇街</span>
        </div>
        <div className="party-sum">
          <strong className="num">{fines > 0 ? yuan(fines) : '—'}</strong>
          <span>罚款合计</span>
        </div>
      </div>
      <EarlierRows rows={earlier} />
    </>
  );
}

function Merges({ party: { merges } }: { party: PartyAnswer }) {
  return merges.map((merge) => (
    <div key={merge.fromId + merge.at} className="party-alike">
      <div className="quiet small num">
        {localTime(merge.at)}　{merge.by}
      </div>
      <div>
        并入“{merge.fromName}”的记录：{merge.reason}
      </div>
      <div className="quiet small">当时的依据：{merge.evidence.why.join('；')}</div>
    </div>
  ));
}
