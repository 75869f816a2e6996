/** Workflow, record and read model say the same, every case goes on, and every page of it is served. */
import { type Sha256, verifyChain } from '../../../../domain/work/record.ts';
import type { CaseEnd, Copies, Trial, Violation } from './trial.ts';

export function copies({ cases, orphans, unanswered }: Trial, sha256: Sha256): Violation[] {
  return [
    ...cases.flatMap((each) => ofCase(each, sha256)),
    ...orphans.map(({ caseId, seq }): Violation => ({ kind: 'orphan', caseId, text: `event ${seq} had to leave the record` })),
    ...unanswered.map(({ op, caseId }): Violation => ({ kind: 'wedged', caseId, text: `${op} was never answered` })),
  ];
}

function ofCase({ caseId, rest, end, events, wedged, pages }: CaseEnd, sha256: Sha256): Violation[] {
  const violations: Violation[] = [];
  const blame = (kind: Violation['kind'], text: string): void => void violations.push({ kind, caseId, text });
  const before = differenceOf(rest);
  if (before) blame(before.ghost ? 'ghost' : 'copies', `at rest: ${before.text}`);
  const after = differenceOf(end);
  if (after) blame(after.ghost ? 'ghost' : 'copies', `in the end: ${after.text}`);
  const chain = verifyChain(caseId, events, sha256);
  if (!chain.ok) blame('copies', `the chain breaks at event ${chain.brokenAt}`);
  if (wedged !== null) blame('wedged', wedged);
  for (const { page, fault } of pages) blame('page', `${page}: ${fault}`);
  return violations;
}

/** A case that was reserved and never opened has nothing anywhere. */
function differenceOf({ workflow, record, view }: Copies): { ghost: boolean; text: string } | null {
  const different = (text: string, ghost = false) => ({ ghost, text });
  if (workflow === 'no-answer') return different('the workflow does not answer');
  if (workflow === 'none')
    return record.version === 0 && !view ? null : different(`the record has ${record.version} events and there is no workflow`, true);
  if (record.version > workflow.version)
    return different(`the record has ${record.version} events, the workflow ${workflow.version}`, true);
  if (record.version < workflow.version) return different(`the workflow has ${workflow.version} events, the record ${record.version}`);
  if (workflow.version === 0) return view ? different('a view without an event', true) : null;
  if (record.hash !== workflow.hash)
    return different(`event ${record.version} has one hash in the record and another in the workflow`, true);
  if (!view) return different('there is no view');
  if (view.version !== record.version || view.head !== record.hash)
    return different(`the view is at ${view.version}, the record at ${record.version}`);
  if (view.stage !== workflow.stage) return different(`the view says ${view.stage}, the workflow ${workflow.stage}`);
  return null;
}
