import type { anyStageCommands } from '../../commands/any-stage.ts';
import type { AnyStageEvents } from '../evolve/any-stage.ts';
import type { Deciders } from '../types.ts';

export const decideAnyStage: Deciders<typeof anyStageCommands, AnyStageEvents> = {};
