/**
 * Where the lives are played that the corpus is made of: one seeded stack, Temporals of a scenario's own, a worker in this
 * process.
 */
import { gzipSync } from 'node:zlib';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { type History, historyText } from '../../temporal/history.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { findTestServer } from '../../tools/temporal/test-server.ts';
import { LiveScene } from '../../tools/tour/live-scene.ts';
import type { CaseInput } from '../../workflows/messages.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { keepsTime } from '../support/pen.ts';
import { startTemporalServer } from '../support/temporal-server.ts';
import { quietRuntime, startTestWorker, type TestWorker } from '../support/workers.ts';

/** Temporal and a worker in this process, with a door before PostgreSQL that a scenario may shut. */
export interface Beside {
  worker: TestWorker;
  client: Client;
  gate: Gate;
  /** Only where time is skipped. */
  sleep(duration: string): Promise<void>;
}

export interface Stage {
  stack: Stack;
  /** Keeps the histories of a workflow: its present run and those it continues. */
  keep(client: Client, workflowId: string): Promise<void>;
  /** On the stack's own Temporal, where nothing else works; `settings`: on one of its own; or in a time that is skipped. */
  beside(play: (beside: Beside) => Promise<void>, on?: { settings: string[] } | 'skipped-time'): Promise<void>;
  /** Over HTTP; worker and API of the stack run from the first call on. */
  live(play: (scene: LiveScene, client: Client) => Promise<void>): Promise<void>;
}

export interface Scenario {
  /** Which dangerous path it is, in a few words. */
  shows: string;
  play(stage: Stage): Promise<void>;
}

type Started = NonNullable<History['events']>[number]['workflowExecutionStartedEventAttributes'];

const ENDING = 'EventAttributes';

/** Plays scenarios and keeps what Temporal recorded of them. */
export class Recorder {
  private readonly stack: Stack;
  private readonly folder: string;
  private readonly client: Client;
  private scenario = '';
  private count = 0;
  private readonly kept = new Set<string>();
  private isLive = false;
  /** Inputs of runs that took a case over. */
  readonly taken: CaseInput[] = [];

  constructor(stack: Stack, client: Client, folder: string) {
    this.stack = stack;
    this.client = client;
    this.folder = folder;
  }

  async record(name: string, scenario: Scenario): Promise<void> {
    this.scenario = name;
    this.count = 0;
    const began = Date.now();
    await scenario.play({ stack: this.stack, keep: this.keep.bind(this), beside: this.beside.bind(this), live: this.live.bind(this) });
    console.log(`${name}（${scenario.shows}）：${this.count} 份，${Math.round((Date.now() - began) / 1000)} 秒`);
  }

  async keep(client: Client, workflowId: string): Promise<void> {
    for (let runId: string | undefined = ''; runId !== undefined;) {
      const history: History = await client.workflow.getHandle(workflowId, runId || undefined).fetchHistory();
      const started: Started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
      const own = started?.originalExecutionRunId ?? '';
      if (!this.kept.has(own)) {
        this.kept.add(own);
        this.count += 1;
        const file = `${this.scenario}-${String(this.count).padStart(2, '0')}.json.gz`;
        mkdirSync(this.folder, { recursive: true });
        writeFileSync(join(this.folder, file), gzipSync(await historyText(history), { level: 9 }));
        const input = JSON.parse(
          Buffer.from(started?.input?.payloads?.[0]?.data ?? new Uint8Array()).toString('utf8') || 'null',
        ) as CaseInput | null;
        if (input?.carried) this.taken.push(input);
        const last = Object.keys(history.events?.at(-1) ?? {}).find((key) => key.endsWith(ENDING)) ?? '';
        console.log(`  ${file}：${history.events?.length ?? 0} 个历史事件，止于 ${last.replace(ENDING, '')}`);
      }
      runId = started?.continuedExecutionRunId || undefined;
    }
  }

  async beside(play: (beside: Beside) => Promise<void>, on?: { settings: string[] } | 'skipped-time'): Promise<void> {
    if (this.isLive && on === undefined) throw new Error('the stack’s own worker would take part');
    quietRuntime();
    const skipping = on === 'skipped-time' ? await skippedTime() : null;
    const server = typeof on === 'object' ? await startTemporalServer(on.settings) : null;
    const gate = await openGate(this.stack.ports.postgres);
    const url = new URL(this.stack.databaseUrl);
    url.port = String(gate.port);
    const { temporalAddress, namespace } = skipping
      ? { temporalAddress: skipping.address, namespace: skipping.namespace ?? 'default' }
      : (server ?? this.stack);
    const worker = await startTestWorker({ temporalAddress, namespace, databaseUrl: url.href });
    if (skipping) keepsTime(worker.client, () => skipping.currentTimeMs());
    try {
      await play({ worker, client: worker.client, gate, sleep: async (duration) => skipping?.sleep(duration as '1 day') });
    } finally {
      gate.set('open');
      await worker.close();
      await gate.close();
      await server?.stop();
      await skipping?.teardown();
    }
  }

  async live(play: (scene: LiveScene, client: Client) => Promise<void>): Promise<void> {
    if (!this.isLive) for (const part of ['worker', 'api'] as const) await this.stack.start(part);
    this.isLive = true;
    await play(new LiveScene(this.stack.apiUrl, () => undefined), this.client);
  }
}

async function skippedTime(): Promise<TestWorkflowEnvironment> {
  const path = await findTestServer(console.error);
  if (!path) throw new Error('没有时间跳跃测试服务器，录不全');
  // It is given five seconds to start, which a busy machine does not always have.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}
