/** Which county this installation is for; read once, for a county does not change its name between two requests. */
import type { County } from '../../contract/county.ts';
import type { Database } from '../database/database.ts';

export interface Counties {
  /** null before anybody has set the installation up. */
  read(): Promise<County | null>;
}

/** How long a name that was changed at the database is still shown. */
const KEPT_MS = 60_000;

export function createCounty(database: Database, clock: () => number): Counties {
  let known: { at: number; county: County | null } | null = null;
  return {
    read: async () => {
      if (known && clock() - known.at < KEPT_MS) return known.county;
      const row = await database.first<County>('select name, title, go_live_on as "goLiveOn" from county');
      known = { at: clock(), county: row ?? null };
      return known.county;
    },
  };
}
