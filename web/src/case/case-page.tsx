import { Alert, Card, DatePicker, Result, Skeleton, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { CHANNEL_LABELS, OUTCOME_LABELS, PROCEDURE_LABELS, TIER_LABELS } from '../../../domain/vocabulary.ts';
import type { CaseAnswer } from '../../../domain/views.ts';
import { useCase } from '../api/cases.ts';
import { Problem } from '../api/client.ts';
import { Refused } from '../forms/refused.tsx';
import { Lamp } from '../lights/lamp.tsx';
import { localTime, untilDeadline } from '../lights/remaining.ts';
import { EvidenceTab } from './evidence-tab.tsx';
import { FileTab } from './file-tab.tsx';
import { NextPanel } from './next-panel.tsx';
import { ProofTab } from './proof-tab.tsx';
import { RecordTab } from './record-tab.tsx';
import { StageLine } from './stage-line.tsx';
import { TermsPanel } from './terms-panel.tsx';
import { TierTag } from './tier-tag.tsx';

export function CasePage() {
  const { caseId = '', tab = 'file' } = useParams();
  const navigate = useNavigate();
  const [asOf, setAsOf] = useState<string | null>(null);
  const answer = useCase(caseId, asOf);
  if (answer.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (answer.isError) {
    const missing = answer.error instanceof Problem && answer.error.status === 404;
    return missing
      ? <Result status="404" title="没有这个案件，或者您无权查看" extra={<Link to="/cases">回到案件列表</Link>} />
      : <Refused error={answer.error} />;
  }
  const data = answer.data;
  const file = data.case;
  const now = new Date(data.now).getTime();
  return (
    <>
      <Head data={data} now={now} />
      {asOf ? (
        <Alert
          type="info" showIcon style={{ marginBottom: 12 }}
          title={`这是 ${localTime(asOf)} 时所知的案件，不是现状。`}
          action={<a onClick={() => setAsOf(null)}>回到现在</a>}
        />
      ) : null}
      <div className="case-grid">
        <Card styles={{ body: { paddingTop: 4 } }}>
          <Tabs
            activeKey={tab}
            onChange={(key) => void navigate(`/cases/${caseId}/${key}`, { replace: true })}
            tabBarExtraContent={(
              <DatePicker
                size="small" showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" placeholder="回看某一时刻" style={{ width: 160 }}
                onChange={(time) => setAsOf(time ? `${time.format('YYYY-MM-DDTHH:mm')}:59+08:00` : null)}
              />
            )}
            items={[
              { key: 'file', label: '案卷', children: <FileTab file={file} earlier={data.earlier} /> },
              { key: 'evidence', label: `证据 ${file.evidence.length}`, children: <EvidenceTab file={file} /> },
              { key: 'record', label: '办理记录', children: <RecordTab caseId={caseId} /> },
              { key: 'proof', label: '核验', children: <ProofTab caseId={caseId} /> },
            ]}
          />
        </Card>
        <div className="case-side">
          {asOf ? null : <NextPanel caseId={caseId} file={file} version={data.version} terms={data.terms} />}
          <TermsPanel caseId={caseId} terms={data.terms} now={now} />
        </div>
      </div>
    </>
  );
}

function Head({ data, now }: { data: CaseAnswer; now: number }) {
  const file = data.case;
  return (
    <Card style={{ marginBottom: 16 }}>
      <div className="case-title">
        <Lamp light={data.light} size={14} />
        <h1>{file.title}</h1>
        <TierTag caseId={file.caseId} tier={file.tier} label={TIER_LABELS[file.tier]} />
        {file.procedure ? <Tag variant="filled">{PROCEDURE_LABELS[file.procedure]}</Tag> : null}
        {file.emergency ? <Tag color="red">紧急</Tag> : null}
        {file.criminalSuspected ? <Tag color="magenta">涉嫌犯罪</Tag> : null}
        {file.suspension ? <Tag>已中止：{file.suspension.reason}</Tag> : null}
        {file.ending ? <Tag color="blue">{OUTCOME_LABELS[file.ending.outcome]}</Tag> : null}
      </div>
      <div className="case-facts">
        <span>{file.filing?.number ?? '尚未立案编号'}</span>
        <span>承办 <b>{file.unit.name}</b>{file.handlers.length > 0 ? `　${file.handlers.map((h) => h.name).join('、')}` : '　未定承办人'}</span>
        {file.assistingUnits.length > 0 ? <span>协办 <b>{file.assistingUnits.map((unit) => unit.name).join('、')}</b></span> : null}
        <span>属地 <b>{file.town.name}</b></span>
        <span>来源 <b>{CHANNEL_LABELS[file.source.channel]}</b></span>
        <span>建立 <b className="num">{localTime(file.openedAt)}</b></span>
        {data.term ? (
          <span>
            {data.term.label} <b className="num">{untilDeadline(data.term.deadline, now)}</b>
          </span>
        ) : null}
        {data.waiting ? <span>等待：<b>{data.waiting}</b></span> : null}
      </div>
      <StageLine stage={file.stage} />
    </Card>
  );
}
