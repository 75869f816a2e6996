import { Tag } from 'antd';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { DECISION_KIND_LABELS, DOCUMENT_LABELS, STATEMENT_KIND_LABELS } from '../../../../domain/case/decision/commands.ts';
import { OUTCOME_LABELS, SERVICE_METHOD_LABELS } from '../../../../domain/vocabulary.ts';
import { localTime } from '../../lights/remaining.ts';
import { Facts } from '../../parts/facts.tsx';
import { names, yuan } from '../../parts/words.ts';
import { Proposal } from './penalty-facts.tsx';
import { Entry, Section } from '../../parts/section.tsx';

export function Heard({ file }: { file: CaseFile }) {
  const { notice, statements, hearing } = file;
  if (!notice) return null;
  return (
    <Section title="告知、陈述申辩和听证">
      <Proposal
        proposed={notice.proposed}
        before={[
          {
            label: '告知送达',
            value: (
              <span className="num">
                {notice.servedOn}　{SERVICE_METHOD_LABELS[notice.method]}
              </span>
            ),
          },
          { label: '陈述申辩至', value: <span className="num">{notice.statementUntil}</span> },
          {
            label: '听证权利',
            value: `${notice.hearingRight ? `有，可在${notice.hearingUntil ?? ''}前申请` : '无'}：${notice.hearingWhy}`,
            wide: true,
          },
        ]}
      />
      {statements.map((one) => (
        <Entry key={one.at} head={`${one.receivedOn}　${STATEMENT_KIND_LABELS[one.kind]}`}>
          <p>{one.text}</p>
          {one.points.map((point) => (
            <p key={point.argument}>
              <Tag color={point.adopted ? 'green' : 'default'}>{point.adopted ? '采纳' : '不采纳'}</Tag>
              {point.argument} → {point.answer}
            </p>
          ))}
        </Entry>
      ))}
      {hearing?.requestedOn ? <Entry head={`${hearing.requestedOn}　当事人要求听证${hearing.waived ? '，后放弃' : ''}`} /> : null}
      {hearing?.scheduled ? (
        <Entry
          head={`听证定于 ${localTime(hearing.scheduled.heldAt)}　${hearing.scheduled.place}　主持人 ${hearing.scheduled.chair.name}　${hearing.scheduled.public ? '公开' : '不公开'}`}
        />
      ) : null}
      {hearing?.record ? (
        <Entry head={`${localTime(hearing.record.at)}　听证笔录`}>
          <p>{hearing.record.summary}</p>
          <p>主持人意见：{hearing.record.opinion}</p>
        </Entry>
      ) : null}
    </Section>
  );
}

/** What the decision itself is called, by what it decides. */
const DECISION_PAPERS: Record<NonNullable<CaseFile['decision']>['kind'], string> = {
  penalty: '行政处罚决定书',
  'no-penalty': '不予行政处罚决定书',
  'not-established': '不予行政处罚决定书',
  order: '责令改正（限期拆除）决定书',
  transfer: '移送决定',
  police: '移送决定',
};

const paperWords = ({ document, at }: CaseFile['served'][number], decision: CaseFile['decision']): string =>
  document === 'decision' && decision && at >= decision.at
    ? DECISION_PAPERS[decision.kind]
    : { ...DOCUMENT_LABELS, 'on-the-spot-decision': '当场处罚决定书' }[document];

export function DecidedOn({ file }: { file: CaseFile }) {
  const { decision, collectiveDiscussion, served } = file;
  if (!decision && !collectiveDiscussion) return null;
  return (
    <Section title="决定和送达">
      {collectiveDiscussion ? (
        <Entry head={`${localTime(collectiveDiscussion.at)}　集体讨论　${names(collectiveDiscussion.members)}`}>
          <p>{collectiveDiscussion.conclusion}</p>
        </Entry>
      ) : null}
      {decision ? (
        <Facts
          rows={[
            { label: '决定', value: `${DECISION_KIND_LABELS[decision.kind]}${decision.onTheSpot ? '（当场）' : ''}` },
            { label: '决定之日', value: <span className="num">{decision.decidedOn}</span> },
            decision.money.fine > 0 && { label: '罚款', value: <b className="num">{yuan(decision.money.fine)}</b> },
            decision.money.confiscation > 0 && { label: '没收', value: <b className="num">{yuan(decision.money.confiscation)}</b> },
            decision.others.length > 0 && { label: '其他处罚', value: decision.others.join('、') },
            { label: '文书号', value: decision.documentNumber ?? '编号中' },
            { label: '决定人', value: decision.by.name },
            decision.revokedOn !== null && { label: '撤销', value: decision.revokedOn },
            { label: '理由', value: decision.reasons, wide: true },
            decision.education !== null && { label: '教育', value: decision.education, wide: true },
          ]}
        />
      ) : null}
      {served.map((one) => (
        <Entry
          key={one.id}
          head={`${localTime(one.at)}　送达${paperWords(one, decision)}　${SERVICE_METHOD_LABELS[one.method]}　${one.effectiveOn}生效`}
        >
          <p>
            凭证：{one.receipt}
            {one.reason ? `；${one.reason}` : ''}
          </p>
        </Entry>
      ))}
    </Section>
  );
}

export function Ended({ file }: { file: CaseFile }) {
  const { ending, archive } = file;
  if (!ending && !archive) return null;
  return (
    <Section title="结案和归档">
      {ending ? (
        <Entry head={`${localTime(ending.at)}　${OUTCOME_LABELS[ending.outcome]}`}>
          <p>{ending.reason}</p>
        </Entry>
      ) : null}
      {archive ? (
        <Entry head={`${localTime(archive.at)}　归档，案卷号 ${archive.fileNumber}，${archive.items} 项材料，保管期限${archive.retention}`}>
          {archive.late.map((one) => (
            <p key={one.at}>
              {one.receivedOn}　补入{one.title}，{one.pages}页：{one.reason}
            </p>
          ))}
        </Entry>
      ) : null}
    </Section>
  );
}
