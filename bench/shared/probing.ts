/** Asks a process that was started with probe.ts. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Heap {
  residentBytes: number;
  /** Bytes in use after two collections, by thread. */
  threads: Record<string, number>;
}

/** As V8's profiler tells it. */
export interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** A part's entry with the probe in its process. */
export const probed = (entry: string): string[] => ['bench/shared/probed.ts', entry];

export async function probe<Answer>(socket: string, pid: number | undefined, way: 'heap' | 'start' | 'stop'): Promise<Answer> {
  const connection = connect(`${socket}.${pid ?? 0}`);
  connection.write(`${way}\n`);
  const answer = JSON.parse(await text(connection)) as Answer & { error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer;
}
