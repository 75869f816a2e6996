import { Tag } from 'antd';
import type { ItemAnswer } from '../../../../contract/items.ts';
import { instantOf } from '../../../../domain/terms/instant.ts';
import { type Urgency, URGENCY_LABELS, type WhistleFile } from '../../../../domain/whistle/file.ts';
import { duration, localTime } from '../../lights/remaining.ts';
import { Facts } from '../../parts/facts.tsx';
import { Entry, Section } from '../../parts/section.tsx';
import { names } from '../../parts/words.ts';

const COLOURS: Record<Urgency, string> = { daily: 'default', hard: 'orange', emergency: 'red' };

export function WhistleTags({ file: { urgency, level, stage } }: { file: WhistleFile }) {
  return (
    <>
      <Tag color={COLOURS[urgency]}>{URGENCY_LABELS[urgency]}</Tag>
      {level === 'county' && stage !== 'done' ? <Tag color="volcano">已升级到县级指挥中心</Tag> : null}
    </>
  );
}

/** Who called whom, to where and for what; and how far the called ones have come. */
export function WhistleFacts({ item: { file } }: { item: ItemAnswer<WhistleFile> }) {
  const { caller, unit, place, text, signed, arrived, finished } = file;
  return (
    <>
      <Section title="吹哨">
        <Facts
          rows={[
            { label: '吹哨单位', value: caller.name },
            { label: '被吹哨部门', value: unit.name },
            { label: '地点', value: place },
            { label: '吹哨时间', value: <span className="num">{localTime(file.openedAt)}</span> },
          ]}
        />
        <div className="quote">{text}</div>
      </Section>
      <Refused file={file} />
      {signed || arrived || finished ? (
        <Section title="部门报到">
          {signed ? (
            <Entry head={`${localTime(signed.at)}　${signed.by.name}（${signed.by.unit.name}）签收，${after(file, signed.at)}`}>
              <p>到场人员：{names(file.handlers)}</p>
            </Entry>
          ) : null}
          {arrived ? (
            <Entry head={`${localTime(arrived.at)}　${names(arrived.people)}到场，${after(file, arrived.at)}`}>
              <p>{arrived.note}</p>
            </Entry>
          ) : null}
          {finished ? (
            <Entry head={`${localTime(finished.at)}　办结，${after(file, finished.at)}`}>
              <p>{finished.result}</p>
            </Entry>
          ) : null}
        </Section>
      ) : null}
    </>
  );
}

/** How long after the whistle: what it is measured by. */
const after = ({ openedAt }: WhistleFile, at: string): string => `吹哨后${duration(instantOf(at) - instantOf(openedAt))}`;

function Refused({ file: { refusals } }: { file: WhistleFile }) {
  if (refusals.length === 0) return null;
  return (
    <Section title="退哨">
      {refusals.map(({ at, unit, reason, grounds }) => (
        <Entry key={at} head={`${localTime(at)}　${unit.name}退哨`}>
          <p>{reason}</p>
          <p className="quiet">依据：{grounds}</p>
        </Entry>
      ))}
    </Section>
  );
}
