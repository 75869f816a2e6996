import type { CaseFile } from '../../../../domain/case/state.ts';
import { APPRAISAL_KIND_LABELS, INTERVIEW_ROLE_LABELS } from '../../../../domain/case/evidence/commands.ts';
import { NO_FILING_GROUND_LABELS } from '../../../../domain/case/filing/commands.ts';
import { localTime } from '../../lights/remaining.ts';
import { Facts } from '../../parts/facts.tsx';
import { names } from '../../parts/words.ts';
import { SimilarCases } from '../../similar/similar-cases.tsx';
import { Proposal } from './penalty-facts.tsx';
import { Entry, Section } from '../../parts/section.tsx';

/** Asked for, sent back, filed or declined by the head (行政处罚法 54(2)). */
export function Filed({ file }: { file: CaseFile }) {
  const { filing, filingRequest, filingReturns, noFiling } = file;
  if (!filing && !filingRequest && !noFiling && filingReturns.length === 0) return null;
  return (
    <Section title="立案">
      {filingReturns.map((one) => (
        <Entry key={one.at} head={`${localTime(one.at)}　${one.by.name}退回立案申请`}>
          <p>{one.reasons}</p>
        </Entry>
      ))}
      {filing ? (
        <Facts
          rows={[
            { label: '案号', value: filing.number ?? '编号中' },
            { label: '立案之日', value: <span className="num">{filing.filedOn}</span> },
            { label: '承办人', value: names(filing.officers) },
            { label: '理由', value: filing.reason, wide: true },
          ]}
        />
      ) : null}
      {filingRequest && !filing ? (
        <Entry head={`${localTime(filingRequest.at)}　申请立案${noFiling ? '' : '，待负责人批准'}`}>
          <p>{filingRequest.reason}</p>
        </Entry>
      ) : null}
      {noFiling ? (
        <Entry head={`${localTime(noFiling.at)}　${noFiling.by.name}决定不予立案：${NO_FILING_GROUND_LABELS[noFiling.ground]}`}>
          <p>{noFiling.reason}</p>
          {noFiling.education ? <p>教育：{noFiling.education}</p> : null}
        </Entry>
      ) : null}
    </Section>
  );
}

/** `now`: not looked back at; like cases are those of today. */
export function Investigated({ file, now }: { file: CaseFile; now: boolean }) {
  const { interviews, samplings, appraisals, conclusion } = file;
  if (interviews.length + samplings.length + appraisals.length === 0 && !conclusion) return null;
  return (
    <Section title="调查">
      {interviews.map((one) => (
        <Entry
          key={one.id}
          head={`${localTime(one.at)}　询问${INTERVIEW_ROLE_LABELS[one.role]}${one.person}　${names(one.officers)}　${one.place}`}
        >
          <p>{one.summary}</p>
          {one.signed ? null : <p>未签名：{one.signatureNote}</p>}
        </Entry>
      ))}
      {samplings.map((one) => (
        <Entry key={one.id} head={`${one.takenOn}　抽样取证　${names(one.officers)}`}>
          <p>
            {one.from}：{one.samples.map((sample) => `${sample.name} ${sample.quantity}`).join('、')}；{one.method}
          </p>
        </Entry>
      ))}
      {appraisals.map((one) => (
        <Entry key={one.id} head={`${localTime(one.requestedAt)}　委托${APPRAISAL_KIND_LABELS[one.kind]}　${one.body}`}>
          <p>{one.subject}</p>
          <p>{one.result ? `结论：${one.result.opinion}` : '结论未到，办案期限暂停计算'}</p>
        </Entry>
      ))}
      {conclusion ? (
        <Proposal
          proposed={conclusion.proposed}
          before={[
            { label: '调查终结', value: <span className="num">{localTime(conclusion.at)}</span> },
            { label: '终结报告', value: conclusion.report, wide: true },
          ]}
        />
      ) : null}
      {conclusion && now && conclusion.proposed.kind === 'penalty' ? (
        <SimilarCases caseId={file.caseId} fine={conclusion.proposed.money.fine} />
      ) : null}
    </Section>
  );
}

export function Reviewed({ file }: { file: CaseFile }) {
  const { review } = file;
  if (!review) return null;
  return (
    <Section title="法制审核">
      <Entry head={`${localTime(review.submittedAt)}　提交${review.reviewerUnit === 'town' ? '镇街' : '执法局'}法制审核`}>
        {review.mandatory.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </Entry>
      {review.returns.map((round) => (
        <Entry key={round.at} head={`${localTime(round.at)}　退回补充调查`}>
          {round.opinions.map((opinion, index) => (
            <p key={opinion.id}>
              {index + 1}. {opinion.text}
              <br />
              {opinion.answer ? `答复：${opinion.answer}` : '待答复'}
            </p>
          ))}
        </Entry>
      ))}
      {review.passed ? (
        <Entry head={`${localTime(review.passed.at)}　${review.passed.by.name}审核通过`}>
          <p>{review.passed.opinion}</p>
        </Entry>
      ) : null}
      {review.afterHearing ? (
        <Entry head={`${localTime(review.afterHearing.at)}　${review.afterHearing.by.name}听证后审核`}>
          <p>{review.afterHearing.opinion}</p>
        </Entry>
      ) : null}
    </Section>
  );
}
