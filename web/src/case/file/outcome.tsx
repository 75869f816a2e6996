import { Tag } from 'antd';
import { EXECUTION_ENDING_LABELS, EXECUTION_SUSPENSION_LABELS } from '../../../../domain/case/enforcement/commands.ts';
import { LITIGATION_RESULT_LABELS } from '../../../../domain/case/litigation/commands.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { DECISION_KIND_LABELS, DOCUMENT_LABELS, STATEMENT_KIND_LABELS } from '../../../../domain/case/decision/commands.ts';
import { OUTCOME_LABELS, SERVICE_METHOD_LABELS } from '../../../../domain/vocabulary.ts';
import { outstanding } from '../../../../domain/case/execution/owed.ts';
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
          head={`${localTime(one.at)}　送达${{ ...DOCUMENT_LABELS, 'on-the-spot-decision': '当场处罚决定书' }[one.document]}　${SERVICE_METHOD_LABELS[one.method]}　${one.effectiveOn}生效`}
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

export function Executed({ file }: { file: CaseFile }) {
  const { execution, litigation } = file;
  const { paid, instalments, demands, comments, surchargeWaiver, agreement, suspension, ended, court, performed } = execution;
  if (paid.length + demands.length + performed.length + litigation.length === 0 && !instalments && !court && !ended && !suspension)
    return null;
  const owed = outstanding(file);
  return (
    <Section title="执行">
      {owed > 0 ? (
        <p>
          尚欠罚没款 <b className="num">{yuan(owed)}</b>
        </p>
      ) : null}
      {paid.map((one) => (
        <Entry
          key={one.receipt + one.at}
          head={`${one.paidOn}　缴纳${one.forSurcharge ? '加处罚款' : '罚没款'} ${yuan(one.amount)}　票据 ${one.receipt}`}
        />
      ))}
      {instalments ? (
        <Entry head={`批准延期、分期缴纳，至${instalments.until}`}>
          <p>{instalments.plan.map((part) => `${part.dueOn} ${yuan(part.amount)}`).join('；')}</p>
          <p>{instalments.reason}</p>
        </Entry>
      ) : null}
      {demands.map((one) => (
        <Entry key={one.at} head={`${one.servedOn}　催告`}>
          <p>{one.text}</p>
        </Entry>
      ))}
      {comments.map((one) => (
        <Entry
          key={one.id}
          head={`${one.receivedOn}　对催告的意见${one.answer ? (one.answer.adopted ? '（采纳）' : '（不采纳）') : '（尚未复核）'}`}
        >
          <p>{one.text}</p>
          {one.answer ? <p>复核：{one.answer.findings}</p> : null}
        </Entry>
      ))}
      {surchargeWaiver ? (
        <Entry head={`${surchargeWaiver.decidedOn}　决定不加处罚款`}>
          <p>{surchargeWaiver.reason}</p>
        </Entry>
      ) : null}
      {agreement ? (
        <Entry head={`${agreement.agreedOn}　执行协议，${agreement.performBy}前履行，加处罚款 ${yuan(agreement.surcharge)}`}>
          <p>{agreement.text}</p>
        </Entry>
      ) : null}
      {suspension ? (
        <Entry head={`${suspension.suspendedOn}　中止执行：${EXECUTION_SUSPENSION_LABELS[suspension.ground]}`}>
          <p>{suspension.reason}</p>
        </Entry>
      ) : null}
      {ended ? (
        <Entry head={`${ended.endedOn}　终结执行：${EXECUTION_ENDING_LABELS[ended.ground]}`}>
          <p>{ended.reason}</p>
        </Entry>
      ) : null}
      {court ? (
        <Entry
          head={`${court.appliedOn}　申请${court.court}强制执行${court.ended ? `，${court.ended.on}${court.ended.how === 'completed' ? '执行完毕' : '终结执行'}` : ''}`}
        />
      ) : null}
      {performed.map((one) => (
        <Entry key={one.at} head={`${localTime(one.at)}　${one.what}${one.complete ? '（已履行完毕）' : ''}`}>
          <p>{one.result}</p>
        </Entry>
      ))}
      {litigation.map((one) => (
        <Entry
          key={one.kind + one.startedOn}
          head={`${one.startedOn}　${one.kind === 'review' ? '行政复议' : '行政诉讼'}受理${one.endedOn ? `，${one.endedOn}终结` : ''}${one.result ? `：${LITIGATION_RESULT_LABELS[one.result]}` : ''}`}
        >
          {one.answers.map((answer) => (
            <p key={answer.at}>
              {answer.submittedOn}　提交{answer.reference}：{answer.materials.join('、')}
            </p>
          ))}
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
