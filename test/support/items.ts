/** Work items of any kind driven through Temporal without the API: what it would look up, from the test county. */
import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import { sha256 } from '../../activities/sha256.ts';
import { kindOf, workflowIdOfItem } from '../../domain/kinds.ts';
import type { Calendar } from '../../domain/terms/model.ts';
import type { ItemRef, WorkLookups } from '../../domain/work/context.ts';
import type { WorkFile } from '../../domain/work/file.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { policyOfKind } from '../../domain/work/policy.ts';
import type { RecordedEvent } from '../../domain/work/record.ts';
import { sendUpdate } from '../../temporal/updates.ts';
import {
  COMMAND_UPDATE,
  type CommandEnvelope,
  type Receipt as ReceiptOf,
  type RecordHead,
  RUN_SHAPE,
  STATE_QUERY,
  TASK_QUEUE,
  type WorkInput,
} from '../../workflows/messages.ts';
import { people, type PersonKey } from '../domain/case/people.ts';
import { calendar, lookUpItem } from '../domain/work/item-kit.ts';
import { timeOf, write } from './pen.ts';

type Receipt = ReceiptOf<RecordedEvent>;
type Envelope = CommandEnvelope<WorkLookups>;

export interface ItemOptions {
  /** Of one that is there already. */
  id?: string;
  on?: Calendar;
  /** False where the server knows no search attributes: one that skips time. */
  searchable?: boolean;
}

/** One item as a client sees it. */
export class ItemClient<File extends WorkFile = WorkFile> {
  readonly kind: AnyKind;
  readonly id: string;
  readonly handle: WorkflowHandle;
  private readonly client: Client;
  private readonly calendar: Calendar;
  private readonly searchable: boolean;
  /** What this client knows PostgreSQL to hold. */
  private holds: RecordHead | null = null;

  constructor(client: Client, kind: string, { id = `t-${randomUUID().slice(0, 13)}`, on = calendar, searchable = true }: ItemOptions = {}) {
    this.client = client;
    this.calendar = on;
    this.searchable = searchable;
    this.kind = kindOf(kind);
    this.id = id;
    this.handle = client.workflow.getHandle(workflowIdOfItem(this.kind, this.id));
  }

  get item(): { kind: string; id: string } {
    return { kind: this.kind.name, id: this.id };
  }

  /** `from`: the item that it is opened for. */
  async open(name: string, payload: object, by: PersonKey, from?: ItemRef): Promise<Receipt> {
    const input: WorkInput = {
      caseId: this.id,
      policy: policyOfKind(this.kind, { calendar: this.calendar }, sha256),
      rules: this.kind.currentRules,
      shape: RUN_SHAPE,
      ...(this.searchable ? { searchable: true } : {}),
    };
    const startWorkflowOperation = new WithStartWorkflowOperation(this.kind.workflow.type, {
      workflowId: this.handle.workflowId,
      taskQueue: TASK_QUEUE,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return this.written(
      await this.client.workflow.executeUpdateWithStart<never, Receipt, [Envelope]>(COMMAND_UPDATE, {
        args: [await this.envelope(name, payload, by, from)],
        updateId: 'open',
        startWorkflowOperation: startWorkflowOperation as never,
      }),
    );
  }

  async did(name: string, payload: object, by: PersonKey, updateId: string = randomUUID()): Promise<Receipt> {
    const args: [Envelope] = [await this.envelope(name, payload, by)];
    return this.written(await sendUpdate(() => this.handle.executeUpdate<Receipt, [Envelope]>(COMMAND_UPDATE, { args, updateId })));
  }

  file(): Promise<File | null> {
    return this.handle.query<File | null>(STATE_QUERY);
  }

  private async envelope(name: string, payload: object, by: PersonKey, from?: ItemRef): Promise<Envelope> {
    const spec = this.kind.commands[name];
    if (!spec) throw new Error(`no command ${name}`);
    const parsed: unknown = spec.schema.parse(payload);
    const found = lookUpItem(spec.lookups(parsed as never));
    return {
      name,
      payload: parsed,
      actor: people[by],
      lookups: from ? { ...found, items: { [from.id]: from } } : found,
      at: await timeOf(this.client),
      ...(this.holds ? { holds: this.holds } : {}),
    };
  }

  /** As the API does: the record is written with the answer, where PostgreSQL is there. */
  private async written({ sealed, ...rest }: Receipt): Promise<Receipt> {
    const written = sealed ? await write(this.client, { caseId: this.id, kind: this.kind.name, ...sealed }) : null;
    if (written) this.holds = { version: written.version, head: written.head };
    return rest;
  }
}

export const CALL = {
  title: '河道倾倒建筑垃圾',
  urgency: 'daily',
  unitId: 'bureau',
  place: '青石镇滨河路',
  text: '车辆正在倾倒，镇里拦不住',
};

/** A whistle of 青石镇 that calls the bureau. */
export async function blown(client: Client, { from, ...options }: ItemOptions & { from?: ItemRef } = {}): Promise<ItemClient> {
  const one = new ItemClient(client, 'whistle', options);
  await one.open('BlowWhistle', { ...CALL, ...(from ? { fromId: from.id } : {}) }, 'townhead', from);
  return one;
}
