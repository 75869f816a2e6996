import { CASH_STEP_LABELS, EXECUTION_ENDING_LABELS, EXECUTION_SUSPENSION_LABELS } from '../../../../domain/case/enforcement/commands.ts';
import { COURT_ANSWER_LABELS, PAYMENT_CHANNEL_LABELS } from '../../../../domain/case/execution/commands.ts';
import type { CaseAnswer } from '../../../../contract/cases.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { localTime } from '../../lights/remaining.ts';
import { Folded } from '../../parts/folded.tsx';
import { Entry, Section } from '../../parts/section.tsx';
import { WhyLines } from '../../parts/why-lines.tsx';
import { yuan } from '../../parts/words.ts';

type Execution = CaseFile['execution'];

const nothingYet = ({ settled: _settled, ...execution }: Execution): boolean =>
  Object.values(execution).every((one) => one === null || (Array.isArray(one) && one.length === 0));

const onWater = ({ water }: Execution['paid'][number]): string =>
  water === null ? '' : `　在水上收缴，${water.landedOn === null ? '尚未登记抵岸' : `${water.landedOn}抵岸`}`;

/** How the decision was carried out: what is owed and paid, and every step towards it. */
export function Executed({ data: { case: file, debt } }: { data: CaseAnswer }) {
  const { execution } = file;
  if (nothingYet(execution) && !debt) return null;
  const { paid, instalments, surchargeWaiver, agreement, suspension, ended, performed } = execution;
  return (
    <Section title="执行">
      {debt ? <Owed debt={debt} /> : null}
      {paid.map((one) => (
        <Entry
          key={one.receipt + one.at}
          head={`${one.paidOn}　缴纳${one.forSurcharge ? '加处罚款' : '罚没款'} ${yuan(one.amount)}　${one.channel ? `${PAYMENT_CHANNEL_LABELS[one.channel]}　` : ''}票据 ${one.receipt}${onWater(one)}`}
        />
      ))}
      {execution.cash.map((one) => (
        <Entry key={one.at} head={`${one.on}　当场收缴的罚款上缴：${CASH_STEP_LABELS[one.step]}　票据 ${one.receipt}`}>
          <p>凭证：{one.proof}</p>
        </Entry>
      ))}
      {instalments ? (
        <Entry head={`批准延期、分期缴纳，至${instalments.until}`}>
          <p>{instalments.plan.map((part) => `${part.dueOn} ${yuan(part.amount)}`).join('；')}</p>
          <p>{instalments.reason}</p>
        </Entry>
      ) : null}
      <Demanded execution={execution} />
      {surchargeWaiver ? (
        <Entry head={`${surchargeWaiver.decidedOn}　决定不加处罚款`}>
          <p>{surchargeWaiver.reason}</p>
        </Entry>
      ) : null}
      {agreement ? (
        <Entry head={`${agreement.agreedOn}　执行协议，${agreement.performBy}前履行，约定缴纳加处罚款 ${yuan(agreement.surcharge)}`}>
          <p>{agreement.text}</p>
          {agreement.remedy ? <p>补救措施：{agreement.remedy}</p> : null}
        </Entry>
      ) : null}
      {suspension ? (
        <Entry head={`${suspension.suspendedOn}　中止执行：${EXECUTION_SUSPENSION_LABELS[suspension.ground]}`}>
          <p>{suspension.reason}</p>
        </Entry>
      ) : null}
      <InCourt court={execution.court} />
      {performed.map((one) => (
        <Entry key={one.at} head={`${one.on ?? localTime(one.at)}　${one.what}${one.complete ? '（已履行完毕）' : ''}`}>
          <p>{one.result}</p>
        </Entry>
      ))}
      {ended ? (
        <Entry head={`${ended.endedOn}　终结执行：${EXECUTION_ENDING_LABELS[ended.ground]}`}>
          <p>{ended.reason}</p>
        </Entry>
      ) : null}
    </Section>
  );
}

function Owed({ debt: { fine, surcharge, lines } }: { debt: NonNullable<CaseAnswer['debt']> }) {
  return (
    <>
      <p>
        尚欠罚没款 <b className="num">{yuan(fine)}</b>，加处罚款 <b className="num">{yuan(surcharge)}</b>
      </p>
      {lines.length > 0 ? (
        <Folded title={`加处罚款的计算 ${lines.length} 步`}>
          <WhyLines lines={lines} />
        </Folded>
      ) : null}
    </>
  );
}

function Demanded({ execution: { demands, comments } }: { execution: Execution }) {
  return (
    <>
      {demands.map((one) => (
        <Entry key={one.at} head={`${one.servedOn}　催告${one.amount === null ? '' : `，尚欠 ${yuan(one.amount)}`}`}>
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
    </>
  );
}

function InCourt({ court }: Pick<Execution, 'court'>) {
  if (!court) return null;
  return (
    <>
      <Entry
        head={`${court.appliedOn}　申请${court.court}强制执行${court.ended ? `，${court.ended.on}${court.ended.how === 'completed' ? '执行完毕' : '终结执行'}` : ''}`}
      >
        {court.lateReason ? <p>逾期申请的理由：{court.lateReason}</p> : null}
      </Entry>
      {court.answers.map((one, index) => (
        <Entry key={index} head={`${one.on}　法院${COURT_ANSWER_LABELS[one.answer]}`}>
          <p>{one.text}</p>
        </Entry>
      ))}
    </>
  );
}
