/** What of a case its running workflow need not carry: interviews are read by people, never by a rule. */
import { shortened } from '../work/size.ts';
import type { CaseEvent, EventType } from './events.ts';
import type { CaseFile } from './state.ts';

/** Events that only make a case longer. */
export const LENGTHENING: readonly EventType[] = [
  'EvidenceAdded',
  'OffSiteEvidenceRecorded',
  'InterviewRecorded',
  'SamplesTaken',
  'StopActionRecorded',
  'CasesLinked',
];

export function carriedEvent(event: CaseEvent): CaseEvent {
  if (event.type !== 'InterviewRecorded') return event;
  const summary = shortened(event.data.summary);
  return summary === event.data.summary ? event : { ...event, data: { ...event.data, summary } };
}

export const carriedFile = (file: CaseFile): CaseFile => ({
  ...file,
  interviews: file.interviews.map((interview) => ({ ...interview, summary: shortened(interview.summary) })),
});
