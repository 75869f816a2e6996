/** The same application with other settings, in this process, against the stack's real engines. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { speakChinese } from '../../api/http/words.ts';
import { createServices, type Services } from '../../api/services.ts';
import { testStack } from '../support/addresses.ts';

export interface OwnApp {
  /** `http://…/api/v1` */
  base: string;
  services: Services;
  close(): Promise<void>;
}

export async function ownApp(
  environment: Record<string, string> = {},
  change = (services: Services): Services => services,
): Promise<OwnApp> {
  speakChinese();
  const config = readConfig({ ...testStack().env, CASELIGHT_LOG_LEVEL: 'silent', CASELIGHT_DATABASE_CONNECTIONS: '3', ...environment });
  const services = change(createServices(config, pino({ level: 'silent' })));
  const server = createServer(createApp(services, { webFolder: join(config.dataFolder, 'no-web') }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/api/v1`,
    services,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      // The client's own retries may still be under way where nobody answered; a closed channel would throw at them.
      await Promise.all([services.turns.close(), services.database.close()]);
    },
  };
}
