/**
 * Whose account at the provider is whose here. Known by issuer and subject alone; a name links an account once, at its first
 * sign-in, and never moves to another one by itself.
 */
import type { Instant } from '../../../domain/terms/model.ts';
import { isAdministrator } from '../../../domain/roles.ts';
import type { Person } from '../../../domain/people.ts';
import type { Database, Queries } from '../../database/database.ts';
import { PERSON_COLUMNS, type PersonRow, personOf } from '../../people/person-row.ts';
import { newToken } from '../tokens.ts';
import type { Proven } from './provider.ts';
import { OidcRefusal } from './refusal.ts';

type Claimed = Pick<Proven, 'issuer' | 'subject' | 'claimedName'>;

interface Known extends PersonRow {
  identityId: string;
  status: 'linked' | 'waiting' | 'refused';
}

/** The person behind an account; throws an `OidcRefusal` where it is nobody's, or somebody has to decide first. */
export async function personBehind(database: Database, claimed: Claimed, now: Instant): Promise<{ person: Person; identityId: string }> {
  const known = await database.first<Known>(
    `select ${PERSON_COLUMNS}, i.id as "identityId", i.status from oidc_identity i join person p on p.id = i.person_id
       join unit u on u.id = p.unit_id where i.issuer = $1 and i.subject = $2`,
    [claimed.issuer, claimed.subject],
  );
  if (!known) return linkByName(database, claimed, now);
  if (known.status === 'waiting') throw new OidcRefusal('oidc-waiting', 'the link waits for the security administrator');
  if (known.status === 'refused') throw new OidcRefusal('oidc-refused', 'the security administrator refused the link');
  if (!known.active) throw new OidcRefusal('oidc-left', `person ${known.id} has left`);
  await database.run('update oidc_identity set last_used_at = $2 where id = $1', [known.identityId, new Date(now)]);
  return { person: personOf(known), identityId: known.identityId };
}

async function linkByName(database: Database, claimed: Claimed, now: Instant): Promise<{ person: Person; identityId: string }> {
  if (claimed.claimedName === null) throw new OidcRefusal('oidc-unknown', `subject ${claimed.subject} is nobody's`);
  const row = await database.first<PersonRow>(
    `select ${PERSON_COLUMNS} from person p join unit u on u.id = p.unit_id where normal_username(p.username) = normal_username($1)`,
    [claimed.claimedName],
  );
  if (!row) throw new OidcRefusal('oidc-unknown', `subject ${claimed.subject} names nobody here`);
  if (!row.active) throw new OidcRefusal('oidc-left', `person ${row.id} has left`);
  const person = personOf(row);
  const other = await database.first<{ subject: string }>(
    `select subject from oidc_identity where issuer = $1 and person_id = $2 and status = 'linked'`,
    [claimed.issuer, person.id],
  );
  if (other) {
    await propose(database, claimed, person.id, `原来的账号是 ${other.subject}，同一用户名现在是另一个账号`, now);
    throw new OidcRefusal('oidc-subject-changed', `person ${person.id} is linked to another subject`);
  }
  if (isAdministrator(person)) {
    await propose(database, claimed, person.id, '管理员的账号须经核对才能关联', now);
    throw new OidcRefusal('oidc-waiting', 'an administrator is linked by the security administrator');
  }
  const identityId = await link(database, { ...claimed, personId: person.id, decidedBy: null }, now);
  // Two first sign-ins at once: the one that came second asks again and finds what the first one did.
  if (identityId === null) return personBehind(database, claimed, now);
  return { person, identityId };
}

const propose = (database: Queries, { issuer, subject, claimedName }: Claimed, personId: string, reason: string, now: Instant) =>
  database.run(
    `insert into oidc_identity (id, issuer, subject, person_id, status, claimed_name, reason, asked_at)
     values ($1, $2, $3, $4, 'waiting', $5, $6, $7) on conflict do nothing`,
    [newToken(), issuer, subject, personId, claimedName, reason, new Date(now)],
  );

/** Null where this account, or this person's at this provider, is linked already. */
export async function link(
  queries: Queries,
  { issuer, subject, claimedName, personId, decidedBy }: Claimed & { personId: string; decidedBy: string | null },
  now: Instant,
): Promise<string | null> {
  const id = newToken();
  const at = new Date(now);
  const made = await queries.run(
    `insert into oidc_identity (id, issuer, subject, person_id, status, claimed_name, asked_at, decided_by, decided_at, last_used_at)
     values ($1, $2, $3, $4, 'linked', $5, $6, $7, $6, $8) on conflict do nothing`,
    [id, issuer, subject, personId, claimedName, at, decidedBy, decidedBy === null ? at : null],
  );
  return made === 0 ? null : id;
}
