import type { Evolvers } from '../types.ts';

// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ClockEvents {}

export const evolveClock: Evolvers<ClockEvents> = {};
