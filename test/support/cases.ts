/** Cases driven through Temporal without the API: what it would look up, from the test county of test/domain/case. */
import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import { sha256 } from '../../activities/sha256.ts';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { type CommandName, specOf } from '../../domain/case/catalogue.ts';
import { countyPolicy } from '../../prisma/seed/policy.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';
import {
  CASE_WORKFLOW,
  type CaseInput,
  COMMAND_UPDATE,
  type CommandEnvelope,
  HEAD_QUERY,
  type HeadAnswer,
  IMPORT_UPDATE,
  type ImportEnvelope,
  type Receipt,
  type RecordHead,
  RUN_SHAPE,
  STATE_QUERY,
  TAIL_QUERY,
  type TailAnswer,
  TASK_QUEUE,
  workflowIdOf,
} from '../../workflows/messages.ts';
import { sendUpdate } from '../../temporal/updates.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { lookUp, type PayloadOf } from '../domain/case/kit.ts';
import { people, type PersonKey } from '../domain/case/people.ts';
import { opening, type Step } from './lives.ts';
import { keepPolicy, timeOf, write } from './pen.ts';

export const policy: CasePolicy = sealPolicy(countyPolicy, sha256);

export const newCaseId = (): string => `t-${randomUUID().slice(0, 13)}`;

/** A command as the API would send it. `file`: the case as it stands, for lookups of its own matter. */
export function envelope<Name extends CommandName>(
  name: Name,
  payload: PayloadOf<Name>,
  by: PersonKey,
  file: CaseFile | null,
  expectedVersion?: number,
): CommandEnvelope {
  const spec = specOf(name);
  const parsed = spec.schema.parse(payload);
  return {
    name,
    payload: parsed,
    actor: people[by],
    lookups: lookUp(spec.lookups(parsed), file),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
}

export interface SendOptions {
  updateId?: string;
  expectedVersion?: number;
}

/** One case as a client sees it. */
export class CaseClient {
  readonly caseId: string;
  readonly handle: WorkflowHandle;
  private readonly client: Client;
  private readonly taskQueue: string;
  /** What this client knows PostgreSQL to hold. */
  private holds: RecordHead | null = null;

  constructor(client: Client, caseId = newCaseId(), taskQueue: string = TASK_QUEUE) {
    this.client = client;
    this.caseId = caseId;
    this.taskQueue = taskQueue;
    this.handle = client.workflow.getHandle(workflowIdOf(caseId));
  }

  get item(): { kind: string; id: string } {
    return { kind: 'case', id: this.caseId };
  }

  /** Starts the workflow, or takes the running one, with its first command. */
  async start(first: CommandEnvelope, options: { updateId?: string; input?: Partial<CaseInput> } = {}): Promise<Receipt> {
    const input: CaseInput = { caseId: this.caseId, policy, rules: CURRENT_RULES, shape: RUN_SHAPE, ...options.input };
    await keepPolicy(this.client, input.policy);
    const startWorkflowOperation = new WithStartWorkflowOperation(CASE_WORKFLOW, {
      workflowId: workflowIdOf(this.caseId),
      taskQueue: this.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return this.written(
      await this.client.workflow.executeUpdateWithStart<never, Receipt, [CommandEnvelope]>(COMMAND_UPDATE, {
        args: [{ at: await timeOf(this.client), ...first }],
        updateId: options.updateId ?? randomUUID(),
        startWorkflowOperation: startWorkflowOperation as never,
      }),
    );
  }

  async send(command: CommandEnvelope, updateId: string = randomUUID()): Promise<Receipt> {
    const args: [CommandEnvelope] = [{ at: await timeOf(this.client), ...(this.holds ? { holds: this.holds } : {}), ...command }];
    return this.written(await sendUpdate(() => this.handle.executeUpdate<Receipt, [CommandEnvelope]>(COMMAND_UPDATE, { args, updateId })));
  }

  /** As the API's sweep does: writes what whoever got the answers has left undone. */
  async sweep(): Promise<void> {
    const { tail } = await this.handle.query<TailAnswer>(TAIL_QUERY);
    if (tail) await this.written({ sealed: tail } as Receipt);
  }

  /** As the API does: the record is written with the answer, where PostgreSQL is there. */
  private async written(receipt: Receipt): Promise<Receipt> {
    const { sealed, ...rest } = receipt;
    const written = sealed ? await write(this.client, { caseId: this.caseId, ...sealed }) : null;
    if (written) this.holds = { version: written.version, head: written.head };
    return rest;
  }

  async did<Name extends CommandName>(name: Name, payload: PayloadOf<Name>, by: PersonKey, options: SendOptions = {}): Promise<Receipt> {
    const command = envelope(name, payload, by, await this.state(), options.expectedVersion);
    return this.send(command, options.updateId);
  }

  /** Enters a running paper case. */
  async enter(paper: ImportEnvelope, updateId: string = randomUUID()): Promise<Receipt> {
    const input: CaseInput = { caseId: this.caseId, policy, rules: CURRENT_RULES, shape: RUN_SHAPE };
    await keepPolicy(this.client, policy);
    const startWorkflowOperation = new WithStartWorkflowOperation(CASE_WORKFLOW, {
      workflowId: workflowIdOf(this.caseId),
      taskQueue: this.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return this.written(
      await this.client.workflow.executeUpdateWithStart<never, Receipt, [ImportEnvelope]>(IMPORT_UPDATE, {
        args: [{ at: await timeOf(this.client), ...paper }],
        updateId,
        startWorkflowOperation: startWorkflowOperation as never,
      }),
    );
  }

  /** The next step of a life (lives.ts), at the time of this machine. */
  async take({ name, payload, by }: Step, options: SendOptions = {}): Promise<Receipt> {
    const file = await this.state();
    const now = new Date();
    const parsed = payload(file as CaseFile, legalDateOf(now.getTime()), now.toISOString());
    return this.send(envelope(name, parsed as never, by, file, options.expectedVersion), options.updateId);
  }

  open(title?: string, updateId?: string): Promise<Receipt> {
    const { name, payload, by } = opening(new Date().toISOString(), title);
    return this.start(envelope(name, payload(null as never, '', '') as never, by, null), updateId ? { updateId } : {});
  }

  head(): Promise<HeadAnswer> {
    return this.handle.query<HeadAnswer>(HEAD_QUERY);
  }

  state(): Promise<CaseFile | null> {
    return this.handle.query<CaseFile | null>(STATE_QUERY);
  }

  /** Events in the history of the current run. */
  async historyLength(): Promise<number> {
    return (await this.handle.fetchHistory()).events?.length ?? 0;
  }

  /** Event types of the current run, such as `timerStarted`. */
  async historyTypes(): Promise<string[]> {
    const events = (await this.handle.fetchHistory()).events ?? [];
    return events.map((event) => (Object.keys(event).find((key) => key.endsWith('EventAttributes')) ?? '').replace('EventAttributes', ''));
  }
}
