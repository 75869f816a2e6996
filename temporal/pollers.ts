import type { Connection } from '@temporalio/client';

/** Identities of whoever asks for workflow tasks of that queue, or did within the last five minutes. */
export async function workflowPollers(service: Connection['workflowService'], namespace: string, name: string): Promise<string[]> {
  const { pollers } = await service.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType: 1 });
  return (pollers ?? []).map(({ identity }) => identity ?? '');
}
