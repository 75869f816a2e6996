import type { TransferEvents } from '../transfer/events.ts';
import type { Deciders, Readiness } from '../types.ts';
import { decideAppraising, readyAppraising } from './appraising.ts';
import { decideCollecting, readyCollecting } from './collecting.ts';
import type { evidenceCommands } from './commands.ts';
import { decideConclusion, readyConclusion } from './conclusion.ts';
import { decideConcurrence, readyConcurrence } from './concurrence.ts';
import type { EvidenceEvents } from './events.ts';
import { decideFilingApproval, readyFilingApproval } from './filing.ts';
import { decidePreserving, readyPreserving } from './preserving.ts';
import { decideVerifying, readyVerifying } from './verifying.ts';

export const readyEvidence = {
  ...readyConclusion,
  ...readyConcurrence,
  ...readyFilingApproval,
  ...readyCollecting,
  ...readyVerifying,
  ...readyPreserving,
  ...readyAppraising,
} satisfies Readiness<typeof evidenceCommands>;

export const decideEvidence: Deciders<typeof evidenceCommands, EvidenceEvents & TransferEvents, typeof readyEvidence> = {
  ...decideConclusion,
  ...decideConcurrence,
  ...decideFilingApproval,
  ...decideCollecting,
  ...decideVerifying,
  ...decidePreserving,
  ...decideAppraising,
};
