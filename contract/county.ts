import type { LegalDate } from '../domain/terms/model.ts';

/** The county as pages name it. */
export interface County {
  name: string;
  /** In the head of every page. */
  title: string;
  /** The first day on which cases were kept here. */
  goLiveOn: LegalDate;
}
