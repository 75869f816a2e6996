import type { transferCommands } from '../../commands/transfer.ts';
import type { TransferEvents } from '../evolve/transfer.ts';
import type { Deciders } from '../types.ts';

export const decideTransfer: Deciders<typeof transferCommands, TransferEvents> = {};
