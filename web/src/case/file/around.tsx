import type { CaseFile } from '../../../../domain/case/state.ts';
import { TIER_LABELS } from '../../../../domain/vocabulary.ts';
import { AskedEntries } from '../../item/around.tsx';
import { localTime } from '../../lights/remaining.ts';
import { Entry, Section } from '../../parts/section.tsx';

/** What came from above: urging, supervision, transfers. */
export function Supervised({ file }: { file: CaseFile }) {
  const { urges, supervisions, transfers, transfer } = file;
  if (urges.length + supervisions.length + transfers.length === 0 && !transfer) return null;
  return (
    <Section title="督办和提级">
      <AskedEntries file={file} />
      {transfer ? (
        <Entry
          head={`${localTime(transfer.proposedAt)}　提请提级到“${TIER_LABELS[transfer.to]}”，待${transfer.toUnit?.name ?? '执法局'}答复`}
        >
          <p>{transfer.reasons}</p>
        </Entry>
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

/** Handed to another agency. */
export function Transferred({ file: { agencyTransfer } }: { file: CaseFile }) {
  if (!agencyTransfer) return null;
  return (
    <Section title="移送其他机关">
      <Entry head={`${localTime(agencyTransfer.at)}　移送${agencyTransfer.agency}`}>
        <p>{agencyTransfer.reason}</p>
      </Entry>
    </Section>
  );
}
