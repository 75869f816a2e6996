/**
 * What slows guessing, counted in the database for all processes alike, and what keeps it from locking anybody out
 * (docs/adr/0052). Each attempt is claimed before the password is looked at and given back when it was right, so that a
 * thousand guesses sent at once are a thousand guesses.
 *
 * - By network and by name: after a few failures each further one doubles the wait, up to a quarter of an hour and a minute.
 * - Where somebody signed in before, neither counts: only their own failures there do, and those keep an attempt waiting for
 *   some seconds, they never refuse it for being late.
 */
import { ipKeyGenerator } from 'express-rate-limit';
import type { Instant } from '../../domain/terms/model.ts';
import type { Database, Queries } from '../database/database.ts';
import { Problem } from '../http/problem.ts';
import { sha256 } from './tokens.ts';

interface Rule {
  /** Failures that cost nothing. */
  free: number;
  /** The wait after the first that does, in seconds; each further one doubles it. */
  first: number;
  most: number;
  /** After so many quiet seconds all is forgotten. */
  forget: number;
}

/** What was claimed. Where nothing more is said, it was a failure. */
export interface Claim {
  /** It was right: what was guessed wrong before is forgotten. */
  right(): Promise<void>;
  /** Nothing was looked at. */
  withdraw(): Promise<void>;
}

export interface Limits {
  /** Claims a sign-in; throws the 429 that says when to try again. `personId` where the name is somebody's. */
  claimSignIn(attempt: { name: string; address: string; personId: string | null }, now: Instant): Promise<Claim>;
  /** Claims one guess at something of one person: a code, the old password. */
  claimGuess(what: string, personId: string, now: Instant): Promise<Claim>;
  /** This person signed in from there. */
  remember(personId: string, address: string, now: Instant): Promise<void>;
  tidy(now: Instant): Promise<void>;
}

const FORGET_FAILURES_SECONDS = 3_600;
const KNOWN_FOR_DAYS = 180;
/** How long an attempt from a known place waits behind its own failures. */
const STEP_SECONDS = 4;

/** IPv6 customers are given a /64 each: one of them is one place. */
const networkOf = (address: string): string => ipKeyGenerator(address, 64);

