/**
 * The one place of a process where passwords are compared and made. One after the other: each takes memory and a core by
 * design, and people who sign in together must not take all of both. Behind it a short queue, measured by what its hashes
 * cost; who finds it full is told when to come again, before anything was spent on them.
 */
import { unavailable } from '../../http/problem.ts';
import { type Cost, costOf, DEMO_COST, hashPassword, nobodyAt, passwordMatches, TODAYS_COST, workOf } from './hash.ts';

/** Eight of today's cost: some three seconds. */
const MOST_WAITING = 8 * workOf(TODAYS_COST);
const RETRY_AFTER_SECONDS = 4;

export interface Passwords {
  /** The cost that new passwords are made at. */
  readonly cost: Cost;
  /** False for a wrong one, and for nobody's (`null`), after the same time. */
  match(password: string, stored: string | null): Promise<boolean>;
  hash(password: string): Promise<string>;
  /** Whether it was made at less than new ones are. */
  isCheap(stored: string): boolean;
}

export function createPasswords({ demo }: { demo: boolean }): Passwords {
  const cost = demo ? DEMO_COST : TODAYS_COST;
  const nobody = nobodyAt(cost);
  const queue = createQueue();
  const isCheap = (stored: string) => workOf(costOf(stored) ?? cost) < workOf(cost);
  return {
    cost,
    isCheap,
    hash: (password) => queue.run(workOf(cost), () => hashPassword(password, cost)),
    match: (password, stored) =>
      queue.run(workOf(cost), async () => {
        const matches = await passwordMatches(password, stored ?? nobody);
        // A wrong guess at a text of less would be answered sooner than one at nobody's.
        if (!matches && stored !== null && isCheap(stored)) await passwordMatches(password, nobody);
        return matches;
      }),
  };
}

export interface Queue {
  run<Answer>(work: number, task: () => Promise<Answer>): Promise<Answer>;
}

/** One task at a time; a task that would wait behind more than `most` work is refused. */
export function createQueue(most = MOST_WAITING): Queue {
  let previous: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    run: (work, task) => {
      if (waiting > most) throw unavailable('sign-in-busy', '同时登录的人太多，没有核对密码，请稍后再试', RETRY_AFTER_SECONDS);
      waiting += work;
      const mine = previous.then(task).finally(() => (waiting -= work));
      previous = mine.catch(() => undefined);
      return mine;
    },
  };
}
