import { Tag } from 'antd';
import type { CaseFile, SubstitutionCost } from '../../../../domain/case/state.ts';
import { COST_ENDING_LABELS } from '../../../../domain/case/substitution-cost/commands.ts';
import { costLeft, costRevoked } from '../../../../domain/case/substitution-cost/owed.ts';
import { COURT_ANSWER_LABELS } from '../../../../domain/case/execution/commands.ts';
import { LITIGATION_KIND_LABELS, LITIGATION_RESULT_LABELS } from '../../../../domain/case/litigation/commands.ts';
import { SERVICE_METHOD_LABELS } from '../../../../domain/vocabulary.ts';
import { Folded } from '../../parts/folded.tsx';
import { Entry, Section } from '../../parts/section.tsx';
import { WhyLines } from '../../parts/why-lines.tsx';
import { yuan } from '../../parts/words.ts';

/** What performing in the party’s stead cost: decided, served, paid, demanded, and what became of it. */
export function SubstitutionCosts({ file: { substitutionCosts } }: { file: CaseFile }) {
  if (substitutionCosts.length === 0) return null;
  return (
    <Section title="代履行费用">
      {substitutionCosts.map((cost) => (
        <Cost key={cost.costId} cost={cost} />
      ))}
    </Section>
  );
}

function standing(cost: SubstitutionCost): { text: string; colour: string } {
  if (cost.otherwise !== null) return { text: '不由当事人承担', colour: 'default' };
  if (cost.ended) return { text: COST_ENDING_LABELS[cost.ended.ground], colour: 'default' };
  if (costRevoked(cost)) return { text: '费用决定已被撤销', colour: 'default' };
  const left = costLeft(cost);
  return left > 0 ? { text: `尚欠 ${yuan(left)}`, colour: 'orange' } : { text: '已缴清', colour: 'green' };
}

function Cost({ cost }: { cost: SubstitutionCost }) {
  const { text, colour } = standing(cost);
  const { served, court } = cost;
  return (
    <>
      <Entry
        head={
          <>
            {`${cost.decidedOn}　代履行费用决定　${cost.documentNumber}　${cost.by.name}　${yuan(cost.amount)}　`}
            <Tag color={colour}>{text}</Tag>
          </>
        }
      >
        <Folded title={`费用的计算 ${cost.lines.length} 步`}>
          <WhyLines lines={cost.lines} />
        </Folded>
      </Entry>
      {served ? (
        <Entry
          head={`${served.servedOn}　费用决定送达，${cost.payDays}日内缴纳　${SERVICE_METHOD_LABELS[served.method]}　${served.receipt}`}
        />
      ) : null}
      {cost.paid.map((one) => (
        <Entry key={one.receipt} head={`${one.paidOn}　缴纳 ${yuan(one.amount)}　票据 ${one.receipt}`} />
      ))}
      {cost.demands.map((one) => (
        <Entry key={one.at} head={`${one.servedOn}　催告，尚欠 ${yuan(one.amount)}　${SERVICE_METHOD_LABELS[one.method]}　${one.receipt}`}>
          <p>{one.text}</p>
        </Entry>
      ))}
      {cost.comments.map((one) => (
        <Entry key={one.at} head={`${one.receivedOn}　当事人对催告的意见（${one.adopted ? '采纳' : '不采纳'}）`}>
          <p>{one.text}</p>
          <p>复核：{one.answer}</p>
        </Entry>
      ))}
      {cost.remedies.map((one) => (
        <Entry key={one.reference} head={`${one.startedOn}　${LITIGATION_KIND_LABELS[one.kind]}受理　${one.reference}`}>
          {one.answeredOn ? <p>{one.answeredOn}提交答复、答辩</p> : null}
          {one.result ? <p>{`${one.endedOn}　${LITIGATION_RESULT_LABELS[one.result]}　${one.endReference}　${one.servedOn}送达`}</p> : null}
        </Entry>
      ))}
      {court ? (
        <Entry head={`${court.appliedOn}　申请${court.court}强制执行 ${yuan(court.amount)}`}>
          {court.lateReason ? <p>逾期申请的理由：{court.lateReason}</p> : null}
          {court.answers.map((one) => (
            <p key={one.at}>{`${one.on}　法院${COURT_ANSWER_LABELS[one.answer]}：${one.text}`}</p>
          ))}
        </Entry>
      ) : null}
      {cost.ended ? (
        <Entry head={`${cost.ended.endedOn}　终结追缴：${COST_ENDING_LABELS[cost.ended.ground]}`}>
          <p>{cost.ended.reason}</p>
        </Entry>
      ) : null}
    </>
  );
}
