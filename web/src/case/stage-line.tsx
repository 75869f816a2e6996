import type { CaseFile } from '../../../domain/case/state.ts';
import { type Stage, STAGE_LABELS, STAGES } from '../../../domain/vocabulary.ts';

/** Stages that a case was closed without: never filed, or never decided. One that still runs may yet come to all of them. */
function leftOut({ ending, filing, decision }: CaseFile): readonly Stage[] {
  if (!ending) return [];
  return [
    ...(filing ? [] : (['evidence', 'review'] as const)),
    ...(decision ? [] : (['review', 'decision', 'execution'] as const)),
  ];
}

/** Where the case stands on its way; what lies behind is filled, what lies ahead is open, what was left out is faint. */
export function StageLine({ file }: { file: CaseFile }) {
  const current = STAGES.indexOf(file.stage);
  const skipped = leftOut(file);
  const stateOf = (name: Stage, index: number) => {
    if (index === current) return 'now';
    if (index > current) return 'ahead';
    return skipped.includes(name) ? 'skipped' : 'past';
  };
  return (
    <ol className="stage-line" aria-label={`办案阶段：${STAGE_LABELS[file.stage]}`}>
      {STAGES.map((name, index) => (
        <li
          key={name} data-state={stateOf(name, index)} title={skipped.includes(name) ? '本案没有经过这一阶段' : undefined}
          {...(index === current ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="stage-dot" />
          <span className="stage-name">{STAGE_LABELS[name]}</span>
        </li>
      ))}
    </ol>
  );
}
