/** Local accounts: a name and password of this system, checked, changed and given by a code. */
import { normalUsername } from '../../../domain/sign-in/username.ts';
import { passwordFault } from '../../../domain/sign-in/password.ts';
import { activationRefused } from '../../../domain/sign-in/activation.ts';
import type { Person } from '../../../domain/people.ts';
import type { Instant } from '../../../domain/terms/model.ts';
import type { AuditPort } from '../../audit/port.ts';
import type { Database, Queries } from '../../database/database.ts';
import { Problem } from '../../http/problem.ts';
import { PERSON_COLUMNS, type PersonRow, personOf } from '../../people/person-row.ts';
import { withRolesToCome } from '../../staffing/roles-to-come.ts';
import type { Staffing } from '../../staffing/staffing.ts';
import type { Limits } from '../limits.ts';
import { sameSecret } from '../tokens.ts';
import { codeHash } from './activation-code.ts';
import type { Passwords } from './passwords.ts';

export interface AccountServices {
  database: Database;
  passwords: Passwords;
  limits: Limits;
  audit: AuditPort;
  staffing: Pick<Staffing, 'current'>;
  demo: boolean;
}

export interface SignedInPerson {
  person: Person;
  username: string;
}

interface AccountRow extends PersonRow {
  hash: string | null;
  codeHash: string | null;
  codeUntil: Date | null;
  codeFrom: string | null;
}

export interface Accounts {
  /** The person whose name and password these are; a 401 that does not tell which of the two is wrong. */
  signIn(attempt: { username: string; password: string; address: string }, now: Instant): Promise<SignedInPerson>;
  /** Chooses a password by a code; all sessions of the person end. */
  activate(attempt: { username: string; code: string; password: string; address: string }, now: Instant): Promise<SignedInPerson>;
  /** Another password, by the old one; all sessions but this one end. */
  change(change: { person: Person; sessionId: string; current: string; password: string; address: string }, now: Instant): Promise<void>;
}

const ACCOUNT = `select ${PERSON_COLUMNS}, c.hash, a.code_hash as "codeHash", a.expires_at as "codeUntil", a.issued_by as "codeFrom"
  from person p join unit u on u.id = p.unit_id
  left join local_credential c on c.person_id = p.id and c.demo = $2
  left join activation_code a on a.person_id = p.id`;

