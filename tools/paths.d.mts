export const root: string;
export function cacheFolder(): string;
export function dataFolder(): string;
