/** Keys of machine clients. */
import type { IsoInstant } from '../domain/terms/model.ts';
import type { Channel } from '../domain/vocabulary.ts';

/** What a machine client may be allowed to do: bring leads in, and read. Nothing is decided by one. */
export type Scope = 'leads:write' | 'leads:read' | 'cases:read' | 'lists:read' | 'derive';

/** `proposed` by one, `approved` or `refused` by another; `ended`: past its last day. */
export type KeyStanding = 'proposed' | 'approved' | 'refused' | 'ended' | 'revoked';

export interface KeyRow {
  id: string;
  name: string;
  purpose: string;
  standing: KeyStanding;
  ownerId: string | null;
  ownerName: string | null;
  /** The owner has left: somebody else has to answer for it. */
  ownerLeft: boolean;
  scopes: Scope[];
  channel: Channel | null;
  area: 'county' | null;
  /** Addresses and networks; none: any. */
  addresses: string[];
  perMinute: number;
  expiresAt: IsoInstant;
  createdAt: IsoInstant;
  createdBy: string | null;
  createdByName: string | null;
  decidedAt: IsoInstant | null;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedReason: string | null;
  revokedAt: IsoInstant | null;
  lastUsedAt: IsoInstant | null;
  lastUsedFrom: string | null;
  /** Secrets that are valid now, the newest first; `endsAt` where another takes over from it. */
  secrets: { id: string; issuedAt: IsoInstant; endsAt: IsoInstant | null }[];
}
