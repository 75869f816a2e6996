/** The verdict on a storm: pure, from the history and the aftermath alone. No violation, no fault. */
import type { Sha256 } from '../../../../domain/work/record.ts';
import { commands } from './commands.ts';
import { copies } from './copies.ts';
import { files } from './files.ts';
import { ghosts, readFaults, wentBack } from './ghosts.ts';
import { numbers } from './numbers.ts';
import { reports } from './reports.ts';
import { opsOf, type Trial, truthOf, type Violation } from './trial.ts';

export function check(trial: Trial, sha256: Sha256): Violation[] {
  const truth = truthOf(trial.cases);
  const ops = opsOf(trial.history);
  return [
    ...broken(trial),
    ...ghosts(trial, truth),
    ...commands(trial, truth, ops),
    ...wentBack(trial),
    ...readFaults(trial),
    ...copies(trial, sha256),
    ...numbers(trial, truth),
    ...reports(trial, truth),
    ...files(trial),
  ];
}

/** What those who were there said themselves. */
const broken = ({ history }: Trial): Violation[] =>
  history.flatMap((entry): Violation[] =>
    entry.t === 'broken'
      ? [{ kind: entry.kind === 'crash' ? 'crash' : 'life', caseId: entry.case, text: `${entry.text} (${entry.at} ms)` }]
      : [],
  );

/** The first few of each kind, as lines. */
export function excerpt(violations: readonly Violation[], ofEach: number): string[] {
  const lines = new Map<string, string[]>();
  for (const { kind, caseId, text } of violations) lines.set(kind, [...(lines.get(kind) ?? []), `${kind}  ${caseId ?? ''}  ${text}`]);
  return [...lines.values()].flatMap((all) =>
    all.length > ofEach ? [...all.slice(0, ofEach), `${all[0]!.split('  ')[0]}  … and ${all.length - ofEach} more`] : all,
  );
}

/** `ghost 3, lost 1`: how many of each kind, in the order of the list. */
export function countKinds(violations: readonly Violation[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of violations) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
}
