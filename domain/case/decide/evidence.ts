import type { evidenceCommands } from '../../commands/evidence.ts';
import type { EvidenceEvents } from '../evolve/evidence.ts';
import type { Deciders } from '../types.ts';

export const decideEvidence: Deciders<typeof evidenceCommands, EvidenceEvents> = {};
