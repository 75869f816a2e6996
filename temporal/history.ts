import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { visit, walkGetWorkflowExecutionHistoryResponse } from '@temporalio/common/lib/internal-non-workflow/payload-visitor.js';
import { readingCodec } from './codec.ts';

/** As `fetchHistory` answers it. */
export type History = Parameters<typeof historyToJSON>[0];

/** Undoes the codec in a fetched history, in place: it then reads and replays without us. Headers and attributes too. */
export async function decodeHistory(history: History): Promise<History> {
  await visit({ history }, walkGetWorkflowExecutionHistoryResponse, {
    transformPayload: async (payload) => (await readingCodec.decode([payload]))[0] ?? payload,
    transformPayloads: (payloads) => readingCodec.decode(payloads),
  });
  return history;
}

/** The SDK's own JSON of a history, with legible payloads: what is shown to people and kept for good. */
export const historyText = async (history: History): Promise<string> => historyToJSON(await decodeHistory(history));
