import { spawn, spawnSync } from 'node:child_process';
import { endWithUs } from '../generate/run-tool.ts';

export type Log = (line: string) => void;

/** Whether a command is there and runs; answers its first words, or undefined. */
export function wordsOf(command: string, args: readonly string[]): string | undefined {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 });
  if (result.error || result.status !== 0) return undefined;
  return `${result.stdout}${result.stderr}`.trim();
}

export interface SlowStep {
  /** In Chinese, for the progress lines. */
  what: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env?: Record<string, string>;
  log: Log;
  /** Asked every second; a sentence ends the step as failed. Arguments: seconds since the start. */
  giveUp?: (seconds: number) => string | undefined;
}

/** Runs a slow command, telling every 15 seconds that it still goes on. Throws with its last words when it fails. */
export async function slowStep(step: SlowStep): Promise<void> {
  const began = Date.now();
  const seconds = (): number => Math.round((Date.now() - began) / 1000);
  step.log(`${step.what}……`);
  const child = spawn(step.command, step.args, { cwd: step.cwd, env: { ...process.env, ...step.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  endWithUs(child);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(-4_000);
    });
  }
  let givenUp: string | undefined;
  const watch = setInterval(() => {
    givenUp ??= step.giveUp?.(seconds());
    if (givenUp) child.kill('SIGKILL');
    else if (seconds() % 15 === 0) step.log(`${step.what}，已用 ${seconds()} 秒……`);
  }, 1_000);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (givenUp) throw new Error(givenUp);
    if (code !== 0) throw new Error(lastLines(words));
  } finally {
    clearInterval(watch);
  }
}

function lastLines(words: string): string {
  return words.trim().split('\n').slice(-5).join('\n');
}
