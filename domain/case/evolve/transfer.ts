import type { Evolvers } from '../types.ts';

// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface TransferEvents {}

export const evolveTransfer: Evolvers<TransferEvents> = {};
