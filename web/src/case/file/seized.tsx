import { Tag } from 'antd';
import { LIFTING_GROUND_LABELS, MEASURE_LABELS, SEIZURE_ENDING_LABELS } from '../../../../domain/case/seizure/commands.ts';
import type { CaseFile, Seizure } from '../../../../domain/case/state.ts';
import { clauseLabel } from '../../../../domain/lists/fields.ts';
import { Cited } from '../../law/cited.tsx';
import { localTime } from '../../lights/remaining.ts';
import { names } from '../../parts/words.ts';
import { Entry, Section } from '../../parts/section.tsx';
import { Recorded } from './recorded.tsx';

/** Sealed and detained (行政强制法 chapter 3): asked for, approved, carried out, kept, and what became of the goods. */
export function Seized({ file }: { file: CaseFile }) {
  if (file.seizures.length === 0) return null;
  return (
    <Section title="查封、扣押">
      {file.seizures.map((one) => (
        <OneSeizure key={one.id} caseId={file.caseId} seizure={one} />
      ))}
    </Section>
  );
}

/** Where it stands, in one word. */
function stateOf({ answer, carriedOut, resolution }: Seizure): { text: string; colour: string } {
  if (resolution) return { text: SEIZURE_ENDING_LABELS[resolution.kind], colour: 'green' };
  if (answer?.approved === false)
    return carriedOut ? { text: '未批准，应当立即解除', colour: 'red' } : { text: '未批准', colour: 'default' };
  if (!answer) return { text: carriedOut ? '待补办批准' : '待批准', colour: 'red' };
  return carriedOut ? { text: '待处理（期限见时限）', colour: 'orange' } : { text: '已批准，待实施', colour: 'blue' };
}

function OneSeizure({ caseId, seizure }: { caseId: string; seizure: Seizure }) {
  const { measure, request, answer, carriedOut, extension, custody, resolution } = seizure;
  const goods = carriedOut?.goods ?? request?.goods.map((one) => ({ ...one, condition: '' })) ?? [];
  const state = stateOf(seizure);
  // 行政强制法 19: in urgency the approval follows the act.
  const answeredFirst = answer !== null && (!carriedOut || answer.at < carriedOut.at);
  const approval = answer ? (
    <Entry head={`${localTime(answer.at)}　${answer.by.name}${answer.approved ? '批准' : '不批准'}`}>
      <p>{answer.reason}</p>
    </Entry>
  ) : null;
  return (
    <div className="file-thing">
      <div>
        <strong>
          {MEASURE_LABELS[measure]}：{goods.map(({ name, quantity }) => `${name} ${quantity}`).join('、')}
        </strong>
        　<Tag color={state.colour}>{state.text}</Tag>
      </div>
      {request ? (
        <Entry head={`${localTime(request.at)}　呈请${MEASURE_LABELS[measure]}`}>
          <p>{request.reason}</p>
        </Entry>
      ) : null}
      {answeredFirst ? approval : null}
      {carriedOut ? <CarriedOut caseId={caseId} measure={measure} act={carriedOut} /> : null}
      {answeredFirst ? null : approval}
      {custody.map((one) => (
        <Entry key={one.at} head={`${one.on}　保管　${one.keeper}　${one.place}`}>
          <p>{one.note}</p>
        </Entry>
      ))}
      {extension ? (
        <Entry head={`${localTime(extension.at)}　${extension.by.name}批准延长${extension.days}日`}>
          <p>{extension.reason}</p>
          <p>
            {extension.toldOn}书面告知当事人（{extension.receipt}）
          </p>
        </Entry>
      ) : null}
      {resolution ? (
        <Entry head={`${resolution.on}　${SEIZURE_ENDING_LABELS[resolution.kind]}`}>
          {resolution.ground ? <p>解除事由：{LIFTING_GROUND_LABELS[resolution.ground]}</p> : null}
          {resolution.recipient ? <p>接收人：{resolution.recipient}</p> : null}
          {resolution.legalBasis ? <p>销毁的依据：{resolution.legalBasis}</p> : null}
          <p>{resolution.note}</p>
          {resolution.partyToldOn ? <p>{resolution.partyToldOn}书面告知当事人</p> : null}
        </Entry>
      ) : null}
    </div>
  );
}

function CarriedOut({ caseId, measure, act }: { caseId: string; measure: Seizure['measure']; act: NonNullable<Seizure['carriedOut']> }) {
  return (
    <Entry head={`${localTime(act.carriedOutAt)}　实施${MEASURE_LABELS[measure]}　${act.documentNumber}　${names(act.officers)}`}>
      {act.goods.map((one, index) => (
        <p key={index}>
          {index + 1}. {one.name}　{one.quantity}　{one.condition}
        </p>
      ))}
      {act.urgentReason ? <p>情况紧急：{act.urgentReason}</p> : null}
      {act.preservationId ? <p>由先行登记保存转来</p> : null}
      <p>
        {act.partyPresent ? '当事人到场' : '当事人不到场'}
        {act.witness ? `；见证人${act.witness}` : ''}；{act.signed ? '现场笔录已签名' : `现场笔录未签名：${act.signatureNote ?? ''}`}
      </p>
      {act.statement ? <p>陈述和申辩：{act.statement}</p> : null}
      <p>
        {act.keeper}保管于{act.place}
      </p>
      <Recorded caseId={caseId} hash={act.recordingHash} note={act.recordingNote} />
      <p className="quiet small">
        依据：
        <Cited text={clauseLabel(act.clause)} />
      </p>
    </Entry>
  );
}
