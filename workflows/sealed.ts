/**
 * Stands before every workflow: what was not written by ours, or not for this workflow, under this name and this id, does
 * nothing and leaves no event (docs/adr/0054). Nothing here waits, so that no history runs differently for it.
 *
 * An update is refused by its validator, which is not asked again on replay. A signal and a start are in the history whatever
 * is thought of them: the patch tells those that came before from those that were turned away, for good.
 */
import {
  ApplicationFailure,
  log,
  patched,
  type WorkflowInboundCallsInterceptor,
  workflowInfo,
  type WorkflowInterceptorsFactory,
  type WorkflowOutboundCallsInterceptor,
} from '@temporalio/workflow';
import { refuse } from '../domain/result.ts';
import { momentOrNull } from '../domain/terms/instant.ts';
import { type Binding, type Bound, type Doubt, doubtOf, unmarked } from '../temporal/authentic.ts';
import { refuseIf } from './refusal.ts';

/** A start that was held back longer was kept by somebody. */
const START_WITHIN_MS = 15 * 60_000;

const isObject = (value: unknown): value is Record<string, unknown> & Bound =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const bindingOf = (value: unknown): Partial<Binding> => (isObject(value) ? (value.bound ?? {}) : {});

/** What has none is not ours; a binding to something else is ours, and was meant for that. */
function isBoundTo(value: unknown, { to, as, id }: Partial<Binding>): boolean {
  const bound = bindingOf(value);
  return bound.to === to && bound.as === as && (id === undefined || bound.id === id);
}

/** Fails the task and not the workflow, which goes on where the key is there. */
const missingKey = (what: string): Error => new Error(`the key of ${what} is not in the ring of this worker`);

function unboundValue(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { bound, ...rest } = unmarked(value);
  return bound === undefined && rest === value ? value : rest;
}

const words: Record<Doubt | 'unbound', string> = {
  plaintext: '命令没有加密，不是办案系统发出的',
  damaged: '命令已被改动，打不开',
  misdirected: '命令是发给另一事项的',
  'unknown-key': '命令所用的密钥不在密钥环里',
  unbound: '命令不是为这一事项、这一次办理发出的',
};

const NEEDS: Partial<Record<Doubt | 'unbound', string>> = { 'unknown-key': '由运维人员使各进程的密钥环一致后重新提交' };

const inbound: WorkflowInboundCallsInterceptor = {
  execute: (input, next) => {
    const [given, ...more] = input.args;
    const { workflowId, workflowType, runId, firstExecutionRunId } = workflowInfo();
    const doubt = doubtOf(given);
    if (doubt === 'unknown-key') return Promise.reject(missingKey(workflowId));
    // Later runs are begun by the run before, whose word nobody else can give. But for those that the server begins anew by
    // itself, with the input of one that was turned away: we ask for none.
    const begins = runId === firstExecutionRunId;
    const sound =
      doubt === null && !isBegunAnew() && (!begins || (isBoundTo(given, { to: workflowId, as: workflowType }) && isTimely(given)));
    if (!sound && patched('sealed-start')) {
      return Promise.reject(ApplicationFailure.nonRetryable('started by nobody of ours', 'start-unauthenticated'));
    }
    return next({ ...input, args: [unboundValue(given), ...more] });
  },

  validateUpdate: (input, next) => {
    const [given] = input.args;
    const { workflowId: to } = workflowInfo();
    const fault = doubtOf(given) ?? (isBoundTo(given, { to, as: input.name, id: input.updateId }) ? null : 'unbound');
    const need = (fault && NEEDS[fault]) ?? '由办案系统重新发出';
    refuseIf(fault === null ? null : refuse('envelope-unauthenticated', `${words[fault]}，没有办理`, [need]));
    next(input);
  },

  handleUpdate: (input, next) => {
    const [given, ...more] = input.args;
    // Only in a history: what comes now was refused before.
    if (doubtOf(given) === 'unknown-key') return Promise.reject(missingKey(`update ${input.updateId}`));
    return next({ ...input, args: [unboundValue(given), ...more] });
  },

  handleSignal: (input, next) => {
    const [given, ...more] = input.args;
    const { workflowId: to } = workflowInfo();
    const doubt = doubtOf(given);
    // It may be ours, and what it says is said nowhere else: nothing goes on without its key.
    if (doubt === 'unknown-key') return Promise.reject(missingKey(`signal ${input.signalName}`));
    if ((doubt !== null || !isBoundTo(given, { to, as: input.signalName })) && patched('sealed-signals')) {
      log.warn('a signal of nobody of ours is not heard', { signal: input.signalName, doubt: doubt ?? 'unbound' });
      return Promise.resolve();
    }
    return next({ ...input, args: [unmarked(given), ...more] });
  },
};

/** By a schedule, or as a retry. */
function isBegunAnew(): boolean {
  const { cronSchedule, retryPolicy } = workflowInfo();
  return Boolean(cronSchedule) || retryPolicy !== undefined;
}

/**
 * A child is started when the server comes to it, which may be long after it was asked for. By whom the server says, and the
 * one who asked said so inside: a start that was kept is for another parent.
 */
function isTimely(given: unknown): boolean {
  const { parent, startTime } = workflowInfo();
  if (parent) return bindingOf(given).id?.startsWith(`${parent.runId}/`) ?? false;
  const at = momentOrNull(bindingOf(given).at ?? '');
  return at !== null && Math.abs(startTime.getTime() - at) <= START_WITHIN_MS;
}

const bind = (value: unknown, bound: Binding): unknown => (isObject(value) ? { ...value, bound } : value);

const outbound: WorkflowOutboundCallsInterceptor = {
  signalWorkflow: (input, next) => {
    const { target, signalName, seq, args } = input;
    const to = target.type === 'external' ? target.workflowExecution.workflowId : target.childWorkflowId;
    const [given, ...more] = args;
    return next({ ...input, args: [bind(given, { to: to ?? '', as: signalName, id: `${workflowInfo().runId}/${seq}` }), ...more] });
  },

  startChildWorkflowExecution: (input, next) => {
    const { options, workflowType, seq } = input;
    const [given, ...more] = options.args ?? [];
    const bound = { to: options.workflowId ?? '', as: workflowType, id: `${workflowInfo().runId}/${seq}` };
    return next({ ...input, options: { ...options, args: [bind(given, bound), ...more] } });
  },
};

export const interceptors: WorkflowInterceptorsFactory = () => ({ inbound: [inbound], outbound: [outbound] });
