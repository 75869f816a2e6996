import type { Evolvers } from '../types.ts';

// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface SupervisionEvents {}

export const evolveSupervision: Evolvers<SupervisionEvents> = {};
