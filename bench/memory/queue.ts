export const BARE_QUEUE = 'bench-memory-bare';
