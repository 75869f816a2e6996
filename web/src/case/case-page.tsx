import { HistoryOutlined } from '@ant-design/icons';
import { Button, Input, Result, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { CommandName } from '../../../domain/case/catalogue.ts';
import { kindOf } from '../../../domain/kinds.ts';
import { instantOf, momentOrNull, toShanghaiIso } from '../../../domain/terms/instant.ts';
import type { CaseAnswer } from '../../../contract/cases.ts';
import { useCase } from '../api/cases.ts';
import { Problem } from '../api/client.ts';
import { NextPanel } from '../item/commands/next-panel.tsx';
import { ItemFrame } from '../item/item-frame.tsx';
import { OpenFrom } from '../items/open-from.tsx';
import { Read } from '../parts/read.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { Record } from '../record/record.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseCommand } from './commands/case-command.tsx';
import { caseActor } from './commands/who-acts.ts';
import { EvidenceTab } from './evidence-tab.tsx';
import { FileTab } from './file/file-tab.tsx';
import { Proof } from '../record/proof.tsx';
import './case.css';

/** One case. `?asOf=` looks back, `?term=` opens a derivation: both can be sent on as an address. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const asOf = parameters.get('asOf');
  const answer = useCase(caseId, asOf);
  const set = (name: string, value: string | null) =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  if (answer.error instanceof Problem && answer.error.status === 404 && !asOf) {
    return (
      <Result
        status="404"
        title="没有这个案件，或者您无权查看"
        subTitle="案件可能已提级或者移交给其他单位办理。"
        extra={
          <Link to="/cases">
            <Button type="primary">回到案件列表</Button>
          </Link>
        }
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
  const showTerm = asOf ? undefined : (key: string | null) => set('term', key);
  return (
    <>
      <title>{`${file.title} · 案灯`}</title>
      <CaseHead data={data} now={now} onShowTerm={showTerm} />
      <ItemFrame
        place={{ plural: 'cases', id: caseId }}
        terms={data.terms}
        now={now}
        term={term}
        onTerm={showTerm}
        next={asOf ? null : <CaseNext data={data} />}
      >
        <Tabs
          activeKey={tab}
          onChange={(key) =>
            void navigate(
              { pathname: `/cases/${caseId}/${key}`, search: asOf ? `?asOf=${encodeURIComponent(asOf)}` : '' },
              { replace: true },
            )
          }
          tabBarExtraContent={
            asOf ? null : (
              <Button
                size="small"
                type="text"
                icon={wide ? null : <HistoryOutlined />}
                aria-label="回看某一时刻"
                onClick={() => set('asOf', data.now)}
              >
                {wide ? '回看某一时刻' : null}
              </Button>
            )
          }
          items={[
            { key: 'file', label: '案卷', children: <FileTab data={data} /> },
            { key: 'evidence', label: `证据 ${file.evidence.length}`, children: <EvidenceTab file={file} /> },
            { key: 'record', label: '办理记录', children: <CaseRecord data={data} onAsOf={(at) => set('asOf', at)} /> },
            { key: 'proof', label: '核验', children: <Proof plural="cases" id={caseId} /> },
          ]}
        />
      </ItemFrame>
    </>
  );
}

/** Looking back, the record ends where the case was then. */
function CaseRecord({ data, onAsOf }: { data: CaseAnswer; onAsOf: (at: string) => void }) {
  return (
    <Record
      kind={kindOf('case')}
      id={data.case.caseId}
      file={data.case}
      terms={data.terms}
      until={data.asOf === null ? undefined : data.version}
      onAsOf={onAsOf}
    />
  );
}

function CaseNext({ data }: { data: CaseAnswer }) {
  const file = data.case;
  return (
    <NextPanel
      kind={kindOf('case')}
      id={file.caseId}
      file={file}
      actorOf={(name) => caseActor(name, file)}
      form={(name, onClose) => <CaseCommand key={name} name={name as CommandName} data={data} onClose={onClose} />}
    >
      {kindOf('case').over.includes(file.stage) ? null : <OpenFrom from={{ kind: 'case', id: file.caseId, title: file.title }} />}
    </NextPanel>
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
        type="datetime-local"
        className="num"
        value={text}
        aria-label="回看的时刻"
        onChange={(event) => {
          setText(event.target.value);
          // The whole minute counts: what was recorded in it had happened.
          if (momentOrNull(`${event.target.value.slice(0, 16)}:59+08:00`) !== null) onPick(`${event.target.value.slice(0, 16)}:59+08:00`);
        }}
      />
      <Button size="small" type="primary" onClick={() => onPick(null)}>
        回到现在
      </Button>
    </div>
  );
}
