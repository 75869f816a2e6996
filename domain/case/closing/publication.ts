/** 公示 (行政处罚法 48): what the public is told of the decision. */
import type { CaseFile } from '../state.ts';

/** The publication that stands; null while there is none, or where it was withdrawn. */
export const publishedNow = ({ publication }: CaseFile): NonNullable<CaseFile['publication']> | null =>
  publication?.withdrawnAt === null ? publication : null;
