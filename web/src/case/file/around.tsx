import { Tag } from 'antd';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { TIER_LABELS } from '../../../../domain/vocabulary.ts';
import { localTime } from '../../lights/remaining.ts';
import { Entry, Section } from './section.tsx';

/** What came from above: urging, supervision, transfers. */
export function Supervised({ file }: { file: CaseFile }) {
  const { urges, supervisions, transfers, transfer } = file;
  if (urges.length + supervisions.length + transfers.length === 0 && !transfer) return null;
  const asked = (kind: string, one: CaseFile['urges'][number]) => (
    <Entry key={one.id} head={`${localTime(one.at)}　${kind}，${localTime(one.answerDueAt)} 前答复`}>
      <p>{one.text}</p>
      <p>{one.answeredAt ? `${localTime(one.answeredAt)} 答复：${one.answer ?? ''}` : <Tag color="orange">待答复</Tag>}</p>
    </Entry>
  );
  return (
    <Section title="督办和提级">
      {urges.map((one) => asked('催办', one))}
      {supervisions.map((one) => asked('督办', one))}
      {transfer ? (
        <Entry head={`${localTime(transfer.proposedAt)}　提请提级到“${TIER_LABELS[transfer.to]}”，待${transfer.toUnit?.name ?? '执法局'}答复`}><p>{transfer.reasons}</p></Entry>
      ) : null}
      {transfers.map((one) => (
        <Entry
          key={one.at}
          head={`${localTime(one.at)}　${one.kind === 'up' ? '提级' : '交回'}：${one.fromUnit.name} → ${one.toUnit.name}（${TIER_LABELS[one.to]}）${one.accepted ? '' : '，未接收'}`}
        >
          <p>{one.reason}</p>
          {one.custody.length > 0 ? <p className="quiet">清点移交 {one.custody.length} 项</p> : null}
        </Entry>
      ))}
    </Section>
  );
}

/** Another agency's, and who stood aside. */
export function Beside({ file }: { file: CaseFile }) {
  const { agencyTransfer, recusals } = file;
  if (!agencyTransfer && recusals.length === 0) return null;
  return (
    <Section title="移送和回避">
      {agencyTransfer ? <Entry head={`${localTime(agencyTransfer.at)}　移送${agencyTransfer.agency}`}><p>{agencyTransfer.reason}</p></Entry> : null}
      {recusals.map((one) => (
        <Entry key={one.id} head={`${localTime(one.at)}　${one.name}回避：${one.decided ? (one.decided.granted ? '同意' : '不同意') : '待决定'}`}><p>{one.reason}</p></Entry>
      ))}
    </Section>
  );
}

export function Notes({ file }: { file: CaseFile }) {
  if (file.notes.length + file.corrected.length === 0) return null;
  return (
    <Section title="备注和更正">
      {file.notes.map((note) => <Entry key={note.at + note.text} head={localTime(note.at)}><p>{note.text}</p></Entry>)}
      {file.corrected.map((one) => (
        <Entry key={one.at} head={`${localTime(one.at)}　更正第${one.seq}号记录`}><p>原为“{one.before}”，更正为“{one.after}”：{one.reason}</p></Entry>
      ))}
    </Section>
  );
}
