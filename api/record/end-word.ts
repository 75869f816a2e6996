import type { AnyKind } from '../../domain/work/kind.ts';

/** 已归档 without its 已: how it would have ended. */
export const endWord = ({ stages, final }: AnyKind): string => (stages[final[0] ?? ''] ?? '结束').replace(/^已/, '');
