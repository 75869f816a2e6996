import type { closingCommands } from '../../commands/closing.ts';
import type { ClosingEvents } from '../evolve/closing.ts';
import type { Deciders } from '../types.ts';

export const decideClosing: Deciders<typeof closingCommands, ClosingEvents> = {};
