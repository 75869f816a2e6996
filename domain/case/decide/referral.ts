import type { referralCommands } from '../../commands/referral.ts';
import type { ReferralEvents } from '../evolve/referral.ts';
import type { Deciders } from '../types.ts';

export const decideReferral: Deciders<typeof referralCommands, ReferralEvents> = {};
