import { Tag } from 'antd';
import { Link } from 'react-router';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { LINK_KIND_LABELS } from '../../../../domain/commands/any-stage.ts';
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

/** Crime, jurisdiction, other cases. */
export function Beside({ file }: { file: CaseFile }) {
  const { police, jurisdiction, links, agencyTransfer, recusals } = file;
  if (!police && !jurisdiction && !agencyTransfer && links.length + recusals.length === 0) return null;
  return (
    <Section title="移送、管辖和关联">
      {police ? (
        <Entry head={`${localTime(police.proposedAt)}　提请移送公安：涉嫌${police.crime}`}>
          <p>{police.grounds}</p>
          {police.approved ? <p>{localTime(police.approved.at)} {police.approved.by.name}批准</p> : null}
          {police.refused ? <p>{localTime(police.refused.at)} {police.refused.by.name}不批准：{police.refused.reason}</p> : null}
          {police.handedOver ? <p>{localTime(police.handedOver.at)} 移送{police.handedOver.to}，回执 {police.handedOver.receipt}</p> : null}
          {police.answer ? <p>{police.answer.receivedOn} 公安机关{police.answer.filed ? '立案' : '不予立案'}：{police.answer.text}</p> : null}
        </Entry>
      ) : null}
      {agencyTransfer ? <Entry head={`${localTime(agencyTransfer.at)}　移送${agencyTransfer.agency}`}><p>{agencyTransfer.reason}</p></Entry> : null}
      {jurisdiction ? (
        <Entry head={`${localTime(jurisdiction.raisedAt)}　与${jurisdiction.with.name}的管辖争议`}>
          <p>{jurisdiction.reason}</p>
          {jurisdiction.consulted ? <p>协商{jurisdiction.consulted.agreed ? '一致' : '未成'}：{jurisdiction.consulted.result}</p> : null}
          {jurisdiction.designated ? <p>指定{jurisdiction.designated.unit.name}管辖（{jurisdiction.designated.document}）</p> : null}
        </Entry>
      ) : null}
      {recusals.map((one) => (
        <Entry key={one.id} head={`${localTime(one.at)}　${one.name}回避：${one.decided ? (one.decided.granted ? '同意' : '不同意') : '待决定'}`}><p>{one.reason}</p></Entry>
      ))}
      {links.map((link) => (
        <Entry key={link.caseId + link.kind} head={<>{LINK_KIND_LABELS[link.kind]}　<Link to={`/cases/${link.caseId}`}>查看该案</Link></>}><p>{link.reason}</p></Entry>
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
