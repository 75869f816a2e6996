import type { Evolvers } from '../types.ts';

// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface EvidenceEvents {}

export const evolveEvidence: Evolvers<EvidenceEvents> = {};
