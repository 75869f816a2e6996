import { HistoryOutlined } from '@ant-design/icons';
import { Button, Input, Result, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { instantOf, momentOrNull, toShanghaiIso } from '../../../domain/terms/instant.ts';
import type { CaseAnswer } from '../../../contract/cases.ts';
import { useCase } from '../api/cases.ts';
import { Problem } from '../api/client.ts';
import { Read } from '../parts/read.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { RecordTab } from '../record/record-tab.tsx';
import { CaseHead } from './case-head.tsx';
import { NextPanel } from './commands/next-panel.tsx';
import { EvidenceTab } from './evidence-tab.tsx';
import { FileTab } from './file/file-tab.tsx';
import { ProofTab } from './proof-tab.tsx';
import { TermDrawer } from './term-drawer.tsx';
import { TermsPanel } from './terms-panel.tsx';
import './case.css';

/** One case. `?asOf=` looks back, `?term=` opens a derivation: both can be sent on as an address. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const asOf = parameters.get('asOf');
  const answer = useCase(caseId, asOf);
  const set = (name: string, value: string | null) => setParameters((before) => {
    const next = new URLSearchParams(before);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  }, { replace: true });
  if (answer.error instanceof Problem && answer.error.status === 404 && !asOf) {
    return (
      <Result
        status="404" title="没有这个案件，或者您无权查看" subTitle="案件可能已提级或者移交给其他单位办理。"
        extra={<Link to="/cases"><Button type="primary">回到案件列表</Button></Link>}
      />
    );
  }
  return (
    <>
      {asOf ? <LookingBack asOf={asOf} onPick={(at) => set('asOf', at)} /> : null}
      <Read query={answer} rows={10}>
        {(data) => <CaseView data={data} asOf={asOf} term={parameters.get('term')} set={set} />}
      </Read>
    </>
  );
}

interface CaseViewProps {
  data: CaseAnswer;
  asOf: string | null;
  term: string | null;
  set: (name: string, value: string | null) => void;
}

function CaseView({ data, asOf, term, set }: CaseViewProps) {
  const navigate = useNavigate();
  const { caseId = '', tab = 'file' } = useParams();
  const wide = useTableWidth();
  const file = data.case;
  const now = instantOf(data.asOf ?? data.now);
  const show = asOf ? {} : { onShow: (key: string) => set('term', key) };
  const named = term === 'light' ? data.terms.find((one) => one.open && !one.window && one.key === data.term?.key)?.term ?? null : term;
  return (
    <>
      <title>{`${file.title} · 案灯`}</title>
      <CaseHead data={data} now={now} {...(asOf ? {} : { onShowTerm: (key: string) => set('term', key) })} />
      <div className="case-grid">
        <div className="case-tabs">
          <Tabs
            activeKey={tab}
            onChange={(key) => void navigate({ pathname: `/cases/${caseId}/${key}`, search: asOf ? `?asOf=${encodeURIComponent(asOf)}` : '' }, { replace: true })}
            tabBarExtraContent={asOf ? null : (
              <Button size="small" type="text" icon={wide ? null : <HistoryOutlined />} aria-label="回看某一时刻" onClick={() => set('asOf', data.now)}>
                {wide ? '回看某一时刻' : null}
              </Button>
            )}
            items={[
              { key: 'file', label: '案卷', children: <FileTab data={data} /> },
              { key: 'evidence', label: `证据 ${file.evidence.length}`, children: <EvidenceTab file={file} /> },
              { key: 'record', label: '办理记录', children: <RecordTab data={data} onAsOf={(at) => set('asOf', at)} /> },
              { key: 'proof', label: '核验', children: <ProofTab caseId={caseId} /> },
            ]}
          />
        </div>
        <div className="case-side">
          {asOf ? null : <NextPanel data={data} />}
          <TermsPanel terms={data.terms} now={now} {...show} />
        </div>
      </div>
      {named && !asOf ? <TermDrawer caseId={caseId} term={named} onClose={() => set('term', null)} /> : null}
    </>
  );
}

/** The case as it was known at an instant; nothing can be done there. */
function LookingBack({ asOf, onPick }: { asOf: string; onPick: (at: string | null) => void }) {
  const at = momentOrNull(asOf);
  const [text, setText] = useState(at === null ? '' : toShanghaiIso(at).slice(0, 16));
  return (
    <div className="case-asof" role="status">
      <span>回看：这是当时所知的案件，灯和期限也按当时推算。</span>
      <Input
        type="datetime-local" className="num" value={text} aria-label="回看的时刻"
        onChange={(event) => {
          setText(event.target.value);
          // The whole minute counts: what was recorded in it had happened.
          if (momentOrNull(`${event.target.value.slice(0, 16)}:59+08:00`) !== null) onPick(`${event.target.value.slice(0, 16)}:59+08:00`);
        }}
      />
      <Button size="small" type="primary" onClick={() => onPick(null)}>回到现在</Button>
    </div>
  );
}
