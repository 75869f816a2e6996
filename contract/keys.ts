/** Keys of machine clients. */
import type { IsoInstant } from '../domain/terms/model.ts';
import type { Channel } from '../domain/vocabulary.ts';

/** What a machine client may be allowed to do. */
export type Scope = 'leads:read' | 'leads:write' | 'cases:read' | 'cases:write' | 'lists:read' | 'derive';

export interface KeyRow {
  id: string;
  name: string;
  scopes: Scope[];
  channel: Channel | null;
  actsAs: string | null;
  actsAsName: string | null;
  createdAt: IsoInstant;
  createdBy: string | null;
  createdByName: string | null;
  revokedAt: IsoInstant | null;
}
