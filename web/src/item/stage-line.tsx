import './stage-line.css';

interface StageLineProps {
  /** Stages in order, with the reader's words. */
  stages: Readonly<Record<string, string>>;
  stage: string;
  /** Stages that were passed over: ended without them. */
  skipped?: readonly string[];
  /** How a sentence speaks of the item: 本案. */
  own: string;
}

/** Where an item stands on its way; what lies behind is filled, what lies ahead is open, what was left out is faint. */
export function StageLine({ stages, stage, skipped = [], own }: StageLineProps) {
  const names = Object.keys(stages);
  const current = names.indexOf(stage);
  const stateOf = (name: string, index: number) => {
    if (index === current) return 'now';
    if (index > current) return 'ahead';
    return skipped.includes(name) ? 'skipped' : 'past';
  };
  return (
    <ol className="stage-line" aria-label={`办理阶段：${stages[stage] ?? ''}`}>
      {names.map((name, index) => (
        <li
          key={name}
          data-state={stateOf(name, index)}
          title={skipped.includes(name) ? `${own}没有经过这一阶段` : undefined}
          {...(index === current ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="stage-dot" />
          <span className="stage-name">{stages[name]}</span>
        </li>
      ))}
    </ol>
  );
}
