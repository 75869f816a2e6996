import type { reviewCommands } from '../../commands/review.ts';
import type { ReviewEvents } from '../evolve/review.ts';
import type { Deciders } from '../types.ts';

export const decideReview: Deciders<typeof reviewCommands, ReviewEvents> = {};
