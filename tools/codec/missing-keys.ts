/** Which running workflows hold payloads of a key that the ring does not have: they stand still, and nothing else does. */
import type { Client } from '@temporalio/client';
import { visit, walkGetWorkflowExecutionHistoryResponse } from '@temporalio/common/lib/internal-non-workflow/payload-visitor.js';
import { kinds } from '../../domain/kinds.ts';
import { isEncrypted, keyIdOf } from '../../temporal/codec.ts';
import type { History } from '../../temporal/history.ts';
import type { KeyRing } from '../../temporal/key-ring.ts';
import { caseAttributes } from '../../temporal/names.ts';

export interface Unreadable {
  workflowId: string;
  /** 案号, where it has one. */
  number: string | null;
  label: string;
  keyIds: string[];
}

/** Ids of the keys that a history needs, the present runs' own history changed in nothing. */
export async function keysOf(history: History): Promise<Set<string>> {
  const ids = new Set<string>();
  await visit({ history }, walkGetWorkflowExecutionHistoryResponse, {
    transformPayload: (payload) => {
      if (isEncrypted(payload)) ids.add(keyIdOf(payload));
      return Promise.resolve(payload);
    },
    transformPayloads: (payloads) => {
      for (const payload of payloads) if (isEncrypted(payload)) ids.add(keyIdOf(payload));
      return Promise.resolve(payloads);
    },
  });
  return ids;
}

export async function* unreadable(client: Client, ring: KeyRing): AsyncGenerator<Unreadable> {
  for (const kind of kinds) {
    const query = `WorkflowType = '${kind.workflow.type}' and ExecutionStatus = 'Running'`;
    for await (const { workflowId, runId, typedSearchAttributes } of client.workflow.list({ query })) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      const missing = [...(await keysOf(history))].filter((id) => !ring.find(id));
      if (missing.length === 0) continue;
      yield { workflowId, number: typedSearchAttributes.get(caseAttributes.number) ?? null, label: kind.label, keyIds: missing.sort() };
    }
  }
}
