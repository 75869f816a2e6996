import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { Link } from 'react-router';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { kindOf } from '../../../../domain/kinds.ts';
import { request } from '../../api/client.ts';
import { useItem } from '../../api/items.ts';
import { pathOf } from '../../item/path.ts';
import { Lamp } from '../../lights/lamp.tsx';
import { dayWords, localTime } from '../../lights/remaining.ts';
import { Read } from '../../parts/read.tsx';
import { Entry, Section } from '../../parts/section.tsx';

interface Step {
  disputeId: string;
  step: 'raised' | 'consulted' | 'designated';
  at: string;
  by: { name: string; unit: string };
  unit: string | null;
  agreed: boolean | null;
  text: string;
  document: string | null;
  moved: boolean | null;
}

interface Dispute {
  phase: 'consulting' | 'designating' | 'over';
  label: string;
  over: { at: string; how: 'agreed' | 'designated' | 'case-ended' } | null;
  deadline: string | null;
  steps: Step[];
}

const COLOURS = { consulting: 'orange', designating: 'red', over: 'green' } as const;
const ENDS = { agreed: '协商一致', designated: '已指定管辖', 'case-ended': '案件已结，争议终止' } as const;

/** A dispute over whose case it is (行政处罚法 25): raised, consulted, designated, each by whom, and what is due now. */
export function Jurisdiction({ file, now }: { file: CaseFile; now: boolean }) {
  if (!file.jurisdiction) return null;
  return now ? (
    <Today file={file} />
  ) : (
    <Section title="管辖争议">
      <Plain file={file} />
    </Section>
  );
}

function Today({ file }: { file: CaseFile }) {
  const dispute = useQuery({
    queryKey: ['item', file.caseId, 'jurisdiction', file.version],
    queryFn: () => request<Dispute>(`/cases/${file.caseId}/jurisdiction`),
  });
  return (
    <Section
      title={
        <>
          管辖争议　
          {dispute.data ? (
            <Tag color={COLOURS[dispute.data.phase]}>{dispute.data.over ? ENDS[dispute.data.over.how] : dispute.data.label}</Tag>
          ) : null}
        </>
      }
    >
      <Read query={dispute} rows={2}>
        {({ phase, deadline, steps }) => (
          <>
            {deadline ? (
              <p>
                {phase === 'consulting' ? '双方应在' : '共同的上一级机关应在'}
                <b className="num">{dayWords(deadline, Date.now())}</b>前
                {phase === 'consulting' ? '协商并记录结果；协商不成的，报请指定管辖。' : '指定管辖。'}
                <span className="quiet small">《行政处罚法》第二十五条</span>
              </p>
            ) : null}
            {steps.map((step) => (
              <StepEntry key={step.disputeId + step.step + step.at} step={step} />
            ))}
            {file.jurisdiction ? <OwnItem id={file.jurisdiction.disputeId} /> : null}
            {phase === 'over' ? <p className="quiet">现由 {file.unit.name} 管辖。</p> : null}
          </>
        )}
      </Read>
    </Section>
  );
}

/** The dispute is a work item of its own; those that were over before there were such items have none. */
function OwnItem({ id }: { id: string }) {
  const kind = kindOf('dispute');
  const item = useItem({ plural: kind.plural, id });
  if (!item.data) return null;
  const { light, file } = item.data;
  return (
    <p className="own-item">
      {kind.over.includes(file.stage) ? null : <Lamp light={light} />}
      <Link to={pathOf(kind.name, id)}>双方意见、期限和办理记录</Link>
    </p>
  );
}

function StepEntry({ step }: { step: Step }) {
  const who = `${localTime(step.at)}　${step.by.name}（${step.by.unit}）`;
  switch (step.step) {
    case 'raised':
      return (
        <Entry head={`${who}提出与${step.unit ?? ''}的管辖争议`}>
          <p>{step.text}</p>
        </Entry>
      );
    case 'consulted':
      return (
        <Entry head={`${who}记录协商：${step.agreed ? `一致，由${step.unit ?? ''}管辖` : '未达成一致'}`}>
          <p>{step.text}</p>
        </Entry>
      );
    case 'designated':
      return (
        <Entry head={`${who}指定${step.unit ?? ''}管辖　${step.document ?? ''}`}>
          <p className="quiet">{step.moved ? '案件随之移交，由该单位安排承办人' : '案件仍由原单位办理'}</p>
        </Entry>
      );
  }
}

/** As it was known at an earlier instant: the record's own words. */
function Plain({ file: { jurisdiction } }: { file: CaseFile }) {
  if (!jurisdiction) return null;
  const { consulted, designated } = jurisdiction;
  return (
    <Entry head={`${localTime(jurisdiction.raisedAt)}　与${jurisdiction.with.name}的管辖争议`}>
      <p>{jurisdiction.reason}</p>
      {consulted ? (
        <p>
          协商{consulted.agreed ? '一致' : '未成'}：{consulted.result}
        </p>
      ) : null}
      {designated ? (
        <p>
          {designated.by.name}指定{designated.unit.name}管辖（{designated.document}）
        </p>
      ) : null}
    </Entry>
  );
}