export function createAccounts({ database, passwords, limits, audit, staffing, demo }: AccountServices): Accounts {
  const byName = (username: string) =>
    database.first<AccountRow>(`${ACCOUNT} where normal_username(p.username) = normal_username($1)`, [username, demo]);

  /** A code is worth what the hand that gave it may give today: not to an account that has come to power since. */
  const mayStillGive = async (row: AccountRow, now: Instant): Promise<boolean> => {
    const giver = await database.first<PersonRow>(
      `select ${PERSON_COLUMNS} from person p join unit u on u.id = p.unit_id where p.id = $1`,
      [row.codeFrom],
    );
    // Who made the county gave the first ones, before there was anybody.
    return !giver || activationRefused(personOf(giver), await withRolesToCome(staffing, personOf(row), now)) === null;
  };

  return {
    signIn: async ({ username, password, address }, now) => {
      const row = await byName(username);
      const claim = await limits.claimSignIn({ name: normalUsername(username), address, personId: row?.id ?? null }, now);
      const matches = await passwords.match(password, row?.hash ?? null).catch(async (error: unknown) => {
        await claim.withdraw();
        throw error;
      });
      if (!row || !matches || !row.active) {
        await audit.write({
          what: 'session:sign-in',
          actorId: null,
          ...(row ? { subject: row.id } : {}),
          outcome: 'refused',
          // A name that is nobody's is not written down: people type passwords there.
          detail: { method: 'password', reason: !row ? 'unknown-name' : !row.active ? 'person-left' : 'wrong-password' },
          address,
        });
        throw new Problem(401, 'wrong-credentials', '用户名或密码不对', { needs: ['核对用户名和密码'] });
      }
      await claim.right();
      await limits.remember(row.id, address, now);
      if (!demo && row.hash !== null && passwords.isCheap(row.hash)) {
        await database.run('update local_credential set hash = $2 where person_id = $1 and hash = $3', [
          row.id,
          await passwords.hash(password),
          row.hash,
        ]);
      }
      return { person: personOf(row), username: row.username };
    },

    activate: async ({ username, code, password, address }, now) => {
      const row = await byName(username);
      const claim = await limits.claimSignIn({ name: normalUsername(username), address, personId: row?.id ?? null }, now);
      const right = row?.active && row.codeHash !== null && row.codeUntil!.getTime() > now && sameSecret(codeHash(code), row.codeHash);
      const outdated = right && !(await mayStillGive(row, now));
      if (!right || outdated) {
        await audit.write({
          what: 'session:account-activation',
          actorId: null,
          ...(row ? { subject: row.id } : {}),
          outcome: 'refused',
          detail: {
            reason: outdated ? 'giver-not-entitled' : row?.codeUntil && row.codeUntil.getTime() <= now ? 'code-expired' : 'wrong-code',
          },
          address,
        });
        throw wrongCode();
      }
      let hash: string;
      try {
        requireFit(password, row);
        hash = await passwords.hash(password);
      } catch (error) {
        await claim.withdraw();
        throw error;
      }
      await database.transaction(async (queries) => {
        const used = await queries.run('delete from activation_code where person_id = $1 and code_hash = $2', [row.id, row.codeHash]);
        if (used === 0) throw wrongCode();
        await store(queries, row.id, hash, demo, now);
        await queries.run('delete from session where person_id = $1', [row.id]);
      });
      await claim.right();
      await limits.remember(row.id, address, now);
      await audit.write({ what: 'session:account-activation', actorId: row.id, subject: row.id, outcome: 'done', detail: {}, address });
      return { person: personOf(row), username: row.username };
    },

    change: async ({ person, sessionId, current, password, address }, now) => {
      const row = await database.first<AccountRow>(`${ACCOUNT} where p.id = $1`, [person.id, demo]);
      if (!row || row.hash === null)
        throw new Problem(409, 'no-password', '您的账号没有本系统的密码', { needs: ['通过统一身份认证修改，或者请管理员发放激活码'] });
      const claim = await limits.claimGuess('password', person.id, now);
      const told = { what: 'session:password-change', actorId: person.id, subject: person.id, address } as const;
      const unlooked = async (error: unknown): Promise<never> => {
        await claim.withdraw();
        throw error;
      };
      if (!(await passwords.match(current, row.hash).catch(unlooked))) {
        await audit.write({ ...told, outcome: 'refused', detail: { reason: 'wrong-password' } });
        throw fieldFault('current', '原密码', 'wrong-password', '原密码不对', ['核对原密码']);
      }
      await claim.right();
      if (password === current) throw fieldFault('password', '新密码', 'same-password', '新密码与原密码相同', ['换一个新的密码']);
      requireFit(password, row);
      const hash = await passwords.hash(password);
      await database.transaction(async (queries) => {
        await store(queries, person.id, hash, demo, now);
        await queries.run('delete from session where person_id = $1 and id <> $2', [person.id, sessionId]);
      });
      await audit.write({ ...told, outcome: 'done', detail: {} });
    },
  };
}

const wrongCode = () =>
  new Problem(401, 'wrong-activation', '用户名或激活码不对，或者激活码已经用过、已经过期', {
    needs: ['核对后再试，或者请管理员重新发放激活码'],
  });

const fieldFault = (path: string, title: string, code: string, message: string, needs: readonly string[], basis: readonly string[] = []) =>
  new Problem(422, code, message, { needs, basis, errors: [{ path, title, message: [message, ...needs].join('，') }] });

function requireFit(password: string, owner: { username: string; name: string }): void {
  const fault = passwordFault(password, owner);
  if (fault) throw fieldFault('password', '新密码', fault.code, fault.message, fault.needs, fault.basis);
}

const store = (queries: Queries, personId: string, hash: string, demo: boolean, now: Instant) =>
  queries.run(
    `insert into local_credential (person_id, hash, demo, changed_at) values ($1, $2, $3, $4)
     on conflict (person_id) do update set hash = excluded.hash, demo = excluded.demo, changed_at = excluded.changed_at`,
    [personId, hash, demo, new Date(now)],
  );
