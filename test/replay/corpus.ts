/** The recorded histories, read back as what Temporal wrote: one run each. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { decodeHistory, type History } from '../../temporal/history.ts';
import type { CaseInput, CommandEnvelope } from '../../workflows/messages.ts';

const folder = join(import.meta.dirname, 'histories');

/** Folders of histories, one a released shape. */
export const releases = (): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

export type RawHistory = ReturnType<typeof historyFromJSON>;
type RawEvent = NonNullable<RawHistory['events']>[number];
type Payloads = { payloads?: { data?: Uint8Array | null }[] | null } | null | undefined;

export interface RecordedRun {
  /** Folder and file. */
  name: string;
  history: RawHistory;
}

export const recordedRuns = (release: string): RecordedRun[] =>
  readdirSync(join(folder, release))
    .sort()
    .map((file) => ({
      name: `${release}/${file}`,
      history: historyFromJSON(JSON.parse(gunzipSync(readFileSync(join(folder, release, file))).toString('utf8'))),
    }));

/** The values of a message's payloads. */
export const valuesOf = (payloads: Payloads): unknown[] =>
  (payloads?.payloads ?? []).map(({ data }) => JSON.parse(Buffer.from(data ?? []).toString('utf8') || 'null') as unknown);

/** An event of a history: its type as in `timerFired`, and what it says. */
export interface Happening {
  type: string;
  /** Name of the workflow, activity, update or marker that it is about, where it says one. */
  about: string | null;
  attributes: Record<string, unknown>;
}

const SUFFIX = 'EventAttributes';

export class Run {
  readonly name: string;
  readonly workflow: string;
  readonly happenings: Happening[];
  private readonly events: RawEvent[];

  constructor({ name, history }: RecordedRun) {
    this.name = name;
    this.events = history.events ?? [];
    const scheduled = new Map<string, string>();
    this.happenings = this.events.map((event) => {
      const key = Object.keys(event).find((one) => one.endsWith(SUFFIX) && event[one as keyof RawEvent]) ?? '';
      const attributes = (event[key as keyof RawEvent] ?? {}) as unknown as Record<string, unknown>;
      const type = key.replace(SUFFIX, '');
      const about = aboutOf(type, attributes, scheduled);
      if (type === 'activityTaskScheduled') scheduled.set(String(event.eventId), about ?? '');
      return { type, about, attributes };
    });
    this.workflow = this.happenings[0]?.about ?? '';
  }

  /** What the run was started with. */
  get input(): Partial<CaseInput> {
    return (valuesOf(this.events[0]?.workflowExecutionStartedEventAttributes?.input)[0] ?? {}) as Partial<CaseInput>;
  }

  /** It goes on from a run that continued as new. */
  get continues(): boolean {
    return Boolean(this.events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId);
  }

  /** What the next run was started with; null where the run did not continue as new. */
  get handedOn(): CaseInput | null {
    const last = this.events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes;
    return last ? (valuesOf(last.input)[0] as CaseInput) : null;
  }

  get result(): unknown {
    return valuesOf(this.events.at(-1)?.workflowExecutionCompletedEventAttributes?.result)[0] ?? null;
  }

  has(type: string, about?: string): boolean {
    return this.count(type, about) > 0;
  }

  count(type: string, about?: string): number {
    return this.happenings.filter((one) => one.type === type && (about === undefined || one.about === about)).length;
  }

  /** Accepted commands, with their update ids. */
  get commands(): { updateId: string; envelope: CommandEnvelope }[] {
    return this.events.flatMap(({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) => {
      const request = accepted?.acceptedRequest;
      return request?.input?.name === 'command'
        ? [{ updateId: request.meta?.updateId ?? '', envelope: valuesOf(request.input.args)[0] as CommandEnvelope }]
        : [];
    });
  }

  /** What the activities that write to PostgreSQL answered, in order; null where one failed. */
  get written(): ({ version: number; caseNumber: string | null } | null)[] {
    return this.happenings.flatMap(({ type, about, attributes }) => {
      if (type === 'markerRecorded' && about === 'core_local_activity') {
        const result = (attributes.details as Record<string, Payloads> | undefined)?.result;
        return [attributes.failure ? null : (valuesOf(result)[0] as { version: number; caseNumber: string | null })];
      }
      if (type === 'activityTaskCompleted' && (about === 'projectCase' || about === 'writeRecord')) {
        return [valuesOf(attributes.result as Payloads)[0] as { version: number; caseNumber: string | null }];
      }
      return [];
    });
  }

  /** Groups of what each workflow task recorded: everything between its completion and the next that was asked for. */
  get tasks(): { before: Happening[]; recorded: Happening[] }[] {
    const tasks: { before: Happening[]; recorded: Happening[] }[] = [];
    let before: Happening[] = [];
    let open: Happening[] | null = null;
    for (const happening of this.happenings) {
      if (happening.type === 'workflowTaskCompleted') {
        open = [];
        tasks.push({ before, recorded: open });
        before = [];
      } else if (open && !isAwakening(happening.type)) {
        open.push(happening);
      } else {
        open = null;
        before.push(happening);
      }
    }
    return tasks;
  }
}

/** What comes from outside and asks for a workflow task. */
const AWAKENING = new Set([
  'workflowTaskScheduled',
  'workflowTaskStarted',
  'workflowTaskTimedOut',
  'workflowTaskFailed',
  'timerFired',
  'activityTaskStarted',
  'activityTaskCompleted',
  'activityTaskFailed',
  'activityTaskTimedOut',
  'activityTaskCanceled',
  'workflowExecutionSignaled',
  'childWorkflowExecutionStarted',
  'childWorkflowExecutionCompleted',
  'externalWorkflowExecutionSignaled',
  'signalExternalWorkflowExecutionFailed',
  'startChildWorkflowExecutionFailed',
]);
const isAwakening = (type: string): boolean => AWAKENING.has(type);

/** A run as it was fetched from Temporal. */
export const fetchedRun = async (history: History): Promise<Run> =>
  new Run({ name: 'fetched', history: (await decodeHistory(history)) as RawHistory });

function aboutOf(type: string, attributes: Record<string, unknown>, scheduled: ReadonlyMap<string, string>): string | null {
  const named = (key: string): string | null => (attributes[key] as { name?: string } | undefined)?.name ?? null;
  switch (type) {
    case 'workflowExecutionStarted':
      return named('workflowType');
    case 'activityTaskScheduled':
      return named('activityType');
    case 'startChildWorkflowExecutionInitiated':
      return named('workflowType');
    case 'workflowExecutionSignaled':
      return attributes.signalName as string;
    case 'workflowExecutionUpdateAccepted':
      return (attributes.acceptedRequest as { input?: { name?: string } } | undefined)?.input?.name ?? null;
    case 'markerRecorded': {
      const { markerName, details } = attributes as { markerName: string; details?: Record<string, Payloads> };
      if (markerName !== 'core_patch') return markerName;
      return `patch ${(valuesOf(details?.['patch-data'])[0] as { id?: string } | undefined)?.id ?? ''}`;
    }
    default:
      return type.startsWith('activityTask') ? (scheduled.get(String(attributes.scheduledEventId)) ?? null) : null;
  }
}
