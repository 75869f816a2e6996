import { Tag } from 'antd';
import type { ItemAnswer } from '../../../../contract/items.ts';
import { DISPUTE_END_LABELS, type DisputeFile } from '../../../../domain/dispute/file.ts';
import { localTime } from '../../lights/remaining.ts';
import { Facts } from '../../parts/facts.tsx';
import { Entry, Section } from '../../parts/section.tsx';

export function DisputeTags({ file: { settled } }: { file: DisputeFile }) {
  return settled ? <Tag color="green">{DISPUTE_END_LABELS[settled.how]}</Tag> : null;
}

/** Both sides, why they disagree, what each has to say for itself, and how it ended (行政处罚法 25). */
export function DisputeFacts({ item: { file } }: { item: ItemAnswer<DisputeFile> }) {
  const {
    sides: [own, other],
    raisedAt,
    reason,
    positions,
    failed,
    settled,
  } = file;
  return (
    <>
      <Section title="争议双方">
        <Facts
          rows={[
            { label: '提出一方', value: own.name },
            { label: '相对一方', value: other.name },
            { label: '提出时间', value: <span className="num">{localTime(raisedAt)}</span> },
            { label: '现由谁管辖', value: settled ? settled.unit.name : '尚未确定' },
          ]}
        />
        <div className="quote">{reason}</div>
      </Section>
      <Section title="双方意见">
        {positions.length === 0 ? (
          <p className="quiet">双方都还没有陈述管辖意见。</p>
        ) : (
          positions.map(({ at, by, text, grounds }) => (
            <Entry key={at + by.id} head={`${localTime(at)}　${by.name}（${by.unit.name}）`}>
              <p>{text}</p>
              <p className="quiet">依据和事实：{grounds}</p>
            </Entry>
          ))
        )}
      </Section>
      {failed || settled ? (
        <Section title="协商和指定">
          {failed ? (
            <Entry head={`${localTime(failed.at)}　协商未成，报请共同的上一级机关指定`}>
              {failed.result ? <p>{failed.result}</p> : null}
            </Entry>
          ) : null}
          {settled ? (
            <Entry head={`${localTime(settled.at)}　${DISPUTE_END_LABELS[settled.how]}`}>
              <p>由{settled.unit.name}管辖。</p>
            </Entry>
          ) : null}
        </Section>
      ) : null}
    </>
  );
}
