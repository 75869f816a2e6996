import { expect } from 'vitest';

/** Expects something of a page, asked again until it is so or 25 seconds have passed. */
export const soon = <Answer>(ask: () => Promise<Answer>) => expect.poll(ask, { timeout: 25_000, interval: 100 });
