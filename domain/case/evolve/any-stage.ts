import type { Evolvers } from '../types.ts';

// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface AnyStageEvents {}

export const evolveAnyStage: Evolvers<AnyStageEvents> = {};
