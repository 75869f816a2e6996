/** Keys as the table holds them, shown as they stand at an instant. */
import type { KeyRow, KeyStanding } from '../../contract/keys.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { type Database, iso } from '../database/database.ts';

type Instants = 'expiresAt' | 'createdAt' | 'decidedAt' | 'revokedAt' | 'lastUsedAt' | 'secrets';

interface StoredRow extends Omit<KeyRow, Instants | 'standing'> {
  approved: boolean | null;
  expiresAt: Date;
  createdAt: Date;
  decidedAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  secrets: { id: string; issuedAt: string; endsAt: string | null }[];
}

/** `$1`: now. */
const SELECT = `select k.id, k.name, k.purpose, k.approved, k.owner_id as "ownerId", o.name as "ownerName",
    (o.id is not null and not o.active) as "ownerLeft", k.scopes, k.channel, k.area, k.addresses, k.per_minute as "perMinute",
    k.expires_at as "expiresAt", k.created_at as "createdAt", k.created_by as "createdBy", m.name as "createdByName",
    k.decided_at as "decidedAt", k.decided_by as "decidedBy", a.name as "decidedByName", k.decided_reason as "decidedReason",
    k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt", k.last_used_from as "lastUsedFrom",
    coalesce((select json_agg(json_build_object('id', s.id, 'issuedAt', s.issued_at, 'endsAt', s.ends_at) order by s.issued_at desc)
      from api_key_secret s where s.key_id = k.id and (s.ends_at is null or s.ends_at > $1)), '[]'::json) as secrets
  from api_key k left join person o on o.id = k.owner_id left join person m on m.id = k.created_by left join person a on a.id = k.decided_by`;

function standingOf({ approved, revokedAt, expiresAt }: StoredRow, now: Instant): KeyStanding {
  if (revokedAt !== null) return 'revoked';
  if (approved === false) return 'refused';
  if (expiresAt.getTime() <= now) return 'ended';
  return approved ? 'approved' : 'proposed';
}

function shown({ approved, ...row }: StoredRow, now: Instant): KeyRow {
  const { expiresAt, createdAt, decidedAt, revokedAt, lastUsedAt, secrets } = row;
  return {
    ...row,
    standing: standingOf({ approved, ...row }, now),
    expiresAt: iso(expiresAt),
    createdAt: iso(createdAt),
    decidedAt: iso(decidedAt),
    revokedAt: iso(revokedAt),
    lastUsedAt: iso(lastUsedAt),
    secrets: secrets.map(({ id, issuedAt, endsAt }) => ({
      id,
      issuedAt: iso(new Date(issuedAt)),
      endsAt: endsAt === null ? null : iso(new Date(endsAt)),
    })),
  };
}

export async function keysShown(database: Database, now: Instant): Promise<KeyRow[]> {
  const rows = await database.rows<StoredRow>(`${SELECT} order by k.created_at desc, k.id limit 500`, [new Date(now)]);
  return rows.map((row) => shown(row, now));
}

export async function keyNamed(database: Database, id: string, now: Instant): Promise<KeyRow | null> {
  const row = await database.first<StoredRow>(`${SELECT} where k.id = $2`, [new Date(now), id]);
  return row ? shown(row, now) : null;
}
