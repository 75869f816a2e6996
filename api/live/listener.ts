/** One connection that listens to PostgreSQL's notifications for the whole process, and is back after every break. */
import pg from 'pg';
import type { Logger } from 'pino';

export const CHANNELS = ['caselight_work', 'caselight_lead', 'caselight_lists', 'caselight_session'] as const;
export type NotifyChannel = (typeof CHANNELS)[number];

export interface Listener {
  /** Resolves when it has let go of its connection. */
  close(): Promise<void>;
}

const RETRY_MS = 1_000;

export interface Heard {
  notified: (channel: NotifyChannel, payload: Record<string, unknown>) => void;
  /** After a break: something may have been missed. */
  resumed: () => void;
}

export function listen(databaseUrl: string, heard: Heard, log: Logger): Listener {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let before = false;

  const again = (why: string) => {
    if (closed || timer) return;
    log.debug({ reason: why }, 'live listener lost its connection');
    client?.end().catch(() => undefined);
    client = null;
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, RETRY_MS);
    timer.unref();
  };

  const connect = async (): Promise<void> => {
    const own = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'caselight-live',
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
    });
    client = own;
    own.on('error', (error) => again(error.message));
    own.on('end', () => again('ended'));
    own.on('notification', ({ channel, payload }) => {
      const known = CHANNELS.find((name) => name === channel);
      if (known) heard.notified(known, readPayload(payload));
    });
    try {
      await own.connect();
      for (const channel of CHANNELS) await own.query(`listen ${channel}`);
      if (before) heard.resumed();
      before = true;
    } catch (error) {
      again(error instanceof Error ? error.message : String(error));
    }
  };
  void connect();

  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

function readPayload(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
