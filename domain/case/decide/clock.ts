import type { clockCommands } from '../../commands/clock.ts';
import type { ClockEvents } from '../evolve/clock.ts';
import type { Deciders } from '../types.ts';

export const decideClock: Deciders<typeof clockCommands, ClockEvents> = {};
