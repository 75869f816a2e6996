import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { HARM_LABELS, PUBLIC_PLACE_LABELS } from '../../../../domain/case/coercion/commands.ts';
import type { CaseFile, Coercion } from '../../../../domain/case/state.ts';
import { clauseLabel } from '../../../../domain/lists/fields.ts';
import { ENFORCEMENT_WAY_LABELS } from '../../../../domain/lists/matters.ts';
import { SERVICE_METHOD_LABELS } from '../../../../domain/vocabulary.ts';
import { Cited } from '../../law/cited.tsx';
import { localTime } from '../../lights/remaining.ts';
import { names, yuan } from '../../parts/words.ts';
import { Entry, Section } from '../../parts/section.tsx';
import { Recorded } from './recorded.tsx';

type Substitution = Coercion['substitutions'][number];
type OnSite = Pick<
  Coercion['executions'][number],
  'partyPresent' | 'witness' | 'signed' | 'result' | 'cost' | 'urgentReason' | 'recordingHash' | 'recordingNote' | 'complete'
>;

/** Forced by the office itself: demand, announcement, decision, execution, substitute performance; in the order of the record. */
export function Coerced({ file: { caseId, coercion } }: { file: CaseFile }) {
  if (!coercion) return null;
  const { demands, answers, announcement, decision, executions, substitutions } = coercion;
  const steps: { at: string; step: ReactNode }[] = [
    ...demands.map((one) => ({
      at: one.at,
      step: (
        <Entry head={`${one.servedOn}　催告，限${one.dueOn}前履行　${SERVICE_METHOD_LABELS[one.method]}　${one.receipt}`}>
          <p>{one.text}</p>
        </Entry>
      ),
    })),
    ...answers.map((one) => ({
      at: one.at,
      step: (
        <Entry
          head={
            <>
              {one.receivedOn}　当事人对催告的意见　<Tag color={one.adopted ? 'green' : 'default'}>{one.adopted ? '采纳' : '不采纳'}</Tag>
            </>
          }
        >
          <p>{one.text}</p>
          <p>复核：{one.answer}</p>
        </Entry>
      ),
    })),
    ...(announcement
      ? [
          {
            at: announcement.at,
            step: (
              <Entry head={`${announcement.announcedOn}　公告，限${announcement.removeBy}前自行拆除（${announcement.where}）`}>
                <p>{announcement.text}</p>
              </Entry>
            ),
          },
        ]
      : []),
    ...(decision ? [{ at: decision.at, step: <Decided decision={decision} /> }] : []),
    ...executions.map((one) => ({
      at: one.at,
      step: (
        <Entry head={`${localTime(one.startedAt)}至${localTime(one.endedAt)}　强制执行　${names(one.officers)}`}>
          <Done caseId={caseId} act={one} />
          <p>
            {one.partyNotifiedOn}书面通知当事人到场；物品登记和保管：{one.belongings}
          </p>
        </Entry>
      ),
    })),
    ...substitutions.flatMap((one) => [
      { at: one.at, step: <SubstitutionDecided one={one} /> },
      ...(one.performed ? [{ at: one.performed.at, step: <Substituted caseId={caseId} performed={one.performed} /> }] : []),
    ]),
  ];
  return (
    <Section title="行政强制执行">
      {steps
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ step }, index) => (
          <div key={index}>{step}</div>
        ))}
    </Section>
  );
}

function Decided({ decision }: { decision: NonNullable<Coercion['decision']> }) {
  return (
    <Entry
      head={`${decision.decidedOn}　${ENFORCEMENT_WAY_LABELS[decision.way]}决定　${decision.documentNumber}　${decision.by.name}　定于${decision.plannedOn}`}
    >
      <p>{decision.reasons}</p>
      <p>执行方式：{decision.manner}</p>
      {decision.commission ? <p>责成文号：{decision.commission}</p> : null}
      <p className="quiet small">
        依据：
        <Cited text={clauseLabel(decision.clause)} />
      </p>
    </Entry>
  );
}

/** What any act on the spot says of itself. */
function Done({ caseId, act }: { caseId: string; act: OnSite }) {
  return (
    <>
      <p>
        <Tag color={act.complete ? 'green' : 'orange'}>{act.complete ? '已执行完毕' : '未执行完毕'}</Tag>
        {act.result}
      </p>
      {act.urgentReason ? <p>情况紧急：{act.urgentReason}</p> : null}
      <p>
        {act.partyPresent ? '当事人到场' : '当事人不到场'}
        {act.witness ? `；见证人${act.witness}` : ''}；{act.signed ? '执行文书已签名' : '执行文书未签名'}
        {act.cost > 0 ? `；费用 ${yuan(act.cost)}` : ''}
      </p>
      <Recorded caseId={caseId} hash={act.recordingHash} note={act.recordingNote} />
    </>
  );
}

function SubstitutionDecided({ one }: { one: Substitution }) {
  return (
    <Entry
      head={`${one.decidedOn}　${one.atOnce ? '立即代履行' : '代履行'}决定　${one.documentNumber}　${one.by.name}　${one.performer}，定于${one.performOn}`}
    >
      <p>
        {one.object}；{one.manner}
      </p>
      <p>
        {one.harm ? `后果${HARM_LABELS[one.harm]}：` : ''}
        {one.place ? `${PUBLIC_PLACE_LABELS[one.place]}，须立即清除${one.partyUnable ? '，当事人不能清除' : ''}：` : ''}
        {one.reasons}
      </p>
      <p>费用预算 {yuan(one.budget)}</p>
    </Entry>
  );
}

function Substituted({ caseId, performed }: { caseId: string; performed: NonNullable<Substitution['performed']> }) {
  return (
    <Entry head={`${localTime(performed.startedAt)}至${localTime(performed.endedAt)}　代履行　到场监督 ${names(performed.supervisors)}`}>
      <Done caseId={caseId} act={performed} />
      {performed.partyToldOn ? <p>{performed.partyToldOn}事后通知当事人</p> : null}
      {performed.cost > 0 ? (
        <p className="quiet small">
          费用按照成本合理确定，由当事人承担（
          <Cited text="《行政强制法》第五十一条第二款" />）
        </p>
      ) : null}
    </Entry>
  );
}
