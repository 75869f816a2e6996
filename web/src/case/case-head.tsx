import { Tag } from 'antd';
import { PAUSE_GROUND_LABELS } from '../../../domain/terms/model.ts';
import type { CaseAnswer } from '../../../contract/cases.ts';
import { CHANNEL_LABELS, LIGHT_LABELS, OUTCOME_LABELS, PROCEDURE_LABELS } from '../../../domain/vocabulary.ts';
import { Lamp } from '../lights/lamp.tsx';
import { localTime, remainingOf, shortTime } from '../lights/remaining.ts';
import { names } from '../parts/words.ts';
import { StageLine } from './stage-line.tsx';
import { TierTag } from './tier-tag.tsx';

interface CaseHeadProps {
  data: CaseAnswer;
  now: number;
  /** Absent while looking back. */
  onShowTerm?: (term: string) => void;
}

/** The case at a glance: its light and why, where it stands, whose it is. */
export function CaseHead({ data, now, onShowTerm }: CaseHeadProps) {
  const file = data.case;
  return (
    <header className="case-head" data-light={file.stage === 'archived' ? 'grey' : data.light}>
      <div className="case-title">
        <h1>{file.title}</h1>
        {file.stage === 'archived' ? <Tag variant="filled">已归档</Tag> : <CaseLight data={data} {...(onShowTerm ? { onShowTerm } : {})} />}
        <TierTag caseId={file.caseId} tier={file.tier} />
        {file.procedure ? <Tag variant="filled">{PROCEDURE_LABELS[file.procedure]}</Tag> : null}
        {file.emergency ? <Tag color="red">紧急</Tag> : null}
        {file.criminalSuspected ? <Tag color="magenta">涉嫌犯罪</Tag> : null}
        {file.suspension ? <Tag>{PAUSE_GROUND_LABELS[file.suspension.ground]}：{file.suspension.reason}</Tag> : null}
        {file.ending ? <Tag color="blue">{OUTCOME_LABELS[file.ending.outcome]}</Tag> : null}
      </div>
      <div className="case-facts">
        <b className="num">{file.filing?.number ?? (file.ending ? '未立案' : '尚未立案编号')}</b>
        <span>承办 <b>{file.unit.name}　{names(file.handlers, '未定承办人')}</b></span>
        {file.assistingUnits.length > 0 ? <span>协办 <b>{names(file.assistingUnits)}</b></span> : null}
        {file.town.id !== file.unit.id ? <span>属地 <b>{file.town.name}</b></span> : null}
        <span>来源 <b>{CHANNEL_LABELS[file.source.channel]}</b></span>
        <span>建立 <b className="num">{localTime(file.openedAt)}</b></span>
        {data.nextWakeUp ? <span>系统将于 <b className="num">{shortTime(data.nextWakeUp.at, now)}</b> 再看本案</span> : null}
        {data.waiting ? <span>等待 <b>{data.waiting}</b></span> : null}
      </div>
      <StageLine file={file} />
    </header>
  );
}

function CaseLight({ data, onShowTerm }: { data: CaseAnswer; onShowTerm?: (term: string) => void }) {
  const naming = data.terms.find((term) => term.open && !term.window && term.key === data.term?.key);
  const text = naming ? `${naming.label}　${remainingOf(naming)}` : LIGHT_LABELS[data.light];
  const content = (
    <>
      <Lamp light={data.light} text={text} size={12} />
      {data.term?.provisional ? <Tag color="orange" style={{ margin: 0 }}>暂定</Tag> : null}
    </>
  );
  return naming && onShowTerm
    ? <button type="button" className="case-light" title="看这个期限怎样推算" onClick={() => onShowTerm(naming.term)}>{content}</button>
    : <span className="case-light">{content}</span>;
}
