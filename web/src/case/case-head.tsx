import { Tag } from 'antd';
import type { CaseFile } from '../../../domain/case/state.ts';
import { PAUSE_GROUND_LABELS } from '../../../domain/terms/model.ts';
import type { CaseAnswer } from '../../../contract/cases.ts';
import { OUTCOME_LABELS, PROCEDURE_LABELS, type Stage, STAGE_LABELS } from '../../../domain/vocabulary.ts';
import { useChannelNames } from '../api/county.ts';
import { ItemHead } from '../item/item-head.tsx';
import { StageLine } from '../item/stage-line.tsx';
import { localTime, shortTime } from '../lights/remaining.ts';
import { names } from '../parts/words.ts';
import { TierTag } from './tier-tag.tsx';

interface CaseHeadProps {
  data: CaseAnswer;
  now: number;
  /** Absent while looking back. */
  onShowTerm?: ((term: string) => void) | undefined;
}

/** Stages that a case was closed without: never filed, or never decided. One that still runs may yet come to all of them. */
function leftOut({ ending, filing, decision }: CaseFile): readonly Stage[] {
  if (!ending) return [];
  return [...(filing ? [] : (['evidence', 'review'] as const)), ...(decision ? [] : (['review', 'decision', 'execution'] as const))];
}

export function CaseHead({ data, now, onShowTerm }: CaseHeadProps) {
  const channels = useChannelNames();
  const file = data.case;
  return (
    <ItemHead
      title={file.title}
      light={data.light}
      terms={data.terms}
      ended={file.stage === 'archived' ? '已归档' : null}
      onShowTerm={onShowTerm}
      tags={<Tags file={file} />}
      facts={
        <>
          <b className="num">{file.filing?.number ?? (file.ending ? '未立案' : '尚未立案编号')}</b>
          <span>
            承办{' '}
            <b>
              {file.unit.name}　{names(file.handlers, '未定承办人')}
            </b>
          </span>
          {file.assistingUnits.length > 0 ? (
            <span>
              协办 <b>{names(file.assistingUnits)}</b>
            </span>
          ) : null}
          {file.town.id !== file.unit.id ? (
            <span>
              属地 <b>{file.town.name}</b>
            </span>
          ) : null}
          <span>
            来源 <b>{channels[file.source.channel]}</b>
          </span>
          <span>
            建立 <b className="num">{localTime(file.openedAt)}</b>
          </span>
          {data.nextWakeUp ? (
            <span>
              系统将于 <b className="num">{shortTime(data.nextWakeUp.at, now)}</b> 再看本案
            </span>
          ) : null}
          {data.waiting ? <b>{data.waiting}</b> : null}
        </>
      }
      line={<StageLine stages={STAGE_LABELS} stage={file.stage} skipped={leftOut(file)} own="本案" />}
    />
  );
}

function Tags({ file }: { file: CaseFile }) {
  return (
    <>
      <TierTag caseId={file.caseId} tier={file.tier} />
      {file.procedure ? <Tag variant="filled">{PROCEDURE_LABELS[file.procedure]}</Tag> : null}
      {file.emergency ? <Tag color="red">紧急</Tag> : null}
      {file.criminalSuspected ? <Tag color="magenta">涉嫌犯罪</Tag> : null}
      {file.suspension ? (
        <Tag>
          {PAUSE_GROUND_LABELS[file.suspension.ground]}：{file.suspension.reason}
        </Tag>
      ) : null}
      {file.ending ? <Tag color="blue">{OUTCOME_LABELS[file.ending.outcome]}</Tag> : null}
    </>
  );
}
