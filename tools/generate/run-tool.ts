import { type ChildProcess, spawn } from 'node:child_process';
import { root } from '../paths.mjs';

/** Runs a tool quietly in the clone's root; when it fails, throws with everything it has said. */
export async function runTool(what: string, command: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  endWithUs(child);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      words += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${what}失败（退出码 ${code}）\n${words.trimEnd()}`);
  return words;
}

/** A build that is under way is not left running when we are asked to stop. */
export function endWithUs(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
}
