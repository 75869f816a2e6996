import type { supervisionCommands } from '../../commands/supervision.ts';
import type { SupervisionEvents } from '../evolve/supervision.ts';
import type { Deciders } from '../types.ts';

export const decideSupervision: Deciders<typeof supervisionCommands, SupervisionEvents> = {};
