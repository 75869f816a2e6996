/**
 * How long a command waits for its answer. Where nobody answers, the deadline; while others are answered, twice that: then
 * the engine works, and this one only waits its turn (a worker that was killed has all its cases to read again).
 */
export interface Patience {
  /** What comes of the work, or null where it is given up; it may go on, and what comes of it then is not heard. */
  wait<Answer>(work: (withinMs: number) => Promise<Answer>): Promise<Answer | null>;
  /** An answer has come, to whomever. */
  answered(): void;
}

/** Nobody was answered for so long: it no longer works. */
const QUIET_MS = 2_000;
const LOOK_EVERY_MS = 250;

export function createPatience(deadlineMs: number): Patience {
  let lastAnswer = Number.NEGATIVE_INFINITY;
  const mostMs = deadlineMs * 2;
  return {
    answered: () => {
      lastAnswer = performance.now();
    },
    wait: async <Answer>(work: (withinMs: number) => Promise<Answer>): Promise<Answer | null> => {
      const began = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const givenUp = new Promise<null>((resolve) => {
        const look = (): void => {
          const now = performance.now();
          if (now - lastAnswer > QUIET_MS || now - began >= mostMs) resolve(null);
          else timer = setTimeout(look, LOOK_EVERY_MS);
        };
        timer = setTimeout(look, deadlineMs);
      });
      const working = work(mostMs);
      working.catch(() => undefined);
      return Promise.race([working, givenUp]).finally(() => clearTimeout(timer));
    },
  };
}
