import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { LEAD_KIND_LABELS } from '../../../domain/routing/dispatch/kinds.ts';
import { useChannelNames } from '../api/county.ts';
import { request } from '../api/client.ts';
import { Supplements } from '../channels/supplements.tsx';
import { localTime } from '../lights/remaining.ts';
import { Facts } from '../parts/facts.tsx';
import { Read } from '../parts/read.tsx';
import { Reveal } from '../parts/reveal.tsx';
import { confidenceWords, DispatchView, spokenWords } from './dispatch-view.tsx';
import { type Act, ACT_LABELS, LeadAct } from './lead-act.tsx';
import { KIND_COLOURS, type LeadAnswer, STATUS_LABELS } from './lead-model.ts';
import { Marked } from './marked.tsx';

/** One lead: what was said, what is proposed and why, what it may repeat. */
export function LeadDetail({ leadId, onBack }: { leadId: string; onBack: (() => void) | null }) {
  const lead = useQuery({ queryKey: ['leads', 'one', leadId], queryFn: () => request<LeadAnswer>(`/leads/${leadId}`) });
  return (
    <div className="stack">
      {onBack ? <h1 className="unseen">线索</h1> : null}
      {onBack ? (
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} className="lead-back">
          返回列表
        </Button>
      ) : null}
      <Read query={lead}>{(data) => <LeadView lead={data} />}</Read>
    </div>
  );
}

function Reporter({ lead }: { lead: LeadAnswer }) {
  const path = `/leads/${lead.id}`;
  return (
    <>
      {lead.reporterName === null ? (
        '未留姓名'
      ) : (
        <Reveal text={lead.reporterName} label="反映人姓名" path={path} body={{ what: 'reporterName' }} />
      )}
      　
      {lead.reporterPhone === null ? null : (
        <Reveal text={lead.reporterPhone} label="反映人电话" path={path} body={{ what: 'reporterPhone' }} />
      )}
    </>
  );
}

function LeadView({ lead }: { lead: LeadAnswer }) {
  const channels = useChannelNames();
  const [act, setAct] = useState<Act | null>(null);
  const open = lead.status === 'new' && lead.mayDecide;
  return (
    <div className="stack">
      <article className="panel">
        <div className="lead-tags">
          <Tag variant="filled">{channels[lead.channel]}</Tag>
          <Tag color={KIND_COLOURS[lead.kind]}>{LEAD_KIND_LABELS[lead.kind]}</Tag>
          {lead.status === 'new' ? null : <Tag variant="filled">{STATUS_LABELS[lead.status]}</Tag>}
          {lead.ticket ? <span className="quiet small num">工单 {lead.ticket}</span> : null}
        </div>
        <p className="lead-text">
          <Marked text={lead.text} words={spokenWords(lead.dispatch)} />
        </p>
        {lead.text.includes('***') ? <Reveal text="" label="线索内容" path={`/leads/${lead.id}`} body={{ what: 'text' }} hidden /> : null}
        <Facts
          rows={[
            { label: '接收时间', value: <span className="num">{localTime(lead.receivedAt)}</span> },
            { label: '地点', value: `${lead.town?.name ?? '属地不明'}　${lead.address}` },
            { label: '反映人', value: <Reporter lead={lead} /> },
            lead.takenBy !== null && {
              label: '报送',
              value: `${lead.takenBy.name}${lead.takenBy.id.startsWith('key:') ? '（接口密钥）' : ''}`,
            },
            lead.department !== null && lead.status !== 'new' && { label: '主管部门', value: lead.department },
            lead.decidedReason !== null && { label: '理由', value: lead.decidedReason, wide: true },
          ]}
        />
        {lead.caseId ? (
          <Alert
            type="success"
            showIcon
            className="lead-outcome"
            title={
              <>
                已建立案件，<Link to={`/cases/${lead.caseId}`}>查看案件</Link>
              </>
            }
          />
        ) : null}
        {lead.mergedIntoId ? (
          <Alert
            type="info"
            showIcon
            className="lead-outcome"
            title={
              <>
                已并入<Link to={`/leads/${lead.mergedIntoId}`}>另一条线索</Link>
              </>
            }
          />
        ) : null}
        {open ? (
          <div className="lead-acts">
            {(['accept', 'merge', 'reject'] as const).map((one) => (
              <Button key={one} type={one === 'accept' ? 'primary' : 'default'} size="large" onClick={() => setAct(one)}>
                {ACT_LABELS[one]}
              </Button>
            ))}
          </div>
        ) : null}
      </article>
      {lead.ticket ? <Supplements leadId={lead.id} first={lead} /> : null}
      <section className="panel">
        <div className="lead-panel-head">
          <h2>研判：建议主管部门</h2>
          <span className="quiet num">{confidenceWords(lead.dispatch.confidence)}</span>
        </div>
        <DispatchView dispatch={lead.dispatch} />
      </section>
      {lead.duplicates.length > 0 ? (
        <section className="panel">
          <div className="lead-panel-head">
            <h2>可能重复的线索</h2>
          </div>
          {lead.duplicates.map((duplicate) => (
            <div key={duplicate.leadId} className="dispatch-row">
              <div>
                <Link to={`/leads/${duplicate.leadId}?status=all`}>查看该线索</Link>
                <div className="quiet small num">相似 {Math.round(duplicate.score * 100)}%</div>
              </div>
              <div>
                {duplicate.text ? <div>{duplicate.text}</div> : null}
                <span className="quiet small">{duplicate.why.join('；')}</span>
              </div>
            </div>
          ))}
        </section>
      ) : null}
      {act ? <LeadAct act={act} lead={lead} onClose={() => setAct(null)} /> : null}
    </div>
  );
}
