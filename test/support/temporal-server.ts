import { spawn } from 'node:child_process';
import { attributeArguments } from '../../temporal/search-attributes.ts';
import { freePorts } from '../../tools/stack/ports.ts';
import { namespaceAnswers } from '../../tools/stack/temporal.ts';
import { findTemporalCli } from '../../tools/temporal/cli.ts';

export interface TemporalServer {
  temporalAddress: string;
  namespace: string;
  stop(): Promise<void>;
}

/**
 * A development server of a test's own, in memory or in a file, with settings of its own (`key=value` of the dynamic
 * configuration).
 */
export async function startTemporalServer(settings: string[], attributes = attributeArguments(), dbFile?: string): Promise<TemporalServer> {
  const { path } = await findTemporalCli();
  const [port] = await freePorts(1);
  const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'];
  args.push(...settings.flatMap((setting) => ['--dynamic-config-value', setting]));
  args.push(...attributes.flatMap((attribute) => ['--search-attribute', attribute]));
  if (dbFile !== undefined) args.push('--db-filename', dbFile);
  const child = spawn(path, args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const temporalAddress = `127.0.0.1:${port}`;
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      await namespaceAnswers({ address: temporalAddress, namespace: 'default' });
      break;
    } catch (error) {
      if (Date.now() > until || child.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  return {
    temporalAddress,
    namespace: 'default',
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
