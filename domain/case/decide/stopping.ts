import type { stoppingCommands } from '../../commands/stopping.ts';
import type { StoppingEvents } from '../evolve/stopping.ts';
import type { Deciders } from '../types.ts';

export const decideStopping: Deciders<typeof stoppingCommands, StoppingEvents> = {};
