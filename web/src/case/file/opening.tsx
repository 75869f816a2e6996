import { Reveal } from '../../parts/reveal.tsx';
import { Tag } from 'antd';
import { Link } from 'react-router';
import type { CaseFile, CaseParty } from '../../../../domain/case/state.ts';
import { CIRCUMSTANCE_LABELS } from '../../../../domain/routing/tier.ts';
import type { CaseAnswer } from '../../../../contract/cases.ts';
import { SUBJECT_KIND_LABELS } from '../../../../domain/vocabulary.ts';
import { useChannelNames } from '../../api/county.ts';
import { localTime } from '../../lights/remaining.ts';
import { Facts } from '../../parts/facts.tsx';
import { EarlierCases } from '../../parties/earlier-cases.tsx';
import { names } from '../../parts/words.ts';
import { Entry, Section } from '../../parts/section.tsx';

export function Source({ file }: { file: CaseFile }) {
  const channels = useChannelNames();
  const { source } = file;
  return (
    <Section title="线索">
      <Facts
        rows={[
          { label: '来源渠道', value: channels[source.channel] },
          { label: '接收时间', value: <span className="num">{localTime(source.receivedAt)}</span> },
          { label: '地址', value: file.address },
          { label: '原始线索', value: source.leadId ? <Link to={`/leads/${source.leadId}`}>查看线索</Link> : '直接建立' },
          source.imported !== null && { label: '纸质案卷', value: `${source.imported.reference}（${source.imported.reason}）`, wide: true },
        ]}
      />
      <div className="quote">{source.text}</div>
      {file.dispatch ? (
        <Entry
          head={`${localTime(file.dispatch.at)}　分派给${file.dispatch.unit.name}${file.dispatch.acceptedAt ? `，${localTime(file.dispatch.acceptedAt)}接收` : '，待接收'}`}
        >
          <p>{file.dispatch.instruction}</p>
          {file.dispatch.refusals.map((refusal) => (
            <p key={refusal.at}>
              {localTime(refusal.at)} {refusal.unit.name}退回：{refusal.reason}
            </p>
          ))}
        </Entry>
      ) : null}
    </Section>
  );
}

export function Subject({ data }: { data: CaseAnswer }) {
  const file = data.case;
  const { conduct, matter } = file;
  return (
    <Section title="当事人和违法行为">
      {file.parties.length === 0 ? (
        <p className="quiet">当事人尚未查明。</p>
      ) : (
        file.parties.map((party, index) => (
          <Party key={index} party={party} recordId={data.partyIds[index] ?? null} caseId={file.caseId} place={index + 1} />
        ))
      )}
      <Facts
        rows={[
          { label: '违法事项', value: matter ? `${matter.code} ${matter.name}` : '尚未确定', wide: true },
          matter !== null && { label: '清单版本', value: matter.listVersion.replace(/^.*@/, '') },
          conduct !== null && {
            label: '发生之日',
            value: (
              <span className="num">
                {conduct.on}
                {conduct.endedOn ? `至${conduct.endedOn}` : ''}
                {conduct.continuing ? '（连续或继续）' : ''}
              </span>
            ),
          },
          conduct !== null && { label: '发生地', value: conduct.place },
          conduct !== null && {
            label: '追责时效',
            value: `${conduct.limitationYears}年${file.filing?.limitationUntil ? `，至${file.filing.limitationUntil}` : ''}`,
          },
          file.circumstances.length > 0 && {
            label: '分级情形',
            value: file.circumstances.map((one) => CIRCUMSTANCE_LABELS[one]).join('、'),
            wide: true,
          },
        ]}
      />
      {data.asOf === null ? <EarlierCases earlier={data.earlier} means={data.earlierMeans} /> : null}
    </Section>
  );
}

interface PartyProps {
  party: CaseParty;
  recordId: string | null;
  caseId: string;
  /** From 1. */
  place: number;
}

function Party({ party, recordId, caseId, place }: PartyProps) {
  const path = `/cases/${caseId}`;
  return (
    <div className="party">
      <strong>
        {recordId ? (
          <Link to={`/parties/${recordId}`} title="一方一档：案件和以往违法">
            {party.name}
          </Link>
        ) : (
          party.name
        )}
      </strong>
      　<Tag variant="filled">{SUBJECT_KIND_LABELS[party.kind]}</Tag>
      {party.electronicServiceConsent ? <Tag color="blue">可电子送达</Tag> : null}
      <div className="quiet num">
        {party.identifier === null ? (
          '证件号码未查明'
        ) : (
          <Reveal text={party.identifier} label="证件号码" path={path} body={{ what: 'identifier', party: place }} />
        )}
        {party.birthDate === null ? null : `　${party.birthDate}出生`}
        {party.phone === null ? null : (
          <>
            　<Reveal text={party.phone} label="联系电话" path={path} body={{ what: 'phone', party: place }} />
          </>
        )}
        {party.address === null ? null : `　${party.address}`}
      </div>
    </div>
  );
}

export function Checked({ file }: { file: CaseFile }) {
  const { verification } = file;
  if (!verification) return null;
  return (
    <Section title="核查">
      <Facts
        rows={[
          { label: '结论', value: verification.founded ? '属实' : '不属实' },
          { label: '核查人员', value: names(verification.officers) },
          verification.arrivedAt !== null && { label: '到场', value: <span className="num">{localTime(verification.arrivedAt)}</span> },
          { label: '记录时间', value: <span className="num">{localTime(verification.at)}</span> },
          { label: '情况', value: verification.findings, wide: true },
        ]}
      />
    </Section>
  );
}

export function Stopped({ file }: { file: CaseFile }) {
  if (file.stopActions.length + file.corrections.length === 0) return null;
  return (
    <Section title="制止和责令改正">
      {file.stopActions.map((action) => (
        <Entry key={action.at} head={`${localTime(action.at)}　制止　${names(action.officers)}`}>
          <p>
            {action.action}：{action.result}
          </p>
        </Entry>
      ))}
      {file.corrections.map((order) => (
        <Entry
          key={order.id}
          head={`${localTime(order.at)}　责令改正，限${order.dueOn}前${order.documentNumber ? `　${order.documentNumber}` : ''}`}
        >
          <p>{order.requirement}</p>
          {order.checks.map((check) => (
            <p key={check.at}>
              <Tag color={check.corrected ? 'green' : check.result === 'pending' ? 'gold' : 'red'}>
                {check.corrected ? '已改正' : check.result === 'pending' ? '尚未改正' : '未按要求改正'}
              </Tag>
              {check.checkedOn}复查（{names(check.officers)}）：{check.findings}
            </p>
          ))}
        </Entry>
      ))}
    </Section>
  );
}
