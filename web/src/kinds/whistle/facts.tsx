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
  // How long after the whistle is what it is measured by.
  const steps = [
    ...(signed
      ? [{ at: signed.at, who: `${signed.by.name}（${signed.by.unit.name}）`, did: '签收', text: `到场人员：${names(file.handlers)}` }]
      : []),
    ...(arrived ? [{ at: arrived.at, who: names(arrived.people), did: '到场', text: arrived.note }] : []),
    ...(finished ? [{ at: finished.at, who: '', did: '办结', text: finished.result }] : []),
  ];
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
      {steps.length > 0 ? (
        <Section title="部门报到">
          {steps.map(({ at, who, did, text }) => (
            <Entry key={did} head={`${localTime(at)}　${who}${did}，吹哨后${duration(instantOf(at) - instantOf(file.openedAt))}`}>
              <p>{text}</p>
            </Entry>
          ))}
        </Section>
      ) : null}
    </>
  );
}

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
