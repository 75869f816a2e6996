import { type Stage, STAGE_LABELS, STAGES } from '../../../domain/vocabulary.ts';

/** Where the case stands on its way; what lies behind is filled, what lies ahead is open. */
export function StageLine({ stage }: { stage: Stage }) {
  const current = STAGES.indexOf(stage);
  return (
    <ol className="stage-line" aria-label={`办案阶段：${STAGE_LABELS[stage]}`}>
      {STAGES.map((name, index) => (
        <li
          key={name} data-state={index < current ? 'past' : index === current ? 'now' : 'ahead'}
          {...(index === current ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="stage-dot" />
          <span className="stage-name">{STAGE_LABELS[name]}</span>
        </li>
      ))}
    </ol>
  );
}