export function createLimits(
  database: Database,
  { attempts, pause = sleep }: { attempts: number; pause?: (ms: number) => Promise<void> },
): Limits {
  const byName: Rule = { free: attempts, first: 5, most: 60, forget: FORGET_FAILURES_SECONDS };
  const byNetwork: Rule = { free: attempts * 5, first: 5, most: 900, forget: FORGET_FAILURES_SECONDS };
  const byPerson: Rule = { free: 5, first: 5, most: 300, forget: FORGET_FAILURES_SECONDS };

  const isKnown = async (personId: string, network: string, now: Instant): Promise<boolean> =>
    (await database.first('select from sign_in_origin where person_id = $1 and network = $2 and last_at > $3', [
      personId,
      network,
      new Date(now - KNOWN_FOR_DAYS * 86_400_000),
    ])) !== undefined;

  async function claimAll(rules: readonly [key: string, rule: Rule][], now: Instant): Promise<void> {
    await database.transaction(async (queries) => {
      for (const [key, rule] of rules) await claim(queries, key, rule, now);
    });
  }

  async function claimKnown(key: string, now: Instant): Promise<void> {
    const row = await database.first<{ failures: number; until: Date }>(
      `insert into sign_in_failure as f (key, failures, last_at, until) values ($1, 1, $2, $2)
       on conflict (key) do update set failures = ${COUNTED}, last_at = $2,
         until = greatest(f.until, $2) + make_interval(secs => case when ${COUNTED} > $4 then $5::int else 0 end)
       where f.until <= $2::timestamptz + make_interval(secs => $5::int)
       returning failures, until`,
      [key, new Date(now), FORGET_FAILURES_SECONDS, attempts, STEP_SECONDS],
    );
    if (!row) throw tooMany(STEP_SECONDS);
    const waited = row.failures > attempts ? row.until.getTime() - STEP_SECONDS * 1_000 - now : 0;
    if (waited > 0) await pause(waited);
  }

  return {
    claimSignIn: async ({ name, address, personId }, now) => {
      const network = networkOf(address);
      if (personId !== null && (await isKnown(personId, network, now))) {
        const own = `known ${sha256(`${personId} ${network}`)}`;
        await claimKnown(own, now);
        return { right: () => forget(database, own), withdraw: () => takeBack(database, [own]) };
      }
      const [ofNetwork, ofName] = [`network ${network}`, `name ${sha256(name)}`];
      // Always in this order, so that two attempts never wait for each other.
      await claimAll(
        [
          [ofNetwork, byNetwork],
          [ofName, byName],
        ],
        now,
      );
      return {
        right: async () => {
          // Who has an account of their own could otherwise wipe out what they have guessed at others'.
          await takeBack(database, [ofNetwork]);
          await forget(database, ofName);
        },
        withdraw: () => takeBack(database, [ofNetwork, ofName]),
      };
    },

    claimGuess: async (what, personId, now) => {
      const key = `${what} ${personId}`;
      await claimAll([[key, byPerson]], now);
      return { right: () => forget(database, key), withdraw: () => takeBack(database, [key]) };
    },

    remember: async (personId, address, now) => {
      await database.run(
        `insert into sign_in_origin (person_id, network, last_at) values ($1, $2, $3)
         on conflict (person_id, network) do update set last_at = excluded.last_at`,
        [personId, networkOf(address), new Date(now)],
      );
    },

    tidy: async (now) => {
      await database.run('delete from sign_in_failure where last_at < $1', [new Date(now - FORGET_FAILURES_SECONDS * 1_000)]);
      await database.run('delete from sign_in_origin where last_at < $1', [new Date(now - KNOWN_FOR_DAYS * 86_400_000)]);
    },
  };
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One more failure, or the first one after a quiet time. `$2` now, `$3` the quiet time in seconds. */
const COUNTED = `case when f.last_at < $2::timestamptz - make_interval(secs => $3::int) then 1 else f.failures + 1 end`;

/** Counts one more, or throws where the wait of the last one is not over. */
async function claim(queries: Queries, key: string, { free, first, most, forget: quiet }: Rule, now: Instant): Promise<void> {
  const at = new Date(now);
  // Nothing to wait for is long past and not now: of many who sign in at once some are looked at later than they came.
  const until = (failures: string) =>
    `case when ${failures} < $4::int then 'epoch'::timestamptz
       else $2::timestamptz + make_interval(secs => least($6::float8, $5::float8 * power(2, least(${failures} - $4::int, 20)))) end`;
  const row = await queries.first(
    `insert into sign_in_failure as f (key, failures, last_at, until) values ($1, 1, $2, ${until('1')})
     on conflict (key) do update set failures = ${COUNTED}, last_at = $2, until = ${until(`(${COUNTED})`)}
     where f.until <= $2
     returning key`,
    [key, at, quiet, free, first, most],
  );
  if (row) return;
  const blocked = await queries.first<{ until: Date }>('select until from sign_in_failure where key = $1', [key]);
  throw tooMany(Math.max(1, Math.ceil(((blocked?.until.getTime() ?? now) - now) / 1_000)));
}

const forget = async (database: Database, key: string): Promise<void> => {
  await database.run('delete from sign_in_failure where key = $1', [key]);
};

/** As if it had not been claimed: whatever was waited for was over by then. */
const takeBack = async (database: Database, keys: readonly string[]): Promise<void> => {
  await database.run(`update sign_in_failure set failures = greatest(failures - 1, 0), until = 'epoch' where key = any($1)`, [keys]);
};

const inWords = (seconds: number) => (seconds < 90 ? `${seconds}秒` : `${Math.ceil(seconds / 60)}分钟`);

const tooMany = (seconds: number) =>
  new Problem(429, 'too-many-attempts', `失败次数过多，请${inWords(seconds)}后再试`, {
    needs: [`等${inWords(seconds)}后再试；忘记密码的，请管理员发放激活码`],
    headers: { 'Retry-After': String(seconds) },
  });
