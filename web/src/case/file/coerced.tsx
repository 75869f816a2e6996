import { ENFORCEMENT_WAY_LABELS } from '../../../../domain/lists/matters.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { localTime } from '../../lights/remaining.ts';
import { yuan } from '../../parts/words.ts';
import { Entry, Section } from '../../parts/section.tsx';

/** Forced by the office itself: demand, announcement, decision, execution, substitute performance. */
export function Coerced({ file: { coercion } }: { file: CaseFile }) {
  if (!coercion) return null;
  const { demands, answers, announcement, decision, executions, substitutions } = coercion;
  return (
    <Section title="强制执行">
      {demands.map((one) => (
        <Entry key={one.at} head={`${one.servedOn}　催告，限${one.dueOn}前履行`}>
          <p>{one.text}</p>
        </Entry>
      ))}
      {answers.map((one) => (
        <Entry key={one.at} head={`${one.receivedOn}　当事人对催告的意见${one.adopted ? '（已采纳）' : ''}`}>
          <p>{one.text}</p>
          <p>{one.answer}</p>
        </Entry>
      ))}
      {announcement ? (
        <Entry head={`${announcement.announcedOn}　公告，限${announcement.removeBy}前自行拆除（${announcement.where}）`} />
      ) : null}
      {decision ? (
        <Entry
          head={`${decision.decidedOn}　${ENFORCEMENT_WAY_LABELS[decision.way]}决定　${decision.documentNumber}　定于${decision.plannedOn}`}
        >
          <p>{decision.reasons}</p>
        </Entry>
      ) : null}
      {executions.map((one) => (
        <Entry key={one.at} head={`${localTime(one.startedAt)}　强制执行${one.complete ? '（已执行完毕）' : ''}`}>
          <p>{one.result}</p>
        </Entry>
      ))}
      {substitutions.map((one) => (
        <Entry key={one.id} head={`${one.decidedOn}　代履行决定　${one.documentNumber}　${one.performer}，定于${one.performOn}`}>
          <p>{one.object}</p>
          {one.performed ? (
            <p>
              {localTime(one.performed.startedAt)}　{one.performed.result}　费用{yuan(one.performed.cost)}
            </p>
          ) : null}
        </Entry>
      ))}
    </Section>
  );
}
