/** An upload was kept whole or refused honestly, and nothing of a refused one is there. */
import type { Upload } from '../history.ts';
import type { Trial, Violation } from './trial.ts';

export function files({ history, files: stored }: Trial): Violation[] {
  const uploads = history.filter((entry): entry is Upload => entry.t === 'upload');
  const violations: Violation[] = [];
  const place = (caseId: string, hash: string): string => `${caseId}/${hash}`;
  const there = new Map(stored.map((file) => [place(file.caseId, file.hash), file]));
  const maybe = new Set<string>();
  for (const { case: caseId, hash, status, code, detail, by } of uploads) {
    const blame = (text: string): void => void violations.push({ kind: 'file', caseId, text: `${by}, ${hash.slice(0, 12)}: ${text}` });
    // No answer, or one that says so: it may have been kept.
    if (status === null || status === 201 || status >= 500) maybe.add(place(caseId, hash));
    if (code === 'other-hash') blame('was kept under another hash');
    if (status === 201 && !there.has(place(caseId, hash))) blame('was kept and is not there');
    if (status !== null && status >= 500 && status !== 503 && status !== 507) blame(`was answered ${status} ${code} ${detail}`);
    if (status !== null && status >= 400 && status < 500) blame(`was refused: ${status} ${code} ${detail}`);
  }
  // On a full disk «not kept» is an answer, not a guess.
  for (const { case: caseId, hash, status, diskFull, by, code } of uploads) {
    if (!diskFull || status !== 507 || code === '') continue;
    const otherwise = uploads.some((other) => other.case === caseId && other.hash === hash && other.status !== 507);
    if (!otherwise && there.has(place(caseId, hash))) violations.push({ kind: 'file', caseId, text: `${by}, ${hash.slice(0, 12)}: was refused and is there` });
  }
  for (const { caseId, hash, fault } of stored) {
    if (fault !== null) violations.push({ kind: 'file', caseId, text: `${hash.slice(0, 12)}: ${fault}` });
    else if (!maybe.has(place(caseId, hash))) violations.push({ kind: 'file', caseId, text: `${hash.slice(0, 12)}: nobody uploaded it` });
  }
  return violations;
}
