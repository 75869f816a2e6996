import type { CaseFile } from './state.ts';

/** An id inside the case, made of the record's own numbering: the same on every replay, never given twice. */
export const nextId = (
  file: Pick<CaseFile, 'version'>, kind: string, offset = 0,
): string => `${kind}-${file.version + 1 + offset}`;
