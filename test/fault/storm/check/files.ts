/** An upload was kept whole or refused honestly, and nothing of a refused one is there. */
import type { Upload } from '../history.ts';
import type { Trial, Violation } from './trial.ts';

/** The API's code for a disk without room. */
const NOT_KEPT = 'evidence-full';

export function files({ history, files: stored }: Trial): Violation[] {
  const uploads = history.filter((entry): entry is Upload => entry.t === 'upload');
  const violations: Violation[] = [];
  const place = (caseId: string, hash: string): string => `${caseId}/${hash}`;
  const there = new Map(stored.map((file) => [place(file.caseId, file.hash), file]));
  const maybe = new Set<string>();
  for (const { case: caseId, hash, status, code, detail, by } of uploads) {
    const blame = (text: string): void => void violations.push({ kind: 'file', caseId, text: `${by}, ${hash.slice(0, 12)}: ${text}` });
    // No answer, or one that leaves it open: it may have been kept.
    if (status === null || status === 201 || (status >= 500 && code !== NOT_KEPT)) maybe.add(place(caseId, hash));
    if (code === 'other-hash') blame('was kept under another hash');
    if (status === 201 && !there.has(place(caseId, hash))) blame('was kept and is not there');
    if (status !== null && status >= 500 && status !== 503) blame(`was answered ${status} ${code} ${detail}`);
    if (status !== null && status >= 400 && status < 500) blame(`was refused: ${status} ${code} ${detail}`);
  }
  // «Not kept» is an answer, not a guess.
  for (const { case: caseId, hash, by, code } of uploads) {
    if (code === NOT_KEPT && !maybe.has(place(caseId, hash)) && there.has(place(caseId, hash)))
      violations.push({ kind: 'file', caseId, text: `${by}, ${hash.slice(0, 12)}: was refused and is there` });
  }
  for (const { caseId, hash, fault } of stored) {
    if (fault !== null) violations.push({ kind: 'file', caseId, text: `${hash.slice(0, 12)}: ${fault}` });
    else if (!maybe.has(place(caseId, hash)) && !uploads.some((other) => other.hash === hash && other.case === caseId))
      violations.push({ kind: 'file', caseId, text: `${hash.slice(0, 12)}: nobody uploaded it` });
  }
  return violations;
}
